// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketConversation.h"

#include <algorithm>

#include "ui/kit/text/LookAlikes.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketHighlights.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

UntrustedText textOr(const std::optional<ShownText>& text)
{
    return text && *text ? **text : UntrustedText();
}

void addTime(PacketUtterance& utterance, UtcTime time, const Formatting& formatting)
{
    utterance.time = formatting.relative(time);
    utterance.timeTip = formatting.absolute(time);
}

class Conversation {
public:
    Conversation(const Packet& packet, const std::vector<PacketRead>& events, const PacketSurroundings& around)
        : m_packet(packet), m_events(events), m_around(around)
    {
    }

    PacketTalk read()
    {
        for (const PacketRead& event : m_events) {
            if (const auto* message = event.as<MessageReceived>()) {
                addMessage(event, *message);
            } else if (const auto* notice = event.as<NoticeIntended>(); notice != nullptr && notice->attempt == 1) {
                addNotice(event, *notice);
            }
        }
        m_talk.channels = PacketText::tr("%1, %2", "channel and number of messages")
                              .arg(channelWords(m_packet.entry.row.channel), packetMessageCount(m_messages));
        m_talk.findingsWords = findingsWords();
        return std::move(m_talk);
    }

private:
    [[nodiscard]] const TicketClassified* classificationOf(const MessageId& message) const
    {
        for (auto event = m_events.rbegin(); event != m_events.rend(); ++event) {
            const auto* classified = event->as<TicketClassified>();
            if (classified != nullptr && classified->message == message) {
                return classified;
            }
        }
        return nullptr;
    }

    void addMessage(const PacketRead& event, const MessageReceived& message)
    {
        ++m_messages;
        PacketUtterance out;
        out.speaker = PacketSpeaker::Customer;
        out.event = event.shown->header.sequence;
        const PacketLine given = packetLine(event.value("name"));
        const PacketLine known = packetLine(m_packet.entry.customer);
        const bool hasGiven = given.voice == PacketVoice::Outside;
        out.who = hasGiven ? given : known.voice == PacketVoice::Outside ? known : packetWords(PacketText::tr("Customer"));
        out.address = packetLine(event.value("sender"));
        out.mark = personMark(out.who.text, QString::fromStdString(message.customer.text()));
        out.subject = packetLine(event.value("subject"));
        addTime(out, message.sentAt.value_or(event.shown->header.time), m_around.formatting);
        addBody(out, event, message);
        for (std::size_t i = 0; i < message.attachments.size(); ++i) {
            const QString size = m_around.formatting.locale().formattedDataSize(message.attachments[i].size);
            PacketLine name =
                packetLine(event.value("attachment." + std::to_string(i) + ".name"), PacketText::tr("Attachment"));
            name.text = PacketText::tr("%1, %2", "name and size of an attachment").arg(isolated(name.text), size);
            out.attachments.push_back(std::move(name));
        }
        for (const PacketLine& line : {out.who, out.address}) {
            if (line.voice == PacketVoice::Outside) {
                m_talk.findings.lookAlikes += static_cast<int>(findDisguises(line.text).size());
            }
        }
        m_talk.utterances.push_back(std::move(out));
    }

    void addBody(PacketUtterance& out, const PacketRead& event, const MessageReceived& message)
    {
        const auto whole = event.value("text");
        const auto redacted = event.value("redacted");
        const auto& text = whole && *whole ? whole : redacted;
        if (!text || !*text) {
            const Withheld why = text ? text->error() : Withheld::NotLoaded;
            out.withheld = {packetWithheld(why), PacketVoice::Withheld};
            return;
        }
        std::vector<Highlight> highlights;
        if (const auto* classified = classificationOf(message.message)) {
            const bool isRedacted = &text == &redacted;
            const UntrustedText subject = isRedacted ? UntrustedText() : textOr(event.value("subject"));
            highlights = reasonHighlights(classified->reasons, textOr(redacted), subject, **text);
        }
        if (&text == &redacted) {
            // The redacted text begins with the subject.
            out.subject = {};
            out.note = PacketText::tr("shown redacted");
        }
        out.body = OutsideContent::of(**text, highlights);
        add(out.body.findings());
    }

    void addNotice(const PacketRead& event, const NoticeIntended& notice)
    {
        ++m_messages;
        PacketUtterance out;
        out.speaker = PacketSpeaker::Stillgate;
        out.event = event.shown->header.sequence;
        out.who = packetWords(PacketText::tr("Stillgate"));
        out.address = packetWords(PacketText::tr("notice to the customer"));
        out.subject = packetLine(event.value("subject"));
        addTime(out, event.shown->header.time, m_around.formatting);
        const auto body = event.value("body");
        if (body && *body) {
            out.body = OutsideContent::of(**body);
        } else {
            out.withheld = {packetWithheld(body ? body->error() : Withheld::NotLoaded), PacketVoice::Withheld};
        }
        out.note = noticeState(notice.notice);
        m_talk.utterances.push_back(std::move(out));
    }

    [[nodiscard]] QString noticeState(const NoticeId& id) const
    {
        QString state = PacketText::tr("being sent");
        for (const PacketRead& event : m_events) {
            if (const auto* sent = event.as<NoticeSent>(); sent != nullptr && sent->notice == id) {
                state = PacketText::tr("sent, number %1").arg(isolated(packetCode(sent->artifact).text));
            } else if (const auto* failed = event.as<NoticeFailed>(); failed != nullptr && failed->notice == id) {
                state = PacketText::tr("not sent, next try %1").arg(m_around.formatting.clockTime(failed->retryAt));
            }
        }
        return state;
    }

    void add(const OutsideFindings& findings)
    {
        m_talk.findings.hidden += findings.hidden;
        m_talk.findings.lookAlikes += findings.lookAlikes;
        m_talk.findings.links += findings.links;
    }

    [[nodiscard]] QString findingsWords() const
    {
        const OutsideFindings& found = m_talk.findings;
        if (found.isClean() && found.links == 0) {
            return PacketText::tr("Outside text checked: no hidden characters, no look-alike letters, no links");
        }
        QStringList parts;
        if (found.hidden > 0) {
            parts.push_back(found.hidden == 1 ? PacketText::tr("1 hidden character")
                                              : PacketText::tr("%n hidden characters", "", found.hidden));
        }
        if (found.lookAlikes > 0) {
            parts.push_back(found.lookAlikes == 1 ? PacketText::tr("1 look-alike letter")
                                                  : PacketText::tr("%n look-alike letters", "", found.lookAlikes));
        }
        if (found.links > 0) {
            parts.push_back(found.links == 1 ? PacketText::tr("1 link, not live")
                                             : PacketText::tr("%n links, none live", "", found.links));
        }
        return PacketText::tr("Outside text has %1").arg(m_around.formatting.locale().createSeparatedList(parts));
    }

    const Packet& m_packet;
    const std::vector<PacketRead>& m_events;
    const PacketSurroundings& m_around;
    PacketTalk m_talk;
    int m_messages = 0;
};

} // namespace

PacketTalk packetTalk(const Packet& packet, const std::vector<PacketRead>& events, const PacketSurroundings& around)
{
    return Conversation(packet, events, around).read();
}

} // namespace stillgate
