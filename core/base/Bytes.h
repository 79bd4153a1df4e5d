// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"

namespace stillgate {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// `N` raw bytes that mean one thing; `Tag` keeps a digest from being passed where a salt is wanted.
template <typename Tag, std::size_t N>
struct FixedBytes {
    static constexpr std::size_t kSize = N;
    std::array<std::uint8_t, N> bytes{};

    friend auto operator<=>(const FixedBytes&, const FixedBytes&) = default;

    [[nodiscard]] ByteView view() const { return bytes; }
    [[nodiscard]] bool isZero() const { return *this == FixedBytes{}; }
};

/// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(ByteView bytes);
/// Strict: an even number of hexadecimal digits and nothing else.
[[nodiscard]] Result<Bytes> fromHex(std::string_view hex);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string toBase64(ByteView bytes);
/// Strict RFC 4648 section 4: padding required, no white space, unused bits zero.
[[nodiscard]] Result<Bytes> fromBase64(std::string_view text);

template <typename Fixed>
[[nodiscard]] Result<Fixed> fixedFrom(ByteView bytes)
{
    if (bytes.size() != Fixed::kSize) {
        return fail(ErrorCode::Malformed, {},
                    "expected " + std::to_string(Fixed::kSize) + " bytes, found " + std::to_string(bytes.size()));
    }
    Fixed out;
    std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
    return out;
}

template <typename Fixed>
[[nodiscard]] Result<Fixed> fixedFromHex(std::string_view hex)
{
    const auto bytes = fromHex(hex);
    if (!bytes) {
        return tl::make_unexpected(bytes.error());
    }
    return fixedFrom<Fixed>(*bytes);
}

/// Compares in time that depends on the lengths alone.
[[nodiscard]] bool equalConstantTime(ByteView left, ByteView right);

} // namespace stillgate

template <typename Tag, std::size_t N>
struct std::hash<stillgate::FixedBytes<Tag, N>> {
    std::size_t operator()(const stillgate::FixedBytes<Tag, N>& value) const noexcept
    {
        // The bytes hashed here are digests or random: any machine word of them is as good as a hash.
        std::size_t word = 0;
        static_assert(N >= sizeof word);
        std::copy_n(value.bytes.data() + (N - sizeof word), sizeof word, reinterpret_cast<std::uint8_t*>(&word));
        return word;
    }
};
