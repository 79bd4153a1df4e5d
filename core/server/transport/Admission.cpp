// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/Admission.h"

#include <algorithm>
#include <array>

#include "core/base/Bytes.h"
#include "core/base/Failpoint.h"
#include "core/protocol/Limits.h"

namespace stillgate {

namespace {

constexpr std::size_t kKeyBytes = 16; ///< of Sec-WebSocket-Key, once decoded
constexpr std::string_view kUpgradeField = "Upgrade: websocket\r\nSec-WebSocket-Version: 13";

HttpRefusal badRequest(std::string_view reason)
{
    return {400, "Bad Request", reason, {}};
}

bool repeatsAField(const HttpHead& head)
{
    constexpr std::array<std::string_view, 6> once{"authorization", "connection",        "host",
                                                   "upgrade",       "sec-websocket-key", "sec-websocket-version"};
    return std::any_of(once.begin(), once.end(), [&](std::string_view name) { return head.values(name).size() > 1; });
}

std::string_view bearerToken(std::string_view authorization)
{
    constexpr std::string_view scheme = "Bearer ";
    if (authorization.size() <= scheme.size() || !equalIgnoringCase(authorization.substr(0, scheme.size()), scheme)) {
        return {};
    }
    return authorization.substr(scheme.size());
}

bool asksForUpgrade(const HttpHead& head)
{
    const auto connection = listItems(head.value("connection"));
    return equalIgnoringCase(head.value("upgrade"), "websocket") && head.value("sec-websocket-version") == "13" &&
           std::any_of(connection.begin(), connection.end(),
                       [](std::string_view item) { return equalIgnoringCase(item, "upgrade"); });
}

bool offersSubprotocol(const HttpHead& head)
{
    const auto lists = head.values("sec-websocket-protocol");
    return std::any_of(lists.begin(), lists.end(), [](std::string_view list) {
        const auto items = listItems(list);
        return std::find(items.begin(), items.end(), rpc::kSubprotocol) != items.end();
    });
}

/// What is wrong with the upgrade itself, once the caller is known.
std::optional<HttpRefusal> upgradeFault(const HttpHead& head)
{
    if (head.method != "GET") {
        return HttpRefusal{405, "Method Not Allowed", "only GET opens a WebSocket", "Allow: GET"};
    }
    if (head.target != rpc::kPath && head.target != rpc::kSignInPath) {
        return HttpRefusal{404, "Not Found", "the WebSocket is at /rpc", {}};
    }
    if (!asksForUpgrade(head)) {
        return HttpRefusal{426, "Upgrade Required", "only WebSocket version 13 is spoken here", kUpgradeField};
    }
    const auto key = fromBase64(head.value("sec-websocket-key"));
    if (!key || key->size() != kKeyBytes || head.value("host").empty()) {
        return badRequest("expected a Host and a Sec-WebSocket-Key");
    }
    if (!offersSubprotocol(head)) {
        return badRequest("expected the subprotocol stillgate.v1");
    }
    return std::nullopt;
}

} // namespace

tl::expected<Admitted, HttpRefusal> admit(const HttpHead& head, const Authenticate& authenticate)
{
    if (STILLGATE_PROTECTION_ON("origin") && !head.values("origin").empty()) {
        return tl::make_unexpected(HttpRefusal{403, "Forbidden", "no web page may connect", {}});
    }
    if (repeatsAField(head)) {
        return tl::make_unexpected(badRequest("a field stands twice"));
    }
    const std::string_view token = bearerToken(head.value("authorization"));
    const bool signsIn = head.target == rpc::kSignInPath && token.empty();
    const auto admitted = signsIn         ? std::optional(Admitted(PersonId{}, Attest{}))
                          : token.empty() ? std::nullopt
                                          : authenticate(token);
    if (!admitted) {
        return tl::make_unexpected(
            HttpRefusal{401, "Unauthorized", "expected a valid bearer token", "WWW-Authenticate: Bearer"});
    }
    if (const auto fault = upgradeFault(head)) {
        return tl::make_unexpected(*fault);
    }
    return *admitted;
}

} // namespace stillgate
