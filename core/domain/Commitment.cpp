// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Commitment.h"

#include "core/base/Json.h"

namespace stillgate {

Digest commitment(const Salt& salt, std::string_view context, std::string_view field, std::string_view value)
{
    // An auditor computes one of these for every value there is, so the array is written without a tree in between.
    std::string message = R"(["stillgate/value/v1")";
    message.reserve(message.size() + context.size() + field.size() + value.size() + value.size() / 8 + 16);
    for (const std::string_view part : {context, field, value}) {
        message += ',';
        appendCanonical(message, part);
    }
    message += ']';
    return hmacSha256(salt.view(), asBytes(message));
}

std::string sequenceContext(Sequence sequence)
{
    return std::to_string(sequence);
}

} // namespace stillgate
