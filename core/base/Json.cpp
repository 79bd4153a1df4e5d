// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace stillgate {

namespace {

/// One code point of valid UTF-8 as a key that sorts like its UTF-16 form.
std::uint32_t nextUtf16Key(std::string_view text, std::size_t& at)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80U) {
        at += 1;
        return lead;
    }
    if (lead < 0xE0U) {
        const std::uint32_t point = (lead & 0x1FU) << 6U | (byte(at + 1) & 0x3FU);
        at += 2;
        return point;
    }
    if (lead < 0xF0U) {
        const std::uint32_t point = (lead & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
        at += 3;
        // Surrogates (D800..DFFF) stand below E000..FFFF in UTF-16, so these move above every pair.
        return point >= 0xE000U ? point + 0x200000U : point;
    }
    const std::uint32_t point =
        (lead & 0x07U) << 18U | (byte(at + 1) & 0x3FU) << 12U | (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU);
    at += 4;
    return point;
}

/// How a character stands in a string: 0 as it is, 'u' as \u00xx, any other behind a backslash.
constexpr std::array<char, 256> kEscapes = [] {
    std::array<char, 256> out{};
    std::fill_n(out.begin(), 0x20, 'u');
    out['\b'] = 'b';
    out['\f'] = 'f';
    out['\n'] = 'n';
    out['\r'] = 'r';
    out['\t'] = 't';
    out['"'] = '"';
    out['\\'] = '\\';
    return out;
}();

void writeString(std::string& out, std::string_view text)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    out += '"';
    std::size_t run = 0; // where the characters begin that are copied as they are
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = kEscapes[byte];
        if (escape == 0) {
            continue;
        }
        out.append(text, run, i - run);
        run = i + 1;
        out += '\\';
        out += escape;
        if (escape == 'u') {
            out += "00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 0x0FU];
        }
    }
    out.append(text, run, text.size() - run);
    out += '"';
}

void writeInteger(std::string& out, std::int64_t value)
{
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out.append(buffer.data(), end);
}

/// ECMAScript Number::toString (ECMA-262 6.1.6.1.20), which RFC 8785 section 3.2.2.3 prescribes.
void writeDouble(std::string& out, double value)
{
    if (value == 0.0) {
        out += '0';
        return;
    }
    if (std::signbit(value)) {
        out += '-';
        value = -value;
    }
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    const std::string_view shortest(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t mark = shortest.find('e');
    std::string digits(shortest.substr(0, 1));
    if (mark > 2) {
        digits += shortest.substr(2, mark - 2);
    }
    int exponent = 0;
    const std::size_t sign = shortest[mark + 1] == '+' ? mark + 2 : mark + 1;
    std::from_chars(shortest.data() + sign, shortest.data() + shortest.size(), exponent);
    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1; // the value is 0.digits x 10^point
    if (count <= point && point <= 21) {
        out += digits;
        out.append(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        out += digits.substr(0, static_cast<std::size_t>(point));
        out += '.';
        out += digits.substr(static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-point), '0');
        out += digits;
    } else {
        out += digits[0];
        if (count > 1) {
            out += '.';
            out += digits.substr(1);
        }
        out += exponent < 0 ? "e-" : "e+";
        writeInteger(out, std::abs(exponent));
    }
}

void writeCanonical(std::string& out, const Json& value);

void writeCanonicalObject(std::string& out, const Json::Object& object)
{
    const auto inOrder = [](const Json::Member* a, const Json::Member* b) { return lessUtf16(a->key, b->key); };
    std::vector<const Json::Member*> members;
    members.reserve(object.size());
    for (const Json::Member& member : object) {
        members.push_back(&member);
    }
    std::sort(members.begin(), members.end(), inOrder);
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        writeString(out, members[i]->key);
        out += ':';
        writeCanonical(out, members[i]->value);
    }
    out += '}';
}

