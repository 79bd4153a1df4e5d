// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/Projection.h"

namespace stillgate {

/// The event that a ticket's review stands in; absent while nobody reviewed what the model said.
template <typename Row>
[[nodiscard]] std::optional<Sequence> reviewOf(const Row& row)
{
    if constexpr (requires { row.reviewed->event; }) {
        return row.reviewed ? std::optional(row.reviewed->event) : std::nullopt;
    } else {
        return std::nullopt;
    }
}

} // namespace stillgate
