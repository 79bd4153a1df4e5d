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
};

[[nodiscard]] TicketId sampleTicketId(int number);
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
