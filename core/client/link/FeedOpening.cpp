// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/link/FeedOpening.h"

#include "core/base/Failpoint.h"
#include "core/client/link/Follow.h"
#include "core/domain/Payload.h"

namespace stillgate {

FeedOpening::FeedOpening(RpcCaller& calls, FrontierWatch& watch, rpc::FeedSubscribe::Result start)
    : m_calls(calls), m_watch(watch), m_start(std::move(start))
{
    m_promise.start();
}

QFuture<Result<void>> FeedOpening::run()
{
    auto future = m_promise.future();
    if (m_watch.memory().key) {
        judge();
    } else {
        askForKey();
    }
    return future;
}

template <typename T, typename Next>
void FeedOpening::then(const QFuture<Result<T>>& answer, Next next)
{
    follow(answer, this, [this, next](const Result<T>& result) {
        if (result) {
            next(*result);
        } else if (result.error().code == ErrorCode::NotFound) {
            end(m_watch.diverge(Divergence::NotConsistent, result.error().text()));
        } else {
            end(tl::make_unexpected(result.error()));
        }
    });
}

/// The ledger's first event names the key that signs its checkpoints.
void FeedOpening::askForKey()
{
    rpc::EventsList::Params first;
    first.most = {1};
    then(m_calls.call<rpc::EventsList>(first), [this](const rpc::EventsList::Result& page) { takeKey(page); });
}

void FeedOpening::takeKey(const rpc::EventsList::Result& page)
{
    const auto payload = page.headers.empty() ? fail(ErrorCode::Malformed, "events.list", "there is no first event")
                                              : payloadOf(page.headers.front().header());
    const auto* opened = payload ? std::get_if<LedgerOpened>(&*payload) : nullptr;
    if (opened == nullptr || opened->origin != m_watch.memory().origin) {
        end(m_watch.diverge(Divergence::OtherOrigin, "the first event does not open this ledger"));
        return;
    }
    PublicKey key;
    key.bytes = opened->checkpointKey.bytes;
    const auto checkpoint = verifyCheckpoint(m_start.checkpoint, opened->origin, key);
    if (!checkpoint) {
        end(m_watch.diverge(Divergence::BadSignature, checkpoint.error().text()));
        return;
    }
    m_head = checkpoint->head;
    m_watch.pin(key);
    proveKey(leafHash(page.headers.front().bytes()));
}

/// Otherwise a key could be named by an event that stands in no ledger.
void FeedOpening::proveKey(const Digest& leaf)
{
    then(m_calls.call<rpc::LedgerInclusion>({0, m_head.size}), [this, leaf](const rpc::LedgerInclusion::Result& path) {
        const bool holds = path.index == 0 && path.size == m_head.size &&
                           verifyInclusion({path.index, path.size, path.path}, leaf, m_head.root);
        if (holds) {
            judge();
        } else {
            end(m_watch.diverge(Divergence::OtherRoot, "the first event is not in the tree of the checkpoint"));
        }
    });
}

void FeedOpening::judge()
{
    const auto checkpoint = m_watch.judge(m_start.checkpoint);
    if (!checkpoint) {
        end(tl::make_unexpected(checkpoint.error()));
        return;
    }
    m_head = checkpoint->head;
    const bool isSnapshot = m_start.start == rpc::FeedStart::Snapshot;
    if (isSnapshot && m_watch.memory().seen && STILLGATE_PROTECTION_ON("client.consistency")) {
        demandConsistency();
    } else {
        begin(); // where the fold goes on, the events themselves lead to the checkpoint or do not
    }
}

void FeedOpening::demandConsistency()
{
    const TreeHead seen = m_watch.memory().seen->head;
    if (m_head.size < seen.size) {
        end(m_watch.diverge(Divergence::Shrunk,
                            "it has " + std::to_string(m_head.size) + " events and had " + std::to_string(seen.size)));
    } else if (m_head.size == seen.size) {
        takeConsistency({seen.size, seen.size, {}});
    } else {
        then(m_calls.call<rpc::LedgerConsistency>({seen.size, m_head.size}),
             [this](const rpc::LedgerConsistency::Result& proof) { takeConsistency(proof); });
    }
}

void FeedOpening::takeConsistency(const rpc::LedgerConsistency::Result& proof)
{
    const TreeHead seen = m_watch.memory().seen->head;
    const bool holds = proof.oldSize == seen.size && proof.newSize == m_head.size &&
                       verifyConsistency({proof.oldSize, proof.newSize, proof.path}, seen.root, m_head.root);
    if (holds) {
        begin();
    } else {
        end(m_watch.diverge(Divergence::NotConsistent,
                            "it does not continue the ledger of " + std::to_string(seen.size) + " events that was seen"));
    }
}

void FeedOpening::begin()
{
    auto begun = m_start.start == rpc::FeedStart::Snapshot ? m_watch.adopt(m_start.next, m_start.frontier)
                                                           : m_watch.resume(m_start.next, m_start.frontier);
    end(begun.and_then([&] { return m_watch.compare(m_start.checkpoint); }));
}

void FeedOpening::end(Result<void> outcome)
{
    m_promise.addResult(std::move(outcome));
    m_promise.finish();
}

} // namespace stillgate
