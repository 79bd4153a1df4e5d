// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ProjectionFold.h"

#include "core/domain/Projection.h"

namespace stillgate {

namespace {

ProjectionRow storedRow(const State& state, const Ticket& ticket)
{
    return {ProjectionKind::Ticket, ticket.id.uuid, std::string(nameOf(ticket.stage)), static_cast<std::int64_t>(ticket.opened),
            canonicalJson(toJson(rowOf(state, ticket)))};
}

ProjectionRow storedRow(const State& state, const Gate& gate)
{
    return {ProjectionKind::Gate, gate.id.uuid, std::string(nameOf(gate.status)), static_cast<std::int64_t>(gate.opened),
            canonicalJson(toJson(rowOf(state, gate)))};
}

ProjectionRow storedRow(const Uuid& key, const OutcomeRow& outcome)
{
    return {ProjectionKind::Outcome, key, outcome.refusal ? "refused" : "accepted", static_cast<std::int64_t>(outcome.first),
            canonicalJson(toJson(outcome))};
}

} // namespace

Uuid outcomeKey(const PersonId& actor, const CommandId& command)
{
    const Digest digest = sha256({actor.uuid.view(), command.uuid.view()});
    Uuid out;
    std::copy_n(digest.bytes.begin(), Uuid::kSize, out.bytes.begin());
    return out;
}

Result<OutcomeRow> outcomeFromRow(const ProjectionRow& row)
{
    return parseJson(row.row).and_then([](const Json& json) { return fromJson<OutcomeRow>(json); });
}

Result<void> ProjectionFold::add(const EventHeader& header)
{
    if (auto applied = apply(m_state, header); !applied) {
        return applied;
    }
    if (header.ticket) {
        m_tickets.insert(*header.ticket);
        const auto ticket = m_state.tickets.find(*header.ticket);
        if (ticket != m_state.tickets.end() && ticket->second.action) {
            const auto& gate = m_state.actions.at(*ticket->second.action).gate;
            if (gate) {
                m_gates.insert(*gate);
            }
        }
    }
    if (header.command) {
        noteOutcome(header);
    }
    return {};
}

void ProjectionFold::noteOutcome(const EventHeader& header)
{
    const Uuid key = outcomeKey(header.actor, header.command->id);
    auto [at, isNew] = m_outcomes.try_emplace(key);
    OutcomeRow& row = at->second;
    if (isNew) {
        row = {header.actor,
               header.command->id,
               header.command->body,
               header.sequence,
               header.sequence,
               {},
               {},
               header.ticket,
               {},
               {}};
    }
    row.last = header.sequence;
    if (header.code == CommandRefused::kCode) {
        const auto payload = payloadOf(header);
        if (const auto* refused = payload ? std::get_if<CommandRefused>(&*payload) : nullptr) {
            row.refusal = refused->refusal;
            row.detail = refused->detail;
            row.moved = refused->moved.empty() ? std::nullopt : std::optional(refused->moved);
            row.decided = refused->decided;
        }
    } else if (header.code == GateVoided::kCode && row.refusal) {
        const auto payload = payloadOf(header);
        if (const auto* voided = payload ? std::get_if<GateVoided>(&*payload) : nullptr; voided && !voided->moved.empty()) {
            row.moved = voided->moved;
        }
    }
    m_changedOutcomes.insert(key);
}

std::vector<ProjectionRow> ProjectionFold::takeChanged()
{
    std::vector<ProjectionRow> rows;
    rows.reserve(m_tickets.size() + m_gates.size() + m_changedOutcomes.size());
    for (const TicketId& id : m_tickets) {
        if (const auto ticket = m_state.tickets.find(id); ticket != m_state.tickets.end()) {
            rows.push_back(storedRow(m_state, ticket->second));
        }
    }
    for (const GateId& id : m_gates) {
        rows.push_back(storedRow(m_state, m_state.gates.at(id)));
    }
    for (const Uuid& key : m_changedOutcomes) {
        rows.push_back(storedRow(key, m_outcomes.at(key)));
    }
    m_tickets.clear();
    m_gates.clear();
    m_changedOutcomes.clear();
    return rows;
}

std::vector<ProjectionRow> ProjectionFold::all() const
{
    std::vector<ProjectionRow> rows;
    rows.reserve(m_state.tickets.size() + m_state.gates.size() + m_outcomes.size());
    for (const auto& [id, ticket] : m_state.tickets) {
        rows.push_back(storedRow(m_state, ticket));
    }
    for (const auto& [id, gate] : m_state.gates) {
        rows.push_back(storedRow(m_state, gate));
    }
    for (const auto& [key, outcome] : m_outcomes) {
        rows.push_back(storedRow(key, outcome));
    }
    return rows;
}

} // namespace stillgate
