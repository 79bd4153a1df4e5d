// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/client/Values.h"
#include "core/domain/Payload.h"
#include "ui/kit/text/Formatting.h"
#include "ui/packet/PacketValues.h"

/// What the parts of the presenter share: events with their payloads, and the words for people, roles and texts that are withheld.
namespace stillgate {

/// An event and its payload in the newest version; none for a code or version that this build does not know.
struct PacketRead {
    const ShownEvent* shown = nullptr; ///< never null once read
    std::optional<Payload> payload;

    template <typename P>
    [[nodiscard]] const P* as() const
    {
        return payload ? std::get_if<P>(&*payload) : nullptr;
    }
    /// A personal value; nothing when the event has none of that name.
    [[nodiscard]] std::optional<ShownText> value(const std::string& field) const;
};

/// The events must outlive what is returned.
[[nodiscard]] std::vector<PacketRead> readPacketEvents(const std::vector<ShownEvent>& events);

/// What words are made with.
struct PacketSurroundings {
    const Formatting& formatting;
    PersonId self; ///< who is signed in
};

[[nodiscard]] QString packetPerson(const PersonId& person, const PacketSurroundings& around);
[[nodiscard]] QString packetRole(Role role);
/// "1 message", "3 messages"
[[nodiscard]] QString packetMessageCount(int count);
/// "1 of L2 and 1 of Supervisor"
[[nodiscard]] QString packetQuorum(const std::vector<QuorumPart>& quorum);
/// Why a text is not shown, as a sentence of its own.
[[nodiscard]] QString packetWithheld(Withheld withheld);
/// A text from outside as a line; the reason in its place when it is withheld, `absent` when there is none.
[[nodiscard]] PacketLine packetLine(const std::optional<ShownText>& text, const QString& absent = {});
/// A code or name from a pack or a system of record: from outside, and safe to show.
[[nodiscard]] PacketLine packetCode(const std::string& code);
[[nodiscard]] inline PacketLine packetWords(QString words)
{
    return {std::move(words), PacketVoice::Ours};
}
/// "charged_twice 0.91"
[[nodiscard]] QString packetIntent(const std::string& intent, int confidence, const Formatting& formatting);
/// Adds nothing where there is no value.
void addPacketFact(PacketStep& step, const QString& label, PacketLine value, Mood mood = Mood::Neutral);
/// JSON laid out for people; a text that is no JSON stays as it is.
[[nodiscard]] PacketBlock packetBlock(const QString& title, const ShownText& json);

} // namespace stillgate
