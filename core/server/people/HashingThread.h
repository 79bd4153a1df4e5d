// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <QFuture>
#include <QObject>
#include <QThread>

#include "core/base/Result.h"
#include "core/server/Promised.h"

namespace stillgate {

/// One thread in which passwords are hashed, one after the other: however many knock, it costs one core and one hash's memory, and nobody
/// who is signed in waits. Beyond a bound they are sent away with Limit.
class HashingThread {
public:
    static constexpr int kMostWaiting = 32;

    HashingThread() : m_place(std::make_unique<QObject>())
    {
        m_place->moveToThread(&m_thread);
        m_thread.start();
    }
    ~HashingThread()
    {
        m_isEnding = true;
        m_thread.quit();
        m_thread.wait();
    }
    HashingThread(const HashingThread&) = delete;
    HashingThread& operator=(const HashingThread&) = delete;

    template <typename T>
    [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>()> job)
    {
        if (m_waiting >= kMostWaiting) {
            return QtFuture::makeReadyFuture(Result<T>(fail(ErrorCode::Limit, "sign_in", "too many try at once")));
        }
        ++m_waiting;
        const auto promise = startedPromise<Result<T>>();
        auto future = promise->future();
        QMetaObject::invokeMethod(
            m_place.get(),
            [this, promise, job = std::move(job)] {
                if (!m_isEnding) {
                    promise->addResult(job());
                }
                --m_waiting;
                promise->finish();
            },
            Qt::QueuedConnection);
        return future;
    }

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_place; ///< lives in the thread
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_isEnding = false;
};

} // namespace stillgate
