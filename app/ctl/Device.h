// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "app/ctl/Reach.h"
#include "core/client/account/SignIn.h"

/// This machine as a device that people sign in from: its key and its tokens in one file of mode 0600.
namespace stillgate::ctl {

struct Device {
    SigningKey key;
    rpc::SessionGrant grant; ///< null session before the first sign-in
    LedgerPlace place = {}; ///< where it signed in; empty before its first call there
};

/// A new device when there is no such file.
[[nodiscard]] Result<Device> readDevice(const std::filesystem::path& path);
[[nodiscard]] Result<void> writeDevice(const std::filesystem::path& path, const Device& device);

[[nodiscard]] AccessSource accessOf(const ReachOptions& reach);

/// A connection in the name of who signed in from the device; tokens that ran out are renewed first, and kept.
[[nodiscard]] Result<std::unique_ptr<RpcConnection>> connectFromDevice(const ReachOptions& reach);

/// Asks for something that is not shown: on the terminal without an echo, else one line of standard input. Never from the command line,
/// where everybody could read it.
[[nodiscard]] Result<std::string> askSecret(const std::string& prompt);

} // namespace stillgate::ctl
