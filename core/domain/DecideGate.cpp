// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Duties.h"
#include "core/domain/Permissions.h"
#include "core/domain/Reasons.h"

namespace stillgate {

namespace {

Refusal because(RefusalCode code, std::string detail = {})
{
    return {code, std::move(detail), {}, {}};
}

/// One signed decision being judged. Each check gives the refusal, or nothing when it holds.
class Judging {
public:
    Judging(Deciding& deciding, const DecideGate& command, const Gate& gate)
        : m_deciding(deciding)
        , m_command(command)
        , m_statement(command.statement)
        , m_gate(gate)
        , m_ticket(deciding.state.tickets.at(gate.ticket))
        , m_action(deciding.state.actions.at(gate.action))
    {
    }

    void run()
    {
        for (const auto check : {&Judging::checkEvents, &Judging::checkBinding, &Judging::checkSigner, &Judging::checkTimes,
                                 &Judging::checkDuties, &Judging::checkNote, &Judging::checkReason, &Judging::checkVerdict}) {
            if (auto refusal = (this->*check)()) {
                m_deciding.refuseOnRecord(std::move(*refusal), m_gate.id);
                return;
            }
        }
        if (m_statement.verdict == Verdict::Approve && hasMoved()) {
            return;
        }
        carryOut();
    }

private:
    using Check = std::optional<Refusal>;

    Check checkEvents()
    {
        return m_deciding.hasUnknownEvents(m_ticket)
                   ? Check(because(RefusalCode::UnknownEvent, "the ticket has events this build does not know"))
                   : std::nullopt;
    }

    /// The statement is about exactly this action, shown like this, under the policy in force.
    Check checkBinding()
    {
        const auto mismatch = [](std::string what) { return because(RefusalCode::StatementMismatch, std::move(what)); };
        if (m_statement.approver != m_command.actor) {
            return mismatch("approver");
        }
        if (m_statement.origin != m_deciding.state.ledger.origin && STILLGATE_PROTECTION_ON("binding_origin")) {
            return mismatch("origin");
        }
        if (m_statement.gate != m_gate.id || m_statement.action != m_gate.action) {
            return mismatch("gate");
        }
        if (m_statement.proposal != m_gate.proposal && STILLGATE_PROTECTION_ON("binding_proposal")) {
            return mismatch("proposal");
        }
        if (m_statement.display != m_gate.display && STILLGATE_PROTECTION_ON("binding_display")) {
            return mismatch("display");
        }
        if (m_statement.policy != m_gate.policy) {
            return mismatch("policy");
        }
        if (digestOf(policyInForce(m_deciding.state, m_deciding.rules)) != m_gate.policy) {
            return because(RefusalCode::PolicyMoved, "the policy has changed since the gate was opened");
        }
        return std::nullopt;
    }

    Check checkSigner()
    {
        // A note of theirs could never be sealed again, and whoever was forgotten decides nothing.
        if (m_deciding.state.erased.contains(m_statement.approver)) {
            return because(RefusalCode::UnknownPerson, "erased");
        }
        const auto person = m_deciding.state.people.find(m_statement.approver);
        const auto* key = person == m_deciding.state.people.end() ? nullptr : keyNamed(person->second);
        if (key == nullptr) {
            return because(RefusalCode::UnknownKey, m_statement.keyId);
        }
        if (key->revoked && STILLGATE_PROTECTION_ON("revoked_keys")) {
            return because(RefusalCode::KeyRevoked, m_statement.keyId);
        }
        if (!verifySignature(key->key, asBytes(signedBytes(m_statement)), m_command.signature) &&
            STILLGATE_PROTECTION_ON("signature")) {
            return because(RefusalCode::BadSignature);
        }
        const auto known = m_deciding.state.persons.find(m_statement.approver);
        if (known != m_deciding.state.persons.end() && known->second.status == PersonStatus::Disabled) {
            return because(RefusalCode::PersonDisabled);
        }
        const std::vector<Role> roles = rolesOf(m_deciding.state, m_statement.approver);
        const bool hasRole = std::find(roles.begin(), roles.end(), m_statement.slot) != roles.end();
        const bool asked = std::any_of(m_gate.quorum.begin(), m_gate.quorum.end(),
                                       [&](const QuorumPart& part) { return part.role == m_statement.slot; });
        const bool permitted = isPermittedSomewhere(operationOf(m_statement.verdict), std::span(&m_statement.slot, 1));
        if (!hasRole || !asked || !permitted) {
            return because(RefusalCode::RoleMissing, std::string(nameOf(m_statement.slot)));
        }
        return std::nullopt;
    }

