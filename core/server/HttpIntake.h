// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/Json.h"
#include "core/server/IntakeDesk.h"
#include "core/server/Orchestrator.h"
#include "core/server/transport/TlsIdentity.h"

namespace stillgate {

/// Intake and health over HTTP/1.1 on threads of its own, in the clear or over TLS.
///     POST /v1/messages          one message; an Idempotency-Key header stands for a missing id
///     POST /v1/messages/batch    {"messages": [{…, "occurrence": 0}, …]}: answered one by one, in their order
///     GET  /healthz              without a token
/// Every other call needs "Authorization: Bearer TOKEN"; a request with an Origin header is refused.
class HttpIntake {
public:
    struct Options {
        std::string address = "127.0.0.1";
        int port = 0; ///< 0 picks one
        std::string token;
        std::function<Json()> health;
        std::optional<TlsIdentity> tls = {}; ///< TLS 1.3 where it is given; needed off loopback
    };

    HttpIntake(const IntakeDesk& desk, Orchestrator& orchestrator, Options options);
    ~HttpIntake();

    /// Binds and starts to serve. Io when the address cannot be had, Refused for one off loopback without TLS.
    [[nodiscard]] Result<int> start();
    void stop();

private:
    struct Server;
    std::unique_ptr<Server> m_server;
};

} // namespace stillgate
