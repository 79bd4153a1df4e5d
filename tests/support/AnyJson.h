// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <QString>
#include <rapidcheck.h>

#include "core/base/Json.h"

/// Generators for properties over JSON.
namespace stillgate {

/// Any text without lone surrogates.
[[nodiscard]] inline rc::Gen<std::string> anyText()
{
    const auto point = rc::gen::suchThat(rc::gen::weightedOneOf<char32_t>({{6, rc::gen::inRange<char32_t>(0, 0x80)},
                                                                           {2, rc::gen::inRange<char32_t>(0x80, 0x10000)},
                                                                           {2, rc::gen::inRange<char32_t>(0x10000, 0x110000)}}),
                                         [](char32_t c) { return c < 0xD800 || c > 0xDFFF; });
    return rc::gen::map(rc::gen::container<std::u32string>(point), [](const std::u32string& text) {
        return QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size())).toStdString();
    });
}

[[nodiscard]] inline rc::Gen<Json> anyLeaf()
{
    return rc::gen::oneOf(rc::gen::just(Json(nullptr)), rc::gen::map<bool>([](bool value) { return Json(value); }),
                          rc::gen::map(rc::gen::inRange<std::int64_t>(-Json::kMostInteger, Json::kMostInteger + 1),
                                       [](std::int64_t value) { return Json(value); }),
                          rc::gen::map<std::uint64_t>([](std::uint64_t bits) {
                              const double value = std::bit_cast<double>(bits);
                              return std::isfinite(value) ? Json(value) : Json(0.5);
                          }),
                          rc::gen::map(anyText(), [](std::string text) { return Json(std::move(text)); }));
}

/// At most `depth` arrays and objects in each other.
[[nodiscard]] inline rc::Gen<Json> anyJson(int depth)
{
    if (depth == 0) {
        return anyLeaf();
    }
    const auto inner = rc::gen::lazy([depth] { return anyJson(depth - 1); });
    const auto array =
        rc::gen::map(rc::gen::container<Json::Array>(inner), [](Json::Array list) { return Json(std::move(list)); });
    const auto members = rc::gen::container<std::vector<std::pair<std::string, Json>>>(rc::gen::pair(anyText(), inner));
    const auto object = rc::gen::map(members, [](const std::vector<std::pair<std::string, Json>>& list) {
        Json out = Json::object();
        for (const auto& [key, value] : list) {
            out.set(key, value);
        }
        return out;
    });
    return rc::gen::weightedOneOf<Json>({{2, anyLeaf()}, {1, array}, {2, object}});
}

} // namespace stillgate

namespace rc {
template <>
struct Arbitrary<stillgate::Json> {
    static Gen<stillgate::Json> arbitrary() { return gen::resize(12, stillgate::anyJson(3)); }
};
} // namespace rc
