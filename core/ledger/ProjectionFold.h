// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <unordered_set>

#include "core/domain/State.h"
#include "core/ledger/Store.h"

namespace stillgate {

/// What became of a person's command, kept by actor and command id: the same id again gives the same answer.
struct OutcomeRow {
    PersonId actor;
    CommandId command;
    Digest body;
    Sequence first = 0;
    Sequence last = 0;
    std::optional<RefusalCode> refusal;
    std::string detail;
    std::optional<TicketId> ticket;
    std::optional<std::vector<StateChange>> moved; ///< of a refusal because the state had moved
    std::optional<DecisionMade> decided; ///< of a refusal because another decision counts

    friend bool operator==(const OutcomeRow&, const OutcomeRow&) = default;
};

[[nodiscard]] Uuid outcomeKey(const PersonId& actor, const CommandId& command);
[[nodiscard]] Result<OutcomeRow> outcomeFromRow(const ProjectionRow& row);

/// The state and the projections as one fold of the events: the writer runs on it, a rebuild repeats it, the verifier compares
/// stored rows with it.
class ProjectionFold {
public:
    /// Applies one event and remembers which rows it changes. On an error nothing has changed.
    [[nodiscard]] Result<void> add(const EventHeader& header);
    [[nodiscard]] const State& state() const { return m_state; }

    /// Rows changed since the last call.
    [[nodiscard]] std::vector<ProjectionRow> takeChanged();
    /// Every row there is.
    [[nodiscard]] std::vector<ProjectionRow> all() const;

private:
    void noteOutcome(const EventHeader& header);

    State m_state;
    std::map<Uuid, OutcomeRow> m_outcomes;
    std::unordered_set<TicketId> m_tickets;
    std::unordered_set<GateId> m_gates;
    std::set<Uuid> m_changedOutcomes;
};

template <typename Visitor>
void describe(Visitor& visit, OutcomeRow& row)
{
    visit("actor", row.actor);
    visit("command", row.command);
    visit("body", row.body);
    visit("first", row.first);
    visit("last", row.last);
    visit("refusal", row.refusal);
    visit("detail", row.detail);
    visit("ticket", row.ticket);
    visit("moved", row.moved);
    visit("decided", row.decided);
}

} // namespace stillgate
