// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Schema.h"

namespace stillgate::rpc {

namespace {

struct CommandShape {
    CommandId id;
    Digest body;
};

template <typename Visitor>
void describe(Visitor& visit, CommandShape& command)
{
    visit("id", command.id);
    visit("body", command.body);
}

struct PersonalShape {
    PersonId person;
    Digest commitment;
    std::optional<std::string> context;
};

template <typename Visitor>
void describe(Visitor& visit, PersonalShape& ref)
{
    visit("person", ref.person);
    visit("commitment", ref.commitment);
    visit("context", ref.context);
}

/// A header as core/domain/Event.cpp reads it.
struct HeaderShape {
    Sequence sequence = 0;
    std::string code;
    int version = 1;
    UtcTime time;
    PersonId actor;
    std::optional<TicketId> ticket;
    std::optional<CommandShape> command;
    Json data;
    std::map<std::string, PersonalShape> personal;
};

template <typename Visitor>
void describe(Visitor& visit, HeaderShape& header)
{
    visit("seq", header.sequence);
    visit("code", header.code);
    visit("version", header.version);
    visit("time", header.time);
    visit("actor", header.actor);
    visit("ticket", header.ticket);
    visit("command", header.command);
    visit("data", header.data);
    visit("personal", header.personal);
}

} // namespace

Json SchemaFields::object() const
{
    Json out;
    out.set("type", "object").set("properties", m_properties);
    // Draft 4 allowed no empty list, and readers of it are still about.
    if (!m_required.asArray()->empty()) {
        out.set("required", m_required);
    }
    return out;
}

Json textSchema(std::string_view pattern)
{
    return Json().set("type", "string").set("pattern", pattern);
}

Json wholeNumberSchema(std::int64_t least, std::int64_t most)
{
    return Json().set("type", "integer").set("minimum", least).set("maximum", most);
}

Json described(Json schema, std::string_view words)
{
    return schema.set("description", words);
}

Json oneOf(Json::Array schemas)
{
    return Json().set("oneOf", std::move(schemas));
}

Json withConstant(Json schema, std::string_view key, std::string_view value)
{
    Json properties = *schema.find("properties");
    Json required = schema.find("required") != nullptr ? *schema.find("required") : Json::array();
    properties.set(key, Json().set("const", value));
    return schema.set("properties", std::move(properties)).set("required", required.push(key));
}

Json headerSchema()
{
    return described(
        schemaOf<HeaderShape>(),
        "an event's header; its leaf is SHA-256 of 0x00 and the RFC 8785 form of this object, unknown members included");
}

Json moneySchema()
{
    std::string amount;
    std::string currency;
    SchemaFields fields;
    fields("amount", amount);
    fields("currency", currency);
    Json out = fields.object();
    Json properties;
    properties.set("amount", textSchema(R"(^-?(0|[1-9][0-9]*)(\.[0-9]+)?$)")).set("currency", textSchema("^[A-Z]{3}$"));
    return out.set("properties", std::move(properties));
}

} // namespace stillgate::rpc
