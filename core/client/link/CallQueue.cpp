// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/link/CallQueue.h"

#include <utility>

#include "core/client/link/Follow.h"

namespace stillgate {

namespace {

Result<Json> notConnected(const std::string& method)
{
    return fail(ErrorCode::Unavailable, method, "not connected");
}

} // namespace

void CallQueue::use(RpcConnection& connection)
{
    ++m_use;
    m_connection = &connection;
    m_inFlight = 0;
}

void CallQueue::leave()
{
    ++m_use;
    m_connection = nullptr;
    for (auto waiting = std::exchange(m_waiting, {}); !waiting.empty(); waiting.pop_front()) {
        waiting.front().promise->addResult(notConnected(waiting.front().method));
        waiting.front().promise->finish();
    }
}

QFuture<Result<Json>> CallQueue::call(std::string_view method, const Json& params, Duration time)
{
    if (m_connection == nullptr) {
        return QtFuture::makeReadyFuture(notConnected(std::string(method)));
    }
    auto promise = std::make_shared<QPromise<Result<Json>>>();
    promise->start();
    m_waiting.push_back({std::string(method), params, time, promise});
    sendWaiting();
    return promise->future();
}

void CallQueue::sendWaiting()
{
    while (m_connection != nullptr && m_inFlight < kMostCalls && !m_waiting.empty()) {
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_inFlight;
        const auto answer = m_connection->call(next.method, next.params, next.time);
        follow(answer, &m_context, [this, use = m_use, promise = next.promise](const Result<Json>& result) {
            if (use == m_use) {
                --m_inFlight;
            }
            promise->addResult(result);
            promise->finish();
            sendWaiting();
        });
    }
}

} // namespace stillgate
