// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/ReadingThread.h"

namespace stillgate {

ReadingThread::ReadingThread(OpenReader open) : m_place(std::make_unique<QObject>())
{
    m_place->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_place.get(), [this, open = std::move(open)] { m_reader = open(); }, Qt::QueuedConnection);
}

ReadingThread::~ReadingThread()
{
    m_isEnding = true;
    // A reader ends in the thread that used it.
    QMetaObject::invokeMethod(
        m_place.get(),
        [this] {
            m_reader.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void ReadingThread::post(std::function<void(LedgerReader*)> job)
{
    QMetaObject::invokeMethod(
        m_place.get(),
        [this, job = std::move(job)] {
            if (!m_isEnding) {
                job(m_reader.get());
            }
        },
        Qt::QueuedConnection);
}

} // namespace stillgate
