// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewTicket.h"

#include <algorithm>
#include <functional>

#include "core/domain/Payload.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/quality/QualityText.h"
#include "ui/quality/ReasonPhrases.h"

namespace stillgate {

namespace {

constexpr double kWeightScale = 1'000.0;
constexpr std::size_t kMostReasons = 6;

QString withheldReason(Withheld withheld)
{
    switch (withheld) {
    case Withheld::Erased: return QualityText::tr("The text is erased: this customer was forgotten.");
    case Withheld::NotYours: return QualityText::tr("The text is not shown to your role.");
    case Withheld::TooLarge: return QualityText::tr("The text is too large to be shown here.");
    case Withheld::NotLoaded: return QualityText::tr("The text was not read yet.");
    }
    return {};
}

ShownText valueOf(const ShownEvent& event, const std::string& field)
{
    const auto found = event.values.find(field);
    return found != event.values.end() ? found->second : ShownText(tl::make_unexpected(Withheld::NotLoaded));
}

/// What the model's word on the ticket is now: each message has its own classification, and not every one counts.
bool isInForce(const Packet& packet, const ShownEvent& event)
{
    const auto& counts = packet.entry.row.classified;
    return event.header.code == TicketClassified::kCode && (!counts || *counts == event.header.sequence);
}

const ShownEvent* classificationInForce(const Packet& packet)
{
    const auto found = std::find_if(packet.events.rbegin(), packet.events.rend(),
                                    [&](const ShownEvent& event) { return isInForce(packet, event); });
    return found != packet.events.rend() ? &*found : nullptr;
}

const ShownEvent* messageOf(const Packet& packet, const MessageId& message)
{
    const auto found = std::find_if(packet.events.begin(), packet.events.end(), [&](const ShownEvent& event) {
        const auto payload =
            event.header.code == MessageReceived::kCode ? payloadOf(event.header) : Result<Payload>(LedgerOpened{});
        const auto* received = payload ? std::get_if<MessageReceived>(&*payload) : nullptr;
        return received != nullptr && received->message == message;
    });
    return found != packet.events.end() ? &*found : nullptr;
}

/// The part of the highlights that lies in a stretch of the text, counted from its beginning.
std::vector<Highlight> within(const std::vector<ReasonPhrase>& phrases, std::size_t begin, std::size_t end)
{
    std::vector<Highlight> out;
    for (const ReasonPhrase& phrase : phrases) {
        if (phrase.weight > 0 && phrase.begin >= begin && phrase.end <= end) {
            out.push_back({phrase.begin - begin, phrase.end - begin, HighlightKind::Reason});
        }
    }
    return out;
}

/// The same phrase twice is one row, however it is written; only the heaviest have one.
void addReasons(ReviewTicket& out, const UntrustedText& whole, const std::vector<ReasonPhrase>& phrases,
                const Formatting& formatting)
{
    struct Weighed {
        QString words;
        std::int64_t weight = 0;
    };
    std::vector<Weighed> all;
    for (const ReasonPhrase& phrase : phrases) {
        const QString words = outsideLine(whole.part(phrase.begin, phrase.end)).toLower();
        const auto known = std::ranges::find(all, words, &Weighed::words);
        known != all.end() ? void(known->weight += phrase.weight) : all.push_back({words, phrase.weight});
    }
    std::ranges::sort(all, std::ranges::greater(),
                      [](const Weighed& each) { return std::pair(std::abs(each.weight), each.words); });
    all.resize(std::min(all.size(), kMostReasons));
    std::ranges::sort(all, std::ranges::greater(), [](const Weighed& each) { return std::pair(each.weight, each.words); });
    std::int64_t heaviest = 1;
    for (const Weighed& each : all) {
        heaviest = std::max(heaviest, std::abs(each.weight));
    }
    for (const Weighed& each : all) {
        out.reasons.push_back({each.words, formatting.weight(static_cast<double>(each.weight) / kWeightScale),
                               static_cast<double>(each.weight) / static_cast<double>(heaviest)});
    }
}

void addText(ReviewTicket& out, const ShownEvent* message, const TicketClassified& classified, const Formatting& formatting)
{
    const ShownText whole =
        message != nullptr ? valueOf(*message, "redacted") : ShownText(tl::make_unexpected(Withheld::NotLoaded));
    if (!whole) {
        out.withheld = withheldReason(whole.error());
        return;
    }
    const std::vector<ReasonPhrase> phrases = reasonPhrases(*whole, classified.reasons);
    // The model read subject and text as one, with a line feed between; where there was no subject, the text alone.
    const bool hasSubject = message->header.personal.contains("subject");
    const std::optional<std::size_t> feed = hasSubject ? whole->find('\n') : std::nullopt;
    const std::size_t begin = feed ? *feed + 1 : 0;
    if (feed) {
        out.subject = OutsideContent::of(whole->part(0, *feed), within(phrases, 0, *feed));
    }
    out.text = OutsideContent::of(whole->part(begin, whole->size()), within(phrases, begin, whole->size()));
    addReasons(out, *whole, phrases, formatting);
}

/// The newest one after the label in force was given.
QString runbookInForce(const Packet& packet)
{
    for (auto event = packet.events.rbegin(); event != packet.events.rend(); ++event) {
        const std::string& code = event->header.code;
        if (isInForce(packet, *event) || code == TicketRerouted::kCode) {
            return {};
        }
        if (code == RunbookChosen::kCode) {
            const auto payload = payloadOf(event->header);
            const auto* chosen = payload ? std::get_if<RunbookChosen>(&*payload) : nullptr;
            return chosen != nullptr ? QualityText::tr("%1 v%2", "runbook, version")
                                           .arg(outsideLine(chosen->runbook))
                                           .arg(chosen->runbookVersion)
                                     : QString();
        }
    }
    return {};
}

QString proposalOf(const TicketRow& row, std::optional<ActionStatus> action, const Formatting& formatting)
{
    const bool isOpen = action == ActionStatus::Proposed || action == ActionStatus::Held || action == ActionStatus::Waiting;
    if (!isOpen || !row.amount) {
        return {};
    }
    const QString amount = formatting.money(*row.amount);
    return row.gate ? QualityText::tr("%1, waits for people", "amount").arg(amount) : amount;
}

void addStanding(ReviewTicket& out, const Packet& packet, const Formatting& formatting)
{
    const TicketRow& row = packet.entry.row;
    const auto action = enumNamed<ActionStatus>(row.actionStatus);
    out.intentInForce = row.intent;
    out.bandInForce = row.band;
    out.teamInForce = outsideLine(row.team);
    out.runbook = runbookInForce(packet);
    out.proposal = proposalOf(row, action, formatting);
    out.effect = relabelEffect(row.stage, action);
    if (row.reviewed) {
        out.reviewed = row.reviewed->intent;
    }
    out.hasUnknownEvents = !std::ranges::all_of(packet.events, &ShownEvent::isKnown);
}

} // namespace

std::optional<ReviewTicket> reviewTicket(const Packet& packet, const Formatting& formatting)
{
    const ShownEvent* event = classificationInForce(packet);
    const auto payload = event != nullptr ? payloadOf(event->header) : Result<Payload>(LedgerOpened{});
    const auto* classified = payload ? std::get_if<TicketClassified>(&*payload) : nullptr;
    if (classified == nullptr) {
        return std::nullopt;
    }
    const TicketRow& row = packet.entry.row;
    ReviewTicket out;
    out.ticket = row.id;
    out.number = QStringLiteral("#%1").arg(row.opened);
    out.classified = event->header.sequence;
    out.model = middleCut(QString::fromStdString(toHex(classified->model.view())), 6, 4);
    out.band = classified->band;
    out.bandReason = classified->bandReason;
    out.modelTeam = outsideLine(classified->team);
    out.labels = classified->labels;
    out.channelSign = channelIcon(row.channel);
    out.facts = {channelWords(row.channel)};
    if (packet.entry.customer && !packet.entry.customer->isEmpty()) {
        out.facts << outsideLine(*packet.entry.customer);
    }
    out.facts << formatting.relative(row.openedAt);
    out.instant = formatting.absolute(row.openedAt);
    addText(out, messageOf(packet, classified->message), *classified, formatting);
    for (const std::string& flag : classified->redFlags) {
        out.redFlags << codeWords(flag);
    }
    addStanding(out, packet, formatting);
    return out;
}

} // namespace stillgate
