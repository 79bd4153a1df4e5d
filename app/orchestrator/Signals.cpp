// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/orchestrator/Signals.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace stillgate::orchestrator {

EndSignals::EndSignals(std::function<void()> end)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    m_descriptor = ::signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this, end = std::move(end)] {
        signalfd_siginfo info{};
        while (::read(m_descriptor, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        }
        end();
    });
}

EndSignals::~EndSignals()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace stillgate::orchestrator
