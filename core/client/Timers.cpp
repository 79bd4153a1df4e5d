// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/Timers.h"

#include <chrono>

#include <QTimer>

namespace stillgate {

namespace {

class QtPendingCall final : public PendingCall {
public:
    QtPendingCall(Duration span, std::function<void()> what) : m_what(std::move(what)), m_timer(new QTimer())
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, m_timer, [this] {
            // What is called may destroy this.
            const auto call = std::move(m_what);
            call();
        });
        m_timer->start(std::chrono::milliseconds(span.ms));
    }
    QtPendingCall(const QtPendingCall&) = delete;
    QtPendingCall& operator=(const QtPendingCall&) = delete;
    ~QtPendingCall() override
    {
        m_timer->stop();
        m_timer->deleteLater(); // it may be in the middle of calling
    }

private:
    std::function<void()> m_what;
    QTimer* m_timer;
};

} // namespace

std::unique_ptr<PendingCall> QtTimers::after(Duration span, std::function<void()> what)
{
    return std::make_unique<QtPendingCall>(span, std::move(what));
}

} // namespace stillgate