void writeCanonical(std::string& out, const Json& value)
{
    if (const bool* flag = value.asBool()) {
        out += *flag ? "true" : "false";
    } else if (const std::int64_t* integer = value.asInteger()) {
        writeInteger(out, *integer);
    } else if (const double* number = value.asDouble()) {
        writeDouble(out, *number);
    } else if (const std::string* text = value.asString()) {
        writeString(out, *text);
    } else if (const Json::Array* array = value.asArray()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0) {
                out += ',';
            }
            writeCanonical(out, (*array)[i]);
        }
        out += ']';
    } else if (const Json::Object* object = value.asObject()) {
        writeCanonicalObject(out, *object);
    } else {
        out += "null";
    }
}

bool holdsDouble(const Json& value)
{
    if (const Json::Array* array = value.asArray()) {
        return std::any_of(array->begin(), array->end(), holdsDouble);
    }
    if (const Json::Object* object = value.asObject()) {
        return std::any_of(object->begin(), object->end(), [](const Json::Member& m) { return holdsDouble(m.value); });
    }
    return value.asDouble() != nullptr;
}

void writePretty(std::string& out, const Json& value, std::size_t indent)
{
    const auto line = [&](std::size_t depth) { out += '\n' + std::string(depth * 2, ' '); };
    const Json::Array* array = value.asArray();
    const Json::Object* object = value.asObject();
    if (array != nullptr && !array->empty()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            out += i > 0 ? "," : "";
            line(indent + 1);
            writePretty(out, (*array)[i], indent + 1);
        }
        line(indent);
        out += ']';
    } else if (object != nullptr && !object->empty()) {
        out += '{';
        for (std::size_t i = 0; i < object->size(); ++i) {
            out += i > 0 ? "," : "";
            line(indent + 1);
            writeString(out, (*object)[i].key);
            out += ": ";
            writePretty(out, (*object)[i].value, indent + 1);
        }
        line(indent);
        out += '}';
    } else {
        writeCanonical(out, value);
    }
}

} // namespace

const Json* Json::find(std::string_view key) const
{
    const Object* object = asObject();
    if (object == nullptr) {
        return nullptr;
    }
    const auto at = std::find_if(object->begin(), object->end(), [&](const Member& m) { return m.key == key; });
    return at == object->end() ? nullptr : &at->value;
}

std::string_view Json::textAt(std::string_view key) const
{
    const Json* member = find(key);
    const std::string* text = member != nullptr ? member->asString() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

Json& Json::set(std::string_view key, Json value)
{
    if (isNull()) {
        m_value = Object{};
    }
    Object& object = std::get<Object>(m_value);
    const auto at = std::find_if(object.begin(), object.end(), [&](const Member& m) { return m.key == key; });
    if (at != object.end()) {
        at->value = std::move(value);
    } else {
        object.push_back({std::string(key), std::move(value)});
    }
    return *this;
}

Json& Json::push(Json value)
{
    if (isNull()) {
        m_value = Array{};
    }
    std::get<Array>(m_value).push_back(std::move(value));
    return *this;
}

bool lessUtf16(std::string_view left, std::string_view right)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() && j < right.size()) {
        const std::uint32_t a = nextUtf16Key(left, i);
        const std::uint32_t b = nextUtf16Key(right, j);
        if (a != b) {
            // A pair starts with D800..DBFF, so it stands above D7FF and below E000, which nextUtf16Key moved up.
            return a < b;
        }
    }
    return i >= left.size() && j < right.size();
}

void appendCanonical(std::string& out, std::string_view text)
{
    writeString(out, text);
}

std::string canonicalJson(const Json& value)
{
    std::string out;
    writeCanonical(out, value);
    return out;
}

Result<std::string> canonicalExact(const Json& value)
{
    if (holdsDouble(value)) {
        return fail(ErrorCode::Refused, {}, "hashed and signed bytes hold no floating-point numbers");
    }
    return canonicalJson(value);
}

std::string prettyJson(const Json& value)
{
    std::string out;
    writePretty(out, value, 0);
    return out;
}

} // namespace stillgate
