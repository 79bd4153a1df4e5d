// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/ledger/FrontierWatch.h"

#include <utility>

namespace stillgate {

std::optional<std::uint64_t> FrontierWatch::size() const
{
    return m_memory.fold ? std::optional(m_memory.fold->size()) : std::nullopt;
}

void FrontierWatch::remember(LedgerMemory memory)
{
    m_memory = std::move(memory);
    m_awaited.reset();
    m_verdict = LedgerVerdict{};
    if (m_memory.seen) {
        m_verdict.size = m_memory.seen->head.size;
        m_verdict.at = m_memory.seen->at;
    }
    emit verdictChanged(m_verdict);
}

Result<Checkpoint> FrontierWatch::judge(std::string_view note)
{
    if (!m_memory.key) {
        return fail(ErrorCode::Internal, "checkpoint", "no key is pinned");
    }
    const auto parsed = parseCheckpoint(note);
    if (!parsed) {
        return diverge(Divergence::BadSignature, parsed.error().text());
    }
    if (parsed->checkpoint.origin != m_memory.origin) {
        return diverge(Divergence::OtherOrigin, parsed->checkpoint.origin);
    }
    auto checkpoint = verifyCheckpoint(note, m_memory.origin, *m_memory.key);
    return checkpoint ? std::move(checkpoint) : diverge(Divergence::BadSignature, checkpoint.error().text());
}

Result<void> FrontierWatch::resume(std::uint64_t size, const std::vector<Digest>& roots)
{
    if (!m_memory.fold || m_memory.fold->size() != size) {
        return fail(ErrorCode::Malformed, "feed.subscribe", "it goes on where this client does not stand");
    }
    if (m_memory.fold->roots() != roots) {
        return diverge(Divergence::OtherRoot, "what was folded up to " + std::to_string(size) + " is not what it says");
    }
    begin();
    return {};
}

Result<void> FrontierWatch::adopt(std::uint64_t size, std::vector<Digest> roots)
{
    auto told = Frontier::from(size, std::move(roots));
    if (!told) {
        return tl::make_unexpected(told.error());
    }
    m_memory.fold = std::move(*told);
    begin();
    return {};
}

/// Not yet compared, since the fold stands where no checkpoint of this connection was seen.
void FrontierWatch::begin()
{
    m_awaited.reset();
    if (m_verdict.standing == LedgerStanding::Diverged) {
        m_verdict.standing = LedgerStanding::NotCompared;
        m_verdict.divergence = Divergence::None;
        m_verdict.detail.clear();
        emit verdictChanged(m_verdict);
    }
}

void FrontierWatch::fold(const Digest& leaf)
{
    if (!m_memory.fold || m_verdict.standing == LedgerStanding::Diverged) {
        return;
    }
    (void)m_memory.fold->append(leaf); // the subtrees it completes are of no use here
    if (m_awaited && m_awaited->head.size == m_memory.fold->size()) {
        compareWith(*std::exchange(m_awaited, std::nullopt));
    }
}

Result<void> FrontierWatch::compare(std::string_view note)
{
    const auto checkpoint = judge(note);
    if (!checkpoint) {
        return tl::make_unexpected(checkpoint.error());
    }
    const std::uint64_t here = size().value_or(0);
    const Awaited found{checkpoint->head, std::string(note)};
    if (checkpoint->head.size == here) {
        compareWith(found);
    } else if (checkpoint->head.size > here) {
        m_awaited = found;
    }
    return standing();
}

void FrontierWatch::compareWith(const Awaited& checkpoint)
{
    if (m_memory.fold->head() != checkpoint.head) {
        (void)diverge(Divergence::OtherRoot,
                      "the events up to " + std::to_string(checkpoint.head.size) + " are not those of the checkpoint");
        return;
    }
    m_memory.seen = SeenHead{checkpoint.head, checkpoint.note, m_clock.now()};
    m_verdict = LedgerVerdict{LedgerStanding::Matching, checkpoint.head.size, m_memory.seen->at, Divergence::None, {}};
    emit verdictChanged(m_verdict);
}

Result<void> FrontierWatch::standing() const
{
    if (m_verdict.standing == LedgerStanding::Diverged) {
        return fail(ErrorCode::Corrupt, "ledger", m_verdict.detail);
    }
    return {};
}

tl::unexpected<Error> FrontierWatch::diverge(Divergence divergence, std::string detail)
{
    m_verdict.standing = LedgerStanding::Diverged;
    m_verdict.divergence = divergence;
    m_verdict.detail = detail;
    dropFold();
    emit verdictChanged(m_verdict);
    return fail(ErrorCode::Corrupt, "ledger", std::move(detail));
}

void FrontierWatch::dropFold()
{
    m_memory.fold.reset();
    m_awaited.reset();
}

} // namespace stillgate
