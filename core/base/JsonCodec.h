// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/Bytes.h"
#include "core/base/Id.h"
#include "core/base/Json.h"
#include "core/base/Money.h"
#include "core/base/Time.h"

/// One description of a struct serves both directions. A struct takes part by
///     template <typename Visitor> void describe(Visitor& visit, GateOpened& value) { visit("gate", value.gate); ... }
/// and an enum by specialising EnumNames. Decoding is strict: a wrong type, a missing field or an unknown name is Malformed with
/// the path; extra fields pass. Whole numbers stay within Json::kMostInteger; optional fields are absent when empty.
namespace stillgate {

template <typename E>
struct EnumNames; // static constexpr std::array<std::pair<E, std::string_view>, N> kNames

template <typename E>
concept NamedEnum = std::is_enum_v<E> && requires { EnumNames<E>::kNames; };

template <NamedEnum E>
[[nodiscard]] std::string_view nameOf(E value)
{
    for (const auto& [known, name] : EnumNames<E>::kNames) {
        if (known == value) {
            return name;
        }
    }
    return {};
}

template <NamedEnum E>
[[nodiscard]] std::optional<E> enumNamed(std::string_view name)
{
    for (const auto& [known, text] : EnumNames<E>::kNames) {
        if (text == name) {
            return known;
        }
    }
    return std::nullopt;
}

class JsonWriter;
class JsonReader;

template <typename T>
concept Described = requires(JsonWriter& writer, T& value) { describe(writer, value); };

template <typename T>
[[nodiscard]] Json toJson(const T& value);

template <typename T>
[[nodiscard]] Result<T> fromJson(const Json& json, const std::string& path = "$");

/// Writes each described field as a member of one object.
class JsonWriter {
public:
    template <typename T>
    void operator()(std::string_view key, T& value)
    {
        m_object.push_back({std::string(key), toJson(value)});
    }
    template <typename T>
    void operator()(std::string_view key, std::optional<T>& value)
    {
        if (value) {
            m_object.push_back({std::string(key), toJson(*value)});
        }
    }
    [[nodiscard]] Json take() { return std::move(m_object); }

private:
    Json::Object m_object;
};

/// Reads each described field; keeps the first error.
class JsonReader {
public:
    JsonReader(const Json& object, std::string path) : m_json(object), m_path(std::move(path))
    {
        if (object.asObject() == nullptr) {
            m_error = Error{ErrorCode::Malformed, m_path, "expected an object"};
        }
    }

