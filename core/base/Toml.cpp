// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Toml.h"

#include <sstream>

#include <toml++/toml.h>

#include "core/base/File.h"

namespace stillgate {

namespace {

std::string placeOf(const std::string& name, const toml::source_region& source)
{
    return name + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column);
}

template <typename Value>
std::string streamed(const Value& value)
{
    std::ostringstream out;
    out << value;
    return out.str();
}

Result<Json> convert(const toml::node& node, const std::string& name)
{
    if (const toml::table* table = node.as_table()) {
        Json out = Json::object();
        for (const auto& [key, value] : *table) {
            auto item = convert(value, name);
            if (!item) {
                return item;
            }
            out.set(key.str(), std::move(*item));
        }
        return out;
    }
    if (const toml::array* array = node.as_array()) {
        Json out = Json::array();
        for (const toml::node& value : *array) {
            auto item = convert(value, name);
            if (!item) {
                return item;
            }
            out.push(std::move(*item));
        }
        return out;
    }
    if (const auto* text = node.as_string()) {
        return Json(text->get());
    }
    if (const auto* flag = node.as_boolean()) {
        return Json(flag->get());
    }
    if (const auto* integer = node.as_integer()) {
        if (integer->get() < -Json::kMostInteger || integer->get() > Json::kMostInteger) {
            return fail(ErrorCode::Malformed, placeOf(name, node.source()), "the number is over 2^53 - 1");
        }
        return Json(integer->get());
    }
    if (const auto* moment = node.as_date_time()) {
        return Json(streamed(moment->get()));
    }
    if (const auto* date = node.as_date()) {
        return Json(streamed(date->get()));
    }
    if (const auto* time = node.as_time()) {
        return Json(streamed(time->get()));
    }
    return fail(ErrorCode::Malformed, placeOf(name, node.source()),
                "floating-point numbers have no place in a pack; write whole numbers");
}

} // namespace

Result<Json> parseToml(std::string_view text, const std::string& name)
{
    try {
        const toml::table table = toml::parse(text, name);
        return convert(table, name);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::Malformed, placeOf(name, error.source()), std::string(error.description()));
    }
}

Result<Json> readToml(const std::filesystem::path& path)
{
    const auto text = readFile(path, 64U << 20U);
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    return parseToml(*text, path.filename().string());
}

} // namespace stillgate
