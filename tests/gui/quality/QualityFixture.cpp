// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/quality/QualityFixture.h"

#include "core/domain/Payload.h"

namespace stillgate {

namespace {

constexpr std::string_view kSubject = "Money left my account, parcel did not arrive";
constexpr std::string_view kText = "Hi, you took 86.40 on Monday for my order and it still has not arrived. The tracking page "
                                   "says delivered to a neighbour but "
                                   "nobody here has it. I do not want to wait another week, so please cancel it and send the "
                                   "money back. If that is not possible "
                                   "I will ask my bank to reverse the payment.";

struct SampleReason {
    std::string_view words;
    std::int64_t weight;
};
constexpr SampleReason kReasons[] = {{"it still has not arrived", 1'900},
                                     {"send the money back", 1'200},
                                     {"delivered to a neighbour", 800},
                                     {"reverse the payment", -400}};

template <typename Value>
QFuture<Result<Value>> readyWith(Result<Value> value)
{
    QPromise<Result<Value>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

template <typename AnyId>
AnyId idOf(std::string_view kind, int number)
{
    return {uuidV7({kReviewNow.ms - 86'400'000}, sha256(std::string(kind) + std::to_string(number)))};
}

ShownEvent sampleMessage(int number, const MessageId& message, const std::string& redacted)
{
    ShownEvent event;
    MessageReceived received;
    received.message = message;
    setPayload(event.header, received);
    event.header.sequence = static_cast<Sequence>(number) + 1;
    for (const char* field : {"redacted", "subject"}) {
        event.header.personal[field] = {idOf<PersonId>("customer", number), sha256(field), std::nullopt};
    }
    event.values["redacted"] = UntrustedText(redacted);
    return event;
}

ShownEvent sampleClassification(int number, const MessageId& message, const std::string& redacted,
                                std::vector<ScoredLabel> labels, Band band, BandReason why)
{
    ShownEvent event;
    TicketClassified classified;
    classified.message = message;
    classified.model = sha256("sample model");
    classified.labels = std::move(labels);
    classified.band = band;
    classified.bandReason = why;
    classified.category = "billing";
    classified.team = "Refunds";
    Json words = Json::array();
    for (const SampleReason& reason : kReasons) {
        const auto begin = static_cast<std::int64_t>(redacted.find(reason.words));
        classified.reasons.push_back({begin, begin + static_cast<std::int64_t>(reason.words.size()), reason.weight});
        words.push(std::string(reason.words));
    }
    setPayload(event.header, classified);
    event.header.sequence = static_cast<Sequence>(number) + 2;
    event.values["words"] = UntrustedText(canonicalJson(words));
    return event;
}

} // namespace

Result<Packet> SamplePackets::packetOf(const TicketId& ticket) const
{
    if (failure) {
        return tl::make_unexpected(*failure);
    }
    const auto found = packets.find(ticket);
    return found != packets.end() ? Result<Packet>(found->second) : fail(ErrorCode::NotFound, "ticket", "none");
}

QFuture<Result<Packet>> SamplePackets::read(const TicketId& ticket)
{
    asked.push_back(ticket);
    if (!isSlow) {
        return readyWith<Packet>(packetOf(ticket));
    }
    m_waiting.emplace_back(ticket, QPromise<Result<Packet>>());
    m_waiting.back().second.start();
    return m_waiting.back().second.future();
}

void SamplePackets::answer()
{
    for (auto& [ticket, promise] : std::exchange(m_waiting, {})) {
        promise.addResult(packetOf(ticket));
        promise.finish();
    }
}

QFuture<Result<ShownTaxonomy>> SampleTaxonomy::read()
{
    return readyWith<ShownTaxonomy>(taxonomy);
}

Result<CommandId> SampleReviews::next()
{
    if (failure) {
        return tl::make_unexpected(*failure);
    }
    commands.push_back(idOf<CommandId>("command", static_cast<int>(commands.size())));
    return commands.back();
}

Result<CommandId> SampleReviews::record(const ReviewWish& wish)
{
    wishes.push_back(wish);
    return next();
}

Result<CommandId> SampleReviews::withdraw(const TicketId& ticket, Sequence review)
{
    withdrawals.push_back({ticket, review});
    return next();
}

std::optional<OutboxEntry> SampleOutbox::entry(const CommandId& id) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<OutboxEntry> SampleOutbox::entries() const
{
    std::vector<OutboxEntry> out;
    for (const auto& [id, entry] : m_entries) {
        out.push_back(entry);
    }
    return out;
}

void SampleOutbox::put(const OutboxEntry& entry)
{
    m_entries[entry.id] = entry;
    emit entryChanged(entry);
}

void SampleOutbox::confirm(const CommandId& id, Sequence event)
{
    OutboxEntry entry;
    entry.id = id;
    entry.kind = OutboxKind::Review;
    entry.state = OutboxState::Confirmed;
    entry.first = event;
    entry.last = event;
    put(entry);
}

void SampleOutbox::refuse(const CommandId& id, const std::string& code)
{
    OutboxEntry entry;
    entry.id = id;
    entry.kind = OutboxKind::Review;
    entry.state = OutboxState::Refused;
    entry.refusal = OutboxRefusal{code, {}, {}};
    put(entry);
}

TicketId QualityStand::ticket(int number)
{
    return idOf<TicketId>("ticket", number);
}

void QualityStand::addTicket(int number, std::vector<ScoredLabel> labels, Band band, BandReason why)
{
    const MessageId message = idOf<MessageId>("message", number);
    const std::string redacted = std::string(kSubject) + "\n" + std::string(kText);
    Packet packet;
    TicketRow& row = packet.entry.row;
    row.id = ticket(number);
    row.channel = Channel::Chat;
    row.opened = static_cast<Sequence>(number);
    row.latest = row.opened + 2;
    row.openedAt = {kReviewNow.ms - 60'000LL * number};
    row.intent = labels.front().intent;
    row.confidence = labels.front().confidence;
    row.band = band;
    row.team = "Refunds";
    row.classified = row.opened + 2;
    packet.entry.customer = UntrustedText("Sample Customer 07");
    packet.events = {sampleMessage(number, message, redacted),
                     sampleClassification(number, message, redacted, std::move(labels), band, why)};
    tickets.apply({{row}, {}, {}});
    packets.packets[row.id] = std::move(packet);
}

void QualityStand::move(int number, const std::function<void(TicketRow&)>& change)
{
    TicketRow& row = packet(number).entry.row;
    change(row);
    ++row.latest;
    tickets.apply({{row}, {}, {}});
}

void QualityStand::addRows(int count)
{
    StoreChange change;
    for (int i = 0; i < count; ++i) {
        TicketRow row;
        row.id = ticket(1'000 + i);
        row.opened = static_cast<Sequence>(1'000 + i);
        row.latest = row.opened;
        row.intent = "refund_not_received";
        row.classified = row.opened;
        row.confidence = (i * 7'919) % 10'000;
        row.band = row.confidence < 6'000 ? Band::Manual : Band::Auto;
        change.tickets.push_back(std::move(row));
    }
    tickets.apply(std::move(change));
}

QualityStand::QualityStand()
{
    link.now.state = LinkState::Live;
    link.now.roles = {Role::Qa};
    ShownTaxonomy& shown = taxonomy.taxonomy;
    shown.id = "sample";
    shown.categories = {{"billing", "Billing", {}, "Refunds", false},
                        {"disputes", "Disputes", {}, "Disputes", true},
                        {"delivery", "Delivery", {}, "Logistics", false},
                        {"account", "Account", {}, "Accounts", false}};
    const auto intent = [&](const char* id, const char* title, const char* category) {
        shown.intents.push_back({id, title, {}, category, 8'500, 6'000});
    };
    intent("refund_not_received", "paid, goods missing", "billing");
    intent("refund_cancelled", "cancelled before delivery", "billing");
    intent("refund_double_charge", "charged more than once", "billing");
    intent("chargeback", "bank dispute raised or threatened", "disputes");
    intent("delivery_trace", "wants the parcel, not money", "delivery");
    intent("billing_question", "asks, nothing to change", "billing");
    intent("login_problem", "cannot get in", "account");
    intent("abuse_report", "harm or threat to people", "account");
    intent("address_change", "parcel or account to another place", "account");
    intent("other", "nothing above fits", "account");
    addTicket(40, {{"refund_not_received", 5'200}, {"chargeback", 4'100}, {"delivery_trace", 400}, {"refund_cancelled", 200}},
              Band::Manual);
    addTicket(50, {{"billing_question", 6'500}, {"refund_double_charge", 2'000}}, Band::Assisted);
    addTicket(60, {{"login_problem", 9'400}}, Band::Auto);
    addTicket(70, {{"delivery_trace", 5'800}, {"refund_not_received", 3'000}}, Band::Manual);
}

} // namespace stillgate
