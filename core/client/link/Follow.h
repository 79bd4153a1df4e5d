// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include "core/base/Result.h"

namespace stillgate {

/// Calls `done` with the result when the future has ended, unless `context` is gone by then; a future that was cancelled or dropped
/// counts as Unavailable. In the context's thread, never before this returns.
/// A watcher and not then(): in Qt 6.4 a continuation whose context is gone when the future ends is not safe, and a cancelled future
/// would never reach it.
template <typename T, typename Done>
void follow(const QFuture<Result<T>>& future, QObject* context, Done done)
{
    auto* watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        const QFuture<Result<T>> ended = watcher->future();
        if (ended.isCanceled() || ended.resultCount() == 0) {
            done(Result<T>(fail(ErrorCode::Unavailable, {}, "cancelled")));
        } else {
            done(ended.result());
        }
    });
    watcher->setFuture(future);
}

} // namespace stillgate
