// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/resolution/Resolver.h"

#include <algorithm>

#include <QPromise>
#include <QTimer>

#include "core/base/Failpoint.h"
#include "core/domain/Records.h"
#include "core/resolution/TicketFile.h"

namespace stillgate {

namespace {

constexpr int kMostRunning = 32;
constexpr int kReadAttempts = 6;
constexpr Duration kReadPause{200};
constexpr Duration kCallTimeout = Duration::seconds(10);

QFuture<std::vector<Command>> ready(Command command)
{
    return QtFuture::makeReadyFuture(std::vector<Command>{std::move(command)});
}

GiveUp giveUp(const TicketId& ticket, EscalationReason reason, std::string detail, Tier tier = Tier::L2)
{
    return {ticket, reason, std::move(detail), tier};
}

GiveUp unreadable(const TicketId& ticket, const CallError& error)
{
    return giveUp(ticket, EscalationReason::BackendError, "read:" + std::string(nameOf(error.fault)) + ":" + error.code,
                  Tier::L3);
}

bool mayRepeatRead(const CallError& error)
{
    return error.fault == CallFault::Unavailable || error.fault == CallFault::NotSent || error.fault == CallFault::Throttled;
}

CallFailure failureOf(const CallError& error)
{
    switch (error.fault) {
    case CallFault::NotSent: return error.code == kHaltedCode ? CallFailure::Halted : CallFailure::NotSent;
    case CallFault::Throttled: return CallFailure::Throttled;
    case CallFault::Rejected: return CallFailure::Rejected;
    case CallFault::StateMoved: return CallFailure::StateMoved;
    case CallFault::KeyReused: return CallFailure::KeyReused;
    case CallFault::InDoubt:
    case CallFault::Unavailable:
    case CallFault::Malformed:
    case CallFault::Cancelled: break;
    }
    return CallFailure::InDoubt;
}

CallRequest requestFor(const std::string& operation, Json params)
{
    CallRequest request;
    request.operation = operation;
    request.params = std::move(params);
    request.timeout = kCallTimeout;
    return request;
}

CallRequest lookupFor(const std::string& operation, const Digest& key)
{
    return requestFor(operation, Json::object().set("key", toHex(key.view())));
}

Result<CallRequest> requestOf(const RunbookRead& read, const Facts& facts)
{
    Json params = Json::object();
    for (const auto& [name, text] : read.parameters) {
        const auto value = render(text, facts);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        params.set(name, *value);
    }
    return requestFor(read.operation, std::move(params));
}

} // namespace

Resolver::Resolver(TicketSource& source, Connectors connectors, const HaltBoard& halts, Sink sink)
    : m_source(source), m_connectors(std::move(connectors)), m_halts(halts), m_sink(std::move(sink))
{
}

Resolver::~Resolver() = default;

void Resolver::run(Job job)
{
    m_waiting.push_back(std::move(job));
    startNext();
}

void Resolver::startNext()
{
    while (m_running < kMostRunning && !m_waiting.empty()) {
        const Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        start(job).then(&m_context, [this, ticket = job.ticket](const Commands& commands) {
            --m_running;
            m_sink(ticket, commands);
            startNext();
        });
    }
}

QFuture<Resolver::Commands> Resolver::start(const Job& job)
{
    switch (job.kind) {
    case JobKind::Gather: return gather(job);
    case JobKind::Call: return call(job);
    case JobKind::SettleCall: return settleCall(job);
    case JobKind::Verify: return verify(job);
    case JobKind::PrepareNotice: return prepareNotice(job);
    case JobKind::SendNotice: return sendNotice(job);
    case JobKind::SettleNotice: return settleNotice(job);
    }
    return QtFuture::makeReadyFuture(Commands{});
}

Connector* Resolver::connectorOf(std::string_view system) const
{
    const auto at = m_connectors.find(system);
    return at == m_connectors.end() ? nullptr : at->second;
}

QFuture<CallOutcome> Resolver::read(const std::string& system, const CallRequest& request, int attempt)
{
    Connector* connector = connectorOf(system);
    if (connector == nullptr) {
        return QtFuture::makeReadyFuture(
            CallOutcome(tl::make_unexpected(CallError{CallFault::Rejected, "no_connector", system, {}, {}})));
    }
    const auto retry = [this, system, request, attempt](CallOutcome outcome) {
        if (outcome || !mayRepeatRead(outcome.error()) || attempt >= kReadAttempts) {
            return QtFuture::makeReadyFuture(std::move(outcome));
        }
        const Duration pause = std::max(kReadPause * (1 << attempt), outcome.error().retryAfter.value_or(Duration{}));
        auto promise = std::make_shared<QPromise<CallOutcome>>();
        promise->start();
        QTimer::singleShot(std::chrono::milliseconds(pause.ms), &m_context, [this, system, request, attempt, promise] {
            read(system, request, attempt + 1).then(&m_context, [promise](const CallOutcome& later) {
                promise->addResult(later);
                promise->finish();
            });
        });
        return promise->future();
    };
    return connector->call(request).then(&m_context, retry).unwrap();
}

/// What a gathering has read so far.
struct Resolver::Gathering {
    TicketId ticket;
    std::shared_ptr<const Runbook> runbook;
    RecordGathering command;
    Facts facts;
    std::size_t next = 0;
};

QFuture<Resolver::Commands> Resolver::gather(const Job& job)
{
    const auto events = m_source.eventsOf(job.ticket);
    if (!events) {
        return ready(giveUp(job.ticket, EscalationReason::BackendError, "ledger_read", Tier::L3));
    }
    auto gathering = std::make_shared<Gathering>();
    gathering->ticket = job.ticket;
    gathering->runbook = job.runbook;
    gathering->command.ticket = job.ticket;
    gathering->command.runbook = job.runbook->id;
    readInputs(*events, *job.runbook, gathering->command);
    for (const auto& [name, value] : gathering->command.inputs) {
        gathering->facts["input." + name] = value;
    }
    return gatherNext(gathering);
}

QFuture<Resolver::Commands> Resolver::gatherNext(const std::shared_ptr<Gathering>& gathering)
{
    const auto& reads = gathering->runbook->reads;
    if (!gathering->command.missing.empty() || gathering->next >= reads.size()) {
        return ready(std::move(gathering->command));
    }
    const RunbookRead& wanted = reads[gathering->next++];
    const auto request = requestOf(wanted, gathering->facts);
    if (!request) {
        gathering->command.missing.push_back(request.error().where);
        return ready(std::move(gathering->command));
    }
    return read(wanted.system, *request)
        .then(&m_context,
              [this, gathering, &wanted](const CallOutcome& outcome) {
                  if (outcome) {
                      gathering->command.answers[wanted.name] = outcome->body;
                      if (const auto record = recordOf(wanted, outcome->body)) {
                          // A record that does not decode is judged, and named, when the gathering is decided.
                          (void)addFacts(gathering->facts, wanted, *record);
                      }
                      return gatherNext(gathering);
                  }
                  if (outcome.error().fault != CallFault::Rejected) {
                      return ready(unreadable(gathering->ticket, outcome.error()));
                  }
                  gathering->command.missing.push_back(wanted.name);
                  return ready(std::move(gathering->command));
              })
        .unwrap();
}

QFuture<CallOutcome> Resolver::write(Connector& connector, const Leaving& leaving, CallRequest request)
{
    request.mayLeave = [&halts = m_halts, leaving] { return !halts.stops(leaving); };
    if (!request.mayLeave()) {
        return QtFuture::makeReadyFuture(
            CallOutcome(tl::make_unexpected(CallError{CallFault::NotSent, std::string(kHaltedCode), {}, {}, {}})));
    }
    return connector.call(request);
}

QFuture<Resolver::Commands> Resolver::call(const Job& job)
{
    const auto events = m_source.eventsOf(job.ticket);
    const auto released =
        events ? ReleasedAction::from(*events, job.action->id, job.signers) : tl::make_unexpected(events.error());
    RecordCall result;
    result.action = job.action->id;
    result.attempt = job.action->attempts;
    Connector* connector = connectorOf(job.action->system);
    if (!released || connector == nullptr) {
        result.failure = CallFailure::Rejected;
        result.detail = connector == nullptr ? "no_connector" : "not_released:" + released.error().where;
        return ready(result);
    }
    const ActionProposed& action = released->action();
    CallRequest request = requestFor(action.operation, released->parameters());
    request.idempotencyKey = toHex(action.idempotencyKey.view());
    if (STILLGATE_PROTECTION_ON("compare_and_set")) {
        request.expectedVersion = action.expectedVersion;
    }
    STILLGATE_FAILPOINT("call.before");
    return write(*connector, {job.ticket, job.intent, action.system}, request)
        .then(&m_context, [result](const CallOutcome& outcome) mutable {
            STILLGATE_FAILPOINT("call.after");
            if (outcome) {
                result.answer = outcome->body;
                result.artifact = outcome->artifactId;
                result.learned = outcome->replayed == Replayed::Yes ? Learned::FromReplay : Learned::FromAnswer;
            } else {
                result.failure = failureOf(outcome.error());
                result.detail = outcome.error().code;
                result.retryAfter = outcome.error().retryAfter;
            }
            return Commands{result};
        });
}

QFuture<Resolver::Commands> Resolver::settleCall(const Job& job)
{
    RecordLookup result;
    result.action = job.action->id;
    result.attempt = job.action->attempts;
    const std::string& lookup = job.runbook->action.lookup;
    if (!STILLGATE_PROTECTION_ON("reconciliation")) {
        return ready(result);
    }
    if (lookup.empty()) {
        return ready(giveUp(job.ticket, EscalationReason::BackendError, "in_doubt", Tier::L3));
    }
    return read(job.action->system, lookupFor(lookup, job.action->idempotencyKey))
        .then(&m_context, [result, ticket = job.ticket](const CallOutcome& outcome) mutable {
            if (!outcome) {
                // Unknown stays unknown: a person looks, nothing is sent again.
                return Commands{giveUp(ticket, EscalationReason::BackendError, "in_doubt:" + outcome.error().code, Tier::L3)};
            }
            if (!outcome->artifactId.empty()) {
                result.found = outcome->body;
                result.artifact = outcome->artifactId;
            }
            return Commands{result};
        });
}

QFuture<CallOutcome> Resolver::observe(const TicketId& ticket, const ActionId& action, const Runbook& runbook)
{
    const auto events = m_source.eventsOf(ticket);
    const auto facts = events ? proposalFacts(*events, action) : tl::make_unexpected(events.error());
    const auto wanted = std::find_if(runbook.reads.begin(), runbook.reads.end(),
                                     [&](const RunbookRead& r) { return r.name == runbook.observe; });
    const auto request = facts && wanted != runbook.reads.end()
                             ? requestOf(*wanted, *facts)
                             : Result<CallRequest>(fail(ErrorCode::NotFound, "facts", "the proposal cannot be opened"));
    if (!request) {
        return QtFuture::makeReadyFuture(
            CallOutcome(tl::make_unexpected(CallError{CallFault::Rejected, "proposal_unreadable", {}, {}, {}})));
    }
    return read(wanted->system, *request);
}

QFuture<Resolver::Commands> Resolver::verify(const Job& job)
{
    return observe(job.ticket, job.action->id, *job.runbook).then(&m_context, [job](const CallOutcome& outcome) {
        if (!outcome) {
            return Commands{unreadable(job.ticket, outcome.error())};
        }
        STILLGATE_FAILPOINT("verify.after_read");
        return Commands{RecordVerification{job.action->id, outcome->body}};
    });
}

QFuture<std::optional<Json>> Resolver::readFresh(const TicketId& ticket, const ActionId& action,
                                                 const std::shared_ptr<const Runbook>& runbook)
{
    return observe(ticket, action, *runbook).then(&m_context, [runbook](const CallOutcome& outcome) {
        return outcome ? std::optional<Json>(outcome->body) : std::nullopt;
    });
}

QFuture<Resolver::Commands> Resolver::prepareNotice(const Job& job)
{
    const auto events = m_source.eventsOf(job.ticket);
    const auto facts = events ? proposalFacts(*events, job.action->id) : tl::make_unexpected(events.error());
    if (!facts) {
        return ready(giveUp(job.ticket, EscalationReason::BackendError, "notice_facts", Tier::L3));
    }
    BeginNotice command{job.ticket, {}, languageOf(*events)};
    for (const auto& [name, fact] : *facts) {
        command.facts[name] = factText(fact);
    }
    if (auto question = questionOf(*events, job.action->id)) {
        command.facts["question"] = std::move(*question);
    }
    return ready(command);
}

QFuture<Resolver::Commands> Resolver::sendNotice(const Job& job)
{
    const auto events = m_source.eventsOf(job.ticket);
    const auto message = events ? noticeMessage(*events, *job.notice) : tl::make_unexpected(events.error());
    const RunbookNotice& how = job.runbook->notice;
    Connector* connector = connectorOf(how.system);
    if (!message || connector == nullptr) {
        return ready(giveUp(job.ticket, EscalationReason::BackendError, "notice_unreadable", Tier::L3));
    }
    CallRequest request = requestFor(how.operation, *message);
    request.idempotencyKey = toHex(job.notice->idempotencyKey.view());
    RecordNotice result{job.ticket, job.notice->id, job.notice->attempts, {}, CallFailure::InDoubt, {}, {}};
    STILLGATE_FAILPOINT("notice.before");
    const Leaving leaving{job.ticket, job.intent, how.system};
    return write(*connector, leaving, request).then(&m_context, [result](const CallOutcome& outcome) mutable {
        STILLGATE_FAILPOINT("notice.after");
        if (outcome) {
            result.artifact = outcome->artifactId;
        } else {
            result.failure = failureOf(outcome.error());
            result.detail = outcome.error().code;
            result.retryAfter = outcome.error().retryAfter;
        }
        return Commands{result};
    });
}

QFuture<Resolver::Commands> Resolver::settleNotice(const Job& job)
{
    RecordNotice result{job.ticket, job.notice->id, job.notice->attempts, {}, CallFailure::NotSent, "not_found", {}};
    const RunbookNotice& how = job.runbook->notice;
    if (how.lookup.empty()) {
        return ready(giveUp(job.ticket, EscalationReason::BackendError, "notice_in_doubt", Tier::L3));
    }
    return read(how.system, lookupFor(how.lookup, job.notice->idempotencyKey))
        .then(&m_context, [result, ticket = job.ticket](const CallOutcome& outcome) mutable {
            if (!outcome) {
                return Commands{giveUp(ticket, EscalationReason::BackendError, "notice_in_doubt", Tier::L3)};
            }
            if (!outcome->artifactId.empty()) {
                result.artifact = outcome->artifactId;
            }
            return Commands{result};
        });
}

} // namespace stillgate
