// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/Digest.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// 32 random bytes that keep a commitment from being guessed back. Destroyed with the value.
using Salt = FixedBytes<struct SaltTag, 32>;

/// What stands in an event's header in place of a personal value:
///     HMAC-SHA256(salt; JCS([ "stillgate/value/v1", context, field, value ]))
/// `context` ties it to its place: the event's sequence in decimal, or, for a note that its author committed to before the event
/// existed, "nonce:" and the gate's nonce in hexadecimal. `value` is UTF-8.
[[nodiscard]] Digest commitment(const Salt& salt, std::string_view context, std::string_view field, std::string_view value);

[[nodiscard]] std::string sequenceContext(Sequence sequence);

/// Salt and value that open one commitment.
struct Opening {
    Salt salt;
    std::string value;

    friend bool operator==(const Opening&, const Opening&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, Opening& opening)
{
    visit("salt", opening.salt);
    visit("value", opening.value);
}

} // namespace stillgate
