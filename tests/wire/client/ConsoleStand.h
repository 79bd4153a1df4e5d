// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include "core/client/LocalCore.h"
#include "tests/wire/client/OrchestratorStand.h"

namespace stillgate::wire {

inline constexpr int kConsolePatience = 60'000; ///< milliseconds; only what hangs takes so long

/// A console's local core in a folder of its own, as the program puts it together, before an orchestrator in the same process. It can be
/// ended and begun again.
class ConsoleStand {
public:
    explicit ConsoleStand(AccessSource access, std::shared_ptr<Signer> signer = {})
        : m_access(std::move(access)), m_signer(std::move(signer)), m_key(folder() / "cache.key")
    {
        restart();
    }
    explicit ConsoleStand(const OrchestratorStand& orchestrator)
        : ConsoleStand([&orchestrator] { return orchestrator.access(); }, std::make_shared<KeySigner>(orchestrator.key()))
    {
    }

    [[nodiscard]] Result<std::unique_ptr<LocalCore>> open()
    {
        return LocalCore::open({folder(), m_access, "test", "0", m_signer, m_key, m_clock, m_timers, [] { return 0U; }});
    }
    void restart()
    {
        m_core.reset();
        m_core = std::move(*open());
        m_core->start();
    }
    void end() { m_core.reset(); }

    [[nodiscard]] LocalCore& core() { return *m_core; }
    [[nodiscard]] bool becomes(LinkState state)
    {
        return QTest::qWaitFor([&] { return m_core->link().status().state == state; }, kConsolePatience);
    }
    /// Live, and with a checkpoint over everything that is there.
    [[nodiscard]] bool isInSyncWith(const OrchestratorStand& orchestrator)
    {
        return QTest::qWaitFor(
            [&] {
                const LedgerVerdict& verdict = m_core->watch().verdict();
                return m_core->link().status().state == LinkState::Live && verdict.standing == LedgerStanding::Matching &&
                       verdict.size == orchestrator.size();
            },
            kConsolePatience);
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_dir.path().toStdString() + "/console"; }

private:
    QTemporaryDir m_dir;
    AccessSource m_access;
    std::shared_ptr<Signer> m_signer;
    FileCacheKey m_key;
    ManualClock m_clock{samples::kMorning};
    QtTimers m_timers;
    std::unique_ptr<LocalCore> m_core;
};

template <typename T>
[[nodiscard]] Result<T> waitFor(const QFuture<Result<T>>& future)
{
    (void)QTest::qWaitFor([&] { return future.isFinished(); }, kConsolePatience);
    return future.resultCount() > 0 ? future.result() : fail(ErrorCode::Internal, "test", "it never ended");
}

} // namespace stillgate::wire
