// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "app/ctl/Reach.h"
#include "core/client/account/DeviceFile.h"
#include "core/client/account/SignIn.h"

/// This machine as a device that people sign in from: its key and its tokens in one file of mode 0600.
namespace stillgate::ctl {

[[nodiscard]] AccessSource accessOf(const ReachOptions& reach);

/// A connection in the name of who signed in from the device; tokens that ran out are renewed first, and kept.
[[nodiscard]] Result<std::unique_ptr<RpcConnection>> connectFromDevice(const ReachOptions& reach);

/// Asks for something that is not shown: on the terminal without an echo, else one line of standard input. Never from the command line,
/// where everybody could read it.
[[nodiscard]] Result<std::string> askSecret(const std::string& prompt);

} // namespace stillgate::ctl
