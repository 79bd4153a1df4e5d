// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/Result.h"

namespace stillgate {

/// A JSON value (RFC 8259) under the rules of I-JSON (RFC 7493): keys are unique, text is valid UTF-8, whole numbers are kept
/// as integers within +-(2^53 - 1) and any other number is a double.
class Json {
public:
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>; ///< in the order of insertion; keys are unique

    static constexpr std::int64_t kMostInteger = 9007199254740991;

    Json();
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    // Whatever JSON can hold becomes JSON where JSON is expected.
    explicit(false) Json(std::nullptr_t);
    explicit(false) Json(bool value);
    explicit(false) Json(int value);
    explicit(false) Json(std::int64_t value);
    explicit(false) Json(double value);
    explicit(false) Json(std::string value);
    explicit(false) Json(std::string_view value);
    explicit(false) Json(const char* value);
    explicit(false) Json(Array value);
    explicit(false) Json(Object value);

    [[nodiscard]] static Json object();
    [[nodiscard]] static Json array();

    friend bool operator==(const Json&, const Json&) = default;

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::nullptr_t>(m_value); }
    [[nodiscard]] const bool* asBool() const { return std::get_if<bool>(&m_value); }
    [[nodiscard]] const std::int64_t* asInteger() const { return std::get_if<std::int64_t>(&m_value); }
    [[nodiscard]] const double* asDouble() const { return std::get_if<double>(&m_value); }
    [[nodiscard]] const std::string* asString() const { return std::get_if<std::string>(&m_value); }
    [[nodiscard]] const Array* asArray() const { return std::get_if<Array>(&m_value); }
    [[nodiscard]] const Object* asObject() const { return std::get_if<Object>(&m_value); }
    [[nodiscard]] Array* asArray() { return std::get_if<Array>(&m_value); }
    [[nodiscard]] Object* asObject() { return std::get_if<Object>(&m_value); }

    /// The member of an object, or nothing when there is none or this is no object.
    [[nodiscard]] const Json* find(std::string_view key) const;
    /// The text of a member, or an empty one: for reading what is optional anyway.
    [[nodiscard]] std::string_view textAt(std::string_view key) const;
    /// Sets a member; a null value becomes an object first.
    Json& set(std::string_view key, Json value);
    /// Appends to an array; a null value becomes an array first.
    Json& push(Json value);

private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> m_value;
};

struct Json::Member {
    std::string key;
    Json value;

    friend bool operator==(const Member&, const Member&) = default;
};

// Defined here and not above, because they need Member whole.
inline Json::Json() : m_value(nullptr) {}
inline Json::Json(const Json& other) = default;
inline Json::Json(Json&& other) noexcept = default;
inline Json& Json::operator=(const Json& other) = default;
inline Json& Json::operator=(Json&& other) noexcept = default;
inline Json::~Json() = default;
inline Json::Json(std::nullptr_t) : m_value(nullptr) {}
inline Json::Json(bool value) : m_value(value) {}
inline Json::Json(int value) : m_value(static_cast<std::int64_t>(value)) {}
inline Json::Json(std::int64_t value) : m_value(value) {}
inline Json::Json(double value) : m_value(value) {}
inline Json::Json(std::string value) : m_value(std::move(value)) {}
inline Json::Json(std::string_view value) : m_value(std::string(value)) {}
inline Json::Json(const char* value) : m_value(std::string(value)) {}
inline Json::Json(Array value) : m_value(std::move(value)) {}
inline Json::Json(Object value) : m_value(std::move(value)) {}
inline Json Json::object()
{
    return Object{};
}
inline Json Json::array()
{
    return Array{};
}

struct JsonLimits {
    std::size_t depth = 32; ///< nested arrays and objects
};

/// Strict: one value, nothing behind it, no duplicate keys, no lone surrogates. Malformed names the place where it can.
[[nodiscard]] Result<Json> parseJson(std::string_view text, JsonLimits limits = {});

/// RFC 8785 (JCS): the one canonical UTF-8 form. Doubles are written as ECMAScript writes them and must be finite.
[[nodiscard]] std::string canonicalJson(const Json& value);

/// Appends the canonical form of a text, quotes included: for the few places that write canonical bytes without a tree in between.
void appendCanonical(std::string& out, std::string_view text);

/// The canonical form of what will be hashed or signed: Refused when it holds a floating-point number.
[[nodiscard]] Result<std::string> canonicalExact(const Json& value);

/// For people: two blanks an indent, members in their order of insertion.
[[nodiscard]] std::string prettyJson(const Json& value);

/// Whether `left` sorts before `right` by UTF-16 code units (RFC 8785 section 3.2.3). Both are valid UTF-8.
[[nodiscard]] bool lessUtf16(std::string_view left, std::string_view right);

} // namespace stillgate
