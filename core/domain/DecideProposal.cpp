// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/domain/Deciding.h"
#include "core/domain/Display.h"
#include "core/domain/Records.h"

namespace stillgate {

namespace {

/// A ticket being taken from its records to a proposal. Each step returns false when it stopped the ticket.
class Proposing {
public:
    Proposing(Deciding& deciding, const Ticket& ticket, const Runbook& runbook, const RecordGathering& command)
        : m_deciding(deciding), m_draft(deciding.draft), m_ticket(ticket), m_runbook(runbook), m_command(command)
    {
    }

    void run()
    {
        if (readRecords() && proveIdentity() && observe() && findWhatToDo() && propose()) {
            settlePolicy();
        }
    }

private:
    bool stop(EscalationReason reason, std::string detail, Tier tier = Tier::L2)
    {
        m_deciding.escalate(m_ticket, m_stage, reason, std::move(detail), tier);
        return false;
    }

    bool readRecords()
    {
        if (!m_command.missing.empty()) {
            return stop(EscalationReason::IdentityFailed, "missing:" + m_command.missing.front());
        }
        for (const auto& [name, value] : m_command.inputs) {
            m_facts["input." + name] = value;
        }
        for (const RunbookRead& read : m_runbook.reads) {
            const auto answer = m_command.answers.find(read.name);
            if (answer == m_command.answers.end()) {
                return stop(EscalationReason::IdentityFailed, "missing:" + read.name);
            }
            const auto record = recordOf(read, answer->second);
            const auto added = record ? addFacts(m_facts, read, *record) : tl::make_unexpected(record.error());
            if (!added) {
                const bool theirs = added.error().code == ErrorCode::Malformed;
                return theirs ? stop(EscalationReason::BackendError, "malformed:" + read.name, Tier::L3)
                              : stop(EscalationReason::IdentityFailed,
                                     std::string(toString(added.error().code)) + ":" + read.name);
            }
            m_records[read.name] = *record;
        }
        return true;
    }

    bool proveIdentity()
    {
        IdentityChecked event{"crm_match", {}, 0, m_runbook.requiredStrength, IdentityResult::TooWeak};
        for (const IdentityRule& rule : m_runbook.identity) {
            if (rule.strength > event.strength && holds(Conditions{rule.all, {}, {}}, m_facts)) {
                event.strength = rule.strength;
                event.rule = rule.id;
            }
        }
        const bool proven = event.strength >= event.required;
        event.result = proven ? IdentityResult::Proven : IdentityResult::TooWeak;
        m_draft.add(m_ticket.id, event);
        Json evidence;
        for (const auto& [name, fact] : m_facts) {
            evidence.set(name, factText(fact));
        }
        const Digest committed = m_draft.value(m_ticket.customer, "evidence", canonicalJson(evidence));
        Json shown = toJson(event);
        shown.set("commitment", toJson(committed));
        m_evidence = sha256("stillgate/evidence/v1\n" + canonicalJson(shown));
        m_facts["identity.strength"] = std::int64_t{event.strength};
        if (!proven) {
            return stop(EscalationReason::IdentityFailed, "too_weak");
        }
        m_stage = Stage::Policy;
        recogniseTier();
        return true;
    }

    /// Only of a customer who has proven to be this one.
    void recogniseTier()
    {
        const auto fact = m_facts.find("customer.tier");
        const auto* tier = fact != m_facts.end() ? std::get_if<std::string>(&fact->second) : nullptr;
        const auto& known = m_deciding.rules.tiers;
        if (tier != nullptr && *tier != m_ticket.handling.tier && std::find(known.begin(), known.end(), *tier) != known.end()) {
            m_draft.add(m_ticket.id, CustomerRecognised{*tier});
        }
    }

    bool observe()
    {
        const auto read = std::find_if(m_runbook.reads.begin(), m_runbook.reads.end(),
                                       [&](const RunbookRead& r) { return r.name == m_runbook.observe; });
        const auto target = render(m_runbook.action.target, m_facts);
        if (read == m_runbook.reads.end() || !target) {
            return stop(EscalationReason::BackendError, "runbook:observe", Tier::L3);
        }
        StateObserved event{Observation::Before, read->system, read->operation, {}};
        for (const std::string& name : m_runbook.shown) {
            if (const auto fact = m_facts.find(name); fact != m_facts.end()) {
                event.facts[name] = factText(fact->second);
            }
        }
        m_observed = m_draft.add(m_ticket.id, event);
        m_target = *target;
        m_draft.value(m_ticket.customer, "target", m_target);
        m_draft.value(m_ticket.customer, "record", canonicalJson(m_records.at(m_runbook.observe)));
        return true;
    }

