// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/IntakeUploader.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>

#include "core/client/tls/TlsJudge.h"

namespace stillgate {

namespace {

constexpr int kTimeoutMs = 120'000;

Result<Json> resultsOf(QNetworkReply& reply)
{
    const QByteArray bytes = reply.readAll();
    auto body = parseJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        return fail(ErrorCode::Unavailable, "intake", reply.errorString().toStdString());
    }
    const Json* results = body ? body->find("results") : nullptr;
    if (status != 200 || results == nullptr) {
        const Json* error = body ? body->find("error") : nullptr;
        const std::string detail = error != nullptr ? std::string(error->textAt("detail")) : reply.errorString().toStdString();
        return fail(ErrorCode::Refused, "intake", "status " + std::to_string(status) + ": " + detail);
    }
    return *results;
}

} // namespace

IntakeUploader::IntakeUploader(std::string url, std::string token, ServerTrust trust)
    : m_url(std::move(url)), m_token(std::move(token)), m_trust(std::move(trust))
{
}

QFuture<Result<Json>> IntakeUploader::send(const std::vector<Json>& messages)
{
    QNetworkRequest request(QUrl(QString::fromStdString(m_url + "/v1/messages/batch")));
    if (const auto fault = whyNotBegun(request.url(), m_trust)) {
        return QtFuture::makeReadyFuture(Result<Json>(tl::make_unexpected(errorOf(*fault, m_url))));
    }
    request.setSslConfiguration(clientTls(m_trust));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + m_token));
    request.setTransferTimeout(kTimeoutMs);
    const std::string body = canonicalJson(Json::object().set("messages", Json::Array(messages.begin(), messages.end())));
    QNetworkReply* reply = m_network.post(request, QByteArray::fromStdString(body));
    auto promise = std::make_shared<QPromise<Result<Json>>>();
    promise->start();
    const auto fault = std::make_shared<std::optional<TlsFault>>();
    QObject::connect(reply, &QNetworkReply::sslErrors, reply,
                     [this, reply, fault](const QList<QSslError>& findings) { *fault = judge(*reply, findings, m_trust); });
    QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply, promise, fault] {
        if (!*fault && reply->error() == QNetworkReply::SslHandshakeFailedError) {
            *fault = faultOfHandshake(reply->errorString());
        }
        promise->addResult(*fault ? Result<Json>(tl::make_unexpected(errorOf(**fault, m_url))) : resultsOf(*reply));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
}

} // namespace stillgate
