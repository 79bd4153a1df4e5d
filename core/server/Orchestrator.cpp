// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Orchestrator.h"

#include <algorithm>
#include <chrono>

#include "core/base/Failpoint.h"
#include "core/base/Log.h"
#include "core/ledger/Checkpoint.h"
#include "core/server/CommitGroup.h"
#include "core/server/feed/FeedTitles.h"

namespace stillgate {

namespace {

const Log kWriterLog("orchestrator");

constexpr std::size_t kMostInGroup = 64;
constexpr std::chrono::milliseconds kGroupWindow{2};
constexpr std::chrono::seconds kPauseAfterFailure{1};

} // namespace

Orchestrator::Orchestrator(LedgerStore& store, Rulebook rules, const LedgerClock& clock, std::filesystem::path haltFile)
    : m_store(store), m_rules(std::move(rules)), m_clock(clock), m_halts(std::move(haltFile))
{
    for (const Runbook& runbook : m_rules.runbooks) {
        m_runbooks.push_back(std::make_shared<const Runbook>(runbook));
    }
}

Orchestrator::~Orchestrator()
{
    stop();
}

Result<std::unique_ptr<Orchestrator>> Orchestrator::open(LedgerStore& store, Rulebook rules, const LedgerClock& clock,
                                                         const Founding& founding,
                                                         std::shared_ptr<const triage::HandlingRules> handling,
                                                         std::filesystem::path haltFile)
{
    std::unique_ptr<Orchestrator> out(new Orchestrator(store, std::move(rules), clock, std::move(haltFile)));
    out->m_handling = std::move(handling);
    if (auto folded = out->fold(); !folded) {
        return tl::make_unexpected(folded.error());
    }
    if (auto founded = out->found(founding); !founded) {
        return tl::make_unexpected(founded.error());
    }
    return out;
}

Result<void> Orchestrator::fold()
{
    auto fold = std::make_unique<ProjectionFold>();
    Result<void> applied;
    const auto read = m_store.reader().events(0, SIZE_MAX, [&](const StoredEvent& event) {
        applied = decodeHeader(event.header).and_then([&](const EventHeader& header) { return fold->add(header); });
        return applied.has_value();
    });
    if (!read || !applied) {
        return read ? applied : read;
    }
    (void)fold->takeChanged();
    m_fold = std::move(fold);
    m_halts.publish(m_fold->state().halts);
    return {};
}

/// The first events of a new ledger, and what has changed since the last start of an old one.
Result<void> Orchestrator::found(const Founding& founding)
{
    std::vector<Command> commands;
    if (m_fold->state().next == 0) {
        const Digest key{m_store.keys().checkpoint.publicKey().bytes};
        commands.emplace_back(OpenLedger{{founding.origin, founding.tenant, founding.environment, 1, key, founding.packs}});
    } else if (m_fold->state().ledger.environment != founding.environment) {
        return fail(ErrorCode::Refused, "environment",
                    "the data is of " + std::string(nameOf(m_fold->state().ledger.environment)) + " and stays there");
    }
    commands.emplace_back(ChangePacks{founding.packs});
    if (!founding.operatorRoles.empty()) {
        commands.emplace_back(EnrolPerson{kOrchestrator, kOperator, founding.operatorRoles, "ready_file", {}, {}});
        commands.emplace_back(ChangeRoles{kOrchestrator, kOperator, founding.operatorRoles});
    }
    commands.insert(commands.end(), founding.people.begin(), founding.people.end());
    commands.insert(commands.end(), founding.keys.begin(), founding.keys.end());
    Group group;
    for (Command& command : commands) {
        Submission submission;
        submission.what = std::move(command);
        decideOne(submission, group);
    }
    if (group.batch.events.empty()) {
        return {};
    }
    group.batch.rows = m_fold->takeChanged();
    return m_store.append(group.batch).map([](const TreeHead&) {});
}

void Orchestrator::start(Listener listener)
{
    m_listener = std::move(listener);
    m_thread = std::thread([this] { run(); });
}

void Orchestrator::submit(Submission submission)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(submission));
    }
    m_arrived.notify_one();
}

void Orchestrator::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_arrived.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

Result<void> Orchestrator::rebuildProjections()
{
    return m_store.replaceProjections(m_fold->all());
}

std::shared_ptr<const Runbook> Orchestrator::runbook(const std::string& id, int version) const
{
    const auto at = std::find_if(m_runbooks.begin(), m_runbooks.end(), [&](const auto& runbook) {
        return runbook->id == id && (version == 0 || runbook->version == version);
    });
    return at == m_runbooks.end() ? nullptr : *at;
}

void Orchestrator::inspect(std::function<void(const State&)> look)
{
    {
        const std::lock_guard lock(m_mutex);
        m_looks.push_back(std::move(look));
    }
    m_arrived.notify_one();
}

void Orchestrator::run()
{
    announceAll();
    for (;;) {
        Turn turn = takeTurn();
        if (turn.submissions.empty() && turn.looks.empty()) {
            return;
        }
        for (const auto& look : turn.looks) {
            look(m_fold->state());
        }
        decideGroup(std::move(turn.submissions));
    }
}

