// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QObject>

#include "core/server/Effects.h"
#include "core/server/IntakeDesk.h"
#include "core/server/Orchestrator.h"
#include "core/server/Roster.h"
#include "core/server/feed/FeedHub.h"
#include "core/server/people/HashingThread.h"
#include "core/server/people/SignInDesk.h"
#include "core/server/transport/RpcHandlers.h"

namespace stillgate {

/// What the answers to calls are made from. All of it outlives the handlers; they live in one thread with an event loop.
struct HandlerParts {
    Orchestrator& orchestrator;
    Effects& effects;
    const IntakeDesk& desk;
    const LedgerClock& clock;
    LedgerReader& reader; ///< of the handlers' own thread
    ReadingThread& reading; ///< for what takes longer
    FeedHub& feed;
    const Roster& roster;
    SignInDesk& signIn;
    HashingThread& hashing;
    std::function<void()> endConnections; ///< of sessions that have ended
    Founding founding;
    std::string version;
    std::map<PersonId, std::string> names;
    std::function<void()> stop;
};

/// session.hello.
void addSessionHandlers(RpcHandlers& handlers, const HandlerParts& parts);
/// session.challenge, set_up, sign_in, renew, prove; sessions.list and end.
void addAccountHandlers(RpcHandlers& handlers, const HandlerParts& parts);
/// people.list, enrol and invite; gate.may.
void addPeopleHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context);
/// halts.list.
void addHaltHandlers(RpcHandlers& handlers, const HandlerParts& parts);
/// taxonomy.get.
void addTaxonomyHandlers(RpcHandlers& handlers, const HandlerParts& parts);
/// Queries of tickets, events and the ledger; daemon.stop.
void addQueryHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context);
/// gate.get, which gives what a decision binds and the terms of the caller's next one; gate.reread.
void addGateHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context);
/// command.submit and intake.submit.
void addCommandHandlers(RpcHandlers& handlers, const HandlerParts& parts, QObject& context);
/// feed.subscribe.
void addFeedHandlers(RpcHandlers& handlers, const HandlerParts& parts);

/// Whether every method of the registry has a handler, and every handler is a method of it: what rpc.discover says is what is served.
/// Internal names the first that is missing or too much.
[[nodiscard]] Result<void> checkHandlers(const RpcHandlers& handlers);

} // namespace stillgate
