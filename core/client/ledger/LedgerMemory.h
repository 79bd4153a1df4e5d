// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/Signature.h"
#include "core/base/Time.h"
#include "core/ledger/Merkle.h"

namespace stillgate {

/// A checkpoint that what we folded was compared with.
struct SeenHead {
    TreeHead head;
    std::string note; ///< signed; C2SP tlog-checkpoint
    UtcTime at;

    friend bool operator==(const SeenHead&, const SeenHead&) = default;
};

/// What is remembered of a ledger from one run to the next.
struct LedgerMemory {
    std::string origin;
    std::optional<PublicKey> key; ///< of its checkpoints, as it was at first sight
    std::optional<SeenHead> seen; ///< the newest one
    std::optional<Frontier> fold; ///< of the events that the rows stand for; none where a snapshot is needed
};

} // namespace stillgate
