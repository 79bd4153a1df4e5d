// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/RpcConnection.h"

#include <chrono>
#include <utility>

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QPointer>
#include <QRegularExpression>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include "core/client/tls/TlsJudge.h"
#include "core/protocol/Codec.h"
#include "core/protocol/Errors.h"

namespace stillgate {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Error unavailable(std::string detail)
{
    return {ErrorCode::Unavailable, {}, std::move(detail)};
}

/// The socket knows the status but tells it in words alone: "… Unhandled http status code: 401 (Unauthorized)."
int statusIn(const QString& error)
{
    static const QRegularExpression pattern(QStringLiteral("status code: (\\d{3})"));
    return pattern.match(error).captured(1).toInt();
}

template <typename T>
QFuture<T> ready(T value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

} // namespace

RpcConnection::RpcConnection(ServerAccess access, QObject* parent)
    : QObject(parent), m_access(std::move(access)), m_socket(new QWebSocket())
{
    // A system-wide proxy must not see the token.
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket->setMaxAllowedIncomingFrameSize(rpc::kMostFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(rpc::kMostMessageBytes);
    m_socket->setOutgoingFrameSize(rpc::kMostFrameBytes);
    m_openTimer.setSingleShot(true);
    connectSocket();
}

RpcConnection::~RpcConnection()
{
    close();
}

void RpcConnection::connectSocket()
{
    connect(m_socket.get(), &QWebSocket::connected, this, &RpcConnection::opened);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &RpcConnection::receive);
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] {
        m_closeCode = m_socket->closeCode();
        end(unavailable("the connection ended: " + std::to_string(m_socket->closeCode()) + " " +
                        m_socket->closeReason().toStdString()));
    });
    connect(m_socket.get(), &QWebSocket::sslErrors, this,
            [this](const QList<QSslError>& findings) { m_tlsFault = judge(*m_socket, findings, m_access.trust); });
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &RpcConnection::failToOpen);
    connect(&m_openTimer, &QTimer::timeout, this, [this] { end(unavailable("the server does not answer")); });
}

void RpcConnection::failToOpen()
{
    if (m_phase != Phase::Opening) {
        return;
    }
    const QString words = m_socket->errorString();
    if (!m_tlsFault && m_socket->error() == QAbstractSocket::SslHandshakeFailedError) {
        m_tlsFault = faultOfHandshake(words);
    }
    m_refusedStatus = statusIn(words);
    end(m_tlsFault ? errorOf(*m_tlsFault, m_access.url) : unavailable(words.toStdString()));
}

QFuture<Result<void>> RpcConnection::open()
{
    const QUrl url(text(m_access.url), QUrl::StrictMode);
    if (m_phase != Phase::New) {
        return ready(Result<void>(fail(ErrorCode::Refused, m_access.url, "a connection opens once")));
    }
    if (url.scheme() != QLatin1String("ws") && url.scheme() != QLatin1String("wss")) {
        return ready(Result<void>(fail(ErrorCode::Refused, m_access.url, "expected ws:// on loopback, or wss://")));
    }
    m_tlsFault = whyNotBegun(url, m_access.trust);
    if (m_tlsFault) {
        return ready(Result<void>(tl::make_unexpected(errorOf(*m_tlsFault, m_access.url))));
    }
    m_socket->setSslConfiguration(clientTls(m_access.trust));
    m_phase = Phase::Opening;
    m_opening.start();
    // The socket may fail at once, and then the promise is gone.
    auto opening = m_opening.future();
    m_openTimer.start(std::chrono::milliseconds(rpc::kHandshakeTime.ms));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + m_access.token));
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({text(rpc::kSubprotocol)});
    m_socket->open(request, options);
    return opening;
}

void RpcConnection::opened()
{
    if (m_phase != Phase::Opening) {
        return;
    }
    if (m_socket->subprotocol() != text(rpc::kSubprotocol)) {
        end(unavailable("the server does not speak " + std::string(rpc::kSubprotocol)));
        return;
    }
    m_openTimer.stop();
    m_phase = Phase::Open;
    // Out of here first: whoever waits may destroy this in answer.
    auto opening = std::move(m_opening);
    opening.addResult(Result<void>());
    opening.finish();
}

