// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/ListenAddress.h"

#include <charconv>
#include <optional>

#include <QHostAddress>

#include "core/base/Failpoint.h"

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

bool ListenAddress::isLoopback() const
{
    return QHostAddress(QString::fromStdString(host)).isLoopback();
}

ListenAddress ListenAddress::fromHere() const
{
    const QHostAddress address(QString::fromStdString(host));
    if (address == QHostAddress::AnyIPv4) {
        return {"127.0.0.1", port};
    }
    return address == QHostAddress::AnyIPv6 || address == QHostAddress::Any ? ListenAddress{"::1", port} : *this;
}

Result<void> mayListen(const ListenAddress& address, Wire wire, const std::string& field)
{
    if (wire == Wire::Tls || address.isLoopback() || !STILLGATE_PROTECTION_ON("tls_off_loopback")) {
        return {};
    }
    return fail(ErrorCode::Refused, field,
                address.text() +
                    " is not on loopback, and without TLS tokens and personal data would travel in the clear: give "
                    "--tls-certificate and --tls-key (stillgatectl tls init makes them), or listen on 127.0.0.1");
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
    return ListenAddress{address.toString().toStdString(), *port};
}

} // namespace stillgate
