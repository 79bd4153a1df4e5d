// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/Bytes.h"
#include "core/base/JsonCodec.h"

/// Types that parameters and results are made of besides those of the domain.
namespace stillgate::rpc {

/// A whole number from `Least` to `Most`; another one is Malformed.
template <std::int64_t Least, std::int64_t Most>
struct Ranged {
    static constexpr std::int64_t kMost = Most;
    std::int64_t value = Least;

    friend bool operator==(const Ranged&, const Ranged&) = default;
};

/// Rows of one answer at the most. An answer holds fewer where they would not fit into one message.
using PageSize = Ranged<1, 1000>;
/// Bytes of one piece of an attachment at the most.
using PieceLength = Ranged<1, std::int64_t{512} << 10U>;

/// Bytes that stand in JSON as base64 (RFC 4648 section 4).
struct Base64 {
    Bytes bytes;

    friend bool operator==(const Base64&, const Base64&) = default;
};

/// Parameters or a result without a field.
struct Nothing {
    friend bool operator==(const Nothing&, const Nothing&) = default;
};

template <typename Visitor>
void describe(Visitor&, Nothing&)
{
}

enum class SortOrder { OldestFirst, NewestFirst };

/// Whether timers and execution run by the wall clock, or wait until a person has looked at it.
enum class ClockState { Good, Held };

} // namespace stillgate::rpc

namespace stillgate {

template <>
struct EnumNames<rpc::SortOrder> {
    static constexpr std::array<std::pair<rpc::SortOrder, std::string_view>, 2> kNames{
        {{rpc::SortOrder::OldestFirst, "oldest_first"}, {rpc::SortOrder::NewestFirst, "newest_first"}}};
};

template <>
struct EnumNames<rpc::ClockState> {
    static constexpr std::array<std::pair<rpc::ClockState, std::string_view>, 2> kNames{
        {{rpc::ClockState::Good, "good"}, {rpc::ClockState::Held, "held"}}};
};

template <std::int64_t Least, std::int64_t Most>
struct JsonForm<rpc::Ranged<Least, Most>> {
    static Json write(const rpc::Ranged<Least, Most>& number) { return number.value; }
    static Result<rpc::Ranged<Least, Most>> read(const Json& json, const std::string& path)
    {
        return integerFromJson(json, path, Least, Most).map([](std::int64_t value) { return rpc::Ranged<Least, Most>{value}; });
    }
};

template <>
struct JsonForm<rpc::Base64> {
    static Json write(const rpc::Base64& content) { return toBase64(content.bytes); }
    static Result<rpc::Base64> read(const Json& json, const std::string& path)
    {
        const std::string* text = json.asString();
        if (text == nullptr) {
            return fail(ErrorCode::Malformed, path, "expected base64");
        }
        return atPath(fromBase64(*text), path).map([](Bytes&& bytes) { return rpc::Base64{std::move(bytes)}; });
    }
};

} // namespace stillgate