QFuture<Result<Json>> RpcConnection::call(std::string_view method, const Json& params, Duration time)
{
    if (m_phase != Phase::Open) {
        return ready(Result<Json>(tl::make_unexpected(unavailable("not connected"))));
    }
    const std::int64_t id = m_nextId++;
    const std::string request = rpc::writeRequest(id, method, params);
    if (request.size() > rpc::kMostMessageBytes) {
        return ready(Result<Json>(fail(ErrorCode::Limit, std::string(method), "the request is too large")));
    }
    Pending& pending = m_pending[id];
    pending.promise.start();
    auto future = pending.promise.future();
    pending.timer.reset(new QTimer());
    pending.timer->setSingleShot(true);
    connect(pending.timer.get(), &QTimer::timeout, this,
            [this, id] { finish(id, tl::make_unexpected(unavailable("no answer in time"))); });
    pending.timer->start(std::chrono::milliseconds(time.ms));
    m_socket->sendTextMessage(text(request));
    return future;
}

void RpcConnection::receive(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    auto message = rpc::parseServerMessage({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!message) {
        end(Error{ErrorCode::Malformed, message.error().where, "the server said " + message.error().detail});
    } else if (auto* response = std::get_if<rpc::Response>(&*message)) {
        settle(std::move(*response));
    } else {
        emit notified(std::get<rpc::Notification>(*message));
    }
}

void RpcConnection::settle(rpc::Response response)
{
    const auto* id = std::get_if<std::int64_t>(&response.id);
    if (id == nullptr || *id < 1 || *id >= m_nextId) {
        end(Error{ErrorCode::Malformed, "$.id", "the server answered what was not asked"});
        return;
    }
    finish(*id, std::move(response.outcome).map_error([](const rpc::RpcError& error) { return rpc::errorFrom(error); }));
}

/// Does nothing when the call has ended: an answer may come after its time. Whoever waits may destroy this in answer.
void RpcConnection::finish(std::int64_t id, Result<Json> outcome)
{
    auto node = m_pending.extract(id);
    if (!node.empty()) {
        node.mapped().timer->stop();
        node.mapped().promise.addResult(std::move(outcome));
        node.mapped().promise.finish();
    }
}

/// Ends the connection from here on and hands out the calls that are not answered.
std::map<std::int64_t, RpcConnection::Pending> RpcConnection::takeOver()
{
    m_phase = Phase::Over;
    m_openTimer.stop();
    m_socket->disconnect(this);
    return std::exchange(m_pending, {});
}

void RpcConnection::end(const Error& why)
{
    if (m_phase == Phase::Over) {
        return;
    }
    const Phase before = m_phase;
    auto unanswered = takeOver();
    if (before == Phase::Open) {
        m_socket->close(QWebSocketProtocol::CloseCodeProtocolError);
    } else {
        m_socket->abort();
    }
    const QPointer<RpcConnection> self(this);
    if (before == Phase::Opening) {
        auto opening = std::move(m_opening);
        opening.addResult(Result<void>(tl::make_unexpected(why)));
        opening.finish();
    }
    for (auto& [id, pending] : unanswered) {
        pending.timer->stop();
        pending.promise.addResult(Result<Json>(tl::make_unexpected(why)));
        pending.promise.finish();
    }
    if (self && before == Phase::Open) {
        emit closed(why);
    }
}

void RpcConnection::close()
{
    if (m_phase == Phase::Over) {
        return;
    }
    const Phase before = m_phase;
    const auto unanswered = takeOver();
    if (before == Phase::Open) {
        m_socket->close(QWebSocketProtocol::CloseCodeNormal);
    } else {
        m_socket->abort();
    }
    // What is dropped unanswered counts as cancelled.
    const auto opening = std::move(m_opening);
}

} // namespace stillgate
