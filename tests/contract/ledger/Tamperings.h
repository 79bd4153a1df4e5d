// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ledger/Verify.h"
#include "tests/contract/ledger/Forger.h"

namespace stillgate {

/// What somebody does to a ledger, and what of it a verifier has to find.
struct Tampering {
    std::string name;
    std::function<void(Forger&)> act;
    std::set<VerifyCheck> foundBy;
    std::optional<Sequence> firstEvent; ///< the event that is named first, where one is
};

/// What the forgers of these tests get into their hands.
struct ForgersLoot {
    const LedgerKeys& keys;
    Secret32 masterKey;
    std::string origin;
};

/// Events 0 (ledger.opened), messages 1 to 20, a note 21 by customer 5 about customer 4, a message 22 of customer 6 with one attachment
/// of two pieces, 23 that redacts customer 3, messages 24 to 1099: the ledger that the tamperings are made for.
inline constexpr Sequence kLastEvent = 1099;

/// Everything that shows without a checkpoint kept elsewhere.
[[nodiscard]] std::vector<Tampering> tamperings(const ForgersLoot& loot);
/// What shows against a checkpoint kept elsewhere alone, or there too.
[[nodiscard]] std::vector<Tampering> rewritings(const ForgersLoot& loot);

} // namespace stillgate
