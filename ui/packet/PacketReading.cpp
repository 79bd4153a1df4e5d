// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketReading.h"

#include "ui/kit/text/OutsideJson.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

std::optional<ShownText> PacketRead::value(const std::string& field) const
{
    if (const auto known = shown->values.find(field); known != shown->values.end()) {
        return known->second;
    }
    if (shown->header.personal.contains(field)) {
        return ShownText(tl::make_unexpected(Withheld::NotLoaded));
    }
    return std::nullopt;
}

std::vector<PacketRead> readPacketEvents(const std::vector<ShownEvent>& events)
{
    std::vector<PacketRead> out;
    out.reserve(events.size());
    for (const ShownEvent& event : events) {
        auto payload = event.isKnown ? payloadOf(event.header) : fail(ErrorCode::Unsupported, event.header.code, {});
        out.push_back({&event, payload ? std::optional(std::move(*payload)) : std::nullopt});
    }
    return out;
}

QString packetPerson(const PersonId& person, const PacketSurroundings& around)
{
    if (person == kOrchestrator) {
        return PacketText::tr("Stillgate");
    }
    return person == around.self ? PacketText::tr("you") : middleCut(QString::fromStdString(person.text()), 4, 8);
}

QString packetRole(Role role)
{
    switch (role) {
    case Role::L2Agent: return PacketText::tr("L2", "role");
    case Role::Supervisor: return PacketText::tr("Supervisor", "role");
    case Role::Qa: return PacketText::tr("QA", "role");
    case Role::Admin: return PacketText::tr("Admin", "role");
    case Role::Auditor: return PacketText::tr("Auditor", "role");
    case Role::Service: return PacketText::tr("Service", "role");
    }
    return {};
}

QString packetMessageCount(int count)
{
    return count == 1 ? PacketText::tr("1 message") : PacketText::tr("%n messages", "", count);
}

QString packetQuorum(const std::vector<QuorumPart>& quorum)
{
    QString words;
    for (const QuorumPart& part : quorum) {
        const QString next = PacketText::tr("%1 of %2", "so many people of a role").arg(part.count).arg(packetRole(part.role));
        words = words.isEmpty() ? next : PacketText::tr("%1 and %2").arg(words, next);
    }
    return words;
}

QString packetWithheld(Withheld withheld)
{
    switch (withheld) {
    case Withheld::Erased: return PacketText::tr("Erased: this person was forgotten, the proof stands");
    case Withheld::NotYours: return PacketText::tr("Not shown to your role");
    case Withheld::TooLarge: return PacketText::tr("Too large to be sent here");
    case Withheld::NotLoaded: return PacketText::tr("Not loaded");
    }
    return {};
}

PacketLine packetLine(const std::optional<ShownText>& text, const QString& absent)
{
    if (!text || (text->has_value() && (*text)->isEmpty())) {
        return {absent, PacketVoice::Ours};
    }
    if (!*text) {
        return {packetWithheld(text->error()), PacketVoice::Withheld};
    }
    return {outsideLine(**text), PacketVoice::Outside};
}

QString packetIntent(const std::string& intent, int confidence, const Formatting& formatting)
{
    return PacketText::tr("%1 %2", "intent and confidence").arg(packetCode(intent).text, formatting.confidence(confidence));
}

void addPacketFact(PacketStep& step, const QString& label, PacketLine value, Mood mood)
{
    if (!value.text.isEmpty()) {
        step.facts.push_back({label, std::move(value), mood});
    }
}

PacketLine packetCode(const std::string& code)
{
    return {outsideLine(std::string_view(code)), PacketVoice::Outside};
}

PacketBlock packetBlock(const QString& title, const ShownText& json)
{
    if (!json) {
        return {title, {}, packetWithheld(json.error())};
    }
    return {title, laidOutJson(*json), {}};
}

} // namespace stillgate
