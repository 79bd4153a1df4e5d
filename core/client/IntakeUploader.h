// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QFuture>
#include <QNetworkAccessManager>

#include "core/base/Json.h"
#include "core/base/Result.h"

namespace stillgate {

/// Brings messages to an orchestrator's intake over HTTP. Lives in the thread of its event loop.
class IntakeUploader {
public:
    IntakeUploader(std::string url, std::string token);

    /// One batch, in the JSON of POST /v1/messages/batch; the result is its "results", one for each message. Unavailable when nobody
    /// answers: sending the same batch again is safe.
    [[nodiscard]] QFuture<Result<Json>> send(const std::vector<Json>& messages);

private:
    std::string m_url;
    std::string m_token;
    QNetworkAccessManager m_network;
};

} // namespace stillgate
