// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ostream>

#include <rapidcheck.h>

#include "tests/support/World.h"

/// Generator of a world's steps for properties, and how a counterexample is printed.
namespace rc {
template <>
struct Arbitrary<stillgate::Step> {
    static Gen<stillgate::Step> arbitrary()
    {
        return gen::construct<stillgate::Step>(gen::inRange(0, stillgate::World::kSteps), gen::inRange(0, 60),
                                               gen::inRange(1, 10'000));
    }
};
} // namespace rc

namespace stillgate {

inline void showValue(const Step& step, std::ostream& out)
{
    out << "{" << step.what << ", " << step.who << ", " << step.how << "}";
}

} // namespace stillgate
