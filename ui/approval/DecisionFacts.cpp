// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionFacts.h"

namespace stillgate {

namespace {

DecisionPhase phaseOfOpen(const DecisionFacts& facts)
{
    if (isSignedBy(facts, facts.link.person)) {
        return DecisionPhase::Counted;
    }
    return facts.now >= facts.gate.expires ? DecisionPhase::Expired : DecisionPhase::Open;
}

DecisionPhase phaseOfApproved(Stage stage)
{
    switch (stage) {
    case Stage::Gate:
    case Stage::HoldBack: return DecisionPhase::Held;
    case Stage::Execute: return DecisionPhase::Executing;
    case Stage::Verify: return DecisionPhase::Executed;
    case Stage::Confirm: return DecisionPhase::Verified;
    case Stage::Closed: return DecisionPhase::Closed;
    case Stage::Escalated: return DecisionPhase::Stopped;
    case Stage::Triage:
    case Stage::Identity:
    case Stage::Policy:
    case Stage::WaitingCustomer: return DecisionPhase::Voided;
    }
    return DecisionPhase::Stopped;
}

/// Answered, and what it left in the ledger has not been read yet.
bool isAhead(const OutboxEntry& entry, const GateStory& story)
{
    return entry.state == OutboxState::Confirmed && entry.last && *entry.last > story.latest;
}

} // namespace

bool isSignedBy(const DecisionFacts& facts, const PersonId& person)
{
    const SignedDecision* mine = facts.story.standingOf(person);
    return mine != nullptr && mine->verdict == Verdict::Approve;
}

DecisionPhase phaseOf(const DecisionFacts& facts)
{
    if (facts.entry) {
        const OutboxState state = facts.entry->state;
        if (state == OutboxState::Queued || state == OutboxState::Sent || isAhead(*facts.entry, facts.story)) {
            return DecisionPhase::Sending;
        }
        if (state == OutboxState::Refused && !facts.isRefusalSeen) {
            return DecisionPhase::Refused;
        }
    }
    switch (facts.gate.status) {
    case GateStatus::Open: return phaseOfOpen(facts);
    case GateStatus::Approved: return phaseOfApproved(facts.ticket.stage);
    case GateStatus::Denied: return DecisionPhase::Denied;
    case GateStatus::Escalated: return DecisionPhase::Escalated;
    case GateStatus::Asked: return DecisionPhase::Asked;
    case GateStatus::Expired: return DecisionPhase::Expired;
    case GateStatus::Voided: return DecisionPhase::Voided;
    }
    return DecisionPhase::Stopped;
}

} // namespace stillgate
