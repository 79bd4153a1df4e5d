// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Json.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include <simdjson.h>

namespace stillgate {

namespace {

namespace od = simdjson::ondemand;

tl::unexpected<Error> malformed(std::string detail)
{
    return fail(ErrorCode::Malformed, {}, std::move(detail));
}

tl::unexpected<Error> malformed(simdjson::error_code code)
{
    return malformed(simdjson::error_message(code));
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// number = [ minus ] int [ frac ] [ exp ] (RFC 8259 section 6); `whole` tells that it has neither fraction nor exponent.
bool isNumber(std::string_view token, bool& whole)
{
    std::size_t i = 0;
    const auto run = [&] {
        const std::size_t start = i;
        while (i < token.size() && isDigit(token[i])) {
            ++i;
        }
        return i > start;
    };
    if (i < token.size() && token[i] == '-') {
        ++i;
    }
    if (i < token.size() && token[i] == '0') {
        ++i;
    } else if (!run()) {
        return false;
    }
    whole = true;
    if (i < token.size() && token[i] == '.') {
        whole = false;
        ++i;
        if (!run()) {
            return false;
        }
    }
    if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
        whole = false;
        ++i;
        if (i < token.size() && (token[i] == '+' || token[i] == '-')) {
            ++i;
        }
        if (!run()) {
            return false;
        }
    }
    return i == token.size();
}

/// Of a number outside the range of doubles: whether it is too large, or so small that it rounds to nothing. The power of ten of its
/// first digit tells.
bool isTooLarge(std::string_view token)
{
    const std::size_t mark = std::min(token.find_first_of("eE"), token.size());
    const std::string_view digits = token.substr(0, mark);
    const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
    const auto first = static_cast<std::int64_t>(digits.find_first_of("123456789"));
    std::string_view power = token.substr(std::min(mark + 1, token.size()));
    const bool shrinks = power.starts_with('-');
    power.remove_prefix(power.starts_with('+') ? 1 : 0);
    std::int64_t exponent = 0;
    if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec == std::errc::result_out_of_range) {
        return !shrinks;
    }
    return point - first + exponent > 0;
}

Result<Json> numberFrom(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t')) {
        token.remove_suffix(1);
    }
    bool whole = false;
    if (!isNumber(token, whole)) {
        return malformed("not a number: " + std::string(token.substr(0, 40)));
    }
    if (whole && token != "-0") {
        std::int64_t integer = 0;
        const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), integer);
        if (status == std::errc{} && integer >= -Json::kMostInteger && integer <= Json::kMostInteger) {
            return Json(integer);
        }
    }
    double number = 0;
    const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (status == std::errc::result_out_of_range) {
        if (isTooLarge(token)) {
            return malformed("the number has no finite double");
        }
        number = token.starts_with('-') ? -0.0 : 0.0;
    }
    return Json(number);
}

Result<Json> read(od::value source, std::size_t depthLeft);

Result<Json> readArray(simdjson::simdjson_result<od::array> source, std::size_t depthLeft)
{
    od::array array;
    if (const auto code = std::move(source).get(array)) {
        return malformed(code);
    }
    Json::Array out;
    for (auto element : array) {
        od::value value;
        if (const auto code = element.get(value)) {
            return malformed(code);
        }
        auto item = read(value, depthLeft);
        if (!item) {
            return item;
        }
        out.push_back(std::move(*item));
    }
    return Json(std::move(out));
}

Result<Json> readObject(simdjson::simdjson_result<od::object> source, std::size_t depthLeft)
{
    od::object object;
    if (const auto code = std::move(source).get(object)) {
        return malformed(code);
    }
    Json::Object out;
    std::unordered_set<std::string> keys;
    for (auto entry : object) {
        od::field field;
        if (const auto code = std::move(entry).get(field)) {
            return malformed(code);
        }
        std::string_view key;
        if (const auto code = field.unescaped_key().get(key)) {
            return malformed(code);
        }
        std::string name(key);
        if (!keys.insert(name).second) {
            return malformed("the key \"" + name + "\" stands twice in one object");
        }
        auto item = read(field.value(), depthLeft);
        if (!item) {
            return item;
        }
        out.push_back({std::move(name), std::move(*item)});
    }
    return Json(std::move(out));
}

Result<Json> read(od::value source, std::size_t depthLeft)
{
    od::json_type type{};
    if (const auto code = source.type().get(type)) {
        return malformed(code);
    }
    switch (type) {
    case od::json_type::array:
    case od::json_type::object: {
        if (depthLeft == 0) {
            return fail(ErrorCode::Limit, {}, "arrays and objects are nested too deep");
        }
        return type == od::json_type::array ? readArray(source.get_array(), depthLeft - 1)
                                            : readObject(source.get_object(), depthLeft - 1);
    }
    case od::json_type::string: {
        std::string_view text;
        const auto code = source.get_string().get(text);
        return code ? Result<Json>(malformed(code)) : Result<Json>(Json(text));
    }
    case od::json_type::boolean: {
        bool flag = false;
        const auto code = source.get_bool().get(flag);
        return code ? Result<Json>(malformed(code)) : Result<Json>(Json(flag));
    }
    case od::json_type::number: return numberFrom(source.raw_json_token());
    case od::json_type::null: break;
    }
    bool null = false;
    const auto code = simdjson::simdjson_result<bool>(source.is_null()).get(null);
    if (code || !null) {
        return malformed("expected a value");
    }
    return Json(nullptr);
}

} // namespace

Result<Json> parseJson(std::string_view text, JsonLimits limits)
{
    // As the one element of an array every value is read by the same code, and what stands behind it shows.
    thread_local od::parser parser;
    std::string wrapped;
    wrapped.reserve(text.size() + 2 + simdjson::SIMDJSON_PADDING);
    wrapped.append("[").append(text).append("]");
    od::document document;
    if (const auto code = parser.iterate(wrapped.data(), wrapped.size(), wrapped.capacity()).get(document)) {
        return malformed(code);
    }
    auto whole = readArray(document.get_array(), limits.depth);
    if (!whole) {
        return whole;
    }
    Json::Array& values = *whole->asArray();
    if (values.size() != 1 || !document.current_location().error()) {
        return malformed(values.empty() ? "expected a value" : "there is more behind the value");
    }
    return std::move(values.front());
}

} // namespace stillgate
