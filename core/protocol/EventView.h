// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/JsonCodec.h"
#include "core/domain/Event.h"

namespace stillgate::rpc {

/// An event's header as it travels: the stored JSON itself, with members this build does not know, so that its leaf can be hashed
/// at the other end.
class CarriedHeader {
public:
    CarriedHeader() = default;
    /// The bytes as they stand in the ledger.
    [[nodiscard]] static Result<CarriedHeader> fromBytes(std::string_view stored);
    [[nodiscard]] static Result<CarriedHeader> fromJson(const Json& json, const std::string& path);

    friend bool operator==(const CarriedHeader&, const CarriedHeader&) = default;

    [[nodiscard]] const EventHeader& header() const { return m_header; }
    [[nodiscard]] const Json& json() const { return m_json; }
    /// The bytes that were hashed.
    [[nodiscard]] std::string bytes() const { return canonicalJson(m_json); }

private:
    EventHeader m_header;
    Json m_json;
};

/// Why a personal value does not stand beside its header.
enum class Hidden {
    Erased, ///< the person was erased
    NotYours, ///< the caller's roles do not show it
    TooLarge, ///< it does not fit into one message
};

/// A personal value with the salt that opens its commitment, or why it is not shown.
using ShownValue = tl::expected<Opening, Hidden>;

/// An event with its personal values, one for every field that the header commits to.
struct EventView {
    CarriedHeader header;
    std::map<std::string, ShownValue> values;

    friend bool operator==(const EventView&, const EventView&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, EventView& event)
{
    visit("header", event.header);
    visit("values", event.values);
}

} // namespace stillgate::rpc

namespace stillgate {

template <>
struct EnumNames<rpc::Hidden> {
    static constexpr std::array<std::pair<rpc::Hidden, std::string_view>, 3> kNames{
        {{rpc::Hidden::Erased, "erased"}, {rpc::Hidden::NotYours, "not_yours"}, {rpc::Hidden::TooLarge, "too_large"}}};
};

template <>
struct JsonForm<rpc::CarriedHeader> {
    static Json write(const rpc::CarriedHeader& header) { return header.json(); }
    static Result<rpc::CarriedHeader> read(const Json& json, const std::string& path)
    {
        return rpc::CarriedHeader::fromJson(json, path);
    }
};

/// {"salt": …, "value": …} or {"hidden": "erased"}
template <>
struct JsonForm<rpc::ShownValue> {
    static Json write(const rpc::ShownValue& value);
    static Result<rpc::ShownValue> read(const Json& json, const std::string& path);
};

} // namespace stillgate
