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

/// Turns nodes into JSON, noting where each one stands where somebody wants to know.
class Converter {
public:
    Converter(const std::string& name, std::map<std::string, std::string>* places) : m_name(name), m_places(places) {}

    Result<Json> operator()(const toml::node& node, const std::string& path)
    {
        if (m_places != nullptr) {
            m_places->emplace(path, placeOf(m_name, node.source()));
        }
        if (const toml::table* table = node.as_table()) {
            return tableOf(*table, path);
        }
        if (const toml::array* array = node.as_array()) {
            return arrayOf(*array, path);
        }
        return scalarOf(node);
    }

private:
    Result<Json> tableOf(const toml::table& table, const std::string& path)
    {
        Json out = Json::object();
        for (const auto& [key, value] : table) {
            auto item = (*this)(value, m_places != nullptr ? path + "." + std::string(key.str()) : path);
            if (!item) {
                return item;
            }
            out.set(key.str(), std::move(*item));
        }
        return out;
    }

    Result<Json> arrayOf(const toml::array& array, const std::string& path)
    {
        Json out = Json::array();
        std::size_t index = 0;
        for (const toml::node& value : array) {
            auto item = (*this)(value, m_places != nullptr ? path + "[" + std::to_string(index++) + "]" : path);
            if (!item) {
                return item;
            }
            out.push(std::move(*item));
        }
        return out;
    }

    [[nodiscard]] Result<Json> scalarOf(const toml::node& node) const
    {
        if (const auto* text = node.as_string()) {
            return Json(text->get());
        }
        if (const auto* flag = node.as_boolean()) {
            return Json(flag->get());
        }
        if (const auto* integer = node.as_integer()) {
            if (integer->get() < -Json::kMostInteger || integer->get() > Json::kMostInteger) {
                return fail(ErrorCode::Malformed, placeOf(m_name, node.source()), "the number is over 2^53 - 1");
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
        return fail(ErrorCode::Malformed, placeOf(m_name, node.source()),
                    "floating-point numbers have no place in a pack; write whole numbers");
    }

    const std::string& m_name;
    std::map<std::string, std::string>* m_places;
};

Result<Json> parsed(std::string_view text, const std::string& name, std::map<std::string, std::string>* places)
{
    try {
        const toml::table table = toml::parse(text, name);
        return Converter(name, places)(table, "$");
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::Malformed, placeOf(name, error.source()), std::string(error.description()));
    }
}

constexpr std::size_t kMostBytes = 64U << 20U;

} // namespace

Error TomlDocument::placed(Error error) const
{
    for (std::string path = error.where; !path.empty();) {
        if (const auto at = places.find(path); at != places.end()) {
            error.where = at->second + ": " + error.where;
            return error;
        }
        const auto cut = path.find_last_of(".[");
        path.resize(cut == std::string::npos ? 0 : cut);
    }
    return error;
}

Result<Json> parseToml(std::string_view text, const std::string& name)
{
    return parsed(text, name, nullptr);
}

Result<Json> readToml(const std::filesystem::path& path)
{
    return readFile(path, kMostBytes).and_then([&](const std::string& text) {
        return parseToml(text, path.filename().string());
    });
}

Result<TomlDocument> parsePlacedToml(std::string_view text, const std::string& name)
{
    TomlDocument out;
    auto json = parsed(text, name, &out.places);
    if (!json) {
        return tl::make_unexpected(json.error());
    }
    out.json = std::move(*json);
    return out;
}

Result<TomlDocument> readPlacedToml(const std::filesystem::path& path)
{
    return readFile(path, kMostBytes).and_then([&](const std::string& text) {
        return parsePlacedToml(text, path.filename().string());
    });
}

} // namespace stillgate
