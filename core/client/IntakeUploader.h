// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QFuture>
#include <QNetworkAccessManager>

#include "core/base/Json.h"
#include "core/base/Result.h"
#include "core/client/tls/ServerTrust.h"

namespace stillgate {

/// Brings messages to an orchestrator's intake over HTTP. Lives in the thread of its event loop.
class IntakeUploader {
public:
    IntakeUploader(std::string url, std::string token, ServerTrust trust = {});

    /// One batch, in the JSON of POST /v1/messages/batch; the result is its "results", one for each message. Unavailable when nobody
    /// answers: sending the same batch again is safe. Refused with a TlsFault like a connection.
    [[nodiscard]] QFuture<Result<Json>> send(const std::vector<Json>& messages);

private:
    std::string m_url;
    std::string m_token;
    ServerTrust m_trust;
    QNetworkAccessManager m_network;
};

} // namespace stillgate
