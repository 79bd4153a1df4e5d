// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/RpcSession.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <QFutureWatcher>

#include "core/protocol/Codec.h"
#include "core/protocol/Errors.h"

namespace stillgate {

/// The answers to one message: sent when the last one is in, so that all fit into one message together.
class RpcSession::Answers {
public:
    Answers(std::size_t expected, rpc::Shape shape, const Send& send, const Follow& follow)
        : m_expected(expected), m_shape(shape), m_send(send), m_follow(follow)
    {
    }

    void result(const rpc::RequestId& id, const Json& value, std::shared_ptr<MessageSource> brought)
    {
        if (brought) {
            m_brought = std::move(brought);
        }
        const auto letters = m_shape == rpc::Shape::Single ? rpc::Letters::Plain : rpc::Letters::Escaped;
        add(rpc::writeResult(id, value, room(), letters));
    }
    void error(const rpc::RequestId& id, const rpc::RpcError& error) { add(rpc::writeError(id, error)); }

private:
    /// For the next answer, so that at least an error can still be said to every other call.
    [[nodiscard]] std::size_t room() const
    {
        if (m_shape == rpc::Shape::Single) {
            return rpc::kMostMessageBytes;
        }
        const std::size_t others = m_expected - m_answers.size() - 1;
        const std::size_t bracketsAndCommas = m_expected + 1;
        return rpc::kMostMessageBytes - bracketsAndCommas - m_used - others * rpc::kMostErrorBytes;
    }

    void add(std::string answer)
    {
        m_used += answer.size();
        m_answers.push_back(std::move(answer));
        if (m_answers.size() == m_expected) {
            m_send(m_shape == rpc::Shape::Single ? std::move(m_answers.front()) : rpc::writeBatch(m_answers));
            if (m_brought) {
                m_follow(std::move(m_brought));
            }
        }
    }

    std::size_t m_expected;
    rpc::Shape m_shape;
    const Send& m_send;
    const Follow& m_follow;
    std::shared_ptr<MessageSource> m_brought; ///< by the call that ended last
    std::size_t m_used = 0;
    std::vector<std::string> m_answers;
};

/// Where an answer goes; a notification's goes nowhere.
struct RpcSession::Reply {
    std::shared_ptr<Answers> answers;
    rpc::RequestId id;
    std::shared_ptr<MessageSource> brought; ///< by the call

    void error(const rpc::RpcError& error) const
    {
        if (answers) {
            answers->error(id, error);
        }
    }
};

RpcSession::RpcSession(Caller caller, const RpcHandlers& handlers, std::size_t mostInFlight, Send send, Follow follow)
    : m_caller(caller), m_handlers(handlers), m_mostInFlight(mostInFlight), m_send(std::move(send)), m_follow(std::move(follow))
{
    m_caller.subscriber = this;
}

RpcSession::~RpcSession() = default;

void RpcSession::receive(std::string_view message)
{
    const rpc::Message parsed = rpc::parseMessage(message);
    const auto answered = std::count_if(parsed.calls.begin(), parsed.calls.end(),
                                        [](const rpc::Call& call) { return !std::holds_alternative<rpc::Notification>(call); });
    const auto answers = std::make_shared<Answers>(static_cast<std::size_t>(answered), parsed.shape, m_send, m_follow);
    for (const rpc::Call& call : parsed.calls) {
        take(call, answers);
    }
}

void RpcSession::take(const rpc::Call& call, const std::shared_ptr<Answers>& answers)
{
    if (const auto* request = std::get_if<rpc::Request>(&call)) {
        start(request->method, request->params, Reply{answers, request->id, {}});
    } else if (const auto* notification = std::get_if<rpc::Notification>(&call)) {
        start(notification->method, notification->params, Reply{});
    } else if (const auto* invalid = std::get_if<rpc::Invalid>(&call)) {
        answers->error(invalid->id, invalid->error);
    }
}

void RpcSession::start(const std::string& method, const std::optional<Json>& params, Reply reply)
{
    const auto handler = m_handlers.find(method);
    if (handler == m_handlers.end()) {
        reply.error(rpcError(rpc::WireCode::MethodNotFound, Error{ErrorCode::Unsupported, "$.method", method}));
        return;
    }
    if (m_inFlight >= m_mostInFlight) {
        reply.error(rpc::rpcError(
            Error{ErrorCode::Limit, {}, "more than " + std::to_string(m_mostInFlight) + " calls are unanswered"}));
        return;
    }
    ++m_inFlight;
    auto future = handler->second(m_caller, params.value_or(Json::object()));
    reply.brought = std::exchange(m_brought, nullptr);
    // A watcher and not then(): in Qt 6.4 a continuation whose context is gone when the future ends is no longer safe, and
    // a cancelled future would never reach it.
    auto* watcher = new QFutureWatcher<Result<Json>>(&m_context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, &m_context, [this, watcher, method, reply = std::move(reply)] {
        --m_inFlight;
        watcher->deleteLater();
        finish(watcher->future(), method, reply);
    });
    watcher->setFuture(future);
}

void RpcSession::finish(const QFuture<Result<Json>>& future, const std::string& method, const Reply& reply)
{
    if (future.isCanceled() || future.resultCount() == 0) {
        reply.error(rpc::rpcError(Error{ErrorCode::Unavailable, {}, "the call ended without an answer"}));
        return;
    }
    const Result<Json>& outcome = *future.constBegin();
    if (outcome && reply.answers) {
        reply.answers->result(reply.id, *outcome, reply.brought);
        return;
    }
    if (outcome) {
        if (reply.brought) {
            m_follow(reply.brought);
        }
        return;
    }
    const Error& error = outcome.error();
    if (error.code == ErrorCode::Internal || error.code == ErrorCode::Io) {
        // The client is not told more than the code; the log is.
        m_log.error("call.failed", {{"method", method}, {"error", error.text()}});
    }
    reply.error(rpc::rpcError(error));
}

} // namespace stillgate