    bool findWhatToDo()
    {
        for (const RunbookSelect& select : m_runbook.selects) {
            const auto record = m_records.find(select.record);
            const auto added = record == m_records.end()
                                   ? Result<void>(fail(ErrorCode::NotFound, select.record, "no such record"))
                                   : addSelected(m_facts, select, record->second);
            if (!added) {
                const ErrorCode code = added.error().code;
                const bool fits = code == ErrorCode::NotFound || code == ErrorCode::Conflict;
                return stop(fits ? EscalationReason::PolicyBlock : EscalationReason::BackendError,
                            "select:" + select.name + ":" + std::string(toString(code)), fits ? Tier::L2 : Tier::L3);
            }
        }
        for (const Condition& condition : m_runbook.preconditions) {
            if (!holds(condition, m_facts)) {
                return stop(EscalationReason::PolicyBlock,
                            "precondition:" + condition.fact + ":" + std::string(nameOf(condition.op)));
            }
        }
        return true;
    }

    bool propose()
    {
        const RunbookAction& action = m_runbook.action;
        const auto amount = m_facts.find(action.amount);
        const Money* money = amount != m_facts.end() ? std::get_if<Money>(&amount->second) : nullptr;
        const auto changes = expectedStates(m_runbook, m_facts);
        if (money == nullptr || money->minor <= 0 || !changes) {
            return stop(EscalationReason::BackendError, "runbook:amount_or_changes", Tier::L3);
        }
        m_facts["action.amount"] = *money;
        Json parameters = Json::object();
        m_proposed.sources.clear();
        for (const auto& [name, text] : action.parameters) {
            const auto value = render(text, m_facts);
            if (!value) {
                return stop(EscalationReason::BackendError, "runbook:parameter:" + name, Tier::L3);
            }
            parameters.set(name, *value);
            m_proposed.sources[name] = text;
        }
        m_proposed.action = m_draft.newId<ActionId>();
        m_proposed.runbook = m_runbook.id;
        m_proposed.runbookVersion = m_runbook.version;
        m_proposed.system = action.system;
        m_proposed.operation = action.operation;
        m_proposed.amount = *money;
        m_proposed.reversibility = action.reversibility;
        m_proposed.compensation = action.compensation;
        m_proposed.idempotencyKey =
            sha256("stillgate/idempotency/v1\n" + m_deciding.state.ledger.origin + "\n" + m_proposed.action.text());
        if (const auto version = m_facts.find(action.expectVersion); version != m_facts.end()) {
            m_proposed.expectedVersion = factText(version->second);
        } else if (!action.expectVersion.empty()) {
            return stop(EscalationReason::BackendError, "runbook:expect_version", Tier::L3);
        }
        m_proposed.observed = m_observed;
        m_proposed.changes = *changes;
        m_proposed.evidence = m_evidence;
        recordProposal(canonicalJson(parameters));
        return true;
    }

    /// The digest covers commitments, which cover the sequence: so it is made for the place the event will have.
    void recordProposal(const std::string& parameters)
    {
        m_draft.add(m_ticket.id, m_proposed);
        const Digest target = m_draft.value(m_ticket.customer, "target", m_target);
        const Digest committed = m_draft.value(m_ticket.customer, "parameters", parameters);
        Json facts;
        for (const auto& [name, fact] : m_facts) {
            facts.set(name, factText(fact));
        }
        m_draft.value(m_ticket.customer, "facts", canonicalJson(facts));
        m_proposed.proposal = proposalDigest(m_proposed, target, committed);
        m_draft.replaceData(toJson(m_proposed));
        m_proposedHeader = m_draft.last().header;
    }

