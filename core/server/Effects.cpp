// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Effects.h"

namespace stillgate {

Effects::Effects(std::function<Parts()> make, const LedgerClock& clock, const HaltBoard& halts, Dispatcher::Submit submit)
    : m_context(std::make_unique<QObject>())
{
    m_context->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, make = std::move(make), &clock, &halts, submit = std::move(submit)] {
            m_parts = make();
            Resolver::Connectors connectors;
            for (const auto& connector : m_parts.connectors) {
                connectors.emplace(connector->system(), connector.get());
            }
            m_dispatcher = std::make_unique<Dispatcher>(*m_parts.source, std::move(connectors), clock, halts, submit);
        },
        Qt::BlockingQueuedConnection);
}

Effects::~Effects()
{
    stop();
}

void Effects::post(std::function<void(Dispatcher&)> task)
{
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, task = std::move(task)] {
            if (m_dispatcher) {
                task(*m_dispatcher);
            }
        },
        Qt::QueuedConnection);
}

void Effects::stop()
{
    if (!m_thread.isRunning()) {
        return;
    }
    QMetaObject::invokeMethod(
        m_context.get(),
        [this] {
            m_dispatcher.reset();
            m_parts = {};
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace stillgate
