// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>

#include <QObject>

#include "core/connectors/Connector.h"
#include "core/domain/Command.h"
#include "core/domain/Runbook.h"
#include "core/resolution/HaltBoard.h"
#include "core/resolution/ReleasedAction.h"

namespace stillgate {

/// Where the resolver gets a ticket's events from: committed ones only.
class TicketSource {
public:
    virtual ~TicketSource() = default;
    [[nodiscard]] virtual Result<std::vector<OpenedEvent>> eventsOf(const TicketId& ticket) = 0;
};

enum class JobKind {
    Gather, ///< read inputs and records for a proposal
    Call, ///< make the call that was just intended
    SettleCall, ///< find out by reading what became of a call
    Verify, ///< read again after the change
    PrepareNotice, ///< open what the customer is told
    SendNotice, ///< send the notice that was just intended
    SettleNotice ///< find out by reading what became of a notice
};

/// One piece of work at the edge: reads, calls and messages for one ticket. Values only, so that it can cross threads.
struct Job {
    JobKind kind = JobKind::Gather;
    TicketId ticket;
    std::optional<Action> action;
    std::optional<Notice> notice;
    std::shared_ptr<const Runbook> runbook;
    std::string intent; ///< in force on the ticket
    Signers signers; ///< for a call
};

/// Carries jobs out against the systems of record. Each job ends with the commands it led to, given to the
/// sink once, unless the process ends first; then the ledger's state says what to do again. Lives in one thread with an event loop, as its connectors do.
class Resolver {
public:
    using Sink = std::function<void(const TicketId&, std::vector<Command>)>;
    using Connectors = std::map<std::string, Connector*, std::less<>>;

    Resolver(TicketSource& source, Connectors connectors, const HaltBoard& halts, Sink sink);
    ~Resolver();

    void run(Job job);

    /// The observed record of an action as it reads now; nothing when it cannot be read.
    [[nodiscard]] QFuture<std::optional<Json>> readFresh(const TicketId& ticket, const ActionId& action,
                                                         const std::shared_ptr<const Runbook>& runbook);

private:
    struct Gathering;
    using Commands = std::vector<Command>;

    void startNext();
    [[nodiscard]] QFuture<Commands> start(const Job& job);
    [[nodiscard]] QFuture<Commands> gather(const Job& job);
    [[nodiscard]] QFuture<Commands> gatherNext(const std::shared_ptr<Gathering>& gathering);
    [[nodiscard]] QFuture<Commands> call(const Job& job);
    [[nodiscard]] QFuture<Commands> settleCall(const Job& job);
    [[nodiscard]] QFuture<Commands> verify(const Job& job);
    [[nodiscard]] QFuture<Commands> prepareNotice(const Job& job);
    [[nodiscard]] QFuture<Commands> sendNotice(const Job& job);
    [[nodiscard]] QFuture<Commands> settleNotice(const Job& job);

    /// A read, repeated with growing pauses while the system cannot be reached.
    [[nodiscard]] QFuture<CallOutcome> read(const std::string& system, const CallRequest& request, int attempt = 1);
    [[nodiscard]] QFuture<CallOutcome> observe(const TicketId& ticket, const ActionId& action, const Runbook& runbook);
    [[nodiscard]] Connector* connectorOf(std::string_view system) const;
    /// Makes a write. A halt is looked for here and again where the connector lets it go.
    [[nodiscard]] QFuture<CallOutcome> write(Connector& connector, const Leaving& leaving, CallRequest request);

    TicketSource& m_source;
    Connectors m_connectors;
    const HaltBoard& m_halts;
    Sink m_sink;
    std::deque<Job> m_waiting;
    int m_running = 0;
    QObject m_context; ///< continuations end with it
};

} // namespace stillgate
