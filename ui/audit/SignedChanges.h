// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/client/AuditReader.h"
#include "core/domain/ResolutionEvents.h"

namespace stillgate {

/// What a gate.decided event was signed over, and where in the ledger that stands.
struct AuditedDecision {
    struct About {
        ActionId action;
        Digest proposal;
    };
    About about;
    AuditFilter proposals; ///< the ticket's proposals: one of them is it
};

/// Nothing for any other event.
[[nodiscard]] std::optional<AuditedDecision> auditedDecision(const EventHeader& header);

/// The changes of the proposal among the events whose content gives the digest that was signed; none where no proposal does.
[[nodiscard]] std::vector<StateChange> changesSigned(const AuditedDecision::About& about,
                                                     const std::vector<ShownEvent>& events);

} // namespace stillgate
