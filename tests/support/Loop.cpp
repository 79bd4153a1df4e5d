// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Loop.h"

#include <algorithm>

namespace stillgate {

Loop::Loop(Rulebook rules, const Digest& checkpointKey) : m_rules(std::move(rules)), m_clock(samples::kMorning)
{
    LedgerOpened ledger;
    ledger.origin = "sample.example/ledger";
    ledger.tenant = "sample";
    ledger.checkpointKey = checkpointKey;
    ledger.packs = {{"policy", digestOf(m_rules.policy)}};
    submit(OpenLedger{ledger});
}

Outcome Loop::submit(const Command& command, const PersonId& actor)
{
    const Digest seed = samples::digest("stamp " + std::to_string(m_stamps++));
    CommandContext context{{m_clock.now(), *Secret32::from(seed.view())}, actor, std::nullopt};
    if (actor != kOrchestrator) {
        context.command = CommandRef{{uuidV7(m_clock.now(), seed)}, seed};
    }
    Outcome outcome = decide(m_state, m_rules, command, context);
    for (const Event& event : outcome.events) {
        record(event);
    }
    return outcome;
}

void Loop::receiveUnknown(const TicketId& ticket)
{
    EventHeader header;
    header.sequence = m_state.next;
    header.code = "ticket.teleported";
    header.time = m_state.time;
    header.actor = kOrchestrator;
    header.ticket = ticket;
    if (const auto applied = apply(m_state, header); !applied) {
        m_fault += applied.error().text() + ". ";
    }
    m_log.push_back({header, {}});
}

void Loop::record(const Event& event)
{
    const auto bytes = encodeHeader(event.header);
    const auto decoded = bytes.and_then([](const std::string& text) { return decodeHeader(text); });
    if (!decoded || encodeHeader(*decoded) != bytes) {
        m_fault += "a header of " + event.header.code + " changed on its way. ";
        return;
    }
    for (const PersonalValue& value : event.values) {
        if (!checkOpening(event.header, value.field, value.opening)) {
            m_fault += "a value of " + event.header.code + " does not open. ";
        }
        if (m_state.erased.contains(value.person)) {
            m_fault += "a value of an erased person comes in with " + event.header.code + ". ";
        }
    }
    watch(event.header);
    if (const auto applied = apply(m_state, *decoded); !applied) {
        m_fault += applied.error().text() + ". ";
    }
    m_log.push_back(event);
}

void Loop::watch(const EventHeader& header)
{
    if (header.time < m_state.time) {
        m_fault += "time went back. ";
    }
    const auto payload = payloadOf(header);
    if (!payload) {
        m_fault += payload.error().text() + ". ";
        return;
    }
    if (const auto* intended = std::get_if<ActionIntended>(&*payload)) {
        const Action& action = m_state.actions.at(intended->action);
        const bool approved = action.gate && m_state.gates.at(*action.gate).status == GateStatus::Approved;
        if (action.effect != PolicyEffect::Allow && !approved) {
            m_fault += "an action is called without leave. ";
        }
        if (m_executed.contains(intended->action)) {
            m_fault += "an executed action is called again. ";
        }
    }
    const bool leaves = header.code == ActionIntended::kCode || header.code == NoticeIntended::kCode;
    const Work work = header.code == ActionIntended::kCode ? Work::BeginCall : Work::BeginNotice;
    const auto leaving = leaves ? leavingOf(m_state, m_rules, m_state.tickets.at(*header.ticket), work) : std::nullopt;
    for (const auto& [target, halt] : m_state.halts) {
        if (leaving && covers(target, *leaving)) {
            m_fault += "something leaves under a halt. ";
        }
    }
    if (const auto* executed = std::get_if<ActionExecuted>(&*payload);
        executed && !m_executed.insert(executed->action).second) {
        m_fault += "an action is executed twice. ";
    }
}

std::vector<std::string> Loop::codesFrom(Sequence first) const
{
    std::vector<std::string> out;
    for (std::size_t i = first; i < m_log.size(); ++i) {
        out.push_back(m_log[i].header.code);
    }
    return out;
}

const Event& Loop::newest(std::string_view code) const
{
    return *std::find_if(m_log.rbegin(), m_log.rend(), [&](const Event& event) { return event.header.code == code; });
}

const Opening& Loop::opening(Sequence event, std::string_view field) const
{
    const auto& values = m_log.at(event).values;
    return std::find_if(values.begin(), values.end(), [&](const PersonalValue& value) { return value.field == field; })
        ->opening;
}

Agent Loop::enrol(int number, std::vector<Role> roles)
{
    const Digest seed = samples::digest("sample key " + std::to_string(number));
    Agent agent{samples::person(number), SigningKey::fromSeed(*Secret32::from(seed.view())), std::move(roles)};
    submit(EnrolKey{agent.id, agent.key.publicKey(), agent.roles, "test"});
    return agent;
}

NonceTerms Loop::termsFor(const GateId& gate, const Agent& agent) const
{
    const Gate& open = m_state.gates.at(gate);
    const auto used = open.decisionsBy.find(agent.id);
    const int count = used == open.decisionsBy.end() ? 0 : used->second;
    return {gate, agent.id, keyIdOf(agent.key.publicKey()), count, m_clock.now(), m_clock.now() + Duration::minutes(5)};
}

Statement Loop::statement(const GateId& gate, const Agent& agent, Verdict verdict) const
{
    const Gate& shown = m_state.gates.at(gate);
    const NonceTerms terms = termsFor(gate, agent);
    Statement out;
    out.origin = m_state.ledger.origin;
    out.gate = gate;
    out.action = shown.action;
    out.proposal = shown.proposal;
    out.display = shown.display;
    out.verdict = verdict;
    out.approver = agent.id;
    out.keyId = terms.keyId;
    out.slot = agent.roles.front();
    out.nonce = nonceFor(m_rules.nonceKey, terms);
    out.issued = terms.issued;
    out.expires = terms.expires;
    out.policy = shown.policy;
    if (verdict == Verdict::Deny || verdict == Verdict::Escalate) {
        out.reason = verdict == Verdict::Deny ? "wrong_target" : "needs_specialist";
    }
    const auto mine = std::find_if(shown.approvals.begin(), shown.approvals.end(),
                                   [&](const CountedDecision& decision) { return decision.approver == agent.id; });
    if (verdict == Verdict::Withdraw && mine != shown.approvals.end()) {
        out.withdraws = mine->statement;
    }
    return out;
}

DecideGate Loop::notedDecision(Statement statement, const Agent& agent, const samples::Books& books,
                               const std::string& note) const
{
    const Opening opened{Salt{samples::digest("salt of " + note).bytes}, note};
    statement.note = commitment(opened.salt, noteContext(statement.nonce), "note", note);
    DecideGate out = decision(statement, agent, books);
    out.note = opened;
    return out;
}

DecideGate Loop::decision(const Statement& statement, const Agent& agent, const samples::Books& books) const
{
    const auto gate = m_state.gates.find(statement.gate);
    const auto planted =
        gate == m_state.gates.end() ? std::nullopt : std::optional<Opening>(opening(gate->second.opened, "planted"));
    return {agent.id,     statement.gate, statement,   agent.key.sign(asBytes(signedBytes(statement))),
            std::nullopt, planted,        order(books)};
}

} // namespace stillgate
