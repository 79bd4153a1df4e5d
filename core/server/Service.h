// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <QObject>
#include <QTimer>

#include "core/server/Effects.h"
#include "core/server/HaltFileWatch.h"
#include "core/server/Handlers.h"
#include "core/server/HttpIntake.h"
#include "core/server/Setup.h"
#include "core/server/alerts/AlertSender.h"
#include "core/server/feed/FeedHub.h"
#include "core/server/transport/TokenTable.h"
#include "core/server/transport/WebSocketHost.h"

namespace stillgate {

/// Whether the stored lists are used as they are, or made anew from the events first.
enum class Projections { Keep, Rebuild };

struct ServiceOptions {
    ListenAddress listen;
    ListenAddress http;
    std::optional<TlsIdentity> tls = {}; ///< over which both are served
    Founding founding;
    std::string version;
    std::string token; ///< of the ready file
    PersonId tokenPerson; ///< whom it stands for
    std::filesystem::path accounts; ///< file of what people sign in with
    Secret32 masterKey; ///< that it is sealed under
    TokenTable tokens; ///< of people with tokens of their own
    std::map<PersonId, std::string> names; ///< how people are called, where somebody said
    Projections projections = Projections::Keep;
    AlertSettings alerts; ///< nobody is told where there is no webhook
    std::filesystem::path haltFile; ///< that stops everything while it is there
    std::filesystem::path alertFolder; ///< where it is remembered how far they were told
};

/// What the service is put together from; all of it outlives the service.
struct ServiceParts {
    LedgerStore& store;
    LedgerClock& clock;
    std::function<std::unique_ptr<LedgerReader>()> openReader; ///< null when it cannot be opened
    std::function<std::vector<std::unique_ptr<Connector>>()> makeConnectors; ///< in the thread of the jobs
};

/// One running orchestrator: writer, jobs, intake and calls. Lives in a thread with an event loop.
class Service {
public:
    [[nodiscard]] static Result<std::unique_ptr<Service>> start(const ServiceParts& parts, LoadedPacks packs,
                                                                ServiceOptions options, std::function<void()> stop);
    ~Service();

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::string httpUrl() const;

private:
    Service(ServiceOptions options, TriageSet triage, const LedgerStore& store);
    void endConnections();
    [[nodiscard]] Result<void> serve(const ServiceParts& parts, std::function<void()> stop);
    void startJobs(const ServiceParts& parts);
    void take(const Commit& commit);
    [[nodiscard]] Result<void> startIntake(const ServiceParts& parts);
    [[nodiscard]] Result<void> openAccounts(const ServiceParts& parts);
    [[nodiscard]] Result<void> listen(const ServiceParts& parts, std::function<void()> stop);

    ServiceOptions m_options;
    QObject m_context; ///< handlers' continuations end with it
    IntakeDesk m_desk;
    Roster m_roster;
    std::unique_ptr<SignInDesk> m_signIn;
    std::unique_ptr<HashingThread> m_hashing;
    QTimer m_sessions; ///< looks after those whose time is over
    std::unique_ptr<LedgerReader> m_reader;
    std::unique_ptr<ReadingThread> m_reading;
    std::unique_ptr<FeedHub> m_feed;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<Effects> m_effects;
    std::unique_ptr<HaltFileWatch> m_haltFile;
    std::unique_ptr<AlertSender> m_alerts;
    std::unique_ptr<HttpIntake> m_http;
    std::unique_ptr<WebSocketHost> m_webSocket;
    int m_httpPort = 0;
};

} // namespace stillgate
