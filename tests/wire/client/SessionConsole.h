// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "core/client/link/Session.h"
#include "tests/support/client/ReplicaRig.h"
#include "tests/wire/client/ScriptedServer.h"

namespace stillgate::wire {

/// A session with a replica, tried against a scripted server; timers run out when the test says so.
struct SessionConsole {
    explicit SessionConsole(AccessSource access, std::optional<Environment> meant = {}, LinkStatus remembered = {})
        : session({std::move(access), {"test", "0", {}}, rig.clock, rig.timers, [this] { return random; }, meant}, rig.replica,
                  std::move(remembered))
    {
        rig.replica.askOver(session.calls());
        QObject::connect(&session, &Link::statusChanged, &session, [this](const LinkStatus& status) {
            if (states.empty() || states.back() != status.state) {
                states.push_back(status.state);
            }
        });
    }
    explicit SessionConsole(const ScriptedServer& server, std::optional<Environment> meant = {}, LinkStatus remembered = {})
        : SessionConsole([&server] { return Result<ServerAccess>(server.access()); }, meant, std::move(remembered))
    {
    }

    [[nodiscard]] bool becomes(LinkState state) const
    {
        return QTest::qWaitFor([&] { return session.status().state == state; }, ReplicaRig::kPatience);
    }
    /// Lets every wait between two tries run out, until it is there.
    [[nodiscard]] bool comesTo(LinkState state)
    {
        return QTest::qWaitFor(
            [&] {
                if (session.status().nextTry) {
                    rig.timers.advance(Backoff::kMost);
                }
                return session.status().state == state;
            },
            ReplicaRig::kPatience);
    }

    std::uint64_t random = 0;
    ReplicaRig rig;
    std::vector<LinkState> states;
    Session session;
};

} // namespace stillgate::wire
