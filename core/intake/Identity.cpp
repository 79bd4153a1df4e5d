// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/Identity.h"

#include "core/base/Json.h"

namespace stillgate {

namespace {

Json orNull(const std::optional<std::string>& text)
{
    return text ? Json(*text) : Json();
}

Json contentOf(const IntakeMessage& message)
{
    Json attachments = Json::array();
    for (const IntakeAttachment& attachment : message.attachments) {
        attachments.push(toHex(sha256(attachment.content).view()));
    }
    return Json::Array{"content",    message.source, orNull(message.customer.email), orNull(message.subject),
                       message.text, attachments};
}

Digest keyed(const Secret32& key, const Json& value)
{
    return hmacSha256(key.view(), asBytes(canonicalJson(value)));
}

} // namespace

Digest messageIdentity(const Secret32& lookupKey, const IntakeMessage& message, std::uint64_t occurrence)
{
    if (message.id) {
        return keyed(lookupKey, Json::Array{"id", message.source, *message.id});
    }
    Json content = contentOf(message);
    content.push(std::to_string(occurrence));
    return keyed(lookupKey, content);
}

Digest threadKey(const Secret32& lookupKey, PersonId customer, std::string_view thread)
{
    return keyed(lookupKey, Json::Array{"thread", customer.text(), thread});
}

std::uint64_t OccurrenceCounter::next(const IntakeMessage& message)
{
    return message.id ? 0 : m_seen[sha256(canonicalJson(contentOf(message)))]++;
}

} // namespace stillgate
