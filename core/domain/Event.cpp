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

Result<std::string> encodeHeader(const EventHeader& header)
{
    return canonicalExact(headerToJson(header)).map_error([&](Error error) {
        return Error{ErrorCode::Internal, header.code, std::move(error.detail)};
    });
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
