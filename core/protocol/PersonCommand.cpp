// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/PersonCommand.h"

namespace stillgate {

namespace {

/// Reads the alternative whose kind it is; the first that fits ends the search.
template <typename... Commands>
Result<rpc::PersonCommand> readKind(std::string_view kind, const Json& json, const std::string& path,
                                    std::type_identity<std::variant<Commands...>>)
{
    Result<rpc::PersonCommand> out = fail(ErrorCode::Malformed, path + ".kind", "unknown kind of command");
    const auto tryOne = [&]<typename C>(std::type_identity<C>) {
        if (kind != C::kKind) {
            return false;
        }
        out = fromJson<C>(json, path).map([](C&& command) { return rpc::PersonCommand(std::move(command)); });
        return true;
    };
    static_cast<void>((tryOne(std::type_identity<Commands>{}) || ...));
    return out;
}

} // namespace

Json JsonForm<rpc::PersonCommand>::write(const rpc::PersonCommand& command)
{
    return std::visit(
        [](const auto& value) {
            Json out = toJson(value);
            out.set("kind", std::remove_cvref_t<decltype(value)>::kKind);
            return out;
        },
        command);
}

Result<rpc::PersonCommand> JsonForm<rpc::PersonCommand>::read(const Json& json, const std::string& path)
{
    if (json.asObject() == nullptr) {
        return fail(ErrorCode::Malformed, path, "expected an object");
    }
    const Json* kind = json.find("kind");
    if (kind == nullptr || kind->asString() == nullptr) {
        return fail(ErrorCode::Malformed, path + ".kind", "expected a text");
    }
    return readKind(*kind->asString(), json, path, std::type_identity<rpc::PersonCommand>{});
}

} // namespace stillgate
