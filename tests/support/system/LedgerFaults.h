// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/ledger/Verify.h"

namespace stillgate {

/// Verifies all of a ledger, values and projections included.
[[nodiscard]] Result<VerifyReport> verifyFolder(const std::filesystem::path& data);
/// What is wrong with it, in words; empty when nothing is.
[[nodiscard]] std::string ledgerFaults(const std::filesystem::path& data);

} // namespace stillgate
