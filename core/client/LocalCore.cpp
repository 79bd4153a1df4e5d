// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/LocalCore.h"

#include <optional>

#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/client/SigningDecisionService.h"
#include "core/client/account/LivePeopleService.h"
#include "core/client/audit/LiveAuditReader.h"
#include "core/client/halt/LiveHaltDesk.h"
#include "core/client/ledger/LiveLedgerVerifier.h"
#include "core/client/link/Replica.h"
#include "core/client/link/Session.h"
#include "core/client/packet/LivePacketReader.h"
#include "core/client/packet/LiveStateReader.h"
#include "core/client/review/LiveTaxonomyReader.h"
#include "core/client/review/OutboxReviewService.h"

namespace stillgate {

namespace {

rpc::SessionHello::Params helloOf(const LocalCoreParts& parts)
{
    return {parts.program, parts.version, {}};
}

LinkStatus whoWasThere(const Cache& cache)
{
    return cache.remembered().identity;
}

} // namespace

/// In the order in which they stand on each other.
class LocalCore::Parts {
public:
    Parts(LocalCoreParts given, FolderLock folderLock, std::unique_ptr<Cache> opened)
        : parts(std::move(given))
        , lock(std::move(folderLock))
        , cache(std::move(opened))
        , watch(parts.clock)
        , replica(watch, tickets, *cache)
        , session({parts.access, helloOf(parts), parts.clock, parts.timers, parts.random, parts.environment}, replica,
                  whoWasThere(*cache))
        , prover(session.calls(), watch, parts.timers)
        , packets({session.calls(), prover, tickets, *cache, parts.clock, parts.signer})
        , states(session.calls())
        , audit(session.calls(), prover)
        , verifier(session.calls(), watch, parts.clock)
        , taxonomy(session.calls())
        , people(session.calls(), parts.clock)
        , halts(session.calls(), session, parts.clock)
    {
        replica.tellOfHalts([this] { halts.refresh(); });
        replica.askOver(session.calls());
        recall();
        QObject::connect(&watch, &LedgerWatch::verdictChanged, &context, [this](const LedgerVerdict& verdict) {
            if (verdict.standing == LedgerStanding::Diverged) {
                session.distrust(verdict.detail);
            }
        });
        QObject::connect(&session, &Link::statusChanged, &context, [this](const LinkStatus& status) { keep(status); });
    }

    [[nodiscard]] Result<void> openOutbox(const Secret32& key)
    {
        auto file = OutboxFile::open(parts.folder / "outbox.sqlite", key);
        auto opened =
            file ? DurableOutbox::open(std::move(*file), {session, session.calls(), parts.clock, parts.timers, parts.random})
                 : tl::make_unexpected(file.error());
        if (!opened) {
            return tl::make_unexpected(std::move(opened.error()));
        }
        outbox = std::move(*opened);
        decisions.emplace(DecisionParts{parts.signer, session, watch, tickets, parts.clock, *outbox});
        reviews.emplace(*outbox, parts.clock);
        return {};
    }

    void recall()
    {
        const auto& remembered = cache->remembered();
        const auto ledger = remembered.ledgers.find(remembered.identity.origin);
        if (ledger != remembered.ledgers.end()) {
            watch.remember(ledger->second);
        }
    }

    void start()
    {
        cache->load([this](StoreChange change) { tickets.restore(std::move(change)); },
                    [this](const Result<void>& loaded) {
                        if (!loaded) {
                            tickets.clear();
                            watch.dropFold();
                        }
                        session.start();
                    });
    }

    /// Who is at either end is remembered whenever a connection said it anew.
    void keep(const LinkStatus& status)
    {
        if (status.state != LinkState::CatchingUp || isSame(status)) {
            return;
        }
        kept = status;
        cache->putIdentity(status);
    }

    [[nodiscard]] bool isSame(const LinkStatus& status) const
    {
        return kept && kept->origin == status.origin && kept->environment == status.environment &&
               kept->person == status.person && kept->roles == status.roles && kept->name == status.name;
    }

    LocalCoreParts parts;
    FolderLock lock;
    std::unique_ptr<Cache> cache;
    TicketStore tickets;
    FrontierWatch watch;
    Replica replica;
    Session session;
    InclusionProver prover;
    LivePacketReader packets;
    LiveStateReader states;
    LiveAuditReader audit;
    LiveLedgerVerifier verifier;
    LiveTaxonomyReader taxonomy;
    LivePeopleService people;
    LiveHaltDesk halts;
    std::unique_ptr<DurableOutbox> outbox;
    std::optional<SigningDecisionService> decisions;
    std::optional<OutboxReviewService> reviews;
    std::optional<LinkStatus> kept;
    QObject context;
};

Result<std::unique_ptr<LocalCore>> LocalCore::open(LocalCoreParts parts)
{
    if (auto made = makePrivateFolder(parts.folder); !made) {
        return tl::make_unexpected(std::move(made.error()));
    }
    auto lock = FolderLock::take(parts.folder);
    const auto key = lock ? parts.cacheKey.key() : tl::make_unexpected(lock.error());
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    auto cache = Cache::open(parts.folder / "cache.sqlite", *key, parts.clock, parts.timers);
    if (!cache) {
        return tl::make_unexpected(std::move(cache.error()));
    }
    auto all = std::make_unique<Parts>(std::move(parts), std::move(*lock), std::move(*cache));
    return all->openOutbox(*key).map([&] { return std::unique_ptr<LocalCore>(new LocalCore(std::move(all))); });
}

LocalCore::LocalCore(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
LocalCore::~LocalCore() = default;

void LocalCore::start()
{
    m_parts->start();
}

void LocalCore::stop()
{
    m_parts->session.stop();
    m_parts->cache->flush();
}

Link& LocalCore::link()
{
    return m_parts->session;
}

LedgerWatch& LocalCore::watch()
{
    return m_parts->watch;
}

TicketStore& LocalCore::tickets()
{
    return m_parts->tickets;
}

Outbox& LocalCore::outbox()
{
    return *m_parts->outbox;
}

PacketReader& LocalCore::packets()
{
    return m_parts->packets;
}

StateReader& LocalCore::states()
{
    return m_parts->states;
}

DecisionService& LocalCore::decisions()
{
    return *m_parts->decisions;
}

ReviewService& LocalCore::reviews()
{
    return *m_parts->reviews;
}

TaxonomyReader& LocalCore::taxonomy()
{
    return m_parts->taxonomy;
}

AuditReader& LocalCore::audit()
{
    return m_parts->audit;
}

LedgerVerifier& LocalCore::verifier()
{
    return m_parts->verifier;
}

PeopleService& LocalCore::people()
{
    return m_parts->people;
}

HaltDesk& LocalCore::halts()
{
    return m_parts->halts;
}

} // namespace stillgate
