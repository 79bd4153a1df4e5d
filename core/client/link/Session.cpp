// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/link/Session.h"

#include <algorithm>
#include <utility>

#include "core/client/EnvironmentCheck.h"
#include "core/client/account/SignIn.h"
#include "core/client/link/Follow.h"
#include "core/protocol/Errors.h"

namespace stillgate {

namespace {

constexpr Duration kBetweenLags{250};

std::pair<LinkState, LinkCause> whyNotOpened(int status)
{
    switch (status) {
    case 401:
    case 403: return {LinkState::Refused, LinkCause::TokenRefused};
    case 0:
    case 408:
    case 503: return {LinkState::Offline, LinkCause::Unreachable};
    default: return {LinkState::Refused, LinkCause::OtherProtocol};
    }
}

LinkCause causeOf(TlsFault fault)
{
    switch (fault) {
    case TlsFault::NoTrust:
    case TlsFault::UnknownAuthority: return LinkCause::UnknownAuthority;
    case TlsFault::WrongHost: return LinkCause::WrongHost;
    case TlsFault::Expired: return LinkCause::CertificateExpired;
    case TlsFault::NotYetValid: return LinkCause::CertificateNotYetValid;
    case TlsFault::OldProtocol: return LinkCause::OldTls;
    case TlsFault::PlainText: return LinkCause::PlainText;
    case TlsFault::PinMismatch: return LinkCause::OtherKey;
    case TlsFault::Broken: break;
    }
    return LinkCause::TlsFailed;
}

/// `signedIn`: only a token that was signed in for can have ended.
LinkCause whyClosed(int closeCode, bool signedIn)
{
    if (closeCode == rpc::kSignedOutCode && signedIn) {
        return LinkCause::TokenRefused;
    }
    switch (closeCode) {
    case 1001: return LinkCause::Stopped;
    case 1008: return LinkCause::TooSlow;
    default: return LinkCause::Lost;
    }
}

} // namespace

Session::Session(SessionParts parts, FeedSink& sink, LinkStatus remembered)
    : m_parts(std::move(parts)), m_sink(sink), m_status(std::move(remembered))
{
    m_status.state = LinkState::Offline;
    m_status.cause = LinkCause::NotStarted;
    m_status.since = m_parts.clock.now();
}

Session::~Session()
{
    drop();
}

void Session::start()
{
    if (m_status.cause == LinkCause::NotStarted) {
        connectNow();
    }
}

void Session::stop()
{
    drop();
    enter(LinkState::Offline, LinkCause::NotStarted);
}

void Session::retryNow()
{
    const bool waits = m_status.state == LinkState::Offline || m_status.state == LinkState::Refused;
    if ((waits && m_status.cause != LinkCause::NotStarted) || m_status.state == LinkState::Diverged) {
        connectNow();
    }
}

void Session::distrust(const std::string& detail)
{
    if (m_status.state != LinkState::Diverged) {
        giveUp({ErrorCode::Corrupt, "ledger", detail});
    }
}

template <typename T, typename Done>
void Session::whileConnected(const QFuture<Result<T>>& future, Done done)
{
    follow(future, this, [this, attempt = m_attempt, done = std::move(done)](const Result<T>& result) {
        if (attempt == m_attempt) {
            done(result);
        }
    });
}

void Session::connectNow()
{
    drop();
    const auto access = m_parts.access();
    if (!access) {
        const bool none = access.error().code == ErrorCode::NotFound;
        retreat(LinkState::Offline, none ? LinkCause::NoOrchestrator : LinkCause::ReadyFileUnreadable, access.error().text());
        return;
    }
    // Why it is not connected stays true until it is.
    enter(LinkState::Connecting, m_status.cause == LinkCause::NotStarted ? LinkCause::None : m_status.cause);
    m_device = access->device;
    m_connection.reset(new RpcConnection(*access));
    connect(m_connection.get(), &RpcConnection::notified, this, &Session::receive);
    connect(m_connection.get(), &RpcConnection::closed, this, &Session::lost);
    whileConnected(m_connection->open(), [this](const Result<void>& outcome) { opened(outcome); });
}

void Session::opened(const Result<void>& outcome)
{
    if (outcome && m_device) {
        whileConnected(proveDevice(*m_connection, m_device), [this](const Result<void>& proven) {
            if (proven) {
                greet();
            } else {
                retreat(LinkState::Refused, LinkCause::TokenRefused, proven.error().text());
            }
        });
        return;
    }
    if (outcome) {
        greet();
        return;
    }
    if (const auto fault = m_connection->tlsFault()) {
        retreat(LinkState::Refused, causeOf(*fault), outcome.error().text());
        return;
    }
    const auto [state, cause] = whyNotOpened(m_connection->refusedStatus());
    retreat(state, cause, outcome.error().text());
}

void Session::greet()
{
    const auto hello = m_connection->call<rpc::SessionHello>(m_parts.hello);
    whileConnected(hello, [this](const Result<rpc::SessionHello::Result>& result) {
        if (result) {
            greeted(*result);
        } else if (result.error().code == ErrorCode::Unavailable) {
            retreat(LinkState::Offline, LinkCause::Unreachable, result.error().text());
        } else {
            retreat(LinkState::Refused, LinkCause::OtherProtocol, result.error().text());
        }
    });
}

void Session::greeted(const rpc::SessionHello::Result& hello)
{
    const LedgerPlace answered{hello.origin, hello.environment};
    if (const auto meant = checkEnvironment(answered, m_parts.environment, {m_status.origin, m_status.environment}); !meant) {
        retreat(LinkState::Refused, LinkCause::WrongEnvironment, meant.error().text());
        return;
    }
    m_calls.use(*m_connection);
    m_status.origin = hello.origin;
    m_status.environment = hello.environment;
    m_status.person = hello.person;
    m_status.roles = hello.roles;
    m_status.may = hello.may;
    m_status.name = hello.name;
    m_sink.greeted(hello);
    subscribe();
}

void Session::subscribe()
{
    const auto from = m_sink.resumeFrom();
    const auto start = m_connection->call<rpc::FeedSubscribe>({from});
    whileConnected(start, [this](const Result<rpc::FeedSubscribe::Result>& result) { subscribed(result); });
}

void Session::subscribed(const Result<rpc::FeedSubscribe::Result>& start)
{
    if (!start) {
        if (start.error().code == ErrorCode::Conflict) {
            m_sink.shrunk(start.error().text());
            giveUp({ErrorCode::Corrupt, "feed.subscribe", start.error().text()});
        } else {
            giveUp(start.error());
        }
        return;
    }
    m_isSnapshotWhole = start->start == rpc::FeedStart::Events;
    m_status.eventsBehind = start->size - std::min<std::uint64_t>(start->size, start->next);
    enter(LinkState::CatchingUp, LinkCause::None);
    const bool isCaughtUp = m_isSnapshotWhole && m_status.eventsBehind == 0;
    whileConnected(m_sink.begin(*start), [this, isCaughtUp](const Result<void>& outcome) { begun(outcome, isCaughtUp); });
}

void Session::begun(const Result<void>& outcome, bool isCaughtUp)
{
    if (!outcome) {
        giveUp(outcome.error());
        return;
    }
    m_isBegun = true;
    if (isCaughtUp) {
        advanceToLive();
    }
    const std::uint64_t attempt = m_attempt;
    for (auto early = std::exchange(m_early, {}); !early.empty() && attempt == m_attempt; early.pop_front()) {
        take(early.front());
    }
}

void Session::receive(const rpc::Notification& notification)
{
    if (m_isBegun) {
        take(notification);
    } else {
        m_early.push_back(notification);
    }
}

void Session::take(const rpc::Notification& notification)
{
    const Json params = notification.params.value_or(Json::object());
    Result<void> outcome;
    if (notification.method == rpc::FeedEvents::kName) {
        const auto events = fromJson<rpc::FeedEvents::Params>(params);
        outcome = events ? m_sink.take(*events) : tl::make_unexpected(events.error());
        if (outcome) {
            took(*events);
        }
    } else if (notification.method == rpc::FeedRows::kName) {
        const auto rows = fromJson<rpc::FeedRows::Params>(params);
        outcome = rows ? m_sink.take(*rows) : tl::make_unexpected(rows.error());
        if (outcome && rows->last) {
            m_isSnapshotWhole = true;
            advanceToLive();
        }
    } else {
        m_log.debug("notification.unknown", {{"method", notification.method}});
    }
    if (!outcome) {
        giveUp(outcome.error());
    }
}

void Session::took(const rpc::FeedEvents::Params& events)
{
    const std::uint64_t here = events.headers.empty() ? 0 : events.headers.back().header().sequence + 1;
    m_status.eventsBehind = events.size - std::min<std::uint64_t>(events.size, here);
    m_status.behind = std::max(Duration{}, m_parts.clock.now() - events.committed);
    if (m_status.state == LinkState::CatchingUp) {
        advanceToLive();
    }
    announceLag();
}

void Session::advanceToLive()
{
    if (m_isSnapshotWhole && m_status.eventsBehind == 0 && m_status.state != LinkState::Live) {
        m_backoff.reset();
        // What came to catch up was late because nobody was there, not because the link is slow.
        m_status.behind = Duration{};
        enter(LinkState::Live, LinkCause::None);
    }
}

void Session::lost(const Error& why)
{
    const bool isMalformed = why.code == ErrorCode::Malformed || why.code == ErrorCode::Limit;
    retreat(LinkState::Offline,
            isMalformed ? LinkCause::MalformedAnswer : whyClosed(m_connection->closeCode(), m_device != nullptr), why.text());
}

void Session::giveUp(const Error& why)
{
    if (why.code == ErrorCode::Corrupt) {
        drop();
        enter(LinkState::Diverged, LinkCause::LedgerDiverged, why.text());
    } else {
        const bool isGone = why.code == ErrorCode::Unavailable;
        retreat(LinkState::Offline, isGone ? LinkCause::Lost : LinkCause::MalformedAnswer, why.text());
    }
}

void Session::retreat(LinkState state, LinkCause cause, std::string detail)
{
    drop();
    const Duration pause = m_backoff.next(m_parts.random());
    m_retry = m_parts.timers.after(pause, [this] { connectNow(); });
    m_status.nextTry = m_parts.clock.now() + pause;
    enter(state, cause, std::move(detail));
}

/// From here on nothing of the present connection counts.
void Session::drop()
{
    ++m_attempt;
    m_retry.reset();
    m_status.nextTry.reset();
    m_isBegun = false;
    m_early.clear();
    if (m_connection) {
        m_connection->disconnect(this);
        m_connection->close();
        m_connection.reset();
    }
    m_calls.leave();
}

void Session::enter(LinkState state, LinkCause cause, std::string detail)
{
    if (m_status.state != state) {
        m_status.since = m_parts.clock.now();
    }
    m_status.state = state;
    m_status.cause = cause;
    m_status.detail = std::move(detail);
    if (cause != LinkCause::None && cause != LinkCause::NotStarted) {
        m_log.info("link.down", {{"detail", m_status.detail}});
    }
    emit statusChanged(m_status);
}

void Session::announceLag()
{
    if (m_lagTimer) {
        return;
    }
    const Duration since = m_parts.clock.sinceBoot() - m_announced;
    const auto tell = [this] {
        m_lagTimer.reset();
        m_announced = m_parts.clock.sinceBoot();
        emit statusChanged(m_status);
    };
    if (since >= kBetweenLags) {
        tell();
    } else {
        m_lagTimer = m_parts.timers.after(kBetweenLags - since, tell);
    }
}

} // namespace stillgate
