// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Dispatcher.h"

#include <algorithm>

#include "core/base/Failpoint.h"

namespace stillgate {

namespace {

/// A held clock is looked at again this often; also the longest sleep, so that a clock set forward is noticed.
constexpr Duration kLongestSleep = Duration::seconds(30);
constexpr Duration kHeldSleep = Duration::seconds(1);

std::optional<JobKind> jobOf(const TicketStep& step)
{
    switch (step.next.work) {
    case Work::Gather: return JobKind::Gather;
    case Work::SettleCall: return step.isFreshCall ? JobKind::Call : JobKind::SettleCall;
    case Work::Verify: return JobKind::Verify;
    case Work::BeginNotice: return step.notice ? std::nullopt : std::optional(JobKind::PrepareNotice);
    case Work::SettleNotice: return step.isFreshNotice ? JobKind::SendNotice : JobKind::SettleNotice;
    case Work::BeginCall:
    case Work::ExpireGate:
    case Work::CloseSilent:
    case Work::EndWaiting:
    case Work::Nothing: break;
    }
    return std::nullopt;
}

std::optional<Command> commandOf(const TicketStep& step)
{
    switch (step.next.work) {
    case Work::BeginCall: return BeginCall{step.action->id};
    case Work::ExpireGate: return ExpireGate{*step.action->gate};
    case Work::CloseSilent: return CloseSilent{step.ticket};
    case Work::EndWaiting: return EndWaiting{step.ticket};
    case Work::BeginNotice: return BeginNotice{step.ticket, {}, {}};
    default: return std::nullopt;
    }
}

} // namespace

Dispatcher::Dispatcher(TicketSource& source, Resolver::Connectors connectors, const LedgerClock& clock, const HaltBoard& halts,
                       Submit submit)
    : m_clock(clock)
    , m_submit(std::move(submit))
    , m_resolver(source, std::move(connectors), halts, [this](const TicketId& ticket, std::vector<Command> commands) {
        for (Command& command : commands) {
            send(ticket, std::move(command));
        }
    })
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { wake(); });
}

void Dispatcher::take(const std::vector<TicketStep>& steps)
{
    for (const TicketStep& step : steps) {
        const auto busy = m_busy.find(step.ticket);
        if (busy == m_busy.end()) {
            act(step);
        } else if (step.endsJob) {
            m_busy.erase(busy);
            act(step);
        } else {
            busy->second = step;
        }
    }
    arm();
}

/// Does what is due now and remembers what is due later. A newer step of the ticket takes the place of an older one.
void Dispatcher::act(const TicketStep& step)
{
    if (const auto old = m_later.find(step.ticket); old != m_later.end()) {
        m_due.erase({old->second.next.at, step.ticket});
        m_later.erase(old);
    }
    if (step.next.work == Work::Nothing) {
        return;
    }
    if (step.next.at > m_clock.now() || m_clock.isHeld()) {
        wait(step);
    } else if (const auto job = jobOf(step)) {
        begin(step, *job);
    } else if (auto command = commandOf(step)) {
        m_busy.emplace(step.ticket, std::nullopt);
        send(step.ticket, std::move(*command));
    }
}

void Dispatcher::wait(const TicketStep& step)
{
    m_due.insert({step.next.at, step.ticket});
    m_later.insert_or_assign(step.ticket, step);
}

void Dispatcher::begin(const TicketStep& step, JobKind kind)
{
    m_busy.emplace(step.ticket, std::nullopt);
    if (!step.runbook) {
        send(step.ticket, GiveUp{step.ticket, EscalationReason::PolicyBlock, "runbook_withdrawn", Tier::L2});
        return;
    }
    STILLGATE_FAILPOINT("dispatcher.before_job");
    m_resolver.run(Job{kind, step.ticket, step.action, step.notice, step.runbook, step.intent, step.signers});
}

void Dispatcher::send(const TicketId& ticket, Command command)
{
    STILLGATE_FAILPOINT("dispatcher.before_result");
    Submission submission;
    submission.what = std::move(command);
    submission.endsJob = ticket;
    m_submit(std::move(submission));
}

void Dispatcher::takeMoments(const std::vector<TicketMoment>& moments, std::optional<UtcTime> recallAt)
{
    for (const TicketMoment& moment : moments) {
        if (const auto old = m_moments.find(moment.ticket); old != m_moments.end()) {
            m_momentsDue.erase({old->second, moment.ticket});
            m_moments.erase(old);
        }
        if (moment.at) {
            m_momentsDue.insert({*moment.at, moment.ticket});
            m_moments.emplace(moment.ticket, *moment.at);
        }
    }
    if (recallAt) {
        m_recallAt = recallAt;
    }
    arm();
}

void Dispatcher::arm()
{
    std::optional<UtcTime> first = m_recallAt;
    for (const auto* due : {&m_due, &m_momentsDue}) {
        if (!due->empty() && (!first || due->begin()->first < *first)) {
            first = due->begin()->first;
        }
    }
    if (!first) {
        m_timer.stop();
        return;
    }
    const Duration left = *first - m_clock.now();
    const Duration sleep = m_clock.isHeld() ? kHeldSleep : std::clamp(left, Duration{0}, kLongestSleep);
    m_timer.start(std::chrono::milliseconds(sleep.ms));
}

void Dispatcher::wake()
{
    std::vector<TicketStep> ripe;
    const UtcTime now = m_clock.now();
    if (!m_clock.isHeld()) {
        for (auto due = m_due.begin(); due != m_due.end() && due->first <= now; ++due) {
            ripe.push_back(m_later.at(due->second));
        }
    }
    for (const TicketStep& step : ripe) {
        act(step);
    }
    if (!m_clock.isHeld()) {
        wakeMoments(now);
    }
    arm();
}

/// Asks the writer, which announces the next moment of each ticket after the commit.
void Dispatcher::wakeMoments(UtcTime now)
{
    while (!m_momentsDue.empty() && m_momentsDue.begin()->first <= now) {
        const TicketId ticket = m_momentsDue.begin()->second;
        m_momentsDue.erase(m_momentsDue.begin());
        m_moments.erase(ticket);
        Submission submission;
        submission.what = PassMoment{ticket};
        m_submit(std::move(submission));
    }
    if (m_recallAt && *m_recallAt <= now) {
        m_recallAt.reset();
        Submission submission;
        submission.what = RecallHeld{};
        m_submit(std::move(submission));
    }
}

} // namespace stillgate