    void settlePolicy()
    {
        addPolicyFacts();
        PolicyDecision decision = evaluate(policyInForce(m_deciding.state, m_deciding.rules), m_facts);
        askAPersonAgain(decision);
        const Digest policy = digestOf(policyInForce(m_deciding.state, m_deciding.rules));
        m_draft.add(m_ticket.id, PolicyDecided{m_proposed.action, policy, decision.effect, decision.rule, decision.stakes,
                                               decision.quorum, decision.trace});
        if (decision.effect == PolicyEffect::Deny) {
            m_draft.add(m_ticket.id, ActionAbandoned{m_proposed.action, "policy", Afterwards::Nothing});
            stop(EscalationReason::PolicyBlock, decision.rule ? "denied_by:" + *decision.rule : "nothing_allows");
        } else if (decision.effect == PolicyEffect::RequireApproval) {
            openGate(decision, policy);
        }
    }

    /// Somebody doubted enough to ask the customer: whatever the answer brought, a person looks at it.
    void askAPersonAgain(PolicyDecision& decision) const
    {
        if (m_ticket.asked > 0 && decision.effect == PolicyEffect::Allow && STILLGATE_PROTECTION_ON("asked_needs_person")) {
            decision.effect = PolicyEffect::RequireApproval;
            decision.rule = "customer_was_asked";
            decision.quorum = {{Role::L2Agent, 1}};
            decision.stakes = std::max(decision.stakes, Stakes::Normal);
        }
    }

    void addPolicyFacts()
    {
        m_facts["action.system"] = m_proposed.system;
        m_facts["action.operation"] = m_proposed.operation;
        m_facts["action.currency"] = std::string(m_proposed.amount.currency.text());
        m_facts["action.reversibility"] = std::string(nameOf(m_proposed.reversibility));
        m_facts["ticket.intent"] = m_ticket.intent;
        m_facts["ticket.band"] = std::string(nameOf(m_ticket.band));
        m_facts["ticket.channel"] = std::string(nameOf(m_ticket.channel));
        m_facts["ticket.messages"] = std::int64_t{m_ticket.messages};
        m_facts["environment"] = std::string(nameOf(m_deciding.state.ledger.environment));
    }

    void openGate(const PolicyDecision& decision, const Digest& policy)
    {
        const auto lines = displayLines(m_proposedHeader, m_draft.last().header);
        GateOpened gate;
        gate.gate = m_draft.newId<GateId>();
        gate.action = m_proposed.action;
        gate.proposal = m_proposed.proposal;
        gate.display = lines ? displayDigest(*lines) : Digest{};
        gate.policy = policy;
        gate.quorum = decision.quorum;
        gate.stakes = decision.stakes;
        gate.rule = decision.rule.value_or("");
        gate.expires = m_draft.time() + policyInForce(m_deciding.state, m_deciding.rules).gateExpiry;
        m_draft.add(m_ticket.id, gate);
        m_draft.value(kOrchestrator, "planted", "no");
    }

    Deciding& m_deciding;
    Draft& m_draft;
    const Ticket& m_ticket;
    const Runbook& m_runbook;
    const RecordGathering& m_command;
    Stage m_stage = Stage::Identity;
    Facts m_facts;
    std::map<std::string, Json> m_records;
    Digest m_evidence;
    Sequence m_observed = 0;
    std::string m_target;
    ActionProposed m_proposed;
    EventHeader m_proposedHeader;
};

} // namespace

void decideOn(Deciding& deciding, const RecordGathering& command)
{
    const Ticket* ticket = deciding.findTicket(command.ticket);
    if (ticket == nullptr || ticket->stage != Stage::Identity) {
        deciding.refuse(ticket == nullptr ? RefusalCode::UnknownTicket : RefusalCode::NotInThisStage);
        return;
    }
    deciding.ticket = ticket->id;
    if (STILLGATE_PROTECTION_ON("gathered_for") && command.runbook != ticket->runbook) {
        deciding.refuse(RefusalCode::NotInThisStage, "read for another runbook");
        return;
    }
    const auto& runbooks = deciding.rules.runbooks;
    const auto runbook =
        std::find_if(runbooks.begin(), runbooks.end(), [&](const Runbook& r) { return r.id == ticket->runbook; });
    if (runbook == runbooks.end()) {
        deciding.escalate(*ticket, Stage::Identity, EscalationReason::PolicyBlock, "runbook_withdrawn");
    } else if (ticket->gatherings >= kMostGatherings) {
        deciding.escalate(*ticket, Stage::Identity, EscalationReason::BackendError, "state_keeps_moving");
    } else {
        Proposing(deciding, *ticket, *runbook, command).run();
    }
}

} // namespace stillgate