    [[nodiscard]] const EnrolledKey* keyNamed(const std::map<std::string, EnrolledKey>& keys) const
    {
        const auto at = keys.find(m_statement.keyId);
        return at == keys.end() ? nullptr : &at->second;
    }

    Check checkTimes()
    {
        const auto used = m_gate.decisionsBy.find(m_statement.approver);
        const NonceTerms terms{m_gate.id,          m_statement.approver,
                               m_statement.keyId,  used == m_gate.decisionsBy.end() ? 0 : used->second,
                               m_statement.issued, m_statement.expires};
        if (STILLGATE_PROTECTION_ON("nonce") && nonceFor(m_deciding.rules.nonceKey, terms) != m_statement.nonce) {
            return whoseDecisionCounts().value_or(
                because(RefusalCode::NonceMismatch, "the nonce was used, or was given for something else"));
        }
        if (m_deciding.draft.time() >= m_statement.expires && STILLGATE_PROTECTION_ON("expiry")) {
            return because(RefusalCode::StatementExpired);
        }
        if (m_statement.verdict != Verdict::Withdraw && m_gate.status != GateStatus::Open) {
            return gateNotOpen();
        }
        if (m_statement.verdict != Verdict::Withdraw && m_deciding.draft.time() >= m_gate.expires) {
            return because(RefusalCode::GateExpired);
        }
        return std::nullopt;
    }

    /// With who ended it and how, and for a voided one with what had moved.
    [[nodiscard]] Refusal gateNotOpen() const
    {
        return {RefusalCode::GateNotOpen, std::string(nameOf(m_gate.status)), m_gate.moved, m_gate.settled};
    }

    /// A nonce that fits no more because of a decision that was taken meanwhile, say by the same person at another console.
    [[nodiscard]] Check whoseDecisionCounts() const
    {
        const bool takesBack = m_statement.verdict == Verdict::Withdraw;
        if (!takesBack && m_gate.status != GateStatus::Open) {
            return gateNotOpen();
        }
        const Check duty = dutyAgainst(m_deciding.state, m_gate,
                                       {m_statement.approver, m_statement.slot, m_statement.verdict, m_deciding.draft.time()});
        return duty && duty->code == RefusalCode::AlreadyDecided ? duty : std::nullopt;
    }

    Check checkDuties()
    {
        const Decider decider{m_statement.approver, m_statement.slot, m_statement.verdict, m_deciding.draft.time()};
        if (auto against = dutyAgainst(m_deciding.state, m_gate, decider)) {
            return against;
        }
        const bool lacksCode =
            !m_command.stepUp && needsStepUp(m_deciding.state, m_gate, m_statement.approver, m_statement.verdict);
        return lacksCode ? Check(because(RefusalCode::StepUpMissing)) : std::nullopt;
    }

    Check checkNote()
    {
        const std::string context = noteContext(m_statement.nonce);
        const bool both = m_statement.note.has_value() == m_command.note.has_value();
        if (!both ||
            (m_command.note && commitment(m_command.note->salt, context, "note", m_command.note->value) != *m_statement.note)) {
            return because(RefusalCode::StatementMismatch, "note");
        }
        return std::nullopt;
    }

    /// The reason is one of the verdict's list, and what it leaves open stands in the note.
    Check checkReason()
    {
        const Verdict verdict = m_statement.verdict;
        const bool asksForOne = verdict == Verdict::Deny || verdict == Verdict::Escalate;
        if (asksForOne && m_statement.reason.empty()) {
            return because(RefusalCode::ReasonMissing);
        }
        if (!isReasonOf(verdict, m_statement.reason)) {
            // Not the text itself: it may be anything, and what is recorded stands in the clear.
            return because(RefusalCode::UnknownReason, std::string(nameOf(verdict)));
        }
        const bool says = m_command.note && m_command.note->value.find_first_not_of(" \t\r\n") != std::string::npos;
        return needsNote(verdict, m_statement.reason) && !says ? Check(because(RefusalCode::NoteMissing)) : std::nullopt;
    }

