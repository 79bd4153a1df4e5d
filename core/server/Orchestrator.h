// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <variant>

#include "core/domain/Decide.h"
#include "core/domain/NextStep.h"
#include "core/ledger/ProjectionFold.h"
#include "core/resolution/HaltBoard.h"
#include "core/resolution/Resolver.h"
#include "core/server/Arrival.h"
#include "core/server/LedgerClock.h"
#include "core/server/Roster.h"
#include "core/server/feed/Added.h"
#include "core/triage/HandlingRules.h"

namespace stillgate {

/// How a command ended: carried out, refused, or not recorded at all.
struct Reply {
    std::optional<Refusal> refusal;
    std::optional<Error> error; ///< nothing was recorded; trying again is safe
    std::optional<TicketId> ticket;
    Sequence first = 0;
    Sequence last = 0; ///< of the events it left; less than `first` when it left none
};

/// Something for the writer to decide.
struct Submission {
    std::variant<Command, Arrival> what;
    PersonId actor = kOrchestrator;
    std::optional<CommandRef> command;
    std::optional<TicketId> endsJob; ///< the ticket whose job brought it
    std::function<void(const Reply&)> done; ///< on the writer's thread, after the commit
};

/// Where a ticket stands after a commit, with what its next job needs.
struct TicketStep {
    TicketId ticket;
    NextStep next;
    std::optional<Action> action;
    std::optional<Notice> notice;
    std::shared_ptr<const Runbook> runbook;
    std::string intent;
    Signers signers;
    bool isFreshCall = false; ///< its call was intended in this commit and is to be made now
    bool isFreshNotice = false;
    bool endsJob = false;
};

/// When something about a ticket comes to pass by itself, such as a breach; nothing where nothing does any more.
struct TicketMoment {
    TicketId ticket;
    std::optional<UtcTime> at;
};

struct Commit {
    Added added;
    std::vector<TicketStep> steps;
    std::vector<TicketMoment> moments;
    std::optional<UtcTime> recallAt; ///< when held tickets may find a person who is not there yet; unchanged where absent
    std::optional<Roster::Table> roster; ///< where somebody's roles may have changed
};

/// What a new ledger is opened with and every start checks.
struct Founding {
    std::string origin;
    std::string tenant;
    Environment environment = Environment::Dev;
    std::map<std::string, Digest> packs;
    std::vector<EnrolPerson> people;
    std::vector<EnrolKey> keys;
    std::vector<Role> operatorRoles; ///< of who has the ready file
};

/// The one writer. A thread decides commands in the order they came against the state in memory, which includes what is not committed
/// yet, and commits groups of them; replies, steps and everything else leave after the commit. When a commit fails the state is
/// read anew from the ledger and everything since the last commit is answered with the error.
class Orchestrator {
public:
    using Listener = std::function<void(const Commit&)>; ///< on the writer's thread

    /// Folds the ledger and founds it when it is empty. The store, the clock and what the rules point to outlive the orchestrator.
    [[nodiscard]] static Result<std::unique_ptr<Orchestrator>> open(LedgerStore& store, Rulebook rules,
                                                                    const LedgerClock& clock, const Founding& founding,
                                                                    std::shared_ptr<const triage::HandlingRules> handling = {},
                                                                    std::filesystem::path haltFile = {});
    ~Orchestrator();

    /// Starts the writer's thread. The listener first hears the steps of every open ticket.
    void start(Listener listener);
    /// Any thread.
    void submit(Submission submission);
    /// Calls `look` on the writer's thread with the committed state, between two groups. Any thread.
    void inspect(std::function<void(const State&)> look);
    /// Commits what was submitted and ends the thread.
    void stop();

    [[nodiscard]] Result<void> rebuildProjections();
    /// Before start(), or in a look of inspect().
    [[nodiscard]] Roster::Table roster() const { return rosterOf(m_fold->state()); }
    /// What the writer says of halts before it answers, and the file beside it. Lives as long as the orchestrator. Any thread.
    [[nodiscard]] const HaltBoard& halts() const { return m_halts; }
    [[nodiscard]] const Rulebook& rules() const { return m_rules; }
    [[nodiscard]] std::shared_ptr<const Runbook> runbook(const std::string& id, int version) const;

private:
    struct Group;

    Orchestrator(LedgerStore& store, Rulebook rules, const LedgerClock& clock, std::filesystem::path haltFile);
    [[nodiscard]] Result<void> fold();
    [[nodiscard]] Result<void> found(const Founding& founding);
    void run();
    struct Turn {
        std::deque<Submission> submissions;
        std::deque<std::function<void(const State&)>> looks;
    };
    [[nodiscard]] Turn takeTurn();
    void decideGroup(std::deque<Submission> submissions);
    /// Returns false when the group has to be committed before anything else is decided.
    bool decideOne(Submission& submission, Group& group);
    [[nodiscard]] std::optional<Reply> earlierReply(const Submission& submission, const Group& group);
    [[nodiscard]] Result<Command> receive(const Arrival& arrival, Group& group);
    [[nodiscard]] Result<void> addToFold(const std::vector<Event>& events, Group& group);
    void touchOpenTickets(Group& group) const;
    static void noteOutcome(const Submission& submission, const Reply& reply, Group& group);
    static void addBlobs(const IncomingMessage& message, Arrival& arrival, Group& group);
    /// Decides what the rules of handling ask for next, for the tickets that the events moved and for those that wait for people who
    /// have room now. In the same commit, so that no ticket is ever seen without.
    [[nodiscard]] Result<void> attend(const Command& command, const std::unordered_set<TicketId>& moved,
                                      const std::unordered_set<PersonId>& busyBefore, Group& group);
    [[nodiscard]] Result<void> attendTicket(const TicketId& id, Group& group);
    [[nodiscard]] Result<void> attendHeld(const std::string& team, Group& group);
    [[nodiscard]] Result<void> follow(const Command& command, const Stamp& stamp, Group& group);
    [[nodiscard]] std::unordered_set<PersonId> busyWith(const std::unordered_set<TicketId>& tickets) const;
    void addMoments(const Group& group, Commit& done);
    void commit(Group& group);
    [[nodiscard]] Added addedBy(Group& group, const TreeHead& head) const;
    void recover(Group& group, const Error& error);
    [[nodiscard]] TicketStep stepOf(const Ticket& ticket, const Group& group) const;
    void announceAll();

    LedgerStore& m_store;
    Rulebook m_rules;
    const LedgerClock& m_clock;
    std::shared_ptr<const triage::HandlingRules> m_handling; ///< null: priorities, clocks and people are left alone
    HaltBoard m_halts;
    UtcTime m_recallAt; ///< the one that was announced last
    std::vector<std::shared_ptr<const Runbook>> m_runbooks;
    std::unique_ptr<ProjectionFold> m_fold;
    Listener m_listener;

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Submission> m_queue;
    std::deque<std::function<void(const State&)>> m_looks;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace stillgate
