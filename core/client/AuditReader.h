// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QFuture>

#include "core/base/Result.h"
#include "core/client/Values.h"

namespace stillgate {

/// All of it holds; an empty one lets everything pass.
struct AuditFilter {
    std::optional<TicketId> ticket;
    std::optional<PersonId> actor;
    std::string code; ///< "gate.opened", or with a dot at its end all codes that begin with it: "gate."
    std::optional<UtcTime> since; ///< not before
    std::optional<UtcTime> until; ///< before

    friend bool operator==(const AuditFilter&, const AuditFilter&) = default;
};

enum class AuditOrder { NewestFirst, OldestFirst };

/// One page of the ledger's list. The values of personal fields are not part of it.
struct AuditPage {
    std::vector<ShownEvent> events; ///< in the order asked for
    std::optional<Sequence> next; ///< `from` of the next page; absent on the last one
    std::uint64_t size = 0; ///< of the ledger

    friend bool operator==(const AuditPage&, const AuditPage&) = default;
};

/// Whether an event was shown to stand in the ledger whose checkpoint this console holds.
enum class ProofState {
    Proven,
    NotCovered, ///< it is newer than the checkpoint that was compared last
    Wrong, ///< the path does not lead to the checkpoint's root
};

struct AuditProof {
    ProofState state = ProofState::NotCovered;
    std::uint64_t size = 0; ///< of the tree
    Digest root; ///< of the tree
    std::vector<Digest> path; ///< RFC 9162 section 2.1.3, from the leaf up

    friend bool operator==(const AuditProof&, const AuditProof&) = default;
};

struct AuditDetail {
    ShownEvent event; ///< with its personal values as far as this person may see them
    AuditProof proof;
    std::optional<bool> isSignatureGood; ///< of a gate.decided: by the key that its signer was enrolled with

    friend bool operator==(const AuditDetail&, const AuditDetail&) = default;
};

/// Reads the ledger as a list. Futures end in the UI thread. Unavailable when there is no connection.
class AuditReader {
public:
    virtual ~AuditReader() = default;

    /// Up to `most` (at most 1000) events from sequence `from` on, itself included, in the order asked for; from the end that comes
    /// first in that order when absent.
    [[nodiscard]] virtual QFuture<Result<AuditPage>> page(const AuditFilter& filter, AuditOrder order,
                                                          std::optional<Sequence> from, int most) = 0;
    /// One event with values and proof. Corrupt when a value does not open its commitment.
    [[nodiscard]] virtual QFuture<Result<AuditDetail>> detail(Sequence sequence) = 0;
};

} // namespace stillgate
