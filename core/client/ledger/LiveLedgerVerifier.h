// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/LedgerVerifier.h"
#include "core/client/ledger/FrontierWatch.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Verifies over the connection. What it is made from outlives it. What it finds wrong is found against the watch, too.
class LiveLedgerVerifier final : public LedgerVerifier {
    Q_OBJECT

public:
    static constexpr int kHeadersAtOnce = 250; ///< a page is folded between two frames

    LiveLedgerVerifier(RpcCaller& calls, FrontierWatch& watch, const Clock& clock)
        : m_calls(calls), m_watch(watch), m_clock(clock)
    {
    }

    void start() override;
    void cancel() override;
    [[nodiscard]] bool isRunning() const override { return m_isRunning; }
    [[nodiscard]] const std::optional<Verification>& last() const override { return m_last; }

private:
    template <typename T, typename Next>
    void then(const QFuture<Result<T>>& answer, Next next);
    void askForPage();
    void take(const rpc::EventsList::Result& page);
    void wrong(Divergence divergence, std::optional<Sequence> first, std::string detail);
    void end(Verification verification);

    RpcCaller& m_calls;
    FrontierWatch& m_watch;
    const Clock& m_clock;
    bool m_isRunning = false;
    std::uint64_t m_run = 0; ///< answers to a run that was cancelled do not count
    Frontier m_fold;
    TreeHead m_head; ///< of the checkpoint that was fetched
    std::optional<Verification> m_last;
};

} // namespace stillgate
