// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include <tl/expected.hpp>

#include "core/domain/Ids.h"
#include "core/server/transport/HttpHead.h"

namespace stillgate {

/// Whom a bearer token stands for. It must take as long for a wrong token as for a right one; TokenTable does.
using Authenticate = std::function<std::optional<PersonId>(std::string_view token)>;

/// Judges an opening request before anything is upgraded (RFC 6455 section 4.2): any Origin is refused (403), since no web page has
/// business here; then the bearer token (401, RFC 6750), the path (404), the upgrade (426) and the subprotocol (400).
[[nodiscard]] tl::expected<PersonId, HttpRefusal> admit(const HttpHead& head, const Authenticate& authenticate);

} // namespace stillgate
