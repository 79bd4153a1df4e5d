// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "core/base/Log.h"
#include "core/client/Link.h"
#include "core/client/RpcConnection.h"
#include "core/client/Timers.h"
#include "core/client/link/Backoff.h"
#include "core/client/link/CallQueue.h"
#include "core/client/link/FeedSink.h"

namespace stillgate {

/// What a session is made from; all of it outlives the session.
struct SessionParts {
    AccessSource access;
    rpc::SessionHello::Params hello;
    const Clock& clock;
    Timers& timers;
    RandomSource random;
    std::optional<Environment> environment = {}; ///< of the orchestrator that is meant, where somebody said
};

/// One connection after another to the orchestrator of a data folder: says hello, follows the feed from where the sink stands and
/// connects again when it is lost. Lives in the UI thread.
class Session final : public Link {
    Q_OBJECT

public:
    /// `remembered` says who was at either end the last time.
    Session(SessionParts parts, FeedSink& sink, LinkStatus remembered = {});
    ~Session() override;

    void start();
    void stop();

    [[nodiscard]] const LinkStatus& status() const override { return m_status; }
    void retryNow() override;
    /// Something besides the feed showed that the ledger is not to be trusted.
    void distrust(const std::string& detail);
    /// Asks over the present connection once it has said hello.
    [[nodiscard]] RpcCaller& calls() { return m_calls; }

private:
    struct LaterDelete {
        void operator()(QObject* object) const { object->deleteLater(); }
    };
    /// Follows a future of the present connection; what ends after it was dropped is ignored.
    template <typename T, typename Done>
    void whileConnected(const QFuture<Result<T>>& future, Done done);

    void connectNow();
    void opened(const Result<void>& outcome);
    void greet();
    void greeted(const rpc::SessionHello::Result& hello);
    void subscribe();
    void subscribed(const Result<rpc::FeedSubscribe::Result>& start);
    void begun(const Result<void>& outcome, bool isCaughtUp);
    void receive(const rpc::Notification& notification);
    void take(const rpc::Notification& notification);
    void took(const rpc::FeedEvents::Params& events);
    void advanceToLive();

    void lost(const Error& why);
    /// Drops the connection and tries again later.
    void retreat(LinkState state, LinkCause cause, std::string detail);
    /// What a sink or a call found wrong with this connection.
    void giveUp(const Error& why);
    void drop();
    void enter(LinkState state, LinkCause cause, std::string detail = {});
    void announceLag();

    SessionParts m_parts;
    FeedSink& m_sink;
    LinkStatus m_status;
    Backoff m_backoff;
    std::unique_ptr<RpcConnection, LaterDelete> m_connection;
    std::shared_ptr<Signer> m_device; ///< of the present token
    std::uint64_t m_attempt = 0; ///< number of the connection
    bool m_isBegun = false; ///< the sink takes what the feed brings
    bool m_isSnapshotWhole = true;
    std::deque<rpc::Notification> m_early; ///< came before the sink was ready
    CallQueue m_calls;
    std::unique_ptr<PendingCall> m_retry;
    std::unique_ptr<PendingCall> m_lagTimer;
    Duration m_announced; ///< when the lag was told last, since boot
    Log m_log{"client"};
};

} // namespace stillgate
