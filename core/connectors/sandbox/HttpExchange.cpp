// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectors/sandbox/HttpExchange.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <QIODevice>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace stillgate {

/// A body that can be read from its beginning to its end once, and remembers whether it was.
class HttpExchange::OnceBody final : public QIODevice {
public:
    /// `mayLeave` is asked once, at the first byte that is wanted; where it says no, none is given.
    OnceBody(QByteArray bytes, std::function<bool()> mayLeave, HttpExchange* parent)
        : QIODevice(parent), m_exchange(*parent), m_bytes(std::move(bytes)), m_mayLeave(std::move(mayLeave))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool wasTouched() const { return m_wasTouched; }
    [[nodiscard]] bool isHalted() const { return m_isHalted; }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_next + QIODevice::bytesAvailable(); }
    [[nodiscard]] bool atEnd() const override { return m_next == m_bytes.size(); }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }

protected:
    qint64 readData(char* out, qint64 most) override
    {
        if (m_isHalted || (!m_wasTouched && m_mayLeave && !m_mayLeave())) {
            m_isHalted = true;
            // Not from within: the reply is in the middle of asking.
            QMetaObject::invokeMethod(
                &m_exchange, [exchange = &m_exchange] { exchange->stop(HttpLoss::Reason::Halted); }, Qt::QueuedConnection);
            return -1;
        }
        m_wasTouched = true;
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_next);
        if (count <= 0) {
            return -1;
        }
        std::memcpy(out, m_bytes.constData() + m_next, static_cast<std::size_t>(count));
        m_next += count;
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    HttpExchange& m_exchange;
    QByteArray m_bytes;
    std::function<bool()> m_mayLeave;
    qint64 m_next = 0;
    bool m_wasTouched = false;
    bool m_isHalted = false;
};

namespace {

QNetworkRequest networkRequestOf(const HttpCall& request)
{
    QNetworkRequest out(request.url);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Compressed answers would need a limit of their own.
    out.setRawHeader("Accept-Encoding", "identity");
    out.setRawHeader("Accept", "application/json");
    for (const auto& [name, value] : request.headers) {
        out.setRawHeader(name, value);
    }
    if (request.method == HttpCall::Method::Post) {
        out.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        // A copy in a buffer could be sent again.
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    return out;
}

/// Whether the answer came whole: then an "error" is only Qt's word for its status.
bool isWhole(const QNetworkReply& reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid() &&
           (error == QNetworkReply::NoError ||
            (error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ContentReSendError &&
             error != QNetworkReply::ProtocolFailure && error != QNetworkReply::ProtocolUnknownError));
}

bool isUnreachable(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError;
}

std::optional<Duration> retryAfterOf(const QNetworkReply& reply)
{
    const QByteArray text = reply.rawHeader("Retry-After").trimmed();
    std::int64_t seconds = 0;
    const auto [end, status] = std::from_chars(text.constData(), text.constData() + text.size(), seconds);
    constexpr std::int64_t kMostSeconds = 86'400;
    if (text.isEmpty() || status != std::errc{} || end != text.constData() + text.size() || seconds < 0) {
        return std::nullopt;
    }
    return Duration::seconds(std::min(seconds, kMostSeconds));
}

} // namespace

void prepareForMachines(QNetworkAccessManager& network)
{
    network.setProxy(QNetworkProxy::NoProxy);
    network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    network.setAutoDeleteReplies(false);
}

HttpExchange::HttpExchange(QNetworkAccessManager& network, const HttpCall& request, QObject* parent)
    : QObject(parent), m_mostBytes(request.mostBytes)
{
    const QNetworkRequest prepared = networkRequestOf(request);
    if (request.method == HttpCall::Method::Post) {
        m_body = new OnceBody(request.body, request.mayLeave, this);
        m_reply = network.post(prepared, m_body);
    } else {
        m_reply = network.get(prepared);
    }
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::end);
    connect(&m_timer, &QTimer::timeout, this, [this] { stop(HttpLoss::Reason::TimedOut); });
    m_timer.setSingleShot(true);
    m_timer.start(std::chrono::milliseconds(request.timeout.ms));
}

HttpExchange::~HttpExchange()
{
    m_reply->disconnect(this);
    m_reply->abort();
}

void HttpExchange::giveUp()
{
    stop(HttpLoss::Reason::GivenUp);
}

void HttpExchange::takeBytes()
{
    const QByteArray bytes = m_reply->readAll();
    m_received.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (m_received.size() > m_mostBytes) {
        stop(HttpLoss::Reason::TooLarge);
    }
}

void HttpExchange::stop(HttpLoss::Reason reason)
{
    if (!m_hasEnded && !m_stopped) {
        m_stopped = reason;
        m_reply->abort(); // emits finished()
    }
}

HttpLoss::Reach HttpExchange::reach() const
{
    const bool isNothing = m_body != nullptr ? !m_body->wasTouched() : isUnreachable(m_reply->error());
    return isNothing ? HttpLoss::Reach::Nothing : HttpLoss::Reach::Anything;
}

void HttpExchange::end()
{
    if (m_hasEnded) {
        return;
    }
    m_timer.stop();
    if (!m_stopped) {
        takeBytes();
    }
    m_hasEnded = true;
    if (m_body != nullptr && m_body->isHalted()) {
        m_stopped = HttpLoss::Reason::Halted; // however the reply took it that its body never came
    }
    if (m_stopped) {
        emit finished(tl::make_unexpected(HttpLoss{reach(), *m_stopped}));
    } else if (!isWhole(*m_reply)) {
        const auto reason = isUnreachable(m_reply->error()) ? HttpLoss::Reason::Unreachable : HttpLoss::Reason::Lost;
        emit finished(tl::make_unexpected(HttpLoss{reach(), reason}));
    } else {
        emit finished(HttpAnswer{.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                                 .body = std::move(m_received),
                                 .isReplayed = m_reply->rawHeader("Idempotent-Replayed") == "true",
                                 .retryAfter = retryAfterOf(*m_reply)});
    }
}

} // namespace stillgate