/// Waits for something to do, then a moment for further submissions to share its commit. Empty when stopping with nothing left.
Orchestrator::Turn Orchestrator::takeTurn()
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return m_stopping || !m_queue.empty() || !m_looks.empty(); });
    if (m_looks.empty() && m_queue.size() < kMostInGroup && !m_stopping) {
        m_arrived.wait_for(lock, kGroupWindow, [this] { return m_stopping || m_queue.size() >= kMostInGroup; });
    }
    Turn turn;
    turn.looks.swap(m_looks);
    while (!m_queue.empty() && turn.submissions.size() < kMostInGroup) {
        turn.submissions.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    return turn;
}

void Orchestrator::decideGroup(std::deque<Submission> submissions)
{
    while (!submissions.empty()) {
        Group group;
        bool goOn = true;
        while (goOn && !submissions.empty()) {
            Submission submission = std::move(submissions.front());
            submissions.pop_front();
            STILLGATE_FAILPOINT("orchestrator.before_decide");
            goOn = decideOne(submission, group);
        }
        commit(group);
    }
}

void Orchestrator::commit(Group& group)
{
    Commit done;
    done.added.size = m_fold->state().next;
    if (!group.batch.events.empty()) {
        group.batch.rows = m_fold->takeChanged();
        const auto head = m_store.append(group.batch);
        if (!head) {
            recover(group, head.error());
            return;
        }
        if (group.movesHalts) {
            m_halts.publish(m_fold->state().halts);
        }
        if (group.movesPeople) {
            done.roster = roster();
        }
        done.added = addedBy(group, *head);
        STILLGATE_FAILPOINT("orchestrator.before_acknowledge");
    }
    for (auto& answer : group.answers) {
        if (answer.done) {
            answer.done(answer.reply);
        }
    }
    STILLGATE_FAILPOINT("orchestrator.after_acknowledge");
    group.touched.insert(group.endedJobs.begin(), group.endedJobs.end());
    for (const TicketId& id : group.touched) {
        if (const auto ticket = m_fold->state().tickets.find(id); ticket != m_fold->state().tickets.end()) {
            done.steps.push_back(stepOf(ticket->second, group));
        }
    }
    addMoments(group, done);
    if (m_listener && (!done.steps.empty() || !group.batch.events.empty() || done.recallAt)) {
        m_listener(done);
    }
}

/// Takes the rows out of the group.
Added Orchestrator::addedBy(Group& group, const TreeHead& head) const
{
    const State& state = m_fold->state();
    Added added;
    added.size = head.size;
    for (const Event& event : group.batch.events) {
        // What was just stored; it encodes again to the same bytes.
        added.events.push_back({event.header.sequence, encodeHeader(event.header).value_or(std::string())});
    }
    added.rows = std::move(group.batch.rows);
    added.titles = titlesOf(group.batch.events, state);
    added.checkpoint = signCheckpoint({state.ledger.origin, head}, m_store.keys().checkpoint);
    added.at = m_clock.now();
    return added;
}

void Orchestrator::recover(Group& group, const Error& error)
{
    kWriterLog.error("commit_failed", {{"code", toString(error.code)}, {"detail", error.detail}});
    for (auto& answer : group.answers) {
        if (answer.done) {
            answer.done(Reply{std::nullopt, Error{ErrorCode::Unavailable, "ledger", error.detail}, {}, 1, 0});
        }
    }
    // A full disk does not empty itself in a microsecond; what comes meanwhile waits in the queue.
    std::this_thread::sleep_for(kPauseAfterFailure);
    while (!fold()) {
        std::this_thread::sleep_for(kPauseAfterFailure);
    }
    announceAll();
}

TicketStep Orchestrator::stepOf(const Ticket& ticket, const Group& group) const
{
    const State& state = m_fold->state();
    TicketStep step;
    step.ticket = ticket.id;
    step.next = nextStepUnlessHalted(state, m_rules, ticket);
    step.intent = ticket.intent;
    step.notice = ticket.notice;
    step.isFreshCall = group.freshCalls.contains(ticket.id);
    step.isFreshNotice = group.freshNotices.contains(ticket.id);
    step.endsJob = group.endedJobs.contains(ticket.id);
    if (const auto action = ticket.action ? state.actions.find(*ticket.action) : state.actions.end();
        action != state.actions.end()) {
        step.action = action->second;
        step.runbook = runbook(action->second.runbook, action->second.runbookVersion);
    }
    if (step.next.work == Work::Gather) {
        step.runbook = runbook(ticket.runbook, 0);
    }
    if (step.isFreshCall) {
        step.signers = signersOf(state);
    }
    return step;
}

/// After a start, or after the state was read anew: what every open ticket waits for.
void Orchestrator::announceAll()
{
    if (!m_listener) {
        return;
    }
    Commit commit;
    commit.added.size = m_fold->state().next;
    commit.roster = roster();
    const Group none;
    for (const auto& [id, ticket] : m_fold->state().tickets) {
        if (const auto at = nextMoment(ticket)) {
            commit.moments.push_back({id, at});
        }
        TicketStep step = stepOf(ticket, none);
        if (step.next.work != Work::Nothing) {
            step.endsJob = true;
            commit.steps.push_back(std::move(step));
        }
    }
    // People may have come while nothing ran.
    if (m_handling && !m_fold->state().held.empty()) {
        commit.recallAt = m_clock.now();
    }
    m_listener(commit);
}

} // namespace stillgate
