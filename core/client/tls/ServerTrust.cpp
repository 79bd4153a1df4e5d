// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/tls/ServerTrust.h"

#include <array>
#include <utility>

#include "core/base/Certificate.h"
#include "core/base/File.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostAuthorityBytes = 1U << 20U;

struct FaultWords {
    TlsFault fault;
    std::string_view name;
    std::string_view meaning;
};

constexpr std::array<FaultWords, 9> kFaults{{
    {TlsFault::UnknownAuthority, "unknown_authority", "its certificate is signed by nobody who is trusted here"},
    {TlsFault::WrongHost, "wrong_host", "its certificate is for other hosts"},
    {TlsFault::Expired, "expired", "its certificate has expired"},
    {TlsFault::NotYetValid, "not_yet_valid", "its certificate is not valid yet; is the clock of this machine right?"},
    {TlsFault::OldProtocol, "old_protocol", "it does not speak TLS 1.3"},
    {TlsFault::PlainText, "plain_text", "no TLS is spoken there, and what is not on loopback needs it"},
    {TlsFault::PinMismatch, "pin_mismatch", "its key is not the pinned one"},
    {TlsFault::NoTrust, "no_trust", "say whom to trust: the file of its authority, or the pin of its key"},
    {TlsFault::Broken, "handshake_failed", "the TLS handshake failed"},
}};

const FaultWords& wordsOf(TlsFault fault)
{
    return kFaults.at(static_cast<std::size_t>(fault));
}

} // namespace

std::string_view nameOf(TlsFault fault)
{
    return wordsOf(fault).name;
}

Error errorOf(TlsFault fault, const std::string& where)
{
    return {ErrorCode::Refused, where, std::string(nameOf(fault)) + ": " + std::string(wordsOf(fault).meaning)};
}

Result<ServerTrust> serverTrustFrom(const std::filesystem::path& authorityFile, std::string_view pin)
{
    if (authorityFile.empty() == pin.empty()) {
        return fail(ErrorCode::Malformed, "--ca", "say whom to trust: --ca FILE or --pin SHA256, one of them");
    }
    if (!pin.empty()) {
        return fixedFromHex<Digest>(pin)
            .map([](const Digest& digest) { return ServerTrust{{}, digest}; })
            .map_error([](const Error&) {
                return Error{ErrorCode::Malformed, "--pin",
                             "expected 64 hexadecimal digits, as stillgatectl tls init prints them"};
            });
    }
    return readFile(authorityFile, kMostAuthorityBytes).and_then([&](std::string text) -> Result<ServerTrust> {
        if (!certificateFacts(text)) {
            return fail(ErrorCode::Malformed, authorityFile.string(), "expected certificates in PEM");
        }
        return ServerTrust{std::move(text), std::nullopt};
    });
}

} // namespace stillgate
