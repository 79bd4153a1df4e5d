// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/Checkpoint.h"
#include "core/ledger/VerifyFindings.h"

namespace stillgate {

/// Recomputes the Merkle tree and holds nodes and checkpoints to it, in one pass over the events.
class TreeCheck {
public:
    TreeCheck(RawLedger& ledger, const std::optional<std::string>& heldCheckpoint, VerifyReport& report, Findings& findings);

    /// The event's number is not below 0, and above that of the one before.
    void event(const RawEvent& event);
    void finish();

private:
    void opened(std::string_view header);
    void sequence(std::int64_t found);
    void nodes(const RawEvent& event, const Digest& leaf);
    void checkpoints();
    void checkpoint(const RawCheckpoint& stored);
    void held();

    const std::optional<std::string>& m_heldNote;
    VerifyReport& m_report;
    Findings& m_findings;
    RowCursor<RawCheckpoint> m_stored;
    Frontier m_frontier;
    std::optional<PublicKey> m_key; ///< as event 0 names it
    std::optional<Checkpoint> m_held; ///< once its signature is found right
    std::uint64_t m_signedUpTo = 0; ///< the last checkpoint that was right
    bool m_hasGap = false; ///< behind a gap no root can be computed
    bool m_nodesDiffer = false;
    bool m_rootsDiffer = false;
};

} // namespace stillgate
