// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/HaltDesk.h"
#include "core/client/Link.h"
#include "core/client/link/RpcCaller.h"
#include "core/protocol/PersonCommand.h"

namespace stillgate {

/// Asks the orchestrator whenever the link comes to be live, and whenever it is told that something moved.
class LiveHaltDesk final : public HaltDesk {
    Q_OBJECT

public:
    /// All of them outlive it.
    LiveHaltDesk(RpcCaller& calls, const Link& link, const Clock& clock);

    [[nodiscard]] const HaltPicture& picture() const override { return m_picture; }
    [[nodiscard]] QFuture<Result<void>> halt(const HaltTarget& target, HaltReason reason) override;
    [[nodiscard]] QFuture<Result<void>> lift(const HaltTarget& target) override;

    /// A halt was set or lifted by somebody.
    void refresh();

private:
    [[nodiscard]] QFuture<Result<void>> submit(const rpc::PersonCommand& command);
    void follow(LinkState state);

    RpcCaller& m_calls;
    const Clock& m_clock;
    HaltPicture m_picture;
    bool m_wasLive = false;
    QObject m_context;
};

} // namespace stillgate
