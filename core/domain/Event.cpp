// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Event.h"

#include "core/base/JsonCodec.h"

namespace stillgate {

template <typename Visitor>
void describe(Visitor& visit, CommandRef& command)
{
    visit("id", command.id);
    visit("body", command.body);
}

template <typename Visitor>
void describe(Visitor& visit, PersonalRef& ref)
{
    visit("person", ref.person);
    visit("commitment", ref.commitment);
    visit("context", ref.context);
}

template <typename Visitor>
void describe(Visitor& visit, EventHeader& header)
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

namespace {

void appendQuoted(std::string& out, std::string_view key, const std::string& plain)
{
    out.append(key).append(plain) += '"';
}

void appendPersonal(std::string& out, const PersonalRef& ref)
{
    appendQuoted(out, R"({"commitment":")", toHex(ref.commitment.view()));
    if (ref.context) {
        out += R"(,"context":)";
        appendCanonical(out, *ref.context);
    }
    appendQuoted(out, R"(,"person":")", ref.person.text());
    out += '}';
}

} // namespace

// What canonicalExact(headerToJson(header)) gives, written without a tree in between: every event passes here.
Result<std::string> encodeHeader(const EventHeader& header)
{
    const auto data = canonicalExact(header.data);
    if (!data) {
        return fail(ErrorCode::Internal, header.code, data.error().detail);
    }
    std::string out;
    out.reserve(512 + data->size() + 192 * header.personal.size());
    appendQuoted(out, R"({"actor":")", header.actor.text());
    out += R"(,"code":)";
    appendCanonical(out, header.code);
    if (header.command) {
        appendQuoted(out, R"(,"command":{"body":")", toHex(header.command->body.view()));
        appendQuoted(out, R"(,"id":")", header.command->id.text());
        out += '}';
    }
    out.append(R"(,"data":)").append(*data).append(R"(,"personal":{)");
    const char* separator = "";
    for (const auto& [field, ref] : header.personal) {
        out += separator;
        separator = ",";
        appendCanonical(out, field);
        out += ':';
        appendPersonal(out, ref);
    }
    out.append(R"(},"seq":)").append(std::to_string(header.sequence));
    if (header.ticket) {
        appendQuoted(out, R"(,"ticket":")", header.ticket->text());
    }
    out.append(R"(,"time":)").append(std::to_string(header.time.ms));
    out.append(R"(,"version":)").append(std::to_string(header.version)) += '}';
    return out;
}

Result<EventHeader> decodeHeader(std::string_view bytes)
{
    return parseJson(bytes).and_then(headerFromJson);
}

Result<EventHeader> headerFromJson(const Json& json)
{
    return fromJson<EventHeader>(json);
}

Json headerToJson(const EventHeader& header)
{
    return toJson(header);
}

Result<void> checkOpening(const EventHeader& header, const std::string& field, const Opening& opening)
{
    const auto ref = header.personal.find(field);
    if (ref == header.personal.end()) {
        return fail(ErrorCode::Corrupt, field, "the header commits to no such value");
    }
    const std::string context = ref->second.context.value_or(sequenceContext(header.sequence));
    if (commitment(opening.salt, context, field, opening.value) != ref->second.commitment) {
        return fail(ErrorCode::Corrupt, field, "the value is not the one the header commits to");
    }
    return {};
}

} // namespace stillgate
