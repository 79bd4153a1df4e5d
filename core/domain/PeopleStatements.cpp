// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/PeopleStatements.h"

#include "core/base/JsonCodec.h"

namespace stillgate {

std::string signedBytes(const KeyStatement& statement)
{
    return "stillgate/key/v1\n" + canonicalJson(toJson(statement));
}

std::string signedBytes(const PolicyStatement& statement)
{
    return "stillgate/policy/v1\n" + canonicalJson(toJson(statement));
}

} // namespace stillgate
