// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ledger/LiveLedgerVerifier.h"

#include "core/client/link/Follow.h"

namespace stillgate {

template <typename T, typename Next>
void LiveLedgerVerifier::then(const QFuture<Result<T>>& answer, Next next)
{
    follow(answer, this, [this, run = m_run, next](const Result<T>& result) {
        if (run != m_run) {
            return;
        }
        if (result) {
            next(*result);
        } else {
            end({VerificationEnd::Unavailable, m_fold.size(), {}, Divergence::None, std::nullopt, result.error().text()});
        }
    });
}

void LiveLedgerVerifier::start()
{
    if (m_isRunning) {
        return;
    }
    m_isRunning = true;
    ++m_run;
    m_fold = Frontier();
    then(m_calls.call<rpc::LedgerStatus>({}), [this](const rpc::LedgerStatus::Result& status) {
        const auto checkpoint = m_watch.judge(status.checkpoint);
        if (!checkpoint) {
            const Divergence found = m_watch.verdict().divergence;
            wrong(found == Divergence::None ? Divergence::BadSignature : found, std::nullopt, checkpoint.error().text());
            return;
        }
        m_head = checkpoint->head;
        const auto& seen = m_watch.memory().seen;
        if (seen && seen->head.size > m_head.size) {
            wrong(Divergence::Shrunk, std::nullopt, "it is shorter than it was");
            return;
        }
        askForPage();
    });
}

void LiveLedgerVerifier::cancel()
{
    if (m_isRunning) {
        end({VerificationEnd::Cancelled, m_fold.size(), {}, Divergence::None, std::nullopt, {}});
    }
}

void LiveLedgerVerifier::askForPage()
{
    emit progressed(m_fold.size(), m_head.size);
    if (!m_isRunning) {
        return; // somebody cancelled it on hearing that
    }
    if (m_fold.size() == m_head.size) {
        end({VerificationEnd::Verified, m_head.size, {}, Divergence::None, std::nullopt, {}});
        return;
    }
    rpc::EventsList::Params params;
    params.from = m_fold.size();
    params.most = {kHeadersAtOnce};
    then(m_calls.call<rpc::EventsList>(params), [this](const rpc::EventsList::Result& page) { take(page); });
}

void LiveLedgerVerifier::take(const rpc::EventsList::Result& page)
{
    const auto seen = m_watch.memory().seen;
    for (const rpc::CarriedHeader& header : page.headers) {
        if (m_fold.size() == m_head.size) {
            break;
        }
        if (header.header().sequence != m_fold.size()) {
            wrong(Divergence::OtherRoot, m_fold.size(), "another event stands in its place");
            return;
        }
        (void)m_fold.append(leafHash(header.bytes())); // the subtrees it completes are of no use here
        if (seen && m_fold.size() == seen->head.size && m_fold.head() != seen->head) {
            wrong(Divergence::OtherRoot, std::nullopt,
                  "the events up to " + std::to_string(seen->head.size) + " are not those that came before");
            return;
        }
    }
    if (m_fold.size() == m_head.size && m_fold.head() != m_head) {
        wrong(Divergence::OtherRoot, std::nullopt, "the events are not those of the checkpoint");
    } else if (page.headers.empty()) {
        wrong(Divergence::OtherRoot, m_fold.size(), "an event is missing");
    } else {
        askForPage();
    }
}

void LiveLedgerVerifier::wrong(Divergence divergence, std::optional<Sequence> first, std::string detail)
{
    (void)m_watch.diverge(divergence, detail); // what to do about it is up to who listens
    end({VerificationEnd::Wrong, m_fold.size(), {}, divergence, first, std::move(detail)});
}

void LiveLedgerVerifier::end(Verification verification)
{
    if (!m_isRunning) {
        return;
    }
    m_isRunning = false;
    ++m_run;
    verification.at = m_clock.now();
    m_last = std::move(verification);
    emit ended(Verification(*m_last));
}

} // namespace stillgate
