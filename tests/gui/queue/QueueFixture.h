// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/TaxonomyReader.h"
#include "core/client/TicketStore.h"
#include "tests/support/ManualClock.h"
#include "tests/support/client/FakeLink.h"
#include "tests/support/client/ManualTimers.h"
#include "ui/queue/QueueWorkspace.h"

namespace stillgate {

/// What a sample ticket is about.
struct SampleTicket {
    int number = 0; ///< of its opening event, and what its ids are made from
    std::string subject;
    std::string customer;
    Channel channel = Channel::Email;
    Stage stage = Stage::Gate;
    std::string intent = "charged_twice";
    int confidence = 9'100;
    Band band = Band::Auto;
    std::string team = "billing";
    std::int64_t cents = 0; ///< of the action; none for 0
    int minutesOld = 60;
    int minutesLeft = 0; ///< of the gate; negative when it is over
    int signedBy = 0;
    int needed = 1;
    Stakes stakes = Stakes::Normal;
    std::string reason;
    std::optional<Priority> priority;
    int score = 0; ///< tenths
    std::optional<SlaMetric> owed; ///< whose clock is the next to end
    SlaState clock = SlaState::Running;
    int minutesOwed = 0; ///< until it is due; negative when it is over
    bool paused = false;
    std::optional<PersonId> assignee;
    std::optional<HoldReason> held;
    int minutesClaimed = 0; ///< for which the assignee keeps it; none for 0
};

[[nodiscard]] TicketId sampleTicketId(int number);
/// People who work on tickets; 1 is signed in.
[[nodiscard]] PersonId samplePerson(int number);
[[nodiscard]] TicketRow sampleRow(const SampleTicket& ticket, UtcTime now);
/// Only for one in Stage::Gate.
[[nodiscard]] GateRow sampleGate(const SampleTicket& ticket, UtcTime now);
/// Into the store, as the feed would bring it.
void putSample(TicketStore& store, const SampleTicket& ticket, UtcTime now);
/// A day's worth in every stage, seventeen of them at the gate.
[[nodiscard]] std::vector<SampleTicket> sampleDay();

class SampleTaxonomy final : public TaxonomyReader {
public:
    [[nodiscard]] QFuture<Result<ShownTaxonomy>> read() override;
};

/// A queue with everything that it is made from, and time that moves by hand.
class QueueStand {
public:
    QueueStand();

    /// Time goes by for the clock and the timers alike.
    void advance(Duration span);
    void put(const SampleTicket& ticket) { putSample(store, ticket, clock.now()); }
    void fill();
    [[nodiscard]] QueueParts parts();

    ManualClock clock;
    ManualTimers timers;
    Formatting formatting;
    TicketStore store;
    FakeLink link;
    SampleTaxonomy taxonomy;
};

} // namespace stillgate
