// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/ListenAddress.h"

#include <charconv>
#include <optional>

#include <QHostAddress>

namespace stillgate {

namespace {

std::optional<std::uint16_t> portFrom(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isWhole = status == std::errc{} && end == text.data() + text.size();
    return isWhole ? std::optional(port) : std::nullopt;
}

tl::unexpected<Error> malformed(std::string_view text)
{
    return fail(ErrorCode::Malformed, std::string(text), "expected ADDRESS:PORT, such as 127.0.0.1:0 or [::1]:8080");
}

} // namespace

std::string ListenAddress::text() const
{
    const bool isV6 = host.find(':') != std::string::npos;
    return (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ListenAddress> listenAddressFromText(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return malformed(text);
    }
    const auto port = portFrom(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    const bool inBrackets = host.starts_with('[') && host.ends_with(']');
    if (inBrackets) {
        host = host.substr(1, host.size() - 2);
    }
    if (host == "localhost") {
        host = "127.0.0.1";
    }
    QHostAddress address;
    const bool isAddress = address.setAddress(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size())));
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    if (!port || !isAddress || isV6 != inBrackets) {
        return malformed(text);
    }
    if (!address.isLoopback()) {
        return fail(ErrorCode::Refused, std::string(text),
                    "only loopback addresses are served: without TLS, tokens and personal data would travel in the clear");
    }
    return ListenAddress{address.toString().toStdString(), *port};
}

} // namespace stillgate
