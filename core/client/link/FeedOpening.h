// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>

#include "core/client/ledger/FrontierWatch.h"
#include "core/client/link/RpcCaller.h"
#include "core/protocol/FeedMethods.h"

namespace stillgate {

/// Judges what a subscription begins with before anything of it is taken: pins the ledger's key at first sight, checks the
/// checkpoint's signature, and in front of a snapshot demands the proof that the ledger continues the one that was seen last. Then the
/// watch begins there. Destroying it calls it off. What it is made from outlives it.
class FeedOpening : public QObject {
public:
    FeedOpening(RpcCaller& calls, FrontierWatch& watch, rpc::FeedSubscribe::Result start);

    /// Asked once. Corrupt when the ledger has diverged; other errors are those of calls.
    [[nodiscard]] QFuture<Result<void>> run();

private:
    void askForKey();
    void takeKey(const rpc::EventsList::Result& page);
    void proveKey(const Digest& leaf);
    void judge();
    void demandConsistency();
    void takeConsistency(const rpc::LedgerConsistency::Result& proof);
    void begin();
    void end(Result<void> outcome);

    /// Goes on with the answer, or ends with its error. An answer that the orchestrator has not is none that proves anything.
    template <typename T, typename Next>
    void then(const QFuture<Result<T>>& answer, Next next);

    RpcCaller& m_calls;
    FrontierWatch& m_watch;
    rpc::FeedSubscribe::Result m_start;
    TreeHead m_head; ///< of the checkpoint
    QPromise<Result<void>> m_promise;
};

} // namespace stillgate
