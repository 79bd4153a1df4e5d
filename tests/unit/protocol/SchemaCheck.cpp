// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/protocol/SchemaCheck.h"

#include <algorithm>
#include <regex>

#include "core/base/Bytes.h"

namespace stillgate {

namespace {

bool isOfType(std::string_view type, const Json& value)
{
    return (type == "object" && value.asObject() != nullptr) || (type == "array" && value.asArray() != nullptr) ||
           (type == "string" && value.asString() != nullptr) || (type == "boolean" && value.asBool() != nullptr) ||
           (type == "integer" && value.asInteger() != nullptr);
}

bool contains(const Json& list, const Json& value)
{
    return std::find(list.asArray()->begin(), list.asArray()->end(), value) != list.asArray()->end();
}

std::string membersFault(const Json& properties, const Json& value, const std::string& path)
{
    for (const Json::Member& member : *properties.asObject()) {
        if (const Json* found = value.find(member.key)) {
            if (std::string fault = schemaFault(member.value, *found, path + "." + member.key); !fault.empty()) {
                return fault;
            }
        }
    }
    return {};
}

std::string everyFault(const Json& schema, const Json& value, const std::string& path)
{
    const auto faultOf = [&](const Json& item, const std::string& where) { return schemaFault(schema, item, path + where); };
    if (value.asArray() != nullptr) {
        for (std::size_t i = 0; i < value.asArray()->size(); ++i) {
            if (std::string fault = faultOf((*value.asArray())[i], "[" + std::to_string(i) + "]"); !fault.empty()) {
                return fault;
            }
        }
    } else {
        for (const Json::Member& member : *value.asObject()) {
            if (std::string fault = faultOf(member.value, "." + member.key); !fault.empty()) {
                return fault;
            }
        }
    }
    return {};
}

/// Whether the value keeps to one word of a schema; the type is checked before.
std::string wordFault(const std::string& word, const Json& rule, const Json& value, const std::string& path)
{
    const auto unless = [&](bool holds) { return holds ? std::string() : path + " breaks " + word; };
    if (word == "type") {
        return unless(isOfType(*rule.asString(), value));
    }
    if (word == "properties") {
        return membersFault(rule, value, path);
    }
    if (word == "items" || word == "additionalProperties") {
        return everyFault(rule, value, path);
    }
    if (word == "required") {
        const auto isThere = [&](const Json& key) { return value.find(*key.asString()) != nullptr; };
        return unless(std::all_of(rule.asArray()->begin(), rule.asArray()->end(), isThere));
    }
    if (word == "oneOf") {
        const auto fits = [&](const Json& one) { return schemaFault(one, value, path).empty(); };
        return unless(std::count_if(rule.asArray()->begin(), rule.asArray()->end(), fits) == 1);
    }
    if (word == "enum") {
        return unless(contains(rule, value));
    }
    if (word == "const") {
        return unless(rule == value);
    }
    if (word == "minimum" || word == "maximum") {
        const std::int64_t left = word == "minimum" ? *rule.asInteger() : *value.asInteger();
        return unless(left <= (word == "minimum" ? *value.asInteger() : *rule.asInteger()));
    }
    if (word == "pattern") {
        return unless(std::regex_search(*value.asString(), std::regex(*rule.asString(), std::regex::ECMAScript)));
    }
    if (word == "contentEncoding") {
        return unless(*rule.asString() == "base64" && fromBase64(*value.asString()).has_value());
    }
    return word == "description" ? std::string() : path + ": the schema has an unknown word " + word;
}

} // namespace

std::string schemaFault(const Json& schema, const Json& value, const std::string& path)
{
    // The type is the first word of every schema that has one, and what follows relies on it.
    for (const Json::Member& word : *schema.asObject()) {
        if (std::string fault = wordFault(word.key, word.value, value, path); !fault.empty()) {
            return fault;
        }
    }
    return {};
}

} // namespace stillgate
