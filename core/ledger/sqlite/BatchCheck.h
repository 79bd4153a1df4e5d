// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/Store.h"

namespace stillgate {

/// Where a ledger stands: what the next batch has to continue.
struct LedgerTail {
    std::uint64_t size = 0;
    UtcTime time; ///< of the newest event
};

/// Whether a batch keeps the storage contract of Store.h, as far as that shows without a look into the file.
/// Conflict when the sequences do not continue the ledger, Refused for the rest.
[[nodiscard]] Result<void> checkBatch(const Batch& batch, const LedgerTail& tail, const PublicKey& checkpointKey);

} // namespace stillgate
