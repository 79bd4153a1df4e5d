// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QFuture>

#include "core/protocol/FeedMethods.h"
#include "core/protocol/SessionMethods.h"

namespace stillgate {

/// Where a session brings what the orchestrator tells. Corrupt from any of these means that the ledger has diverged; any other error
/// that this connection is of no use.
class FeedSink {
public:
    virtual ~FeedSink() = default;

    /// A connection said whose it is.
    virtual void greeted(const rpc::SessionHello::Result& hello) = 0;
    /// The first event that is not here yet; nothing for a snapshot.
    [[nodiscard]] virtual std::optional<Sequence> resumeFrom() const = 0;
    /// The orchestrator has fewer events than were seen here.
    virtual void shrunk(const std::string& detail) = 0;
    /// What the subscription begins with. Nothing is taken before this has ended well.
    [[nodiscard]] virtual QFuture<Result<void>> begin(const rpc::FeedSubscribe::Result& start) = 0;
    [[nodiscard]] virtual Result<void> take(const rpc::FeedRows::Params& rows) = 0;
    [[nodiscard]] virtual Result<void> take(const rpc::FeedEvents::Params& events) = 0;
};

} // namespace stillgate
