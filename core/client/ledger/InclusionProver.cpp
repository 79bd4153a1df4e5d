// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ledger/InclusionProver.h"

#include <QPromise>

#include "core/base/Failpoint.h"
#include "core/client/link/Follow.h"

namespace stillgate {

/// One proof under way; ends itself.
class InclusionProver::Proof : public QObject {
public:
    Proof(const InclusionProver& prover, Sequence sequence, const Digest& leaf)
        : QObject(&prover.m_watch), m_prover(prover), m_sequence(sequence), m_leaf(leaf)
    {
        m_promise.start();
    }

    [[nodiscard]] QFuture<Result<AuditProof>> start()
    {
        auto future = m_promise.future();
        if (isCovered()) {
            ask();
        } else {
            connect(&m_prover.m_watch, &LedgerWatch::verdictChanged, this, [this] {
                if (m_patience && isCovered()) {
                    m_patience.reset();
                    ask();
                }
            });
            m_patience = m_prover.m_timers.after(kPatience, [this] {
                m_patience.reset();
                end(AuditProof{});
            });
        }
        return future;
    }

private:
    [[nodiscard]] bool isCovered() const
    {
        const LedgerVerdict& verdict = m_prover.m_watch.verdict();
        return verdict.standing == LedgerStanding::Matching && verdict.size > m_sequence && m_prover.m_watch.memory().seen;
    }

    void ask()
    {
        const TreeHead head = m_prover.m_watch.memory().seen->head;
        const auto answer = m_prover.m_calls.call<rpc::LedgerInclusion>({m_sequence, head.size});
        follow(answer, this, [this, head](const Result<rpc::LedgerInclusion::Result>& path) {
            if (path) {
                end(judge(head, *path));
            } else {
                end(tl::make_unexpected(path.error()));
            }
        });
    }

    [[nodiscard]] AuditProof judge(const TreeHead& head, const rpc::LedgerInclusion::Result& path) const
    {
        const InclusionProof proof{path.index, path.size, path.path};
        const bool holds = proof.index == m_sequence && proof.size == head.size && verifyInclusion(proof, m_leaf, head.root);
        const bool isProven = holds || !STILLGATE_PROTECTION_ON("client.inclusion");
        return {isProven ? ProofState::Proven : ProofState::Wrong, head.size, head.root, path.path};
    }

    void end(Result<AuditProof> outcome)
    {
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
        deleteLater();
    }

    const InclusionProver& m_prover;
    Sequence m_sequence;
    Digest m_leaf;
    QPromise<Result<AuditProof>> m_promise;
    std::unique_ptr<PendingCall> m_patience;
};

QFuture<Result<AuditProof>> InclusionProver::prove(Sequence sequence, const Digest& leaf)
{
    return (new Proof(*this, sequence, leaf))->start();
}

} // namespace stillgate
