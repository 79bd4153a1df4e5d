// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Signature.h"
#include "core/client/EnvironmentCheck.h"
#include "core/protocol/AccountMethods.h"

namespace stillgate {

/// This machine as a device that people sign in from.
struct Device {
    SigningKey key;
    rpc::SessionGrant grant; ///< null session before the first sign-in
    LedgerPlace place = {}; ///< where it signed in; empty before its first call there
};

/// Key and tokens in one file of mode 0600; a new device when there is no such file. Io, Malformed.
[[nodiscard]] Result<Device> readDevice(const std::filesystem::path& path);
[[nodiscard]] Result<void> writeDevice(const std::filesystem::path& path, const Device& device);

} // namespace stillgate
