// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <tl/expected.hpp>

#include "core/base/Time.h"

class QNetworkReply;

namespace stillgate {

/// One HTTP/1.1 request.
struct HttpCall {
    enum class Method { Get, Post };
    Method method = Method::Get;
    QUrl url;
    QByteArray body; ///< JSON; never empty with Post
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    Duration timeout = Duration::seconds(10); ///< for the whole exchange
    std::size_t mostBytes = 1U << 20U; ///< of the answer's body
    std::function<bool()> mayLeave; ///< asked right before the body of a POST leaves, after any wait for a connection
};

/// A complete answer, whatever its status.
struct HttpAnswer {
    int status = 0;
    std::string body;
    bool isReplayed = false; ///< header Idempotent-Replayed: true
    std::optional<Duration> retryAfter; ///< header Retry-After in seconds

    friend bool operator==(const HttpAnswer&, const HttpAnswer&) = default;
};

/// Why there is no complete answer.
struct HttpLoss {
    enum class Reach {
        Nothing,  ///< for certain, nothing that could have an effect has left
        Anything, ///< the other side may have had the whole request
    };
    enum class Reason { Unreachable, Lost, TimedOut, TooLarge, GivenUp, Halted };
    Reach reach = Reach::Anything;
    Reason reason = Reason::Lost;

    friend bool operator==(const HttpLoss&, const HttpLoss&) = default;
};

using HttpOutcome = tl::expected<HttpAnswer, HttpLoss>;

/// An access manager for machines: no proxy, no redirects.
void prepareForMachines(QNetworkAccessManager& network);

/// One request on its way; emits finished() exactly once, never from within the constructor.
///
/// QNetworkAccessManager repeats a request by itself when the connection closes before an answer, a POST as well (seen with Qt
/// 6.4.2). So the body of a POST is given as a device that can be read only once: without its body nothing can be repeated.
/// Whether that device was touched also tells for certain whether a POST could have had an effect.
class HttpExchange final : public QObject {
    Q_OBJECT
public:
    HttpExchange(QNetworkAccessManager& network, const HttpCall& request, QObject* parent);
    ~HttpExchange() override;

    /// Ends now, as GivenUp, unless it has ended.
    void giveUp();

signals:
    void finished(const stillgate::HttpOutcome& outcome);

private:
    class OnceBody;

    void takeBytes();
    void stop(HttpLoss::Reason reason);
    void end();
    [[nodiscard]] HttpLoss::Reach reach() const;

    std::size_t m_mostBytes;
    OnceBody* m_body = nullptr; ///< null for a GET
    QNetworkReply* m_reply = nullptr;
    QTimer m_timer;
    std::string m_received;
    std::optional<HttpLoss::Reason> m_stopped; ///< why we ended it ourselves
    bool m_hasEnded = false;
};

} // namespace stillgate
