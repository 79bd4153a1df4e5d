// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "core/protocol/Errors.h"
#include "core/protocol/EventView.h"
#include "core/protocol/PersonCommand.h"
#include "core/protocol/WireTypes.h"

/// JSON Schema (draft 7, as OpenRPC takes it) of every type that travels, from the same descriptions that read and write it. Objects
/// may have members that are not listed: unknown ones pass.
namespace stillgate::rpc {

template <typename T>
[[nodiscard]] Json schemaOf();

/// Collects described fields as the properties of an object.
class SchemaFields {
public:
    template <typename T>
    void operator()(std::string_view key, T&)
    {
        add(key, schemaOf<T>());
        m_required.push(key);
    }
    template <typename T>
    void operator()(std::string_view key, std::optional<T>&)
    {
        add(key, schemaOf<T>());
    }
    [[nodiscard]] Json object() const;

private:
    void add(std::string_view key, Json schema) { m_properties.set(key, std::move(schema)); }

    Json m_properties = Json::object();
    Json m_required = Json::array();
};

[[nodiscard]] Json textSchema(std::string_view pattern);
[[nodiscard]] Json wholeNumberSchema(std::int64_t least, std::int64_t most);
[[nodiscard]] Json described(Json schema, std::string_view words);
[[nodiscard]] Json oneOf(Json::Array schemas);
/// An object schema with one more required member, which has this value.
[[nodiscard]] Json withConstant(Json schema, std::string_view key, std::string_view value);
[[nodiscard]] Json headerSchema();
[[nodiscard]] Json moneySchema();

/// The schema of one type. Specialised for those that JsonForm is specialised for.
template <typename T>
struct SchemaForm {
    static Json make()
    {
        if constexpr (NamedEnum<T>) {
            Json names = Json::array();
            for (const auto& [value, name] : EnumNames<T>::kNames) {
                names.push(name);
            }
            Json out;
            out.set("type", "string").set("enum", std::move(names));
            return out;
        } else {
            SchemaFields fields;
            T value{};
            describe(fields, value);
            return fields.object();
        }
    }
};

template <>
struct SchemaForm<Json> {
    static Json make() { return Json::object(); }
};

template <>
struct SchemaForm<bool> {
    static Json make() { return Json().set("type", "boolean"); }
};

template <>
struct SchemaForm<std::string> {
    static Json make() { return Json().set("type", "string"); }
};

template <std::integral T>
    requires(!std::is_same_v<T, bool>)
struct SchemaForm<T> {
    static Json make()
    {
        using Range = std::numeric_limits<T>;
        constexpr std::int64_t most = sizeof(T) < 8 ? static_cast<std::int64_t>(Range::max()) : Json::kMostInteger;
        constexpr std::int64_t least = std::is_unsigned_v<T> ? 0 : -most - (sizeof(T) < 8 ? 1 : 0);
        return wholeNumberSchema(least, most);
    }
};

template <std::int64_t Least, std::int64_t Most>
struct SchemaForm<Ranged<Least, Most>> {
    static Json make() { return wholeNumberSchema(Least, Most); }
};

template <>
struct SchemaForm<UtcTime> {
    static Json make() { return described(schemaOf<std::int64_t>(), "milliseconds since 1970-01-01T00:00:00Z"); }
};

template <>
struct SchemaForm<Duration> {
    static Json make() { return described(schemaOf<std::int64_t>(), "milliseconds"); }
};

template <>
struct SchemaForm<Money> {
    static Json make() { return moneySchema(); }
};

template <>
struct SchemaForm<Base64> {
    static Json make() { return Json().set("type", "string").set("contentEncoding", "base64"); }
};

template <typename Tag, std::size_t N>
struct SchemaForm<FixedBytes<Tag, N>> {
    static Json make() { return textSchema("^[0-9a-f]{" + std::to_string(2 * N) + "}$"); }
};

template <typename Tag>
struct SchemaForm<Id<Tag>> {
    static Json make() { return textSchema("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"); }
};

template <typename T>
struct SchemaForm<std::vector<T>> {
    static Json make() { return Json().set("type", "array").set("items", schemaOf<T>()); }
};

template <typename T>
struct SchemaForm<std::map<std::string, T>> {
    static Json make() { return Json().set("type", "object").set("additionalProperties", schemaOf<T>()); }
};

template <>
struct SchemaForm<CarriedHeader> {
    static Json make() { return headerSchema(); }
};

template <>
struct SchemaForm<ShownValue> {
    static Json make()
    {
        SchemaFields hidden;
        Hidden why{};
        hidden("hidden", why);
        return oneOf({schemaOf<Opening>(), hidden.object()});
    }
};

/// Alternatives that "kind" tells apart.
template <typename... C>
struct SchemaForm<std::variant<C...>> {
    static Json make() { return oneOf({withConstant(schemaOf<C>(), "kind", C::kKind)...}); }
};

template <typename T>
Json schemaOf()
{
    return SchemaForm<T>::make();
}

} // namespace stillgate::rpc
