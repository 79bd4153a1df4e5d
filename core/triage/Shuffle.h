// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace stillgate::triage {

/// Reproducible randomness for training and sampling, never for secrets: its numbers are fixed by the C++ standard.
using Random = std::mt19937_64;

/// A number under `bound`, which is under 2^32; some numbers are likelier by bound / 2^32 at the most.
[[nodiscard]] inline std::size_t drawBelow(std::size_t bound, Random& random)
{
    return static_cast<std::size_t>(((random() >> 32U) * bound) >> 32U);
}

/// Fisher and Yates. std::shuffle gives another order with each standard library.
template <typename T>
void shuffle(std::vector<T>& items, Random& random)
{
    for (std::size_t i = items.size(); i > 1; --i) {
        std::swap(items[i - 1], items[drawBelow(i, random)]);
    }
}

} // namespace stillgate::triage
