// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <QNetworkAccessManager>
#include <QObject>

#include "core/connectors/Connector.h"
#include "core/domain/Words.h"

namespace stillgate {

/// Where a sandbox serves and what it asks for.
struct SandboxAccess {
    std::string url; ///< "http://127.0.0.1:8080"
    std::string token;
    Environment environment = Environment::Dev; ///< that its books are of
};

/// What stillgate-sandbox wrote when it began to serve. NotFound, Io, Malformed.
[[nodiscard]] Result<SandboxAccess> readSandboxAccess(const std::filesystem::path& readyFile);

/// The connector to stillgate-sandbox (docs/sandbox.md). Parameters by operation, all texts:
///   customer.find {email}                      refund.create {payment, amount, currency}
///   order.read {order}                         refund.recharge {refund}
///   refund.read {refund}                       message.send {to_customer or to, channel, subject, body}
///   refund.find, recharge.find, message.find {key}
class SandboxConnector final : public Connector {
public:
    explicit SandboxConnector(SandboxAccess access);
    ~SandboxConnector() override;

    [[nodiscard]] std::string_view system() const override { return "sandbox"; }
    [[nodiscard]] const std::vector<OperationSpec>& operations() const override { return m_specs; }
    [[nodiscard]] QFuture<CallOutcome> call(const CallRequest& request) override;

private:
    SandboxAccess m_access;
    std::vector<OperationSpec> m_specs;
    QNetworkAccessManager m_network;
    QObject m_open; ///< parent of the exchanges under way
};

} // namespace stillgate