    Check checkVerdict()
    {
        switch (m_statement.verdict) {
        case Verdict::Approve:
            return m_command.fresh ? std::nullopt
                                   : Check(because(RefusalCode::StateUnread, "the state could not be read fresh"));
        case Verdict::Deny:
        case Verdict::Escalate:
        case Verdict::AskCustomer: return std::nullopt;
        case Verdict::Withdraw: return checkWithdrawal();
        }
        return because(RefusalCode::StatementMismatch, "verdict");
    }

    Check checkWithdrawal()
    {
        const bool stands = std::any_of(m_gate.approvals.begin(), m_gate.approvals.end(), [&](const CountedDecision& decision) {
            return decision.approver == m_statement.approver && decision.statement == m_statement.withdraws;
        });
        const bool early = m_action.status == ActionStatus::Proposed || m_action.status == ActionStatus::Held;
        if (!stands || !early) {
            return because(stands ? RefusalCode::TooLate : RefusalCode::StatementMismatch, "withdraws");
        }
        return std::nullopt;
    }

    /// Compares what was shown with what is there now; records and voids where it differs.
    bool hasMoved()
    {
        std::vector<StateChange> moved = movedFacts(m_deciding.rules, m_action, *m_command.fresh);
        if (moved.empty() || !STILLGATE_PROTECTION_ON("fresh_state")) {
            return false;
        }
        const Refusal refusal{RefusalCode::StateMoved, moved.front().fact, moved, {}};
        m_deciding.voidMoved(m_gate, *m_command.fresh, std::move(moved), refusal);
        return true;
    }

    void carryOut()
    {
        Gate after = m_gate;
        after.approvals.push_back({m_statement.approver, m_statement.slot, digestOf(m_statement), 0, {}, m_statement.keyId});
        const bool satisfied = m_statement.verdict == Verdict::Approve && isSatisfied(after);
        const bool ends = m_statement.verdict != Verdict::Approve && m_statement.verdict != Verdict::Withdraw;
        Draft& draft = m_deciding.draft;
        draft.add(m_ticket.id, GateDecided{m_gate.id, m_statement, m_command.signature,
                                           satisfied || ends ? m_command.planted : std::nullopt, m_command.stepUp});
        if (m_command.note) {
            draft.committedValue(m_statement.approver, "note", *m_command.note, noteContext(m_statement.nonce));
        }
        if (satisfied) {
            const Duration pause = policyInForce(m_deciding.state, m_deciding.rules).holdBack.of(m_gate.stakes);
            draft.add(m_ticket.id, ActionHeld{m_action.id, draft.time() + pause});
        } else if (m_statement.verdict == Verdict::AskCustomer) {
            draft.add(m_ticket.id, ActionAbandoned{m_action.id, "customer_asked", Afterwards::Nothing});
        } else if (ends) {
            const bool denied = m_statement.verdict == Verdict::Deny;
            const std::string what = (denied ? "denied:" : "escalated:") + m_statement.reason;
            draft.add(m_ticket.id, ActionAbandoned{m_action.id, what, Afterwards::Nothing});
            m_deciding.escalate(m_ticket, Stage::Gate, EscalationReason::PolicyBlock, what);
        }
    }

    Deciding& m_deciding;
    const DecideGate& m_command;
    const Statement& m_statement;
    const Gate& m_gate;
    const Ticket& m_ticket;
    const Action& m_action;
};

} // namespace

void decideOn(Deciding& deciding, const DecideGate& command)
{
    const Gate* gate = deciding.findGate(command.gate);
    if (gate == nullptr) {
        deciding.refuseOnRecord(because(RefusalCode::UnknownGate));
        return;
    }
    deciding.ticket = gate->ticket;
    Judging(deciding, command, *gate).run();
}

} // namespace stillgate
