// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/client/PaperLedger.h"

#include <algorithm>
#include <set>

namespace stillgate {

namespace {

SigningKey keyNamed(const std::string& name)
{
    return SigningKey::fromSeed(*Secret32::from(samples::digest("checkpoint key of " + name).view()));
}

Digest asDigest(const PublicKey& key)
{
    Digest out;
    out.bytes = key.bytes;
    return out;
}

template <rpc::Method M>
Result<Json> reply(const Json& params, const auto& handler)
{
    return fromJson<typename M::Params>(params)
        .and_then([&](const typename M::Params& decoded) -> Result<typename M::Result> { return handler(decoded); })
        .map([](const typename M::Result& result) { return toJson(result); });
}

constexpr std::size_t kEventsAtOnce = 5; ///< so that a ticket takes several pages

} // namespace

PaperLedger::PaperLedger(const std::string& name)
    : m_key(keyNamed(name)), m_loop(samples::rulebook(), asDigest(m_key.publicKey()))
{
}

const Agent& PaperLedger::agent(int number, std::vector<Role> roles)
{
    auto known = m_agents.find(number);
    if (known == m_agents.end()) {
        known = m_agents.emplace(number, m_loop.enrol(number, std::move(roles))).first;
    }
    return known->second;
}

TicketId PaperLedger::receive(int customer)
{
    return Walk(m_loop, samples::chargedTwice(samples::euro(12'900)), customer).id();
}

GateId PaperLedger::openGate(int customer, std::int64_t cents)
{
    Walk walk(m_loop, samples::chargedTwice(samples::euro(cents)), customer);
    (void)walk.gather();
    return walk.gate().id;
}

void PaperLedger::erase(int customer)
{
    (void)m_loop.submit(ErasePerson{samples::person(1), samples::person(customer), "request_of_the_person"},
                        samples::person(1));
}

std::string PaperLedger::headerBytes(Sequence sequence) const
{
    return *encodeHeader(m_loop.log().at(sequence).header);
}

rpc::CarriedHeader PaperLedger::carried(Sequence sequence) const
{
    return *rpc::CarriedHeader::fromBytes(headerBytes(sequence));
}

rpc::EventView PaperLedger::view(Sequence sequence) const
{
    rpc::EventView out{carried(sequence), {}};
    const Event& event = m_loop.log().at(sequence);
    for (const auto& [field, ref] : event.header.personal) {
        const auto value = std::find_if(event.values.begin(), event.values.end(),
                                        [&](const PersonalValue& each) { return each.field == field; });
        const bool isErased = m_loop.state().erased.contains(ref.person);
        out.values.emplace(field, isErased                      ? rpc::ShownValue(tl::make_unexpected(rpc::Hidden::Erased))
                                  : value == event.values.end() ? rpc::ShownValue(tl::make_unexpected(rpc::Hidden::NotYours))
                                                                : rpc::ShownValue(value->opening));
    }
    return out;
}

Frontier PaperLedger::frontier(std::uint64_t size) const
{
    Frontier out;
    for (Sequence sequence = 0; sequence < size; ++sequence) {
        (void)out.append(leafHash(headerBytes(sequence)));
    }
    return out;
}

std::string PaperLedger::checkpoint(std::uint64_t size) const
{
    return signCheckpoint({origin(), frontier(size).head()}, m_key);
}

Result<Digest> PaperLedger::node(NodeId id) const
{
    if (id.level == 0) {
        return leafHash(headerBytes(id.index));
    }
    return nodeHash(*node({id.level - 1, id.index * 2}), *node({id.level - 1, id.index * 2 + 1}));
}

rpc::SessionHello::Result PaperLedger::hello() const
{
    rpc::SessionHello::Result out;
    out.server = "paper";
    out.version = "0";
    out.origin = origin();
    out.size = size();
    if (m_decider != nullptr) {
        out.person = m_decider->id;
    }
    return out;
}

rpc::FeedSubscribe::Result PaperLedger::subscribe(std::optional<Sequence> from) const
{
    const Sequence next = from.value_or(size());
    return {from ? rpc::FeedStart::Events : rpc::FeedStart::Snapshot, next, frontier(next).roots(), checkpoint(size()), size()};
}

rpc::TicketTitle PaperLedger::titleOf(const TicketId& id) const
{
    const Ticket& ticket = m_loop.ticket(id);
    if (m_loop.state().erased.contains(ticket.customer)) {
        return {id, {}, {}, rpc::Hidden::Erased};
    }
    return {id, "Subject of " + id.text(), "Sample Customer", std::nullopt};
}

rpc::FeedRows::Params PaperLedger::rows() const
{
    rpc::FeedRows::Params out;
    for (const auto& [id, ticket] : m_loop.state().tickets) {
        out.tickets.push_back(rowOf(m_loop.state(), ticket));
        out.titles.push_back(titleOf(id));
    }
    for (const auto& [id, gate] : m_loop.state().gates) {
        out.gates.push_back(rowOf(m_loop.state(), gate));
    }
    out.last = true;
    return out;
}

rpc::FeedEvents::Params PaperLedger::events(Sequence from, std::uint64_t to) const
{
    rpc::FeedEvents::Params out;
    std::set<TicketId> tickets;
    std::set<PersonId> erased;
    for (Sequence sequence = from; sequence < to; ++sequence) {
        out.headers.push_back(carried(sequence));
        const EventHeader& header = out.headers.back().header();
        if (header.ticket) {
            tickets.insert(*header.ticket);
        }
        if (const auto payload = payloadOf(header); payload && std::holds_alternative<PersonRedacted>(*payload)) {
            erased.insert(std::get<PersonRedacted>(*payload).person);
        }
    }
    for (const auto& [id, ticket] : m_loop.state().tickets) {
        if (tickets.contains(id) || erased.contains(ticket.customer)) {
            out.titles.push_back(titleOf(id));
        }
        if (tickets.contains(id)) {
            out.tickets.push_back(rowOf(m_loop.state(), ticket));
        }
    }
    for (const auto& [id, gate] : m_loop.state().gates) {
        if (tickets.contains(gate.ticket)) {
            out.gates.push_back(rowOf(m_loop.state(), gate));
        }
    }
    out.checkpoint = to == size() ? std::optional(checkpoint(to)) : std::nullopt;
    out.size = size();
    out.committed = m_loop.log().back().header.time;
    return out;
}

Result<rpc::TicketGet::Result> PaperLedger::ticket(const rpc::TicketGet::Params& params) const
{
    const auto found = m_loop.state().tickets.find(params.ticket);
    if (found == m_loop.state().tickets.end()) {
        return fail(ErrorCode::NotFound, "$.ticket", "there is no such ticket");
    }
    rpc::TicketGet::Result out{rowOf(m_loop.state(), found->second), {}, std::nullopt};
    for (const Event& event : m_loop.log()) {
        const Sequence sequence = event.header.sequence;
        if (event.header.ticket != params.ticket || (params.after && sequence <= *params.after)) {
            continue;
        }
        if (out.events.size() == kEventsAtOnce) {
            out.next = out.events.back().header.header().sequence;
            break;
        }
        out.events.push_back(view(sequence));
    }
    return out;
}

Result<rpc::GateGet::Result> PaperLedger::gate(const rpc::GateGet::Params& params) const
{
    const auto found = m_loop.state().gates.find(params.gate);
    if (found == m_loop.state().gates.end()) {
        return fail(ErrorCode::NotFound, "$.gate", "there is no such gate");
    }
    const Gate& gate = found->second;
    const Action& action = m_loop.state().actions.at(gate.action);
    rpc::GateGet::Result out;
    out.row = rowOf(m_loop.state(), gate);
    out.proposed = view(action.proposed);
    out.decided = carried(action.decided);
    out.observed = view(action.observed);
    out.displayLines = displayLines(out.proposed.header.header(), out.decided.header()).value();
    out.display = gate.display;
    out.proposal = gate.proposal;
    out.policy = gate.policy;
    if (params.keyId && m_decider != nullptr) {
        const NonceTerms terms = m_loop.termsFor(gate.id, *m_decider);
        out.terms = rpc::DecisionTerms{terms.keyId, nonceFor(m_loop.rules().nonceKey, terms), terms.issued, terms.expires};
    }
    out.checkpoint = {static_cast<std::int64_t>(size()), frontier(size()).root()};
    out.origin = origin();
    for (const CountedDecision& decision : gate.approvals) {
        out.approvals.push_back({decision.approver, decision.slot, decision.statement, decision.event});
    }
    return out;
}

rpc::EventsList::Result PaperLedger::list(const rpc::EventsList::Params& params) const
{
    rpc::EventsList::Result out{{}, std::nullopt, size()};
    for (Sequence sequence = params.from.value_or(0); sequence < size(); ++sequence) {
        const EventHeader& header = m_loop.log().at(sequence).header;
        if ((params.ticket && header.ticket != *params.ticket) || (params.code && header.code != *params.code)) {
            continue;
        }
        if (static_cast<std::int64_t>(out.headers.size()) == params.most.value) {
            out.next = sequence;
            break;
        }
        out.headers.push_back(carried(sequence));
    }
    return out;
}

Result<Json> PaperLedger::answer(std::string_view method, const Json& params) const
{
    const NodeSource nodes = [this](NodeId id) { return node(id); };
    if (method == rpc::TicketGet::kName) {
        return reply<rpc::TicketGet>(params, [&](const auto& asked) { return ticket(asked); });
    }
    if (method == rpc::GateGet::kName) {
        return reply<rpc::GateGet>(params, [&](const auto& asked) { return gate(asked); });
    }
    if (method == rpc::EventsList::kName) {
        return reply<rpc::EventsList>(params, [&](const auto& asked) { return Result<rpc::EventsList::Result>(list(asked)); });
    }
    if (method == rpc::LedgerInclusion::kName) {
        return reply<rpc::LedgerInclusion>(params, [&](const auto& asked) {
            return inclusionProof(asked.sequence, asked.size.value_or(size()), nodes).map([](const InclusionProof& proof) {
                return rpc::LedgerInclusion::Result{proof.index, proof.size, proof.path};
            });
        });
    }
    if (method == rpc::LedgerConsistency::kName) {
        return reply<rpc::LedgerConsistency>(params, [&](const auto& asked) {
            return consistencyProof(asked.from, asked.to.value_or(size()), nodes).map([](const ConsistencyProof& proof) {
                return rpc::LedgerConsistency::Result{proof.oldSize, proof.newSize, proof.path};
            });
        });
    }
    if (method == rpc::LedgerStatus::kName) {
        rpc::LedgerStatus::Result status{
            size(), frontier(size()).root(), checkpoint(size()), rpc::ClockState::Good, Environment::Dev, origin(), "sample"};
        return toJson(status);
    }
    if (method == rpc::SessionHello::kName) {
        return toJson(hello());
    }
    return fail(ErrorCode::Unsupported, std::string(method), "the paper does not know it");
}

} // namespace stillgate
