// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/EventView.h"

namespace stillgate {

namespace rpc {

Result<CarriedHeader> CarriedHeader::fromBytes(std::string_view stored)
{
    return parseJson(stored).and_then([](const Json& json) { return fromJson(json, "$"); });
}

Result<CarriedHeader> CarriedHeader::fromJson(const Json& json, const std::string& path)
{
    auto header = headerFromJson(json);
    if (!header) {
        // Its path starts at the header; ours at the message.
        Error& error = header.error();
        error.where = path + (error.where.starts_with('$') ? error.where.substr(1) : error.where);
        return tl::make_unexpected(std::move(error));
    }
    CarriedHeader out;
    out.m_header = std::move(*header);
    out.m_json = json;
    return out;
}

} // namespace rpc

Json JsonForm<rpc::ShownValue>::write(const rpc::ShownValue& value)
{
    if (value) {
        return toJson(*value);
    }
    Json out = Json::object();
    out.set("hidden", nameOf(value.error()));
    return out;
}

Result<rpc::ShownValue> JsonForm<rpc::ShownValue>::read(const Json& json, const std::string& path)
{
    if (const Json* hidden = json.find("hidden")) {
        return fromJson<rpc::Hidden>(*hidden, path + ".hidden").map([](rpc::Hidden why) {
            return rpc::ShownValue(tl::make_unexpected(why));
        });
    }
    return fromJson<Opening>(json, path).map([](Opening&& opening) { return rpc::ShownValue(std::move(opening)); });
}

} // namespace stillgate
