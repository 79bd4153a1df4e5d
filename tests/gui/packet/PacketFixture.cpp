// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/packet/PacketFixture.h"

#include <algorithm>

#include "core/domain/Projection.h"

namespace stillgate {

namespace {

constexpr std::string_view kOrder = "ORD-7719";
constexpr std::string_view kSender = "customer07@sample.example";

Json paymentOf(const samples::Books& books, std::string_view id, std::string_view captured)
{
    Json out;
    out.set("id", id).set("amount", books.payment).set("currency", books.currency).set("refunded", "0.00");
    out.set("method", "card ··4242").set("captured_at", captured);
    return out;
}

IncomingMessage messageOf(int number, const SampleCase::Words& words)
{
    IncomingMessage out = samples::message(number, samples::person(7));
    out.text = words.text;
    out.redacted = words.redacted.empty() ? words.subject + "\n" + words.text : words.redacted;
    out.personal = {{"sender", std::string(kSender)}, {"subject", words.subject}, {"name", "Sample Customer 07"}};
    return out;
}

Classified classifiedOf(const SampleCase::Words& words, const std::string& redacted)
{
    Classified out = samples::classified();
    out.labels = {{"charged_twice", words.confidence}, {"refund_request", 500}, {"invoice_copy", 200}};
    out.band = words.confidence >= 8'500 ? Band::Auto : words.confidence >= 6'000 ? Band::Assisted : Band::Manual;
    out.redFlags = words.redFlags;
    out.reasons.clear();
    out.words = words.reasons;
    std::int64_t weight = 2'100;
    for (const std::string& word : words.reasons) {
        const auto at = static_cast<std::int64_t>(redacted.find(word));
        out.reasons.push_back({at, at + static_cast<std::int64_t>(word.size()), weight});
        weight -= 650;
        weight = weight < 100 ? -400 : weight;
    }
    return out;
}

ShownEvent shownOf(const Event& event)
{
    ShownEvent out;
    out.header = event.header;
    out.leaf = sha256(*encodeHeader(event.header));
    out.isKnown = payloadOf(event.header).has_value();
    for (const auto& [field, ref] : event.header.personal) {
        out.values.emplace(field, tl::make_unexpected(Withheld::NotYours));
    }
    for (const PersonalValue& value : event.values) {
        if (value.person != kOrchestrator) {
            out.values.insert_or_assign(value.field, ShownText(UntrustedText(value.opening.value)));
        }
    }
    return out;
}

} // namespace

SampleCase::Words SampleCase::ordinary()
{
    Words out;
    out.text =
        "Hello, I was charged twice for order ORD-7719 on 1 March. Both lines show the same amount, 129.00 EUR. I only ordered "
        "once and one parcel came. Please refund the second one to my card.";
    out.reasons = {"charged twice", "same amount", "refund the second one", "parcel"};
    return out;
}

SampleCase::SampleCase(const Words& words, std::int64_t cents)
    : m_formatting(QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), m_loop.clock())
    , m_agent(m_loop.enrol(101))
    , m_books(samples::chargedTwice(samples::euro(cents)))
{
    const IncomingMessage message = messageOf(1, words);
    m_id = *m_loop.submit(ReceiveMessage{message, classifiedOf(words, message.redacted)}).ticket;
    m_loop.clock().advance(Duration::seconds(2));
}

Json SampleCase::record() const
{
    Json out = samples::order(m_books);
    out.set("id", kOrder);
    out.set("payments", Json()
                            .push(paymentOf(m_books, "PAY-1", "2026-03-01T09:00:00Z"))
                            .push(paymentOf(m_books, "PAY-2", "2026-03-01T09:02:00Z")));
    return out;
}

SampleCase& SampleCase::gather()
{
    m_loop.submit(RecordGathering{m_id,
                                  m_loop.ticket(m_id).runbook,
                                  {{"sender", std::string(kSender)}, {"order", std::string(kOrder)}},
                                  {{"customer", samples::customers(m_books)}, {"order", record()}},
                                  {}});
    m_loop.clock().advance(Duration::seconds(4));
    return *this;
}

SampleCase& SampleCase::write(const std::string& text)
{
    Words words;
    words.text = text;
    m_loop.clock().advance(Duration::minutes(3));
    // What follows up is of no clear intent of its own: the first message goes on speaking for the ticket.
    Classified followUp = samples::classified();
    followUp.band = Band::Manual;
    m_loop.submit(ReceiveMessage{messageOf(static_cast<int>(m_loop.log().size()), words), std::move(followUp)});
    return *this;
}

