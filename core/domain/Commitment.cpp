// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Commitment.h"

#include "core/base/Json.h"

namespace stillgate {

Digest commitment(const Salt& salt, std::string_view context, std::string_view field, std::string_view value)
{
    const Json message = Json::Array{Json("stillgate/value/v1"), Json(context), Json(field), Json(value)};
    return hmacSha256(salt.view(), asBytes(canonicalJson(message)));
}

std::string sequenceContext(Sequence sequence)
{
    return std::to_string(sequence);
}

} // namespace stillgate
