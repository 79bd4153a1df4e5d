// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/queue/QueueFixture.h"

#include <QFuture>

#include "tests/support/Samples.h"

namespace stillgate {

namespace {

constexpr UtcTime kMidday{samples::kMorning.ms + 6 * 3'600'000};

template <typename Id>
Id sampleId(const std::string& kind, int number)
{
    return Id{uuidV7(samples::kMorning, samples::digest(kind + std::to_string(number)))};
}

SampleTicket atGate(int number, std::string subject, std::string customer, Channel channel, std::int64_t cents,
                    std::string intent, int confidence, int minutesLeft, int minutesOld)
{
    SampleTicket out;
    out.number = number;
    out.subject = std::move(subject);
    out.customer = std::move(customer);
    out.channel = channel;
    out.cents = cents;
    out.intent = std::move(intent);
    out.confidence = confidence;
    out.band = confidence >= 8'500 ? Band::Auto : confidence >= 6'000 ? Band::Assisted : Band::Manual;
    out.minutesLeft = minutesLeft;
    out.minutesOld = minutesOld;
    out.needed = cents > 100'000 ? 2 : 1;
    out.stakes = cents > 100'000 ? Stakes::High : Stakes::Normal;
    return out;
}

SampleTicket elsewhere(int number, std::string subject, std::string customer, Stage stage, std::string intent, int confidence)
{
    SampleTicket out;
    out.number = number;
    out.subject = std::move(subject);
    out.customer = std::move(customer);
    out.stage = stage;
    out.intent = std::move(intent);
    out.confidence = confidence;
    out.band = confidence >= 8'500 ? Band::Auto : confidence >= 6'000 ? Band::Assisted : Band::Manual;
    out.minutesOld = 30 + number;
    return out;
}

void addGates(std::vector<SampleTicket>& out)
{
    out.push_back(atGate(112, "Charged two times for my tent", "Sample Customer 11", Channel::Voice, 24900, "charged_twice",
                         5800, -6, 1500));
    out.push_back(
        atGate(131, "Two payments, one kettle", "Sample Customer 12", Channel::Chat, 118000, "charged_twice", 7400, 9, 190));
    out.back().signedBy = 1;
    out.push_back(atGate(148, "Charged twice for order ORD-7719", "Sample Customer 07", Channel::Email, 12900, "charged_twice",
                         9100, 41, 250));
    out.push_back(atGate(152, "Refund for a cancelled yearly plan", "Sample Customer 13", Channel::Email, 34800,
                         "refund_request", 8800, 52, 130));
    out.push_back(
        atGate(160, "ORD-7355 paid two times", "Sample Customer 14", Channel::Web, 15050, "charged_twice", 8300, 64, 320));
    out.push_back(atGate(164, "Double charge after the app stopped", "Sample Customer 15", Channel::Email, 212000,
                         "charged_twice", 7900, 75, 70));
    out.back().signedBy = 1;
    out.push_back(atGate(171, "Second payment on my statement, please return it soon", "Sample Customer 16", Channel::Email,
                         17490, "charged_twice", 6700, 82, 50));
    out.push_back(atGate(175, "Parcel never arrived and I want my money back", "Sample Customer 17", Channel::Chat, 18640,
                         "refund_request", 9300, 98, 44));
    out.push_back(
        atGate(176, "Paid 212.00 EUR twice", "Sample Customer 18", Channel::Email, 21200, "charged_twice", 8600, 101, 41));
    out.push_back(
        atGate(180, "You took the money again", "Sample Customer 19", Channel::Web, 10100, "charged_twice", 7100, 117, 39));
    out.push_back(atGate(184, "Voucher and card both charged", "Sample Customer 20", Channel::Chat, 11500, "charged_twice",
                         9500, 130, 33));
    out.push_back(atGate(188, "Double booking on invoice 2026-1107 for the second month running", "Sample Customer 21",
                         Channel::Email, 194000, "charged_twice", 8100, 138, 31));
    out.push_back(atGate(190, "Bezahlt wurde doppelt: Bestellung ORD-7402", "Sample Customer 22", Channel::Email, 17000,
                         "charged_twice", 7700, 150, 28));
    out.push_back(atGate(193, "Charged after the free trial ended", "Sample Customer 23", Channel::Chat, 11900,
                         "refund_request", 9000, 164, 21));
    out.push_back(atGate(195, "My bank shows the amount twice", "Sample Customer 24", Channel::Email, 10750, "charged_twice",
                         6400, 185, 17));
    out.push_back(atGate(198, "خُصم المبلغ مرتين للطلب ORD-7481", "Sample Customer 25", Channel::Web, 14000, "charged_twice",
                         8700, 200, 12));
    out.push_back(atGate(201, "Charged at the old price, and twice", "Sample Customer 26", Channel::Email, 15800,
                         "charged_twice", 8900, 211, 6));
}

void addOthers(std::vector<SampleTicket>& out)
{
    for (int i = 0; i < 6; ++i) {
        out.push_back(elsewhere(20 + i, "Parcel is late", "Sample Customer 3" + std::to_string(i), Stage::Escalated,
                                "delivery_status", 4200 + 100 * i));
        out.back().reason = "low_confidence";
        out.back().team = "logistics";
    }
    out.push_back(elsewhere(30, "Somebody else signed in to my account", "Sample Customer 40", Stage::Escalated,
                            "account_takeover", 8900));
    out.back().reason = "red_flag";
    out.back().team = "security";
    out.push_back(elsewhere(31, "Paid twice, small amount", "Sample Customer 41", Stage::HoldBack, "charged_twice", 9400));
    out.back().cents = 4000;
    out.push_back(elsewhere(32, "Two payments again", "Sample Customer 42", Stage::Execute, "charged_twice", 9300));
    out.back().cents = 3500;
    for (int i = 0; i < 2; ++i) {
        out.push_back(elsewhere(38 + i, "Which of my two orders was it?", "Sample Customer 4" + std::to_string(5 + i),
                                Stage::WaitingCustomer, "charged_twice", 8800));
        out.back().cents = 11'000 + i;
    }
    for (int i = 0; i < 5; ++i) {
        out.push_back(elsewhere(40 + i, "Thank you for the refund", "Sample Customer 5" + std::to_string(i), Stage::Confirm,
                                "charged_twice", 9600));
        out.back().cents = 2500;
    }
    for (int i = 0; i < 12; ++i) {
        out.push_back(elsewhere(50 + i, "Charged twice, done", "Sample Customer 6" + std::to_string(i % 10), Stage::Closed,
                                "charged_twice", 9700));
        out.back().cents = 1990 + i;
    }
}

/// What is owed is due in a while, or the customer's turn; of a few it is late or nearly so.
void addClock(SampleTicket& ticket)
{
    struct Urgent {
        int number;
        SlaMetric metric;
        SlaState state;
        int minutes;
    };
    static constexpr Urgent kUrgent[] = {{20, SlaMetric::NextResponse, SlaState::Breached, -95},
                                         {21, SlaMetric::NextResponse, SlaState::AtRisk, 12},
                                         {30, SlaMetric::FirstResponse, SlaState::AtRisk, 25},
                                         {112, SlaMetric::Resolution, SlaState::Breached, -20},
                                         {131, SlaMetric::NextResponse, SlaState::AtRisk, 30}};
    if (ticket.stage == Stage::Closed) {
        return;
    }
    ticket.owed = SlaMetric::Resolution;
    ticket.minutesOwed = 400 + ticket.number;
    ticket.paused = ticket.stage == Stage::WaitingCustomer;
    for (const Urgent& urgent : kUrgent) {
        if (urgent.number == ticket.number) {
            ticket.owed = urgent.metric;
            ticket.clock = urgent.state;
            ticket.minutesOwed = urgent.minutes;
        }
    }
}

void addHandling(SampleTicket& ticket)
{
    const bool isFirst = ticket.number == 30 || ticket.number == 112 || ticket.number == 131;
    const bool isSecond = ticket.number == 20 || (ticket.number > 131 && ticket.number < 172);
    const bool isThird = ticket.number < 50 || (ticket.number > 171 && ticket.number < 194);
    ticket.priority = isFirst ? Priority::P1 : isSecond ? Priority::P2 : isThird ? Priority::P3 : Priority::P4;
    ticket.score = 87 - 20 * static_cast<int>(*ticket.priority) + ticket.number % 5;
    addClock(ticket);
    switch (ticket.number) {
    case 21:
    case 148: ticket.assignee = samplePerson(1); break;
    case 22:
    case 131: ticket.assignee = samplePerson(2); break;
    case 20: ticket.held = HoldReason::AllFull; break;
    default: break;
    }
    ticket.minutesClaimed = ticket.number == 148 ? 20 : 0;
}

} // namespace

PersonId samplePerson(int number)
{
    return sampleId<PersonId>("person ", number);
}

TicketId sampleTicketId(int number)
{
    return sampleId<TicketId>("ticket ", number);
}

TicketRow sampleRow(const SampleTicket& ticket, UtcTime now)
{
    TicketRow row;
    row.id = sampleTicketId(ticket.number);
    row.customer = sampleId<PersonId>("customer ", ticket.number);
    row.channel = ticket.channel;
    row.stage = ticket.stage;
    row.band = ticket.band;
    row.intent = ticket.intent;
    row.confidence = ticket.confidence;
    row.team = ticket.team;
    row.opened = static_cast<Sequence>(ticket.number);
    row.latest = row.opened + 8;
    row.openedAt = {now.ms - ticket.minutesOld * 60'000};
    row.movedAt = {row.openedAt.ms + 2'000};
    row.messages = 1;
    row.reason = ticket.reason;
    if (ticket.cents != 0) {
        row.amount = samples::euro(ticket.cents);
        row.actionStatus = ticket.stage == Stage::Execute ? "intended" : "proposed";
    }
    if (ticket.priority) {
        row.priority = ticket.priority;
        row.score = ticket.score;
    }
    if (ticket.owed) {
        row.deadline = DeadlineRow{*ticket.owed, ticket.clock, {now.ms + ticket.minutesOwed * 60'000}, ticket.paused};
    }
    row.assignee = ticket.assignee;
    row.held = ticket.held;
    if (ticket.minutesClaimed != 0) {
        row.claimedUntil = UtcTime{now.ms + ticket.minutesClaimed * 60'000};
    }
    if (ticket.stage == Stage::Gate) {
        row.gate = sampleId<GateId>("gate ", ticket.number);
    }
    if (ticket.stage == Stage::Closed) {
        row.resolution = "refund_issued";
        row.movedAt = {now.ms - 60'000};
    }
    return row;
}

GateRow sampleGate(const SampleTicket& ticket, UtcTime now)
{
    GateRow gate;
    gate.id = sampleId<GateId>("gate ", ticket.number);
    gate.ticket = sampleTicketId(ticket.number);
    gate.action = sampleId<ActionId>("action ", ticket.number);
    gate.stakes = ticket.stakes;
    gate.rule = "refund-over-100";
    gate.expires = {now.ms + ticket.minutesLeft * 60'000};
    gate.amount = samples::euro(ticket.cents);
    gate.system = "sandbox";
    gate.operation = "refund.create";
    gate.quorum = {{Role::L2Agent, ticket.needed}};
    gate.approvals = ticket.signedBy;
    gate.opened = static_cast<Sequence>(ticket.number) + 7;
    return gate;
}

void putSample(TicketStore& store, const SampleTicket& ticket, UtcTime now)
{
    StoreChange change;
    if (ticket.stage == Stage::Gate) {
        change.gates.push_back(sampleGate(ticket, now));
    }
    change.tickets.push_back(sampleRow(ticket, now));
    change.texts.push_back({sampleTicketId(ticket.number), UntrustedText(ticket.subject), UntrustedText(ticket.customer)});
    store.apply(std::move(change));
}

std::vector<SampleTicket> sampleDay()
{
    std::vector<SampleTicket> out;
    addGates(out);
    addOthers(out);
    for (SampleTicket& ticket : out) {
        addHandling(ticket);
    }
    return out;
}

QFuture<Result<ShownTaxonomy>> SampleTaxonomy::read()
{
    ShownTaxonomy out;
    out.id = "sample";
    out.version = 1;
    for (const char* id : {"charged_twice", "refund_request", "delivery_status", "account_takeover"}) {
        out.intents.push_back({id, id, {}, "billing", 8'500, 6'000});
    }
    out.intents.back().category = "security";
    return QtFuture::makeReadyFuture(Result<ShownTaxonomy>(out));
}

QueueStand::QueueStand()
    : clock(kMidday), formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), clock)
{
    LinkStatus status;
    status.state = LinkState::Live;
    status.cause = LinkCause::None;
    status.person = samplePerson(1);
    status.name = "Sample Person";
    link.set(status);
}

void QueueStand::advance(Duration span)
{
    clock.advance(span);
    timers.advance(span);
}

void QueueStand::fill()
{
    for (const SampleTicket& ticket : sampleDay()) {
        put(ticket);
    }
    advance(Duration::seconds(1));
}

QueueParts QueueStand::parts()
{
    return {store, link, taxonomy, formatting, clock, timers, QTimeZone::utc()};
}

} // namespace stillgate
