// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/ledger/Store.h"
#include "core/protocol/FeedMethods.h"

namespace stillgate {

/// A title and the event it came with: the opening of the ticket, or the erasure of its person.
using TitleAt = std::pair<Sequence, rpc::TicketTitle>;

/// What one commit added, as it leaves the writer.
struct Added {
    std::uint64_t size = 0; ///< of the ledger with it
    std::vector<StoredEvent> events; ///< the newest ones; none when the writer only says where the ledger stands
    std::vector<ProjectionRow> rows;
    std::vector<TitleAt> titles;
    std::string checkpoint; ///< the signed note over the ledger of this size
    UtcTime at;
};

} // namespace stillgate
