// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account/LiveReception.h"

#include <algorithm>

#include <QUrl>

#include "core/client/link/Follow.h"
#include "core/domain/Statement.h"
#include "core/protocol/Methods.h"

namespace stillgate {

namespace {

using OpenConnection = std::shared_ptr<RpcConnection>;

/// A token is renewed when a third of its time is left.
constexpr int kShareLeft = 3;
constexpr Duration kBetweenTries = Duration::seconds(5);

template <typename T>
QFuture<Result<T>> endedWith(const Error& error)
{
    return QtFuture::makeReadyFuture(Result<T>(tl::make_unexpected(error)));
}

/// One call over a connection of its own, as whoever has the ready file.
template <rpc::Method M>
QFuture<Result<typename M::Result>> callAsHolder(const AccessSource& place, const typename M::Params& params)
{
    using T = typename M::Result;
    const auto access = place();
    if (!access) {
        return endedWith<T>({ErrorCode::Unavailable, access.error().where, access.error().text()});
    }
    const auto connection = std::make_shared<RpcConnection>(*access);
    return connection->open()
        .then([connection, params](const Result<void>& opened) {
            return opened ? connection->call<M>(params) : endedWith<T>(opened.error());
        })
        .unwrap()
        .then([connection](const Result<T>& result) { return result; });
}

HouseKind kindOf(const rpc::SessionHello::Result& hello)
{
    const auto has = [](const auto& list, auto one) { return std::find(list.begin(), list.end(), one) != list.end(); };
    if (has(hello.roles, Role::Admin)) {
        return HouseKind::Demonstration;
    }
    return has(hello.may, Operation::AskEnrolment) ? HouseKind::Empty : HouseKind::Staffed;
}

/// Ends the session there and hears nothing of it: here it has ended already.
void endThere(const ServerAccess& access, const rpc::SessionsEnd::Params& session)
{
    const auto connection = std::make_shared<RpcConnection>(access);
    connection->open()
        .then([connection, device = access.device](const Result<void>& opened) {
            return opened ? proveDevice(*connection, device) : endedWith<void>(opened.error());
        })
        .unwrap()
        .then([connection, session](const Result<void>& proven) {
            return proven ? connection->call<rpc::SessionsEnd>(session) : endedWith<rpc::SessionsEnd::Result>(proven.error());
        })
        .unwrap()
        .then([connection](const Result<rpc::SessionsEnd::Result>&) {});
}

/// Without a token nothing is told, but who answers there has shown that they are who is meant.
QFuture<Result<House>> lookElsewhere(const ServerAccess& access)
{
    const auto connection = std::make_shared<RpcConnection>(access);
    return connection->open().then(
        [connection, host = QUrl(QString::fromStdString(access.url)).host().toStdString()](const Result<void>& opened) {
            return opened.map([&] { return House{HouseKind::Staffed, host, {}}; });
        });
}

} // namespace

LiveReception::LiveReception(ReceptionParts parts)
    : m_parts(std::move(parts)), m_signIn(m_parts.place, m_parts.device), m_access(std::make_shared<ServerAccess>())
{
}

LiveReception::~LiveReception() = default;

std::string LiveReception::device() const
{
    return keyIdOf(m_parts.device->publicKey());
}

QFuture<Result<House>> LiveReception::look()
{
    const auto access = m_parts.place();
    if (access && access->token.empty()) {
        return lookElsewhere(*access);
    }
    return callAsHolder<rpc::SessionHello>(m_parts.place, {"stillgate", "sign-in", {}})
        .then([](const Result<rpc::SessionHello::Result>& hello) {
            return hello.map(
                [](const rpc::SessionHello::Result& said) { return House{kindOf(said), said.origin, said.environment}; });
        });
}

QFuture<Result<InvitationCode>> LiveReception::makeFirstAdmin(const std::string& login, const std::string& name)
{
    return callAsHolder<rpc::PeopleEnrol>(m_parts.place, {login, name, {Role::Admin}})
        .then([](const Result<rpc::Invitation>& made) {
            return made.map([](const rpc::Invitation& one) { return InvitationCode{one.person, one.invitation, one.ends}; });
        });
}

QFuture<Result<CodeSecret>> LiveReception::setUp(const std::string& login, const std::string& invitation,
                                                 const std::string& password)
{
    return m_signIn.setUp(login, invitation, password).then([](const Result<rpc::SessionSetUp::Result>& made) {
        return made.map([](const rpc::SessionSetUp::Result& told) { return CodeSecret{told.secret, told.uri}; });
    });
}

QFuture<Result<void>> LiveReception::signIn(const std::string& login, const std::string& password, const std::string& code)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    follow(m_signIn.signIn(login, password, code), this, [this, promise](const Result<rpc::SessionGrant>& grant) {
        promise->addResult(grant.map([](const rpc::SessionGrant&) {}));
        promise->finish();
        if (grant) {
            take(*grant);
        }
    });
    return promise->future();
}

void LiveReception::take(const rpc::SessionGrant& grant)
{
    m_grant = grant;
    m_access->token = grant.token;
    m_access->device = m_parts.device;
    renewAfter({(grant.tokenEnds - m_parts.clock.now()).ms * (kShareLeft - 1) / kShareLeft});
    if (m_standing != SignInStanding::SignedIn) {
        m_standing = SignInStanding::SignedIn;
        emit standingChanged(m_standing);
    }
}

void LiveReception::renewAfter(Duration pause)
{
    m_next = m_parts.timers.after(std::max(pause, kBetweenTries), [this] { renew(); });
}

void LiveReception::renew()
{
    if (m_standing != SignInStanding::SignedIn || m_isRenewing) {
        return;
    }
    m_isRenewing = true;
    follow(m_signIn.renew(m_grant.refresh), this, [this, session = m_grant.session](const Result<rpc::SessionGrant>& grant) {
        m_isRenewing = false;
        if (m_standing != SignInStanding::SignedIn || session != m_grant.session) {
            return;
        }
        if (grant) {
            take(*grant);
        } else if (grant.error().code == ErrorCode::Refused) {
            m_log.info("session.ended", {});
            leave(SignInStanding::Ended);
        } else {
            renewAfter(kBetweenTries);
        }
    });
}

void LiveReception::check()
{
    renew();
}

void LiveReception::leave(SignInStanding standing)
{
    m_next.reset();
    const PersonId person = m_grant.person;
    m_grant = {};
    m_grant.person = person;
    m_access->token.clear();
    m_standing = standing;
    emit standingChanged(m_standing);
}

void LiveReception::signOut()
{
    if (m_standing == SignInStanding::SignedIn) {
        if (const auto there = access()()) {
            endThere(*there, {m_grant.person, m_grant.session});
        }
    }
    leave(SignInStanding::SignedOut);
}

AccessSource LiveReception::access() const
{
    return [place = m_parts.place, mine = m_access]() -> Result<ServerAccess> {
        auto found = place();
        if (found && mine->token.empty()) {
            return fail(ErrorCode::Refused, "session", "nobody is signed in");
        }
        if (found) {
            found->token = mine->token;
            found->device = mine->device;
        }
        return found;
    };
}

} // namespace stillgate
