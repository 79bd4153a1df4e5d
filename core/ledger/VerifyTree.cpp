// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/VerifyTree.h"

#include <algorithm>

#include "core/ledger/Layout.h"

namespace stillgate {

namespace {

std::string range(std::uint64_t begin, std::uint64_t end)
{
    return "events " + std::to_string(begin) + " to " + std::to_string(end - 1);
}

} // namespace

TreeCheck::TreeCheck(RawLedger& ledger, const std::optional<std::string>& heldCheckpoint, VerifyReport& report,
                     Findings& findings)
    : m_heldNote(heldCheckpoint)
    , m_report(report)
    , m_findings(findings)
    , m_stored("checkpoints", ledger.checkpoints(), findings)
{
}

void TreeCheck::event(const RawEvent& event)
{
    sequence(event.sequence);
    if (m_hasGap) {
        return;
    }
    const std::string_view header = asText(event.header);
    if (event.sequence == 0) {
        opened(header);
    }
    nodes(event, leafHash(header));
    checkpoints();
    if (m_held && m_held->head.size == m_frontier.size()) {
        held();
    }
}

void TreeCheck::sequence(std::int64_t found)
{
    const auto expected = static_cast<std::int64_t>(m_frontier.size());
    if (m_hasGap || found == expected) {
        return;
    }
    m_hasGap = true;
    m_findings.event(VerifyCheck::Numbering, Against::Complete, m_frontier.size(),
                     range(m_frontier.size(), static_cast<std::uint64_t>(found)) + " are missing");
}

void TreeCheck::opened(std::string_view bytes)
{
    const auto header = decodeHeader(bytes);
    const bool isOpened = header && header->code == "ledger.opened";
    const auto key = isOpened ? fixedFromHex<PublicKey>(header->data.textAt("checkpoint_key"))
                              : Result<PublicKey>(fail(ErrorCode::Corrupt, {}, {}));
    if (!key || !isKeyName(header->data.textAt("origin"))) {
        m_findings.event(VerifyCheck::Numbering, Against::Authentic, 0,
                         "it is not a ledger.opened that names origin and checkpoint key");
        return;
    }
    m_key = *key;
    m_report.origin = header->data.textAt("origin");
    if (m_heldNote) {
        auto held = verifyCheckpoint(*m_heldNote, m_report.origin, *m_key);
        if (held) {
            m_held = std::move(*held);
        } else {
            m_findings.row(VerifyCheck::Held, Against::Complete, "held checkpoint",
                           "it is not one of this ledger: " + held.error().text());
        }
    }
}

void TreeCheck::nodes(const RawEvent& event, const Digest& leaf)
{
    const auto sequence = static_cast<Sequence>(event.sequence);
    // Where the leaf alone is wrong the header was changed, and the tree over the stored leaves is still the right one.
    const auto stored = fixedFrom<Digest>(event.nodes.first(std::min(event.nodes.size(), Digest::kSize)));
    if (!stored || *stored != leaf) {
        m_findings.event(VerifyCheck::Tree, Against::Authentic, sequence, "its header is not the one that was hashed");
    }
    const std::span<const Digest> completed = m_frontier.append(stored.value_or(leaf));
    if (m_nodesDiffer) {
        return;
    }
    if (event.nodes.size() != completed.size_bytes()) {
        m_nodesDiffer = true;
        m_findings.event(VerifyCheck::Tree, Against::Authentic, sequence,
                         "it has another number of tree nodes than it completes");
        return;
    }
    for (std::size_t level = 1; level < completed.size() && !m_nodesDiffer; ++level) {
        m_nodesDiffer = !std::ranges::equal(event.nodes.subspan(level * Digest::kSize, Digest::kSize), completed[level].bytes);
        if (m_nodesDiffer) {
            const std::uint64_t begin = sequence + 1 - (std::uint64_t{1} << level);
            m_findings.event(VerifyCheck::Tree, Against::Authentic, begin,
                             "the tree over " + range(begin, sequence + 1) + " is not theirs");
        }
    }
}

void TreeCheck::checkpoints()
{
    const auto size = static_cast<std::int64_t>(m_frontier.size());
    while (m_stored.row() != nullptr && m_stored.row()->size < size) {
        m_findings.row(VerifyCheck::Checkpoint, Against::Authentic, "checkpoints " + std::to_string(m_stored.row()->size),
                       "no checkpoint is kept of this size");
        m_stored.advance();
    }
    const bool isThere = m_stored.row() != nullptr && m_stored.row()->size == size;
    if (isThere) {
        checkpoint(*m_stored.row());
        m_stored.advance();
        const bool isNewest = m_stored.row() == nullptr;
        if (!isKeptCheckpoint(m_frontier.size()) && !isNewest) {
            m_findings.row(VerifyCheck::Checkpoint, Against::Authentic, "checkpoints " + std::to_string(size),
                           "no checkpoint is kept of this size");
        }
    } else if (isKeptCheckpoint(m_frontier.size())) {
        m_findings.row(VerifyCheck::Checkpoint, Against::Complete, "checkpoints " + std::to_string(size), "it is missing");
    }
}

void TreeCheck::checkpoint(const RawCheckpoint& stored)
{
    ++m_report.checkpoints;
    if (!m_key) {
        return;
    }
    const std::string row = "checkpoints " + std::to_string(stored.size);
    const auto parsed = parseCheckpoint(stored.note);
    const auto verified = verifyCheckpoint(stored.note, m_report.origin, *m_key);
    if (!verified) {
        m_findings.row(VerifyCheck::Checkpoint, Against::Authentic, row, verified.error().text());
        return;
    }
    // Ours carry one signature; whatever else stands in the note was put there later.
    if (parsed->signatures.size() != 1 || verified->head.size != m_frontier.size()) {
        m_findings.row(VerifyCheck::Checkpoint, Against::Authentic, row, "it is not the one that was signed for this size");
    } else if (verified->head.root == m_frontier.root()) {
        m_signedUpTo = m_frontier.size();
    } else if (!m_rootsDiffer) {
        m_rootsDiffer = true;
        // Where a node differs the place is known already, and better than this.
        if (m_nodesDiffer) {
            return;
        }
        m_findings.event(VerifyCheck::Checkpoint, Against::Authentic, m_signedUpTo,
                         range(m_signedUpTo, m_frontier.size()) + " are not the ones that were signed");
    }
}

void TreeCheck::held()
{
    if (m_held->head.root == m_frontier.root()) {
        m_report.complete = m_report.complete == VerifyVerdict::No ? VerifyVerdict::No : VerifyVerdict::Yes;
    } else {
        m_findings.row(VerifyCheck::Held, Against::Authentic, "held checkpoint",
                       "the ledger does not contain what this checkpoint saw: the first " + std::to_string(m_held->head.size) +
                           " events are other ones");
    }
}

void TreeCheck::finish()
{
    m_report.head = m_frontier.head();
    const std::string count = std::to_string(m_frontier.size());
    if (m_held && m_held->head.size > m_frontier.size()) {
        m_findings.row(VerifyCheck::Held, Against::Complete, "held checkpoint",
                       "the ledger does not contain what this checkpoint saw: it saw " + std::to_string(m_held->head.size) +
                           " events and " + count + " are here. The tail was cut or an old copy restored");
    }
    if (m_held && m_held->head.size == 0) {
        held();
    }
    if (m_heldNote && !m_held && m_frontier.size() == 0) {
        m_findings.row(VerifyCheck::Held, Against::Complete, "held checkpoint", "the ledger is empty");
    }
    if (m_frontier.size() == 0) {
        m_findings.row(VerifyCheck::Numbering, Against::Complete, "events", "there is no event, not even ledger.opened");
    }
    for (; m_stored.row() != nullptr && !m_hasGap; m_stored.advance()) {
        m_findings.row(VerifyCheck::Checkpoint, Against::Complete, "checkpoints " + std::to_string(m_stored.row()->size),
                       "it was signed over more events than the " + count + " that are here");
    }
    if (m_key && !m_hasGap && !m_rootsDiffer && m_signedUpTo != m_frontier.size()) {
        m_findings.event(VerifyCheck::Checkpoint, Against::Authentic, m_signedUpTo,
                         range(m_signedUpTo, m_frontier.size()) + " stand under no checkpoint");
    }
}

} // namespace stillgate
