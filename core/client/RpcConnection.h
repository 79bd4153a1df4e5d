// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include "core/base/JsonCodec.h"
#include "core/client/ServerAccess.h"
#include "core/protocol/Limits.h"
#include "core/protocol/Message.h"
#include "core/protocol/Methods.h"

class QWebSocket;

namespace stillgate {

/// One connection to an orchestrator, for one time: it does not connect again. Lives in the thread of its event loop.
///
/// Every call ends once: with the result, with the error that was answered, with Unavailable when it takes too long or the connection
/// ends, or cancelled when close() or the destructor ends the connection from here.
class RpcConnection final : public QObject {
    Q_OBJECT

public:
    static constexpr Duration kCallTime = Duration::seconds(30);

    explicit RpcConnection(ServerAccess access, QObject* parent = nullptr);
    ~RpcConnection() override;

    /// Connects; asked once. Unavailable when nobody answers as we need, the server's status in the detail; Refused with a TlsFault when
    /// the server does not prove itself by TLS 1.3, or the url is not on loopback and without TLS: a token is not sent in the clear.
    [[nodiscard]] QFuture<Result<void>> open();
    /// Ends the connection; unanswered calls are cancelled.
    void close();
    [[nodiscard]] bool isOpen() const { return m_phase == Phase::Open; }

    /// `params` are an object or an array, or null for none. Limit when the request is longer than a message may be.
    [[nodiscard]] QFuture<Result<Json>> call(std::string_view method, const Json& params, Duration time = kCallTime);

    template <rpc::Method M>
    [[nodiscard]] QFuture<Result<typename M::Result>> call(const typename M::Params& params, Duration time = kCallTime)
    {
        return call(M::kName, toJson(params), time).then([](const Result<Json>& result) {
            return result.and_then([](const Json& json) { return fromJson<typename M::Result>(json); });
        });
    }

    /// The HTTP status that the opening was answered with instead of an upgrade; 0 when it was not.
    [[nodiscard]] int refusedStatus() const { return m_refusedStatus; }
    /// Why the server was not spoken to; none when that is not what went wrong.
    [[nodiscard]] std::optional<TlsFault> tlsFault() const { return m_tlsFault; }
    /// With which the server ended the connection (RFC 6455 section 7.4); 0 before.
    [[nodiscard]] int closeCode() const { return m_closeCode; }

signals:
    /// The connection was open and ended, not by close(). Calls have ended before.
    void closed(const stillgate::Error& why);
    /// What the server tells by itself, in the order it came.
    void notified(const stillgate::rpc::Notification& notification);

private:
    enum class Phase { New, Opening, Open, Over };

    /// For objects that may be in the middle of calling us.
    struct LaterDelete {
        void operator()(QObject* object) const { object->deleteLater(); }
    };

    struct Pending {
        QPromise<Result<Json>> promise;
        std::unique_ptr<QTimer, LaterDelete> timer;
    };

    void connectSocket();
    void failToOpen();
    void opened();
    void receive(const QString& text);
    void settle(rpc::Response response);
    void finish(std::int64_t id, Result<Json> outcome);
    void end(const Error& why);
    [[nodiscard]] std::map<std::int64_t, Pending> takeOver();

    ServerAccess m_access;
    std::unique_ptr<QWebSocket, LaterDelete> m_socket;
    Phase m_phase = Phase::New;
    QPromise<Result<void>> m_opening;
    QTimer m_openTimer;
    std::map<std::int64_t, Pending> m_pending;
    std::int64_t m_nextId = 1;
    std::optional<TlsFault> m_tlsFault;
    int m_refusedStatus = 0;
    int m_closeCode = 0;
};

} // namespace stillgate
