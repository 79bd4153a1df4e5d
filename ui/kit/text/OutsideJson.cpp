// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/OutsideJson.h"

#include "core/base/Json.h"

namespace stillgate {

UntrustedText laidOutJson(const UntrustedText& json)
{
    const auto parsed = parseJson(json.unescaped());
    return parsed ? UntrustedText(prettyJson(*parsed)) : json;
}

std::vector<std::pair<std::string, UntrustedText>> jsonMembers(const UntrustedText& json)
{
    std::vector<std::pair<std::string, UntrustedText>> out;
    const auto parsed = parseJson(json.unescaped());
    const Json::Object* object = parsed ? parsed->asObject() : nullptr;
    if (object == nullptr) {
        return out;
    }
    out.reserve(object->size());
    for (const Json::Member& member : *object) {
        const std::string* text = member.value.asString();
        out.emplace_back(member.key, UntrustedText(text != nullptr ? *text : canonicalJson(member.value)));
    }
    return out;
}

std::vector<UntrustedText> jsonTexts(const UntrustedText& json)
{
    std::vector<UntrustedText> out;
    const auto parsed = parseJson(json.unescaped());
    const Json::Array* array = parsed ? parsed->asArray() : nullptr;
    if (array == nullptr) {
        return out;
    }
    out.reserve(array->size());
    for (const Json& element : *array) {
        const std::string* text = element.asString();
        out.emplace_back(text != nullptr ? *text : std::string());
    }
    return out;
}

} // namespace stillgate
