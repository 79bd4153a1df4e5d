// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "core/base/JsonCodec.h"

namespace stillgate::triage {

/// A calibrated probability in whole 1/10000, so that it can be compared, hashed and signed without floating point.
class Confidence {
public:
    static constexpr std::uint16_t kMost = 10'000;

    constexpr Confidence() = default;

    /// Rounds down: a confidence never claims more than was computed. What is not a number counts as 0.
    [[nodiscard]] static constexpr Confidence floorOf(double probability)
    {
        if (!(probability > 0)) {
            return {};
        }
        return Confidence(probability >= 1 ? kMost : static_cast<std::uint16_t>(probability * kMost));
    }

    /// Malformed unless 0 to 10000.
    [[nodiscard]] static Result<Confidence> fromInteger(std::int64_t value, const std::string& path = {})
    {
        if (value < 0 || value > kMost) {
            return fail(ErrorCode::Malformed, path, "expected a number from 0 to 10000");
        }
        return Confidence(static_cast<std::uint16_t>(value));
    }

    [[nodiscard]] constexpr std::uint16_t value() const { return m_value; }
    [[nodiscard]] constexpr double probability() const { return static_cast<double>(m_value) / kMost; }

    friend constexpr auto operator<=>(const Confidence&, const Confidence&) = default;

private:
    constexpr explicit Confidence(std::uint16_t value) : m_value(value) {}
    std::uint16_t m_value = 0;
};

} // namespace stillgate::triage

template <>
struct stillgate::JsonForm<stillgate::triage::Confidence> {
    static Json write(triage::Confidence value) { return static_cast<std::int64_t>(value.value()); }
    static Result<triage::Confidence> read(const Json& json, const std::string& path)
    {
        return fromJson<std::int64_t>(json, path).and_then([&path](std::int64_t value) {
            return triage::Confidence::fromInteger(value, path);
        });
    }
};
