// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// Bearer tokens and the people they stand for. Keeps digests only, and compares with all of them in constant time.
class TokenTable {
public:
    void add(std::string_view token, const PersonId& person);
    [[nodiscard]] std::optional<PersonId> find(std::string_view token) const;

private:
    std::vector<std::pair<Digest, PersonId>> m_tokens;
};

} // namespace stillgate
