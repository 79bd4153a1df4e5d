// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/Bytes.h"
#include "core/base/Time.h"

/// One-time codes by the clock (RFC 6238 over RFC 4226), as authenticator apps make them: HMAC-SHA-1, six digits, 30 seconds.
namespace stillgate {

enum class TotpHash { Sha1, Sha256, Sha512 };

struct TotpForm {
    TotpHash hash = TotpHash::Sha1;
    int digits = 6;
    Duration step = Duration::seconds(30);
};

/// Number of the step that a time lies in, counted from 1970.
[[nodiscard]] std::int64_t totpStep(UtcTime time, const TotpForm& form = {});
[[nodiscard]] std::string totpCode(ByteView secret, std::int64_t step, const TotpForm& form = {});

/// The step that the code is of: the present one, or one before or after it, and later than `lastUsed`, so that no code serves twice.
/// Takes as long for a wrong code as for the right one.
[[nodiscard]] std::optional<std::int64_t> matchTotp(ByteView secret, std::string_view code, UtcTime now, std::int64_t lastUsed);

/// RFC 4648, without padding: how authenticator apps take a secret.
[[nodiscard]] std::string base32(ByteView bytes);

} // namespace stillgate