SampleCase& SampleCase::decide(const Agent& agent, Verdict verdict)
{
    m_loop.clock().advance(Duration::minutes(1));
    DecideGate command = m_loop.decision(m_loop.statement(m_loop.gate(m_id).id, agent, verdict), agent, m_books);
    command.fresh = record();
    m_loop.submit(command, agent.id);
    return *this;
}

SampleCase& SampleCase::beginCall()
{
    const auto due = m_loop.action(m_id).due;
    if (due && *due > m_loop.clock().now()) {
        m_loop.clock().advance(*due - m_loop.clock().now());
    }
    m_loop.submit(BeginCall{m_loop.action(m_id).id});
    return *this;
}

SampleCase& SampleCase::loseCall()
{
    RecordCall command;
    command.action = m_loop.action(m_id).id;
    command.attempt = m_loop.action(m_id).attempts;
    command.failure = CallFailure::InDoubt;
    command.detail = "timeout";
    m_loop.submit(command);
    return *this;
}

SampleCase& SampleCase::answer()
{
    m_books.refunded = m_loop.action(m_id).amount.decimal();
    ++m_books.version;
    RecordCall command;
    command.action = m_loop.action(m_id).id;
    command.attempt = m_loop.action(m_id).attempts;
    command.answer = Json().set("id", "RF-90311").set("status", "succeeded");
    command.artifact = "RF-90311";
    m_loop.submit(command);
    return *this;
}

SampleCase& SampleCase::verify()
{
    m_loop.submit(RecordVerification{m_loop.action(m_id).id, record()});
    return *this;
}

SampleCase& SampleCase::tell()
{
    std::map<std::string, std::string> facts;
    const Json json = *parseJson(m_loop.opening(m_loop.action(m_id).proposed, "facts").value);
    for (const Json::Member& member : *json.asObject()) {
        facts[member.key] = *member.value.asString();
    }
    m_loop.submit(BeginNotice{m_id, facts, "en"});
    RecordNotice command;
    command.ticket = m_id;
    command.notice = m_loop.ticket(m_id).notice->id;
    command.attempt = 1;
    command.artifact = "M-1";
    m_loop.submit(command);
    return *this;
}

SampleCase& SampleCase::close()
{
    const auto due = m_loop.ticket(m_id).notice->due;
    m_loop.clock().advance(*due - m_loop.clock().now());
    m_loop.submit(CloseSilent{m_id});
    return *this;
}

SampleCase& SampleCase::disturbRecord()
{
    m_books.status = "returned";
    ++m_books.version;
    return *this;
}

SampleCase& SampleCase::expire()
{
    m_loop.clock().advance(Duration::minutes(31));
    m_loop.submit(ExpireGate{m_loop.gate(m_id).id});
    return *this;
}

Packet SampleCase::packet() const
{
    Packet out;
    const State& state = m_loop.state();
    const Ticket& ticket = state.tickets.at(m_id);
    out.entry.row = rowOf(state, ticket);
    out.entry.customer = UntrustedText("Sample Customer 07");
    out.entry.subject = UntrustedText("Charged twice for order ORD-7719");
    for (const Event& event : m_loop.log()) {
        if (event.header.ticket == m_id) {
            out.events.push_back(shownOf(event));
        }
    }
    const auto action = ticket.action ? state.actions.find(*ticket.action) : state.actions.end();
    if (action != state.actions.end() && action->second.gate) {
        out.gate = GateView{};
        out.gate->row = rowOf(state, state.gates.at(*action->second.gate));
    }
    out.isProven = true;
    out.provenSize = m_loop.log().size();
    out.readAt = m_formatting.now();
    return out;
}

PacketPresenter SampleCase::presenter() const
{
    PacketPresenter out(m_formatting, m_agent.id);
    out.setTaxonomy(packetTaxonomy());
    return out;
}

void SampleCase::withhold(Packet& packet, std::string_view code, const std::string& field, Withheld why)
{
    for (ShownEvent& event : packet.events) {
        if (event.header.code == code && event.values.contains(field)) {
            event.values.insert_or_assign(field, ShownText(tl::make_unexpected(why)));
        }
    }
}

ShownTaxonomy packetTaxonomy()
{
    ShownTaxonomy out;
    out.id = "sample";
    out.version = 1;
    for (const char* id : {"charged_twice", "refund_request", "invoice_copy"}) {
        out.intents.push_back({id, id, {}, "billing", 8'500, 6'000});
    }
    return out;
}

} // namespace stillgate