    template <typename T>
    void operator()(std::string_view key, T& value)
    {
        const Json* member = m_error ? nullptr : m_json.find(key);
        if (member != nullptr) {
            read(*member, key, value);
        } else if (!m_error) {
            m_error = Error{ErrorCode::Malformed, pathOf(key), "the field is missing"};
        }
    }
    template <typename T>
    void operator()(std::string_view key, std::optional<T>& value)
    {
        const Json* member = m_error ? nullptr : m_json.find(key);
        if (member != nullptr) {
            read(*member, key, value.emplace());
        }
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    [[nodiscard]] std::string pathOf(std::string_view key) const { return m_path + "." + std::string(key); }

    template <typename T>
    void read(const Json& member, std::string_view key, T& value)
    {
        auto decoded = fromJson<T>(member, pathOf(key));
        if (decoded) {
            value = std::move(*decoded);
        } else {
            m_error = std::move(decoded.error());
        }
    }

    const Json& m_json;
    std::string m_path;
    std::optional<Error> m_error;
};

/// How one type stands in JSON. Specialised below for the types of core/base.
template <typename T>
struct JsonForm {
    static Json write(const T& value)
    {
        if constexpr (NamedEnum<T>) {
            return nameOf(value);
        } else {
            static_assert(Described<T>, "give the type a describe() function or its enum EnumNames");
            JsonWriter writer;
            describe(writer, const_cast<T&>(value)); // describe() serves both directions; the writer only reads
            return writer.take();
        }
    }
    static Result<T> read(const Json& json, const std::string& path)
    {
        if constexpr (NamedEnum<T>) {
            const std::string* name = json.asString();
            const auto value = name != nullptr ? enumNamed<T>(*name) : std::nullopt;
            if (!value) {
                return fail(ErrorCode::Malformed, path, name != nullptr ? "unknown name " + *name : "expected a name");
            }
            return *value;
        } else {
            T value{};
            JsonReader reader(json, path);
            describe(reader, value);
            if (reader.error()) {
                return tl::make_unexpected(*reader.error());
            }
            return value;
        }
    }
};

template <>
struct JsonForm<Json> {
    static Json write(const Json& value) { return value; }
    static Result<Json> read(const Json& json, const std::string&) { return json; }
};

template <>
struct JsonForm<bool> {
    static Json write(bool value) { return value; }
    static Result<bool> read(const Json& json, const std::string& path);
};

template <>
struct JsonForm<std::string> {
    static Json write(const std::string& value) { return value; }
    static Result<std::string> read(const Json& json, const std::string& path);
};

[[nodiscard]] Result<std::int64_t> integerFromJson(const Json& json, const std::string& path, std::int64_t least,
                                                   std::int64_t most);

template <std::integral T>
    requires(!std::is_same_v<T, bool>)
struct JsonForm<T> {
    static Json write(T value) { return static_cast<std::int64_t>(value); }
    static Result<T> read(const Json& json, const std::string& path)
    {
        using Range = std::numeric_limits<T>;
        constexpr std::int64_t most = sizeof(T) < 8 ? static_cast<std::int64_t>(Range::max()) : Json::kMostInteger;
        constexpr std::int64_t least = std::is_unsigned_v<T> ? 0 : -most - (sizeof(T) < 8 ? 1 : 0);
        return integerFromJson(json, path, least, most).map([](std::int64_t value) { return static_cast<T>(value); });
    }
};

template <>
struct JsonForm<UtcTime> {
    static Json write(UtcTime value) { return value.ms; }
    static Result<UtcTime> read(const Json& json, const std::string& path);
};

template <>
struct JsonForm<Duration> {
    static Json write(Duration value) { return value.ms; }
    static Result<Duration> read(const Json& json, const std::string& path);
};

/// {"amount": "129.00", "currency": "EUR"}
template <>
struct JsonForm<Money> {
    static Json write(const Money& value);
    static Result<Money> read(const Json& json, const std::string& path);
};

/// Turns the error of a text form into one that names the path.
template <typename T>
[[nodiscard]] Result<T> atPath(Result<T> value, const std::string& path)
{
    if (!value) {
        value.error().where = path;
    }
    return value;
}

template <typename Tag, std::size_t N>
struct JsonForm<FixedBytes<Tag, N>> {
    static Json write(const FixedBytes<Tag, N>& value) { return toHex(value.view()); }
    static Result<FixedBytes<Tag, N>> read(const Json& json, const std::string& path)
    {
        const std::string* text = json.asString();
        return atPath(fixedFromHex<FixedBytes<Tag, N>>(text != nullptr ? *text : std::string()), path);
    }
};

template <typename Tag>
struct JsonForm<Id<Tag>> {
    static Json write(const Id<Tag>& value) { return value.text(); }
    static Result<Id<Tag>> read(const Json& json, const std::string& path)
    {
        const std::string* text = json.asString();
        return atPath(Id<Tag>::fromText(text != nullptr ? *text : std::string()), path);
    }
};

template <typename T>
struct JsonForm<std::vector<T>> {
    static Json write(const std::vector<T>& values)
    {
        Json::Array out;
        out.reserve(values.size());
        for (const T& value : values) {
            out.push_back(toJson(value));
        }
        return out;
    }
    static Result<std::vector<T>> read(const Json& json, const std::string& path)
    {
        const Json::Array* array = json.asArray();
        if (array == nullptr) {
            return fail(ErrorCode::Malformed, path, "expected an array");
        }
        std::vector<T> out;
        out.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            auto item = fromJson<T>((*array)[i], path + "[" + std::to_string(i) + "]");
            if (!item) {
                return tl::make_unexpected(std::move(item.error()));
            }
            out.push_back(std::move(*item));
        }
        return out;
    }
};

template <typename T>
struct JsonForm<std::map<std::string, T>> {
    static Json write(const std::map<std::string, T>& values)
    {
        Json::Object out;
        for (const auto& [key, value] : values) {
            out.push_back({key, toJson(value)});
        }
        return out;
    }
    static Result<std::map<std::string, T>> read(const Json& json, const std::string& path)
    {
        const Json::Object* object = json.asObject();
        if (object == nullptr) {
            return fail(ErrorCode::Malformed, path, "expected an object");
        }
        std::map<std::string, T> out;
        for (const Json::Member& member : *object) {
            auto item = fromJson<T>(member.value, path + "." + member.key);
            if (!item) {
                return tl::make_unexpected(std::move(item.error()));
            }
            out.emplace(member.key, std::move(*item));
        }
        return out;
    }
};

template <typename T>
Json toJson(const T& value)
{
    return JsonForm<std::remove_cv_t<T>>::write(value);
}

template <typename T>
Result<T> fromJson(const Json& json, const std::string& path)
{
    return JsonForm<T>::read(json, path);
}

} // namespace stillgate
