// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace stillgate {

/// ISO 4217 code, three capital letters.
struct Currency {
    char letters[4] = {'X', 'X', 'X', '\0'}; ///< until set, the code for no currency

    friend auto operator<=>(const Currency&, const Currency&) = default;
    [[nodiscard]] std::string_view text() const { return {letters, 3}; }
    [[nodiscard]] static Result<Currency> fromText(std::string_view text);
    /// Digits after the decimal point (ISO 4217): 2 for most, 0 or 3 for some.
    [[nodiscard]] int minorDigits() const;
};

/// An amount in minor units (cents). Never a floating-point number; arithmetic is checked.
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    friend bool operator==(const Money&, const Money&) = default;

    /// Refused for two currencies, Limit on overflow.
    [[nodiscard]] Result<Money> plus(const Money& other) const;
    [[nodiscard]] Result<Money> minus(const Money& other) const;

    /// The decimal string of the wire, without the currency: "129.00", "-0.05", "500" (JPY).
    [[nodiscard]] std::string decimal() const;
    /// Exactly the form decimal() writes, with as many decimals as the currency has.
    [[nodiscard]] static Result<Money> fromDecimal(std::string_view decimal, const Currency& currency);
};

} // namespace stillgate
