// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/halt/LiveHaltDesk.h"

#include "core/client/link/Follow.h"

namespace stillgate {

namespace {

HaltPicture pictureOf(const rpc::HaltsList::Result& told)
{
    HaltPicture out{{}, told.file, told.connectors};
    out.halts.reserve(told.halts.size());
    for (const rpc::HaltView& halt : told.halts) {
        out.halts.push_back({halt.target, halt.reason, halt.by, halt.at});
    }
    return out;
}

} // namespace

LiveHaltDesk::LiveHaltDesk(RpcCaller& calls, const Link& link, const Clock& clock) : m_calls(calls), m_clock(clock)
{
    connect(&link, &Link::statusChanged, this, [this](const LinkStatus& status) { follow(status.state); });
}

void LiveHaltDesk::follow(LinkState state)
{
    const bool isLive = state == LinkState::Live;
    if (isLive && !m_wasLive) {
        refresh();
    }
    m_wasLive = isLive;
}

void LiveHaltDesk::refresh()
{
    stillgate::follow(m_calls.call<rpc::HaltsList>({}), &m_context, [this](const Result<rpc::HaltsList::Result>& told) {
        if (!told) {
            return; // what was known stays in view until the link is live again
        }
        HaltPicture now = pictureOf(*told);
        if (now != m_picture) {
            m_picture = std::move(now);
            emit pictureChanged();
        }
    });
}

QFuture<Result<void>> LiveHaltDesk::submit(const rpc::PersonCommand& command)
{
    const CommandId id{uuidV7(m_clock.now(), randomFixed<Digest>())};
    auto outcome = m_calls.call<rpc::CommandSubmit>({id, command})
                       .then([](const Result<rpc::CommandSubmit::Result>& told) -> Result<void> {
                           if (!told) {
                               return tl::make_unexpected(told.error());
                           }
                           if (told->refusal) {
                               return fail(ErrorCode::Refused, std::string(nameOf(told->refusal->code)), told->refusal->detail);
                           }
                           return {};
                       });
    stillgate::follow(outcome, &m_context, [this](const Result<void>&) { refresh(); });
    return outcome;
}

QFuture<Result<void>> LiveHaltDesk::halt(const HaltTarget& target, HaltReason reason)
{
    return submit(rpc::SubmitHalt{target.scope, target.name, reason});
}

QFuture<Result<void>> LiveHaltDesk::lift(const HaltTarget& target)
{
    return submit(rpc::SubmitLift{target.scope, target.name});
}

} // namespace stillgate
