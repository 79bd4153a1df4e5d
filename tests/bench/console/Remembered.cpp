// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/console/Remembered.h"

#include <array>
#include <string>

#include "core/base/File.h"
#include "core/client/CacheKeySource.h"
#include "core/client/store/Cache.h"

namespace stillgate::bench {

namespace {

constexpr int kBatch = 1'000;
constexpr int kGateEvery = 100;
constexpr UtcTime kMorning{1'772'438'400'000}; // 2026-03-02 08:00 UTC
constexpr std::array<const char*, 4> kIntents{"charged_twice", "invoice_copy", "delivery_status", "password_reset"};

Uuid idOf(const char* kind, int number)
{
    return uuidV7(kMorning, sha256(asBytes(std::string(kind) + std::to_string(number))));
}

bool isAtGate(int number)
{
    return number % kGateEvery == 0;
}

TicketRow ticketOf(int number)
{
    TicketRow row;
    row.id = {idOf("ticket ", number)};
    row.customer = {idOf("customer ", number)};
    row.stage = isAtGate(number) ? Stage::Gate : number % 3 == 0 ? Stage::Escalated : Stage::Closed;
    row.band = number % 5 == 0 ? Band::Assisted : Band::Auto;
    row.intent = kIntents.at(static_cast<std::size_t>(number) % kIntents.size());
    row.confidence = 5'000 + number % 5'000;
    row.team = "billing";
    row.opened = static_cast<Sequence>(number) * 6 + 1;
    row.latest = row.opened + 5;
    row.openedAt = kMorning + Duration::seconds(number);
    row.movedAt = row.openedAt + Duration::seconds(4);
    row.messages = 1 + number % 3;
    if (isAtGate(number)) {
        row.gate = GateId{idOf("gate ", number)};
        row.amount = Money{10'000 + number % 90'000, "EUR"};
    }
    return row;
}

GateRow gateOf(int number)
{
    GateRow row;
    row.id = {idOf("gate ", number)};
    row.ticket = {idOf("ticket ", number)};
    row.action = {idOf("action ", number)};
    row.rule = "refund-over-100";
    row.expires = kMorning + Duration::days(365) + Duration::seconds(number % 7'200);
    row.amount = {10'000 + number % 90'000, "EUR"};
    row.system = "sandbox";
    row.operation = "refund.create";
    row.quorum = {{Role::L2Agent, 1}};
    row.opened = static_cast<Sequence>(number) * 6 + 5;
    return row;
}

} // namespace

StoreChange Remembered::rows(int from, int until) const
{
    StoreChange out;
    for (int number = from; number < std::min(until, m_tickets); ++number) {
        out.tickets.push_back(ticketOf(number));
        out.texts.push_back({out.tickets.back().id, "Charged twice for order " + std::to_string(number),
                             "Sample Customer " + std::to_string(number)});
        if (isAtGate(number)) {
            out.gates.push_back(gateOf(number));
        }
    }
    return out;
}

StoreChange Remembered::change(int n) const
{
    const int number = n * kGateEvery % m_tickets;
    TicketRow ticket = ticketOf(number);
    GateRow gate = gateOf(number);
    ticket.latest += static_cast<Sequence>(n) + 1;
    ticket.movedAt = ticket.movedAt + Duration::seconds(n);
    gate.expires = gate.expires + Duration::seconds(n * 37 % 7'200);
    return {{ticket}, {gate}, {}};
}

Result<void> Remembered::write(const std::filesystem::path& folder) const
{
    if (auto made = makePrivateFolder(folder); !made) {
        return made;
    }
    const auto key = FileCacheKey(folder / "cache.key").key();
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    const SystemClock clock;
    QtTimers timers;
    auto cache = Cache::open(folder / "cache.sqlite", *key, clock, timers);
    if (!cache) {
        return tl::make_unexpected(cache.error());
    }
    LedgerMemory memory;
    memory.origin = "sample.example/ledger";
    memory.fold.emplace();
    LinkStatus identity;
    identity.origin = memory.origin;
    identity.name = "Sample Agent";
    identity.roles = {Role::L2Agent};
    (*cache)->putIdentity(identity);
    for (int from = 0; from < m_tickets; from += kBatch) {
        (*cache)->put(rows(from, from + kBatch), memory);
        (*cache)->flush();
    }
    return {};
}

} // namespace stillgate::bench
