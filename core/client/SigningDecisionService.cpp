// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/SigningDecisionService.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/client/Decisions.h"
#include "core/client/SignedGate.h"
#include "core/domain/Reasons.h"

namespace stillgate {

namespace {

bool hasApproved(const GateView& gate, const PersonId& person)
{
    return std::any_of(gate.approvals.begin(), gate.approvals.end(),
                       [&](const GateApproval& approval) { return approval.approver == person; });
}

std::string_view hindranceName(DecisionHindrance hindrance)
{
    switch (hindrance) {
    case DecisionHindrance::NoKey: return "no_key";
    case DecisionHindrance::NoRole: return "no_role";
    case DecisionHindrance::Requester: return "requester";
    case DecisionHindrance::Beneficiary: return "beneficiary";
    case DecisionHindrance::AlreadyDecided: return "already_decided";
    case DecisionHindrance::Waiting: return "waiting";
    case DecisionHindrance::NotOpen: return "not_open";
    case DecisionHindrance::Expired: return "expired";
    case DecisionHindrance::TermsExpired: return "terms_expired";
    case DecisionHindrance::UnknownEvent: return "unknown_event";
    case DecisionHindrance::OfflineHighStakes: return "offline_high_stakes";
    case DecisionHindrance::Diverged: return "diverged";
    case DecisionHindrance::NothingToWithdraw: return "nothing_to_withdraw";
    case DecisionHindrance::TooLate: return "too_late";
    case DecisionHindrance::Editor: return "editor";
    case DecisionHindrance::KeyWaiting: return "key_waiting";
    case DecisionHindrance::KeyRevoked: return "key_revoked";
    case DecisionHindrance::NotPermitted: return "not_permitted";
    case DecisionHindrance::CodeMissing: return "code_missing";
    case DecisionHindrance::ReasonMissing: return "reason_missing";
    }
    return "unknown";
}

/// What this side cannot know: the rest of why the orchestrator would refuse is judged here, by what is newer.
std::optional<DecisionHindrance> hindranceOf(RefusalCode refusal)
{
    switch (refusal) {
    case RefusalCode::GateNotOpen:
    case RefusalCode::AlreadyDecided: return std::nullopt;
    case RefusalCode::RequesterMayNot: return DecisionHindrance::Requester;
    case RefusalCode::BeneficiaryMayNot: return DecisionHindrance::Beneficiary;
    case RefusalCode::RoleMissing: return DecisionHindrance::NoRole;
    case RefusalCode::EditorMayNot: return DecisionHindrance::Editor;
    case RefusalCode::UnknownKey: return DecisionHindrance::KeyWaiting;
    case RefusalCode::KeyRevoked:
    case RefusalCode::PersonDisabled: return DecisionHindrance::KeyRevoked;
    default: return DecisionHindrance::NotPermitted;
    }
}

/// A code, words, or both: see core/domain/Reasons.h.
bool lacksReason(const DecisionWish& wish)
{
    const bool asksForCode = wish.verdict == Verdict::Deny || wish.verdict == Verdict::Escalate;
    return (asksForCode && wish.reason.empty()) || (needsNote(wish.verdict, wish.reason) && wish.note.empty());
}

} // namespace

std::optional<DecisionHindrance> SigningDecisionService::hindrance(const GateView& gate, Verdict verdict) const
{
    for (const Check& found :
         {checkTrust(gate), checkDuties(gate), checkPermit(gate, verdict),
          verdict == Verdict::Withdraw ? checkWithdrawal(gate) : checkState(gate, verdict), checkTimes(gate, verdict)}) {
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

SigningDecisionService::Check SigningDecisionService::checkTrust(const GateView& gate) const
{
    if (!m_parts.signer) {
        return DecisionHindrance::NoKey;
    }
    const bool hasDiverged =
        m_parts.link.status().state == LinkState::Diverged || m_parts.watch.verdict().standing == LedgerStanding::Diverged;
    if (hasDiverged && STILLGATE_PROTECTION_ON("client.diverged")) {
        return DecisionHindrance::Diverged;
    }
    return gate.hasUnknownEvents ? Check(DecisionHindrance::UnknownEvent) : std::nullopt;
}

SigningDecisionService::Check SigningDecisionService::checkDuties(const GateView& gate) const
{
    const LinkStatus& status = m_parts.link.status();
    const auto& personal = gate.proposed.header.personal;
    if (gate.proposed.header.actor == status.person) {
        return DecisionHindrance::Requester;
    }
    if (std::any_of(personal.begin(), personal.end(),
                    [&](const auto& field) { return field.second.person == status.person; })) {
        return DecisionHindrance::Beneficiary;
    }
    const bool isAsked = std::any_of(gate.row.quorum.begin(), gate.row.quorum.end(), [&](const QuorumPart& part) {
        return std::find(status.roles.begin(), status.roles.end(), part.role) != status.roles.end();
    });
    return isAsked ? std::nullopt : Check(DecisionHindrance::NoRole);
}

SigningDecisionService::Check SigningDecisionService::checkPermit(const GateView& gate, Verdict verdict)
{
    const auto refused = gate.permit ? gate.permit->refusals.find(verdict) : std::map<Verdict, RefusalCode>::const_iterator();
    return gate.permit && refused != gate.permit->refusals.end() ? hindranceOf(refused->second) : std::nullopt;
}

SigningDecisionService::Check SigningDecisionService::checkState(const GateView& gate, Verdict verdict) const
{
    const auto newest = m_parts.tickets.gate(gate.row.id);
    if ((newest ? newest->status : gate.row.status) != GateStatus::Open) {
        return DecisionHindrance::NotOpen;
    }
    if (verdict == Verdict::Approve && hasApproved(gate, m_parts.link.status().person)) {
        return DecisionHindrance::AlreadyDecided;
    }
    return m_parts.clock.now() >= gate.row.expires ? Check(DecisionHindrance::Expired) : std::nullopt;
}

SigningDecisionService::Check SigningDecisionService::checkWithdrawal(const GateView& gate) const
{
    if (!hasApproved(gate, m_parts.link.status().person)) {
        return DecisionHindrance::NothingToWithdraw;
    }
    const auto ticket = m_parts.tickets.ticket(gate.row.ticket);
    const bool isEarly = !ticket || ticket->row.actionStatus == nameOf(ActionStatus::Proposed) ||
                         ticket->row.actionStatus == nameOf(ActionStatus::Held);
    return isEarly ? std::nullopt : Check(DecisionHindrance::TooLate);
}

SigningDecisionService::Check SigningDecisionService::checkTimes(const GateView& gate, Verdict verdict) const
{
    const auto before = m_parts.outbox.decisionOn(gate.row.id);
    if (before && !isAnswered(before->state)) {
        return DecisionHindrance::Waiting;
    }
    if (!gate.basis || !gate.termsExpire || m_parts.clock.now() >= *gate.termsExpire) {
        return DecisionHindrance::TermsExpired;
    }
    const bool isRisky = verdict == Verdict::Approve && gate.row.stakes == Stakes::High;
    if (isRisky && m_parts.link.status().state != LinkState::Live && STILLGATE_PROTECTION_ON("client.offline_stakes")) {
        return DecisionHindrance::OfflineHighStakes;
    }
    return std::nullopt;
}

Result<CommandId> SigningDecisionService::decide(const GateView& gate, const DecisionWish& wish)
{
    auto found = hindrance(gate, wish.verdict);
    if (!found && lacksReason(wish)) {
        found = DecisionHindrance::ReasonMissing;
    }
    const bool takesCode = wish.verdict == Verdict::Approve && gate.permit && gate.permit->needsCode;
    if (!found && takesCode && wish.code.empty()) {
        found = DecisionHindrance::CodeMissing;
    }
    if (found) {
        return fail(ErrorCode::Refused, std::string(hindranceName(*found)), "this person cannot decide so here and now");
    }
    const LinkStatus& status = m_parts.link.status();
    const auto decision = signDecision(gate.basis->gate, *m_parts.signer, status.person, status.roles, wish);
    if (!decision) {
        return tl::make_unexpected(decision.error());
    }
    OutboxEntry entry;
    entry.id = CommandId{uuidV7(m_parts.clock.now(), randomFixed<Digest>())};
    entry.kind = OutboxKind::Decision;
    entry.ticket = gate.row.ticket;
    entry.gate = gate.row.id;
    entry.verdict = wish.verdict;
    const CommandId id = entry.id;
    return m_parts.outbox.put(std::move(entry), *decision).map([&] { return id; });
}

} // namespace stillgate
