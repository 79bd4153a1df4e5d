// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTimer>

namespace stillgate {

/// Milliseconds that a test waits for what should come soon. Only what hangs takes longer.
inline constexpr int kPatience = 120'000;

/// Asks again and again, until it holds; false when patience ends. Any thread.
[[nodiscard]] bool becomes(const std::function<bool()>& holds);

/// Runs the thread's event loop until the future has ended. Nothing when it was cancelled, or when patience ends.
template <typename T>
[[nodiscard]] std::optional<T> awaitResult(const QFuture<T>& future)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) {
        loop.exec();
    }
    return future.isFinished() && future.resultCount() > 0 ? std::optional<T>(future.result()) : std::nullopt;
}

} // namespace stillgate
