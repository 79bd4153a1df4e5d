// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Money.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stillgate {

namespace {

// ISO 4217, list one: the currencies whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 16> kNoDecimals{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                       "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThreeDecimals{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

tl::unexpected<Error> malformed(const Currency& currency)
{
    return fail(ErrorCode::Malformed, {}, "expected an amount with " + std::to_string(currency.minorDigits()) + " decimals");
}

Result<Money> checked(const Money& result, const Money& other, bool overflow)
{
    if (result.currency != other.currency) {
        return fail(ErrorCode::Refused, {}, "amounts are in different currencies");
    }
    if (overflow) {
        return fail(ErrorCode::Limit, {}, "the amount is too large");
    }
    return result;
}

} // namespace

Result<Currency> Currency::fromText(std::string_view text)
{
    if (text.size() != 3 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return fail(ErrorCode::Malformed, {}, "expected an ISO 4217 currency such as EUR");
    }
    Currency out;
    std::copy(text.begin(), text.end(), out.letters);
    return out;
}

int Currency::minorDigits() const
{
    if (std::find(kNoDecimals.begin(), kNoDecimals.end(), text()) != kNoDecimals.end()) {
        return 0;
    }
    return std::find(kThreeDecimals.begin(), kThreeDecimals.end(), text()) != kThreeDecimals.end() ? 3 : 2;
}

Result<Money> Money::plus(const Money& other) const
{
    Money out{0, currency};
    const bool overflow = __builtin_add_overflow(minor, other.minor, &out.minor);
    return checked(out, other, overflow);
}

Result<Money> Money::minus(const Money& other) const
{
    Money out{0, currency};
    const bool overflow = __builtin_sub_overflow(minor, other.minor, &out.minor);
    return checked(out, other, overflow);
}

std::string Money::decimal() const
{
    const auto places = static_cast<std::size_t>(currency.minorDigits());
    const bool negative = minor < 0;
    std::string out = std::to_string(negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor));
    if (places > 0) {
        if (out.size() <= places) {
            out.insert(0, places + 1 - out.size(), '0');
        }
        out.insert(out.size() - places, 1, '.');
    }
    return negative ? "-" + out : out;
}

Result<Money> Money::fromDecimal(std::string_view decimal, const Currency& currency)
{
    const auto places = static_cast<std::size_t>(currency.minorDigits());
    std::string packed(decimal);
    if (places > 0) {
        const std::size_t point = packed.find('.');
        if (point == std::string::npos || point == 0 || packed.size() - point - 1 != places) {
            return malformed(currency);
        }
        packed.erase(point, 1);
    }
    Money out{0, currency};
    const auto [end, status] = std::from_chars(packed.data(), packed.data() + packed.size(), out.minor);
    if (status != std::errc{} || end != packed.data() + packed.size() || out.decimal() != decimal) {
        return malformed(currency);
    }
    return out;
}

} // namespace stillgate
