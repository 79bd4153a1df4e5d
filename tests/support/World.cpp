// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/World.h"

#include <algorithm>

namespace stillgate {

namespace {

using samples::euro;
using samples::person;

template <typename T>
const T& among(const std::vector<T>& list, int number)
{
    return list[static_cast<std::size_t>(number) % list.size()];
}

/// Amounts below, at and above the limits of the sample policy.
samples::Books booksFor(int how)
{
    return samples::chargedTwice(
        among(std::vector<Money>{euro(4000), euro(10000), euro(10001), euro(12900), euro(120000)}, how));
}

} // namespace

World::World(std::string words) : m_words(std::move(words))
{
    m_agents = {m_loop.enrol(101),
                m_loop.enrol(102),
                m_loop.enrol(103, {Role::L2Agent, Role::Supervisor}),
                m_loop.enrol(1),
                m_loop.enrol(104, {Role::Qa}),
                m_loop.enrol(105, {Role::Admin})};
}

std::optional<TicketId> World::pick(int who) const
{
    return m_tickets.empty() ? std::nullopt : std::optional(among(m_tickets, who));
}

const Action* World::actionOf(int who) const
{
    const auto& actions = m_loop.state().actions;
    const auto ticket = pick(who);
    const auto current = ticket ? m_loop.ticket(*ticket).action : std::nullopt;
    return current ? &actions.at(*current) : nullptr;
}

samples::Books& World::booksOf(const TicketId& ticket)
{
    return m_books[ticket];
}

void World::receive(const Step& step)
{
    IncomingMessage message = samples::message(step.how, person(step.who % 5 + 1));
    message.text = m_words + " text";
    message.redacted = m_words + " redacted";
    message.personal = {{"sender", m_words + "@sample.example"}, {"subject", m_words}};
    if (step.how % 2 == 0) {
        message.thread = samples::digest("thread " + std::to_string(step.how));
    }
    Classified classified = samples::classified();
    classified.words = {m_words};
    if (step.how % 31 == 0) {
        classified.redFlags = {"fraud"};
    }
    if (step.how % 13 == 0) {
        classified.band = Band::Manual;
    }
    if (step.how % 11 == 0) {
        classified.labels = {{"refund_request", 8000}, {"charged_twice", 1900}};
    }
    const Outcome outcome = m_loop.submit(ReceiveMessage{message, classified});
    if (outcome.ticket && std::find(m_tickets.begin(), m_tickets.end(), *outcome.ticket) == m_tickets.end()) {
        m_tickets.push_back(*outcome.ticket);
        m_books[*outcome.ticket] = booksFor(step.how);
    }
}

RecordGathering World::records(const TicketId& ticket, int how)
{
    const bool late = how % 37 == 0;
    RecordGathering out =
        samples::gathering(ticket, booksOf(ticket), late ? samples::runbook().id : m_loop.ticket(ticket).runbook);
    if (how % 17 == 0) {
        out.missing = {"order"};
    } else if (how % 19 == 0) {
        out.answers["order"].set("customer", "C-99");
    }
    return out;
}

void World::decideAt(const TicketId& ticket, const Step& step)
{
    const auto action = m_loop.ticket(ticket).action;
    if (!action || !m_loop.action(ticket).gate) {
        return;
    }
    const Agent& agent = among(m_agents, step.how);
    using enum Verdict;
    const Verdict verdict =
        among(std::vector<Verdict>{Approve, Approve, Approve, Approve, Withdraw, Deny, Escalate, AskCustomer, AskCustomer},
              step.how / 4);
    const Statement statement = m_loop.statement(m_loop.gate(ticket).id, agent, verdict);
    DecideGate command = verdict == AskCustomer && step.how % 5 != 0
                             ? m_loop.notedDecision(statement, agent, booksOf(ticket), m_words)
                             : m_loop.decision(statement, agent, booksOf(ticket));
    if (step.how % 23 == 0) {
        command.fresh.reset();
    }
    m_sent.push_back(command);
    m_loop.submit(command, agent.id);
}

void World::review(const TicketId& ticket, const Step& step)
{
    const Agent& agent = among(m_agents, step.how);
    const Ticket& of = m_loop.ticket(ticket);
    if (step.how % 3 == 0 && !of.reviews.empty()) {
        m_loop.submit(WithdrawReview{agent.id, ticket, among(of.reviews, step.how / 3).event}, agent.id);
    } else if (of.reading) {
        const std::string& right = among(m_loop.rules().intents, step.how / 7).intent;
        const ReviewVerdict verdict = right == of.reading->intent ? ReviewVerdict::Accept : ReviewVerdict::Correct;
        m_loop.submit(RecordReview{agent.id, ticket, of.reading->event, verdict, right, std::nullopt, m_words}, agent.id);
    }
}

void World::recordCall(const Action& action, const Step& step)
{
    RecordCall command;
    command.action = action.id;
    command.attempt = step.how % 29 == 0 ? action.attempts - 1 : action.attempts;
    const int outcome = step.how % 9;
    if (outcome < 4 && action.status == ActionStatus::Intended) {
        m_effects.emplace(action.id, "R-" + std::to_string(m_effects.size()));
    }
    if (outcome < 3) {
        command.artifact = m_effects.contains(action.id) ? m_effects.at(action.id) : "R-none";
        command.answer = Json().set("id", command.artifact);
    } else {
        using enum CallFailure;
        command.failure =
            among(std::vector<CallFailure>{InDoubt, NotSent, Throttled, InDoubt, Rejected, StateMoved}, outcome - 3);
        command.retryAfter = Duration::seconds(step.who % 5);
    }
    m_loop.submit(command);
}

BeginNotice World::notice(const TicketId& ticket) const
{
    return {ticket,
            {{"customer.id", "C-07"},
             {"order.id", m_words},
             {"duplicate.amount", "40.00 EUR"},
             {"customer.name", m_words},
             {"question", m_words}},
            "en"};
}

void World::recordNotice(const TicketId& ticket, const Step& step)
{
    const auto& open = m_loop.ticket(ticket).notice;
    RecordNotice command;
    command.ticket = ticket;
    command.notice = open ? open->id : NoticeId{};
    command.attempt = open ? open->attempts : 1;
    if (step.how % 3 != 0) {
        command.artifact = "M-1";
    }
    m_loop.submit(command);
}

void World::moveClock(const Step& step)
{
    ManualClock& clock = m_loop.clock();
    if (step.how % 7 == 0) {
        clock.setWall({clock.now().ms - Duration::minutes(step.who).ms});
    } else {
        clock.advance(step.how % 3 == 0 ? Duration::minutes(step.who % 40) : Duration::seconds(step.who % 12));
    }
}

/// What seldom happens, and what should not happen at all.
void World::disturb(const Step& step)
{
    const auto ticket = pick(step.who);
    switch (step.how / 2 % 8) {
    case 0: m_loop.submit(ErasePerson{person(103), person(step.who % 5 + 1), "request"}, person(103)); break;
    case 1: m_loop.rules().policy.silence = Duration::minutes(step.who % 5 == 0 ? 30 : 60); break;
    case 2: m_loop.submit(ChangePacks{{{"policy", digestOf(m_loop.rules().policy)}}}); break;
    case 3:
        if (!m_sent.empty()) {
            const DecideGate again = among(m_sent, step.who);
            m_loop.submit(again, again.actor);
        }
        break;
    case 4:
        if (ticket && step.who % 5 == 0) {
            m_loop.receiveUnknown(*ticket);
        }
        break;
    case 5: {
        const auto& actions = m_loop.state().actions;
        if (!actions.empty()) {
            const ActionId old = std::next(actions.begin(), step.who % static_cast<int>(actions.size()))->first;
            m_loop.submit(BeginCall{old});
            m_loop.submit(RecordLookup{old, actions.at(old).attempts, Json(), "R-late"});
        }
        break;
    }
    case 6: m_loop.rules().runbooks = step.who % 6 == 0 ? std::vector<Runbook>{} : samples::rulebook().runbooks; break;
    default:
        if (ticket) {
            m_loop.submit(GiveUp{*ticket, EscalationReason::BackendError, "sample", Tier::L3});
        }
    }
}

void World::take(const Step& step)
{
    const auto ticket = pick(step.who);
    const Action* action = actionOf(step.who);
    switch (step.what % kSteps) {
    case 0:
    case 1: receive(step); return;
    case 2:
        if (step.how % 2 == 0) {
            disturb(step);
        }
        return;
    case 3: moveClock(step); return;
    default: break;
    }
    if (!ticket) {
        return;
    }
    switch (step.what % kSteps) {
    case 4:
    case 5: m_loop.submit(records(*ticket, step.how)); return;
    case 6:
    case 7: decideAt(*ticket, step); return;
    case 8: ++booksOf(*ticket).version; return;
    case 9: m_loop.submit(notice(*ticket)); return;
    case 10: recordNotice(*ticket, step); return;
    case 11: m_loop.submit(CloseSilent{*ticket}); return;
    case 12:
    case 20:
    case 21:
    case 22:
    case 23:
        if (m_loop.next(*ticket).work != Work::ExpireGate) {
            carryOn(*ticket);
        }
        return;
    case 24:
    case 25: decideAt(*ticket, {step.what, step.who, step.how % 4}); return; // an approval
    case 26:
    case 27: review(*ticket, step); return;
    case 28: m_loop.submit(EndWaiting{*ticket}); return;
    case 29: decideAt(*ticket, {step.what, step.who, 31 + step.how % 3}); return; // a question
    case 30:
    case 31: {
        const Step writes{step.what, step.who % 5, step.how};
        receive(writes);
        return;
    }
    default: break;
    }
    if (action != nullptr) {
        takeOn(*action, *ticket, step);
    }
}

void World::takeOn(const Action& action, const TicketId& ticket, const Step& step)
{
    switch (step.what % kSteps) {
    case 13:
    case 14: m_loop.submit(BeginCall{action.id}); return;
    case 15:
    case 16: recordCall(action, step); return;
    case 17: m_loop.submit(commandFor(Work::SettleCall, ticket)); return;
    case 18: m_loop.submit(commandFor(step.how % 4 == 0 ? Work::Gather : Work::Verify, ticket)); return;
    default:
        if (action.gate) {
            m_loop.submit(ExpireGate{*action.gate});
        }
    }
}

Command World::commandFor(Work work, const TicketId& ticket)
{
    const auto current = m_loop.ticket(ticket).action;
    const ActionId action = current.value_or(ActionId{});
    switch (work) {
    case Work::Gather: return records(ticket, 1);
    case Work::BeginCall: return BeginCall{action};
    case Work::SettleCall: {
        RecordLookup lookUp{action, m_loop.action(ticket).attempts, std::nullopt, {}};
        if (const auto effect = m_effects.find(action); effect != m_effects.end()) {
            lookUp.found = Json().set("id", effect->second);
            lookUp.artifact = effect->second;
        }
        return lookUp;
    }
    case Work::Verify: {
        samples::Books after = booksOf(ticket);
        after.refunded = m_loop.action(ticket).amount.decimal();
        return RecordVerification{action, order(after)};
    }
    case Work::BeginNotice: return notice(ticket);
    case Work::SettleNotice: {
        RecordNotice told;
        told.ticket = ticket;
        told.notice = m_loop.ticket(ticket).notice->id;
        told.attempt = m_loop.ticket(ticket).notice->attempts;
        told.artifact = "M-1";
        return told;
    }
    case Work::ExpireGate: return ExpireGate{m_loop.gate(ticket).id};
    case Work::EndWaiting: return EndWaiting{ticket};
    case Work::CloseSilent:
    case Work::Nothing: break;
    }
    return CloseSilent{ticket};
}

void World::moveHalts(const Step& step)
{
    constexpr std::array kScopes{HaltScope::All, HaltScope::Connector, HaltScope::Intent, HaltScope::Ticket};
    const auto ticket = pick(step.who);
    const Action* action = actionOf(step.who);
    HaltTarget target{among(std::vector(kScopes.begin(), kScopes.end()), step.what), {}, HaltOrigin::Person};
    switch (target.scope) {
    case HaltScope::All: break;
    case HaltScope::Connector: target.name = action != nullptr ? action->system : "none"; break;
    case HaltScope::Intent: target.name = ticket ? m_loop.ticket(*ticket).intent : "none"; break;
    case HaltScope::Ticket: target.name = ticket ? ticket->text() : "none"; break;
    }
    const PersonId supervisor = person(103);
    if (step.how % 2 == 0) {
        m_loop.submit(SetHalt{supervisor, target, HaltReason::Drill}, supervisor);
    } else {
        m_loop.submit(LiftHalt{supervisor, target}, supervisor);
    }
}

void World::liftHalts()
{
    for (const auto& [target, halt] : Halts(m_loop.state().halts)) {
        m_loop.submit(LiftHalt{person(103), target}, person(103));
    }
}

bool World::carryOn(const TicketId& ticket)
{
    m_hindrance.clear();
    const NextStep next = m_loop.next(ticket);
    if (next.work == Work::Nothing) {
        return false;
    }
    if (next.work == Work::SettleCall) {
        m_effects.emplace(*m_loop.ticket(ticket).action, "R-" + std::to_string(m_effects.size()));
    }
    ManualClock& clock = m_loop.clock();
    clock.setWall(std::max({clock.now(), next.at, m_loop.state().time}));
    const Outcome outcome = m_loop.submit(commandFor(next.work, ticket));
    if (outcome.refusal) {
        m_hindrance = std::string(nameOf(outcome.refusal->code)) + " " + outcome.refusal->detail;
    } else if (outcome.events.empty()) {
        m_hindrance = "nothing happened";
    }
    return true;
}

} // namespace stillgate
