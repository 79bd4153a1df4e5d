// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <QObject>
#include <QThread>

#include "core/ledger/Store.h"

namespace stillgate {

/// A thread with a reader of its own, for what would keep the connections waiting. Jobs run one after the other, in the order they
/// were given.
class ReadingThread {
public:
    using OpenReader = std::function<std::unique_ptr<LedgerReader>()>; ///< null when it cannot be opened

    explicit ReadingThread(OpenReader open);
    ~ReadingThread();
    ReadingThread(const ReadingThread&) = delete;
    ReadingThread& operator=(const ReadingThread&) = delete;

    /// Runs `job` in the thread, and then `done` with what it gave in the thread of `context`, which outlives this.
    template <typename T>
    void read(QObject& context, std::function<Result<T>(LedgerReader&)> job, std::function<void(Result<T>)> done)
    {
        post([&context, job = std::move(job), done = std::move(done)](LedgerReader* reader) {
            auto outcome = reader != nullptr ? job(*reader) : fail(ErrorCode::Io, "ledger", "a reader cannot be opened");
            QMetaObject::invokeMethod(
                &context, [done, outcome = std::move(outcome)]() mutable { done(std::move(outcome)); }, Qt::QueuedConnection);
        });
    }

private:
    void post(std::function<void(LedgerReader*)> job);

    QThread m_thread;
    std::unique_ptr<QObject> m_place; ///< lives in the thread
    std::unique_ptr<LedgerReader> m_reader; ///< used in the thread alone
    std::atomic<bool> m_isEnding = false; ///< what was still to be read is for nobody any more
};

} // namespace stillgate
