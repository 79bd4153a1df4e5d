// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ledger/LedgerSamples.h"

#include <memory>

namespace stillgate::samples {

namespace {

constexpr UtcTime kStart{1'772'442'724'000}; // 2026-03-02T09:12:04Z
constexpr Duration kStep = Duration::seconds(7);

Digest digestOf(std::initializer_list<std::string> parts)
{
    Sha256 hash;
    for (const std::string& part : parts) {
        hash.add(asBytes(part));
        hash.add(asBytes("\n"));
    }
    return hash.finish();
}

template <typename SampleId>
SampleId idFor(const std::string& kind, std::uint64_t seed, int number, int life)
{
    return {uuidV7(kStart, digestOf({kind, std::to_string(seed), std::to_string(number), std::to_string(life)}))};
}

std::string ticketRow(int messages)
{
    Json row;
    row.set("messages", messages);
    return canonicalJson(row);
}

template <typename Item>
void append(std::vector<Item>& to, std::vector<Item>& from)
{
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

} // namespace

SampleLedger::SampleLedger(const LedgerKeys& keys, std::uint64_t seed) : m_keys(keys), m_seed(seed) {}

template <typename Fixed>
Fixed SampleLedger::random()
{
    const Digest digest = digestOf({"random", std::to_string(m_seed), std::to_string(m_counter++)});
    Fixed out;
    std::copy_n(digest.bytes.begin(), Fixed::kSize, out.bytes.begin());
    return out;
}

std::string SampleLedger::address(int customer)
{
    return "Customer" + std::to_string(customer) + "@sample.example";
}

PersonId SampleLedger::person(int customer) const
{
    const auto life = m_lives.find(customer);
    return idFor<PersonId>("person", m_seed, customer, life != m_lives.end() ? life->second : 0);
}

TicketId SampleLedger::ticket(int customer) const
{
    const auto life = m_lives.find(customer);
    return idFor<TicketId>("ticket", m_seed, customer, life != m_lives.end() ? life->second : 0);
}

Digest SampleLedger::contact(int customer) const
{
    return contactHash(m_keys.lookup, address(customer));
}

Event SampleLedger::event(std::string code, int customer)
{
    Event event;
    event.header.sequence = m_next;
    event.header.code = std::move(code);
    event.header.time = kStart + kStep * static_cast<std::int64_t>(m_next);
    event.header.actor = kOrchestrator;
    if (customer != 0) {
        event.header.ticket = ticket(customer);
    }
    ++m_next;
    return event;
}

void SampleLedger::addValue(Event& event, const std::string& field, const PersonId& person, std::string value)
{
    const Opening opening{random<Salt>(), std::move(value)};
    const Digest tied = commitment(opening.salt, sequenceContext(event.header.sequence), field, opening.value);
    event.header.personal.emplace(field, PersonalRef{person, tied, std::nullopt});
    event.values.push_back({field, person, opening});
}

Batch SampleLedger::opened()
{
    Event first = event("ledger.opened", 0);
    first.header.data.set("origin", kOrigin)
        .set("tenant", "Sample Tenant")
        .set("environment", "dev")
        .set("format", 1)
        .set("checkpoint_key", toHex(m_keys.checkpoint.publicKey().view()))
        .set("packs", Json::object());
    Batch batch;
    batch.events.push_back(std::move(first));
    return batch;
}

void SampleLedger::addMessage(Batch& batch, const SampleMessage& message)
{
    const PersonId customer = person(message.customer);
    Event received = event("message.received", message.customer);
    Json attachments = Json::array();
    for (std::size_t i = 0; i < message.attachments.size(); ++i) {
        const NewBlob blob{{random<Uuid>()}, customer, message.attachments[i]};
        Json facts;
        facts.set("blob", blob.id.text()).set("size", static_cast<std::int64_t>(blob.content.size())).set("type", "image/png");
        attachments.push(std::move(facts));
        addValue(received, "attachment." + std::to_string(i) + ".sha256", customer, toHex(sha256(blob.content).view()));
        batch.blobs.push_back(blob);
    }
    received.header.data.set("channel", "email").set("customer", customer.text()).set("attachments", std::move(attachments));
    addValue(received, "sender", customer, address(message.customer));
    addValue(received, "subject", customer, "Sample subject " + std::to_string(received.header.sequence));
    addValue(received, "text", customer, message.text);
    auto [row, isNew] = m_rows.try_emplace(message.customer);
    if (isNew) {
        row->second = {ProjectionKind::Ticket, ticket(message.customer).uuid, "open",
                       static_cast<std::int64_t>(received.header.sequence), ticketRow(0)};
    }
    row->second.row = ticketRow(static_cast<int>(*parseJson(row->second.row)->find("messages")->asInteger()) + 1);
    batch.rows.push_back(row->second);
    batch.contacts.push_back({contact(message.customer), customer});
    batch.events.push_back(std::move(received));
}

Batch SampleLedger::message(const SampleMessage& message)
{
    Batch batch;
    addMessage(batch, message);
    return batch;
}

Batch SampleLedger::messages(int count)
{
    Batch batch;
    for (int i = 0; i < count; ++i) {
        addMessage(batch, {.customer = 1 + i % 7, .text = "Sample text " + std::to_string(i)});
    }
    return batch;
}

Batch SampleLedger::note(int customer, int author, const std::string& text)
{
    Event noted = event("note.written", customer);
    addValue(noted, "about", person(customer), "Sample Customer " + std::to_string(customer));
    // A note's author commits to it before the event exists, tied to a nonce instead of the sequence.
    const Opening opening{random<Salt>(), text};
    const std::string context = "nonce:" + toHex(random<Digest>().view());
    noted.header.personal.emplace("note",
                                  PersonalRef{person(author), commitment(opening.salt, context, "note", text), context});
    noted.values.push_back({"note", person(author), opening});
    Batch batch;
    batch.events.push_back(std::move(noted));
    return batch;
}

Batch SampleLedger::redacted(int customer)
{
    Batch batch;
    batch.erased.push_back(person(customer));
    Event redaction = event("person.redacted", 0);
    redaction.header.data.set("person", person(customer).text()).set("reason", "request");
    batch.events.push_back(std::move(redaction));
    m_rows.erase(customer);
    ++m_lives[customer];
    return batch;
}

ExpectedProjection sampleProjection()
{
    const auto rows = std::make_shared<std::map<TicketId, ProjectionRow>>();
    const auto counts = std::make_shared<std::map<TicketId, int>>();
    return {
        [rows, counts](const EventHeader& header) -> Result<void> {
            if (header.code == "message.received" && header.ticket) {
                auto [row, isNew] = rows->try_emplace(*header.ticket);
                if (isNew) {
                    row->second = {
                        ProjectionKind::Ticket, header.ticket->uuid, "open", static_cast<std::int64_t>(header.sequence), {}};
                }
                row->second.row = ticketRow(++(*counts)[*header.ticket]);
            }
            return {};
        },
        [rows] {
            std::vector<ProjectionRow> out;
            for (const auto& [id, row] : *rows) {
                out.push_back(row);
            }
            return out;
        }};
}

void join(Batch& batch, Batch more)
{
    append(batch.events, more.events);
    append(batch.rows, more.rows);
    append(batch.contacts, more.contacts);
    append(batch.blobs, more.blobs);
    append(batch.erased, more.erased);
}

} // namespace stillgate::samples
