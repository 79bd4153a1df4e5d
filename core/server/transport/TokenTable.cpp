// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transport/TokenTable.h"

namespace stillgate {

void TokenTable::add(std::string_view token, const PersonId& person)
{
    m_tokens.emplace_back(sha256(token), person);
}

std::optional<PersonId> TokenTable::find(std::string_view token) const
{
    const Digest digest = sha256(token);
    std::optional<PersonId> found;
    for (const auto& [known, person] : m_tokens) {
        if (equalConstantTime(known.view(), digest.view())) {
            found = person;
        }
    }
    return found;
}

} // namespace stillgate
