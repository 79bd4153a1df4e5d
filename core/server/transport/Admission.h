// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include <tl/expected.hpp>

#include "core/domain/Ids.h"
#include "core/server/transport/HttpHead.h"
#include "core/server/transport/RpcHandlers.h"

namespace stillgate {

/// Whom a bearer token stands for; where it is bound to a device, that device has to prove that it is there.
struct Admitted {
    Admitted() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a person alone is admitted for what they are
    Admitted(const PersonId& whom) : person(whom) {}
    Admitted(const PersonId& whom, Attest bound) : person(whom), attest(std::move(bound)) {}

    PersonId person;
    std::optional<Attest> attest;
};

/// Whom a bearer token stands for. It must take as long for a wrong token as for a right one; TokenTable does.
using Authenticate = std::function<std::optional<Admitted>(std::string_view token)>;

/// Judges an opening request before anything is upgraded (RFC 6455 section 4.2): any Origin is refused (403), since no web page has
/// business here; then the bearer token (401, RFC 6750), the path (404), the upgrade (426) and the subprotocol (400). The path /sign-in
/// needs no token and lets in nobody, who may sign in.
[[nodiscard]] tl::expected<Admitted, HttpRefusal> admit(const HttpHead& head, const Authenticate& authenticate);

} // namespace stillgate
