// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <QObject>

#include "core/base/Log.h"
#include "core/protocol/Message.h"
#include "core/server/transport/RpcHandlers.h"

namespace stillgate {

/// One client's calls: takes messages, hands each call to its handler and sends every answer exactly once, in the order they come.
/// Knows no socket. Lives in one thread; answers that come after its end are dropped.
class RpcSession final : private Subscriber {
public:
    using Send = std::function<void(std::string message)>;
    /// Takes over what a call has brought to follow, right behind the call's answer.
    using Follow = std::function<void(std::shared_ptr<MessageSource> source)>;

    /// `handlers` outlive the session. Calls beyond `mostInFlight` unanswered ones are answered with Limit.
    RpcSession(Caller caller, const RpcHandlers& handlers, std::size_t mostInFlight, Send send, Follow follow);
    ~RpcSession() override;
    RpcSession(const RpcSession&) = delete;
    RpcSession& operator=(const RpcSession&) = delete;

    void receive(std::string_view message);
    [[nodiscard]] std::size_t inFlight() const { return m_inFlight; }

private:
    class Answers;
    struct Reply;

    void follow(std::shared_ptr<MessageSource> source) override { m_brought = std::move(source); }
    void take(const rpc::Call& call, const std::shared_ptr<Answers>& answers);
    void start(const std::string& method, const std::optional<Json>& params, Reply reply);
    void finish(const QFuture<Result<Json>>& future, const std::string& method, const Reply& reply);

    Caller m_caller;
    const RpcHandlers& m_handlers;
    std::size_t m_mostInFlight;
    Send m_send;
    Follow m_follow;
    std::shared_ptr<MessageSource> m_brought; ///< by the handler that runs
    std::size_t m_inFlight = 0;
    Log m_log{"transport"};
    QObject m_context; ///< owns the watchers of calls in flight, so that none outlives the session
};

} // namespace stillgate
