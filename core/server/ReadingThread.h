// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <QObject>
#include <QPromise>
#include <QThread>

#include "core/ledger/Store.h"

namespace stillgate {

/// A thread with a reader of its own, for what would keep the connections waiting. Jobs run one after the other, in the order they
/// were given; those that have not begun when this ends are dropped.
class ReadingThread {
public:
    using OpenReader = std::function<std::unique_ptr<LedgerReader>()>; ///< null when it cannot be opened
    template <typename T>
    using Job = std::function<Result<T>(LedgerReader&)>;

    explicit ReadingThread(OpenReader open);
    ~ReadingThread();
    ReadingThread(const ReadingThread&) = delete;
    ReadingThread& operator=(const ReadingThread&) = delete;

    /// Runs `job` in the thread, and then `done` with what it gave in the thread that made this.
    template <typename T>
    void read(Job<T> job, std::function<void(Result<T>)> done)
    {
        post([this, job = std::move(job), done = std::move(done)](LedgerReader* reader) {
            QMetaObject::invokeMethod(
                &m_home, [done, outcome = outcomeOf(job, reader)]() mutable { done(std::move(outcome)); },
                Qt::QueuedConnection);
        });
    }

    /// Runs `job` in the thread. The future is cancelled when the job is dropped.
    template <typename T>
    [[nodiscard]] QFuture<Result<T>> read(Job<T> job)
    {
        const auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto future = promise->future();
        post([promise, job = std::move(job)](LedgerReader* reader) {
            promise->addResult(outcomeOf(job, reader));
            promise->finish();
        });
        return future;
    }

private:
    void post(std::function<void(LedgerReader*)> job);

    template <typename T>
    [[nodiscard]] static Result<T> outcomeOf(const Job<T>& job, LedgerReader* reader)
    {
        return reader != nullptr ? job(*reader) : fail(ErrorCode::Io, "ledger", "a reader cannot be opened");
    }

    QObject m_home; ///< lives where this was made
    QThread m_thread;
    std::unique_ptr<QObject> m_place; ///< lives in the thread
    std::unique_ptr<LedgerReader> m_reader; ///< used in the thread alone
    std::atomic<bool> m_isEnding = false;
};

} // namespace stillgate
