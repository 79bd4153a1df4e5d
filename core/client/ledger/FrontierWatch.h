// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/LedgerWatch.h"
#include "core/client/ledger/LedgerMemory.h"
#include "core/ledger/Checkpoint.h"

namespace stillgate {

/// Folds the headers that come into a Merkle frontier of its own and compares it with the signed checkpoints. Once it has found the
/// ledger diverged it takes nothing more until it is begun anew, and what it remembers stays.
class FrontierWatch final : public LedgerWatch {
    Q_OBJECT

public:
    explicit FrontierWatch(const Clock& clock) : m_clock(clock) {}

    [[nodiscard]] const LedgerVerdict& verdict() const override { return m_verdict; }
    [[nodiscard]] const LedgerMemory& memory() const { return m_memory; }
    /// Events folded; nothing before a beginning.
    [[nodiscard]] std::optional<std::uint64_t> size() const;

    /// Goes on with what is remembered of this ledger.
    void remember(LedgerMemory memory);
    /// The key of the ledger's checkpoints, at first sight; from now on no other one counts.
    void pin(const PublicKey& key) { m_memory.key = key; }

    // What follows is Corrupt once the ledger has diverged.

    /// A note as the pinned key signed it for this ledger.
    [[nodiscard]] Result<Checkpoint> judge(std::string_view note);
    /// The ledger goes on where the fold stands; `roots` are what the orchestrator says of the tree of `size` leaves.
    [[nodiscard]] Result<void> resume(std::uint64_t size, const std::vector<Digest>& roots);
    /// Begins with a tree that the orchestrator tells, instead of the fold. It is compared at the next checkpoint.
    [[nodiscard]] Result<void> adopt(std::uint64_t size, std::vector<Digest> roots);
    /// The next leaf.
    void fold(const Digest& leaf);
    /// A checkpoint over what was folded, or will be.
    [[nodiscard]] Result<void> compare(std::string_view note);
    /// Whether an awaited checkpoint was reached on the way and differed.
    [[nodiscard]] Result<void> standing() const;

    /// Finds against the ledger; the error to hand on.
    tl::unexpected<Error> diverge(Divergence divergence, std::string detail);
    /// Forgets the fold, not the checkpoint: the next beginning is a snapshot.
    void dropFold();

private:
    struct Awaited {
        TreeHead head;
        std::string note;
    };

    void compareWith(const Awaited& checkpoint);
    void begin();

    const Clock& m_clock;
    LedgerMemory m_memory;
    LedgerVerdict m_verdict;
    std::optional<Awaited> m_awaited; ///< over more than was folded so far
};

} // namespace stillgate
