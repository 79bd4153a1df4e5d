// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/client/OrchestratorStand.h"

#include <atomic>
#include <thread>

#include <QCoreApplication>
#include <QTimer>

#include "core/ledger/Keys.h"
#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/server/Guard.h"
#include "core/server/LedgerSource.h"

namespace stillgate::wire {

namespace {

constexpr std::chrono::milliseconds kMoment{1};
/// The least that the library takes: what is tested is not the cost.
const Founding kFounding{"sample.example/console", "sample", Environment::Dev, {}, {}, {}, {}};

const SignInTerms kTerms{
    PasswordCost{1, 8192}, 3, Duration::seconds(30), Duration::minutes(60), Duration::minutes(15), Duration::minutes(60),
    Duration::days(1)};

/// Nothing is classified here; the desk is there because calls are served with one.
TriageSet idleTriage()
{
    const std::filesystem::path source = qEnvironmentVariable("STILLGATE_SOURCE").toStdString();
    return {triage::Model(triage::ModelParts{}),
            {},
            std::move(*triage::RedFlags::load(source / "resources/packs/starter/red_flags.toml")),
            std::move(*triage::ToneLexicon::load(source / "resources/packs/starter"))};
}

} // namespace

OrchestratorStand::OrchestratorStand(std::filesystem::path folder, const FeedLimits& feed)
    : m_folder(std::move(folder))
    , m_limits(feed)
    , m_key(SigningKey::fromSeed(*Secret32::from(samples::digest("the key of an agent").view())))
{
    start();
}

OrchestratorStand::~OrchestratorStand()
{
    stop();
}

void OrchestratorStand::start()
{
    startWriter();
    serve();
}

void OrchestratorStand::startWriter()
{
    m_store = std::move(*SqliteLedgerStore::open(m_folder));
    m_orchestrator = std::move(*Orchestrator::open(*m_store, samples::rulebook(), m_clock, kFounding));
    m_reader = std::move(*SqliteLedgerReader::open(m_folder));
    const auto open = [folder = m_folder] { return std::move(*SqliteLedgerReader::open(folder)); };
    m_reading = std::make_unique<ReadingThread>(open);
    m_feed = std::make_unique<FeedHub>(*m_reader, *m_reading, m_limits);
    m_desk = std::make_unique<IntakeDesk>(idleTriage(), m_store->keys().lookup);
    Orchestrator& orchestrator = *m_orchestrator;
    m_effects = std::make_unique<Effects>(
        [open] { return Effects::Parts{std::make_unique<LedgerSource>(open()), {}}; }, m_clock, m_orchestrator->halts(),
        [&orchestrator](Submission submission) { orchestrator.submit(std::move(submission)); });
    m_roster.set(m_orchestrator->roster());
    m_orchestrator->start([this](const Commit& commit) {
        m_feed->take(commit.added);
        if (commit.roster) {
            m_roster.set(*commit.roster);
            QMetaObject::invokeMethod(m_context.get(), [this] { endConnections(); }, Qt::QueuedConnection);
        }
    });
    enrol();
}

void OrchestratorStand::serve()
{
    m_signIn = std::move(*SignInDesk::open(
        AccountsFile(m_folder / "accounts.sealed", *masterKey(m_folder, MasterKeyUse::MustExist)), m_store->keys().lookup,
        m_clock, [this](const PersonId& who) { return !m_roster.rolesOf(who).empty(); }, kTerms));
    m_context = std::make_unique<QObject>();
    RpcHandlers handlers;
    const HandlerParts parts{*m_orchestrator,
                             *m_effects,
                             *m_desk,
                             m_clock,
                             *m_reader,
                             *m_reading,
                             *m_feed,
                             m_roster,
                             *m_signIn,
                             m_hashing,
                             [this] { QTimer::singleShot(50, m_context.get(), [this] { endConnections(); }); },
                             kFounding,
                             "0",
                             {},
                             [] {}};
    addSessionHandlers(handlers, parts);
    addQueryHandlers(handlers, parts, *m_context);
    addGateHandlers(handlers, parts, *m_context);
    addCommandHandlers(handlers, parts, *m_context);
    addFeedHandlers(handlers, parts);
    addAccountHandlers(handlers, parts);
    addPeopleHandlers(handlers, parts, *m_context);
    const auto authenticate = [this](std::string_view token) -> std::optional<Admitted> {
        if (token == kOperatorToken) {
            return Admitted(kOperator);
        }
        if (const auto holder = m_signIn->holderOf(token)) {
            return Admitted(holder->person, Attest{Standing::Unproven, holder->session, holder->device, {}});
        }
        return token == kToken ? std::optional(Admitted(person())) : std::nullopt;
    };
    auto host = WebSocketHost::listen({"127.0.0.1", m_port}, guarded(handlers, m_roster), authenticate);
    if (!host) {
        host = WebSocketHost::listen({"127.0.0.1", 0}, guarded(handlers, m_roster), authenticate);
    }
    m_host = std::move(*host);
    m_port = m_host->address().port;
}

/// From the outside in, as the service does it.
void OrchestratorStand::stop()
{
    m_host.reset();
    m_context.reset();
    if (m_effects) {
        m_effects->stop();
    }
    if (m_orchestrator) {
        m_orchestrator->stop();
    }
    m_effects.reset();
    m_orchestrator.reset();
    m_feed.reset();
    m_reading.reset();
    m_reader.reset();
    m_store.reset();
}

Result<ServerAccess> OrchestratorStand::access() const
{
    return m_host ? Result<ServerAccess>(ServerAccess{m_host->url(), std::string(kToken)})
                  : fail(ErrorCode::NotFound, "ready.json", "no orchestrator runs");
}

void OrchestratorStand::enrol()
{
    if (size() == 1) {
        (void)submit(Command(EnrolKey{person(), m_key.publicKey(), {Role::L2Agent}, "test"}));
    }
}

void OrchestratorStand::receive(int count)
{
    for (int i = 0; i < count; ++i) {
        const int number = 1000 + ++m_received;
        IncomingMessage message = samples::message(number, samples::person(number));
        message.redacted = "Charged twice for sample order " + std::to_string(number);
        message.personal["name"] = "Sample Customer " + std::to_string(number);
        (void)submit(Command(ReceiveMessage{std::move(message), samples::classified()}));
    }
}

void OrchestratorStand::endConnections()
{
    if (m_host) {
        m_signIn->endInactive();
        m_host->endWhere([this](const Caller& caller) {
            return caller.attest && !caller.attest->session.isNull() && !m_signIn->isAlive(caller.attest->session);
        });
    }
}

void OrchestratorStand::enrolOperator()
{
    (void)submit(Command(EnrolPerson{kOrchestrator, kOperator, {Role::Service}, "ready_file", {}, {}}));
}

GateId OrchestratorStand::openGate(int customer)
{
    const auto ticket =
        submit(Command(ReceiveMessage{samples::message(customer, samples::person(customer)), samples::classified()}));
    const auto books = samples::chargedTwice(samples::euro(12'900));
    (void)submit(Command(samples::gathering(ticket.ticket.value_or(TicketId{}), books, samples::runbook().id)));
    const auto row = m_reader->row(ProjectionKind::Ticket, ticket.ticket.value_or(TicketId{}).uuid);
    return fromJson<TicketRow>(*parseJson((*row)->row))->gate.value_or(GateId{});
}

void OrchestratorStand::erase(int customer)
{
    (void)submit(Command(ErasePerson{person(), samples::person(customer), "request_of_the_person"}));
}

std::uint64_t OrchestratorStand::size() const
{
    return m_reader->head().map([](const TreeHead& head) { return head.size; }).value_or(0);
}

Reply OrchestratorStand::submit(std::variant<Command, Arrival> command)
{
    std::atomic<bool> isDone = false;
    Reply out;
    Submission submission;
    submission.what = std::move(command);
    submission.done = [&](const Reply& reply) {
        out = reply;
        isDone = true;
    };
    m_orchestrator->submit(std::move(submission));
    while (!isDone) {
        QCoreApplication::processEvents();
        std::this_thread::sleep_for(kMoment);
    }
    return out;
}

} // namespace stillgate::wire
