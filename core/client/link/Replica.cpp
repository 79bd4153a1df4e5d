// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/link/Replica.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/client/EventOpening.h"
#include "core/client/link/Follow.h"
#include "core/domain/Payload.h"

namespace stillgate {

namespace {

StoreChange changeFrom(const std::vector<TicketRow>& tickets, const std::vector<GateRow>& gates,
                       const std::vector<rpc::TicketTitle>& titles)
{
    StoreChange change{tickets, gates, {}};
    change.texts.reserve(titles.size());
    for (const rpc::TicketTitle& title : titles) {
        change.texts.push_back(textsFrom(title));
    }
    return change;
}

} // namespace

Replica::Replica(FrontierWatch& watch, TicketStore& store, Cache& cache)
    : m_watch(watch), m_store(store), m_cache(cache), m_ledgers(cache.remembered().ledgers)
{
}

void Replica::greeted(const rpc::SessionHello::Result& hello)
{
    m_opening.reset();
    if (hello.origin == m_watch.memory().origin) {
        return;
    }
    m_ledgers[m_watch.memory().origin] = m_watch.memory();
    LedgerMemory memory = m_ledgers[hello.origin];
    memory.origin = hello.origin;
    memory.fold.reset(); // the rows here are another ledger's
    m_watch.remember(std::move(memory));
    m_store.clear();
    m_cache.clearRows(m_watch.memory());
}

std::optional<Sequence> Replica::resumeFrom() const
{
    return m_isWhole ? m_watch.size() : std::nullopt;
}

void Replica::shrunk(const std::string& detail)
{
    (void)m_watch.diverge(Divergence::Shrunk, detail); // the session knows
    forgetIfDiverged();
}

QFuture<Result<void>> Replica::begin(const rpc::FeedSubscribe::Result& start)
{
    m_opening = std::make_unique<FeedOpening>(*m_calls, m_watch, start);
    const bool isSnapshot = start.start == rpc::FeedStart::Snapshot;
    return m_opening->run().then([this, isSnapshot](const Result<void>& outcome) {
        forgetIfDiverged();
        if (outcome && isSnapshot) {
            beginSnapshot();
        }
        return outcome;
    });
}

void Replica::beginSnapshot()
{
    m_isWhole = false;
    m_store.beginSnapshot();
    m_cache.clearRows(memoryToKeep());
}

Result<void> Replica::take(const rpc::FeedRows::Params& rows)
{
    const StoreChange change = changeFrom(rows.tickets, rows.gates, rows.titles);
    if (rows.last) {
        m_isWhole = true;
    }
    m_cache.put(change, memoryToKeep());
    m_store.apply(change);
    if (rows.last) {
        m_store.endSnapshot();
    }
    return {};
}

Result<void> Replica::take(const rpc::FeedEvents::Params& events)
{
    const auto erased = fold(events.headers);
    auto compared = !erased                                                              ? tl::make_unexpected(erased.error())
                    : events.checkpoint && STILLGATE_PROTECTION_ON("client.checkpoints") ? m_watch.compare(*events.checkpoint)
                                                                                         : m_watch.standing();
    if (!compared) {
        forgetIfDiverged();
        return compared;
    }
    const StoreChange change = changeFrom(events.tickets, events.gates, events.titles);
    m_cache.put(change, memoryToKeep());
    m_store.apply(change);
    for (const PersonId& person : *erased) {
        m_store.erase(person);
        m_cache.erase(person);
    }
    const auto isOfHalts = [](const rpc::CarriedHeader& carried) { return carried.header().code.starts_with("halt."); };
    if (m_haltsMoved && std::any_of(events.headers.begin(), events.headers.end(), isOfHalts)) {
        m_haltsMoved();
    }
    return {};
}

/// Gives the people who were erased on the way.
Result<std::vector<PersonId>> Replica::fold(const std::vector<rpc::CarriedHeader>& headers)
{
    std::vector<PersonId> erased;
    for (const rpc::CarriedHeader& carried : headers) {
        const EventHeader& header = carried.header();
        if (header.sequence != m_watch.size()) {
            return fail(ErrorCode::Malformed, "feed.events",
                        "event " + std::to_string(header.sequence) + " is not the next one");
        }
        m_watch.fold(leafHash(carried.bytes()));
        if (auto standing = m_watch.standing(); !standing) {
            return tl::make_unexpected(std::move(standing.error()));
        }
        if (header.code == PersonRedacted::kCode) {
            if (const auto payload = payloadOf(header); payload && std::holds_alternative<PersonRedacted>(*payload)) {
                erased.push_back(std::get<PersonRedacted>(*payload).person);
            }
        }
    }
    return erased;
}

void Replica::forgetIfDiverged()
{
    if (m_watch.verdict().standing == LedgerStanding::Diverged) {
        m_isWhole = true;
        m_store.clear();
        m_cache.clearRows(m_watch.memory());
        m_log.error("ledger.diverged", {{"detail", m_watch.verdict().detail}});
    }
}

LedgerMemory Replica::memoryToKeep() const
{
    LedgerMemory memory = m_watch.memory();
    if (!m_isWhole) {
        memory.fold.reset();
    }
    return memory;
}

} // namespace stillgate
