// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Records.h"

namespace stillgate {

namespace {

Refusal because(RefusalCode code, std::string detail = {})
{
    return {code, std::move(detail), {}};
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
                                 &Judging::checkDuties, &Judging::checkNote, &Judging::checkVerdict}) {
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
        const auto& unknown = m_deciding.state.unknown;
        const bool strange = std::any_of(unknown.begin(), unknown.end(),
                                         [&](const EventHeader& header) { return header.ticket == m_ticket.id; });
        return strange ? Check(because(RefusalCode::UnknownEvent, "the ticket has events this build does not know"))
                       : std::nullopt;
    }

    /// The statement is about exactly this action, shown like this, under the policy in force.
    Check checkBinding()
    {
        const auto mismatch = [](std::string what) { return because(RefusalCode::StatementMismatch, std::move(what)); };
        if (m_statement.approver != m_command.actor) {
            return mismatch("approver");
        }
        if (m_statement.origin != m_deciding.state.ledger.origin) {
            return mismatch("origin");
        }
        if (m_statement.gate != m_gate.id || m_statement.action != m_gate.action) {
            return mismatch("gate");
        }
        if (m_statement.proposal != m_gate.proposal) {
            return mismatch("proposal");
        }
        if (m_statement.display != m_gate.display) {
            return mismatch("display");
        }
        if (m_statement.policy != m_gate.policy) {
            return mismatch("policy");
        }
        if (digestOf(m_deciding.rules.policy) != m_gate.policy) {
            return because(RefusalCode::PolicyMoved, "the policy has changed since the gate was opened");
        }
        return std::nullopt;
    }

    Check checkSigner()
    {
        const auto person = m_deciding.state.people.find(m_statement.approver);
        const auto* key = person == m_deciding.state.people.end() ? nullptr : keyNamed(person->second);
        if (key == nullptr) {
            return because(RefusalCode::UnknownKey, m_statement.keyId);
        }
        if (!verifySignature(key->key, asBytes(signedBytes(m_statement)), m_command.signature)) {
            return because(RefusalCode::BadSignature);
        }
        const bool hasRole = std::find(key->roles.begin(), key->roles.end(), m_statement.slot) != key->roles.end();
        const bool asked = std::any_of(m_gate.quorum.begin(), m_gate.quorum.end(),
                                       [&](const QuorumPart& part) { return part.role == m_statement.slot; });
        if (!hasRole || !asked) {
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
            return because(RefusalCode::NonceMismatch, "the nonce was used, or was given for something else");
        }
        if (m_deciding.draft.time() >= m_statement.expires) {
            return because(RefusalCode::StatementExpired);
        }
        if (m_statement.verdict != Verdict::Withdraw && m_gate.status != GateStatus::Open) {
            return because(RefusalCode::GateNotOpen, std::string(nameOf(m_gate.status)));
        }
        if (m_statement.verdict != Verdict::Withdraw && m_deciding.draft.time() >= m_gate.expires) {
            return because(RefusalCode::GateExpired);
        }
        return std::nullopt;
    }

    Check checkDuties()
    {
        if (m_statement.approver == m_ticket.customer) {
            return because(RefusalCode::BeneficiaryMayNot);
        }
        if (m_statement.approver == kOrchestrator) {
            return because(RefusalCode::RequesterMayNot);
        }
        return std::nullopt;
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

    Check checkVerdict()
    {
        const bool mine = std::any_of(m_gate.approvals.begin(), m_gate.approvals.end(), [&](const CountedDecision& decision) {
            return decision.approver == m_statement.approver;
        });
        switch (m_statement.verdict) {
        case Verdict::Approve:
            if (mine) {
                return because(RefusalCode::AlreadyDecided);
            }
            return m_command.fresh ? std::nullopt
                                   : Check(because(RefusalCode::StateUnread, "the state could not be read fresh"));
        case Verdict::Deny:
        case Verdict::Escalate: return m_statement.reason.empty() ? Check(because(RefusalCode::ReasonMissing)) : std::nullopt;
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
        StateObserved seen{Observation::Fresh, m_action.system, {}, {}};
        for (const StateChange& fact : moved) {
            seen.facts[fact.fact] = fact.after;
        }
        Draft& draft = m_deciding.draft;
        draft.add(m_ticket.id, seen);
        draft.value(m_ticket.customer, "record", canonicalJson(*m_command.fresh));
        Refusal refusal{RefusalCode::StateMoved, moved.front().fact, moved};
        m_deciding.refuseOnRecord(std::move(refusal), m_gate.id);
        draft.add(m_ticket.id, GateVoided{m_gate.id, "state_moved", std::move(moved)});
        draft.add(m_ticket.id, ActionAbandoned{m_action.id, "state_moved", Afterwards::GatherAgain});
        return true;
    }

    void carryOut()
    {
        Gate after = m_gate;
        after.approvals.push_back({m_statement.approver, m_statement.slot, digestOf(m_statement), 0});
        const bool satisfied = m_statement.verdict == Verdict::Approve && isSatisfied(after);
        const bool settles = satisfied || m_statement.verdict == Verdict::Deny || m_statement.verdict == Verdict::Escalate;
        Draft& draft = m_deciding.draft;
        draft.add(m_ticket.id,
                  GateDecided{m_gate.id, m_statement, m_command.signature, settles ? m_command.planted : std::nullopt});
        if (m_command.note) {
            draft.committedValue(m_statement.approver, "note", *m_command.note, noteContext(m_statement.nonce));
        }
        if (satisfied) {
            const Duration pause = m_deciding.rules.policy.holdBack.of(m_gate.stakes);
            draft.add(m_ticket.id, ActionHeld{m_action.id, draft.time() + pause});
        } else if (settles) {
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

std::vector<StateChange> movedFacts(const Rulebook& rules, const Action& action, const Json& record)
{
    const Runbook* runbook = rules.named(action.runbook, action.runbookVersion);
    const auto found = runbook != nullptr ? shownFacts(*runbook, record)
                                          : Result<Facts>(fail(ErrorCode::NotFound, action.runbook, "no such runbook"));
    if (!found) {
        return {{"record", "as shown", "unreadable"}};
    }
    std::vector<StateChange> moved;
    const auto compare = [&](const std::string& name, const std::string& shown) {
        const auto now = found->find(name);
        const std::string text = now == found->end() ? "absent" : factText(now->second);
        if (text != shown) {
            moved.push_back({name, shown, text});
        }
    };
    for (const StateChange& change : action.changes) {
        compare(change.fact, change.before);
    }
    if (action.expectedVersion) {
        compare(runbook->action.expectVersion, *action.expectedVersion);
    }
    return moved;
}

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

void decideOn(Deciding& deciding, const ExpireGate& command)
{
    const Gate* gate = deciding.findGate(command.gate);
    if (gate == nullptr || gate->status != GateStatus::Open || deciding.draft.time() < gate->expires) {
        deciding.refuse(gate == nullptr ? RefusalCode::UnknownGate : RefusalCode::GateNotOpen);
        return;
    }
    deciding.ticket = gate->ticket;
    deciding.draft.add(gate->ticket, GateExpired{gate->id});
    deciding.draft.add(gate->ticket, ActionAbandoned{gate->action, "gate_expired", Afterwards::Nothing});
    deciding.escalate(deciding.state.tickets.at(gate->ticket), Stage::Gate, EscalationReason::PolicyBlock, "gate_expired");
}

} // namespace stillgate
