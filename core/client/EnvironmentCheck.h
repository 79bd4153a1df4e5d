// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/Result.h"
#include "core/domain/Words.h"

namespace stillgate {

/// Which ledger we are at, and of which environment it says it is.
struct LedgerPlace {
    std::string origin; ///< empty where none is known
    Environment environment = Environment::Dev;

    friend bool operator==(const LedgerPlace&, const LedgerPlace&) = default;
};

/// Refused, at "environment", when the answer is of another environment than somebody said, or than the same origin was of before.
[[nodiscard]] Result<void> checkEnvironment(const LedgerPlace& answered, const std::optional<Environment>& told,
                                            const LedgerPlace& remembered);

} // namespace stillgate
