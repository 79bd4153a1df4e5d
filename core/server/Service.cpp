// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Service.h"

#include <chrono>

#include "core/server/Guard.h"
#include "core/server/LedgerSource.h"

namespace stillgate {

namespace {
constexpr std::chrono::seconds kBetweenLooks{1};
/// The answer to who ends a session leaves before their connection does.
constexpr std::chrono::milliseconds kAnswerFirst{50};
} // namespace

Service::Service(ServiceOptions options, TriageSet triage, const LedgerStore& store)
    : m_options(std::move(options)), m_desk(std::move(triage), store.keys().lookup)
{
}

Result<std::unique_ptr<Service>> Service::start(const ServiceParts& parts, LoadedPacks packs, ServiceOptions options,
                                                std::function<void()> stop)
{
    Rulebook rules{std::move(packs.policy), std::move(packs.runbooks),     parts.store.keys().nonce,
                   routesOf(packs.triage),  packs.handling->routing.claim, packs.handling->tiers()};
    std::unique_ptr<Service> service(new Service(std::move(options), std::move(packs.triage), parts.store));
    auto orchestrator = Orchestrator::open(parts.store, std::move(rules), parts.clock, service->m_options.founding,
                                           packs.handling, service->m_options.haltFile);
    if (!orchestrator) {
        return tl::make_unexpected(orchestrator.error());
    }
    service->m_orchestrator = std::move(*orchestrator);
    if (service->m_options.projections == Projections::Rebuild) {
        if (auto rebuilt = service->m_orchestrator->rebuildProjections(); !rebuilt) {
            return tl::make_unexpected(rebuilt.error());
        }
    }
    return service->serve(parts, std::move(stop)).map([&] { return std::move(service); });
}

Result<void> Service::serve(const ServiceParts& parts, std::function<void()> stop)
{
    m_reader = parts.openReader();
    if (!m_reader) {
        return fail(ErrorCode::Io, "ledger", "a reader cannot be opened");
    }
    startJobs(parts);
    m_roster.set(m_orchestrator->roster());
    m_orchestrator->start([this](const Commit& commit) { take(commit); });
    m_haltFile = std::make_unique<HaltFileWatch>(*m_orchestrator);
    return startIntake(parts).and_then([&] { return openAccounts(parts); }).and_then([&] {
        return listen(parts, std::move(stop));
    });
}

/// What follows the ledger.
void Service::startJobs(const ServiceParts& parts)
{
    Orchestrator& orchestrator = *m_orchestrator;
    const auto makeParts = [&parts] {
        return Effects::Parts{std::make_unique<LedgerSource>(parts.openReader()), parts.makeConnectors()};
    };
    m_effects = std::make_unique<Effects>(makeParts, parts.clock, orchestrator.halts(), [&orchestrator](Submission submission) {
        orchestrator.submit(std::move(submission));
    });
    m_reading = std::make_unique<ReadingThread>(parts.openReader);
    m_feed = std::make_unique<FeedHub>(*m_reader, *m_reading);
    if (!m_options.alerts.webhooks.empty()) {
        m_alerts =
            std::make_unique<AlertSender>(m_options.alerts, m_options.alertFolder, m_options.founding.origin, parts.openReader);
    }
}

/// Tells of a commit; called by the writer.
void Service::take(const Commit& commit)
{
    if (commit.roster) {
        m_roster.set(*commit.roster);
        QMetaObject::invokeMethod(&m_context, [this] { endConnections(); }, Qt::QueuedConnection);
    }
    m_feed->take(commit.added);
    if (m_alerts && !commit.added.events.empty()) {
        m_alerts->wake();
    }
    if (!commit.steps.empty() || !commit.moments.empty() || commit.recallAt) {
        m_effects->post([steps = commit.steps, moments = commit.moments, recallAt = commit.recallAt](Dispatcher& dispatcher) {
            dispatcher.take(steps);
            dispatcher.takeMoments(moments, recallAt);
        });
    }
}

Result<void> Service::startIntake(const ServiceParts& parts)
{
    const auto health = [&parts] {
        Json out = Json::object();
        out.set("status", "serving");
        out.set("clock", parts.clock.isHeld() ? "held" : "good");
        return out;
    };
    HttpIntake::Options http{m_options.http.host, m_options.http.port, m_options.token, health, m_options.tls};
    m_http = std::make_unique<HttpIntake>(m_desk, *m_orchestrator, std::move(http));
    return m_http->start().map([this](int port) { m_httpPort = port; });
}

/// What people sign in with.
Result<void> Service::openAccounts(const ServiceParts& parts)
{
    m_hashing = std::make_unique<HashingThread>();
    auto desk = SignInDesk::open(AccountsFile(m_options.accounts, m_options.masterKey), parts.store.keys().lookup, parts.clock,
                                 [this](const PersonId& person) { return !m_roster.rolesOf(person).empty(); });
    if (!desk) {
        return tl::make_unexpected(desk.error());
    }
    m_signIn = std::move(*desk);
    return {};
}

Result<void> Service::listen(const ServiceParts& parts, std::function<void()> stop)
{
    RpcHandlers handlers;
    const HandlerParts handlerParts{*m_orchestrator,
                                    *m_effects,
                                    m_desk,
                                    parts.clock,
                                    *m_reader,
                                    *m_reading,
                                    *m_feed,
                                    m_roster,
                                    *m_signIn,
                                    *m_hashing,
                                    [this] { QTimer::singleShot(kAnswerFirst, &m_context, [this] { endConnections(); }); },
                                    m_options.founding,
                                    m_options.version,
                                    m_options.names,
                                    std::move(stop)};
    addSessionHandlers(handlers, handlerParts);
    addAccountHandlers(handlers, handlerParts);
    addPeopleHandlers(handlers, handlerParts, m_context);
    addTaxonomyHandlers(handlers, handlerParts);
    addHaltHandlers(handlers, handlerParts);
    addQueryHandlers(handlers, handlerParts, m_context);
    addGateHandlers(handlers, handlerParts, m_context);
    addCommandHandlers(handlers, handlerParts, m_context);
    addFeedHandlers(handlers, handlerParts);
    if (auto complete = checkHandlers(handlers); !complete) {
        return complete;
    }
    TokenTable tokens = m_options.tokens;
    tokens.add(m_options.token, m_options.tokenPerson);
    auto host = WebSocketHost::listen(
        m_options.listen, guarded(std::move(handlers), m_roster),
        [this, tokens](std::string_view token) -> std::optional<Admitted> {
            if (const auto holder = m_signIn->holderOf(token)) {
                return Admitted(holder->person, Attest{Standing::Unproven, holder->session, holder->device, {}});
            }
            const auto person = tokens.find(token);
            return person ? std::optional(Admitted(*person)) : std::nullopt;
        },
        {}, m_options.tls);
    if (!host) {
        return tl::make_unexpected(host.error());
    }
    m_webSocket = std::move(*host);
    QObject::connect(&m_sessions, &QTimer::timeout, &m_context, [this] { endConnections(); });
    m_sessions.start(kBetweenLooks);
    return {};
}

/// Of everybody whose session was ended, has run out or whose person may do nothing any more. Who never proves the device goes too, since
/// the token that let them in runs out.
void Service::endConnections()
{
    if (m_webSocket) {
        m_signIn->endInactive();
        m_webSocket->endWhere([this](const Caller& caller) {
            return caller.attest && !caller.attest->session.isNull() && !m_signIn->isAlive(caller.attest->session);
        });
    }
}

/// From the outside in: nobody new, then no jobs, then the writer commits what it has.
Service::~Service()
{
    m_sessions.stop();
    m_haltFile.reset();
    m_webSocket.reset();
    m_hashing.reset();
    if (m_http) {
        m_http->stop();
    }
    if (m_effects) {
        m_effects->stop();
    }
    if (m_orchestrator) {
        m_orchestrator->stop();
    }
    m_alerts.reset();
}

std::string Service::url() const
{
    return m_webSocket->url();
}

std::string Service::httpUrl() const
{
    ListenAddress address = m_options.http;
    address.port = static_cast<std::uint16_t>(m_httpPort);
    return (m_options.tls ? "https://" : "http://") + address.fromHere().text();
}

} // namespace stillgate
