// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/protocol/FeedMethods.h"
#include "core/protocol/Limits.h"
#include "core/server/ReadingThread.h"
#include "core/server/feed/FeedRing.h"
#include "core/server/transport/MessageSource.h"

namespace stillgate {

class FeedCursor;

/// What the feed may cost, and how it is paced. The defaults are the documented ones.
struct FeedLimits {
    /// Of one message, under what the protocol allows: all who are behind hold one in memory at the same time.
    std::size_t messageBytes = std::size_t{256} << 10U;
    std::size_t ringBytes = std::size_t{16} << 20U; ///< of the newest events, kept for who is a little behind
    std::size_t inboxBytes = std::size_t{16} << 20U; ///< of commits that this thread has not taken yet
    Duration window{4}; ///< between two messages to the same subscriber, as far as it keeps up
    std::uint64_t mostGap = 50'000; ///< events; who lacks more begins with a snapshot
};

/// Tells every commit to all who follow the ledger. Each has a place of its own in it: who keeps up shares one text with all others
/// that do, who is behind reads older pages, and nobody waits for anybody. Lives in the thread of the connections.
class FeedHub {
public:
    /// `reader` belongs to this thread, and older pages are read by `reading`; both outlive the hub.
    FeedHub(LedgerReader& reader, ReadingThread& reading, const FeedLimits& limits = {});
    ~FeedHub();
    FeedHub(const FeedHub&) = delete;
    FeedHub& operator=(const FeedHub&) = delete;

    /// The next commit. Any thread; those of one ledger come in their order.
    void take(const Added& added);

    /// Begins a subscription on the connection that calls.
    [[nodiscard]] Result<rpc::FeedSubscribe::Result> subscribe(const rpc::FeedSubscribe::Params& params,
                                                               Subscriber& subscriber);

private:
    friend class FeedCursor;

    struct Commit {
        std::uint64_t size = 0;
        std::vector<FeedItem> items;
        std::string checkpoint;
        std::size_t bytes = 0;
    };
    struct Text {
        Sequence from = 0;
        Sequence next = 0;
        QString text;
    };

    void wake();
    void flush();
    void tell();
    [[nodiscard]] std::deque<Commit> takeInbox();
    /// The events from one on that is kept in the ring, as many as fit into a message.
    [[nodiscard]] const Text& textFrom(Sequence from);

    FeedLimits m_limits;
    LedgerReader& m_reader;
    ReadingThread& m_reading;
    FeedRing m_ring;
    std::vector<std::weak_ptr<FeedCursor>> m_cursors; ///< their connections own them
    std::deque<Text> m_texts; ///< made since the last commit: most subscribers want the same
    QTimer m_pace; ///< runs for a window behind each message

    std::mutex m_mutex;
    std::deque<Commit> m_inbox;
    std::size_t m_inboxBytes = 0;

    QObject m_context;
};

} // namespace stillgate
