// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketReasoning.h"

#include <algorithm>
#include <cstdlib>

#include "core/domain/SentimentTrend.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/OutsideJson.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr double kConfidenceScale = 10'000.0;
constexpr double kWeightScale = 1'000.0;
constexpr double kPercent = 100.0;
constexpr std::size_t kMostWords = 8;

template <typename P>
const PacketRead* newest(const std::vector<PacketRead>& events)
{
    const auto found =
        std::find_if(events.rbegin(), events.rend(), [](const PacketRead& event) { return event.as<P>() != nullptr; });
    return found == events.rend() ? nullptr : &*found;
}

/// A word with the weight of all its occurrences, whatever their case.
struct WeighedWord {
    QString word;
    QString folded;
    std::int64_t weight = 0;
};

std::vector<WeighedWord> weighed(const std::vector<ReasonSpan>& reasons, const std::vector<UntrustedText>& words)
{
    std::vector<WeighedWord> out;
    for (std::size_t i = 0; i < std::min(reasons.size(), words.size()); ++i) {
        const QString word = outsideLine(words[i]);
        const QString folded = word.toCaseFolded();
        const auto known = std::ranges::find(out, folded, &WeighedWord::folded);
        if (known == out.end()) {
            out.push_back({word, folded, reasons[i].weight});
            continue;
        }
        known->weight += reasons[i].weight;
        if (known->word != word) {
            known->word = folded;
        }
    }
    std::ranges::stable_sort(out, [](const WeighedWord& left, const WeighedWord& right) {
        return (left.weight > 0) != (right.weight > 0) ? left.weight > 0 : std::abs(left.weight) > std::abs(right.weight);
    });
    out.resize(std::min(out.size(), kMostWords));
    return out;
}

void addWords(PacketReasons& out, const PacketRead& event, const TicketClassified& classified, const Formatting& formatting)
{
    const auto words = event.value("words");
    if (!words || !*words) {
        out.withheld = {packetWithheld(words ? words->error() : Withheld::NotLoaded), PacketVoice::Withheld};
        return;
    }
    const std::vector<WeighedWord> heavy = weighed(classified.reasons, jsonTexts(**words));
    std::int64_t most = 1;
    for (const WeighedWord& word : heavy) {
        most = std::max<std::int64_t>(most, std::abs(word.weight));
    }
    for (const WeighedWord& word : heavy) {
        out.words.push_back({{word.word, PacketVoice::Outside},
                             formatting.weight(static_cast<double>(word.weight) / kWeightScale),
                             static_cast<double>(word.weight) / static_cast<double>(most)});
    }
}

/// "duplicate" of "{duplicate.amount.decimal}"; empty for what names no record.
QString recordOf(const QString& source)
{
    const qsizetype open = source.indexOf(QLatin1Char('{'));
    const qsizetype close = source.indexOf(QLatin1Char('}'), open);
    return open < 0 || close < 0 ? QString() : source.mid(open + 1, close - open - 1).section(QLatin1Char('.'), 0, 0);
}

PacketParameter parameterOf(const std::string& name, const PacketLine& value, const std::string& source)
{
    PacketParameter out;
    out.name = packetCode(name).text;
    out.value = value;
    out.sourceTip = packetCode(source).text;
    const QString record = recordOf(out.sourceTip);
    out.isOnlyTheirWord = record == QLatin1String("input");
    if (out.isOnlyTheirWord) {
        out.source = PacketText::tr("the customer's own words alone");
    } else if (record.isEmpty()) {
        out.source = source.empty() ? PacketText::tr("the runbook") : PacketText::tr("fixed in the runbook");
    } else {
        out.source = PacketText::tr("record %1").arg(isolated(record));
    }
    return out;
}

/// "English (en)"
QString languageWords(const std::string& tag)
{
    const QString code = packetCode(tag).text;
    const QLocale::Language language = QLocale::codeToLanguage(code.section(u'-', 0, 0));
    return language == QLocale::AnyLanguage
               ? code
               : PacketText::tr("%1 (%2)", "language and its code").arg(QLocale::languageToString(language), isolated(code));
}

QString trendWords(SentimentTrend trend)
{
    switch (trend) {
    case SentimentTrend::Improving: return PacketText::tr("improving", "mood of the messages");
    case SentimentTrend::Steady: return PacketText::tr("steady", "mood of the messages");
    case SentimentTrend::Worsening: return PacketText::tr("worsening", "mood of the messages");
    }
    return {};
}

/// The mood of the newest message, and where it has come from once there are several.
void addMood(PacketReasons& out, const std::vector<PacketRead>& events, const Formatting& formatting)
{
    std::vector<int> sentiments;
    std::optional<int> urgency;
    for (const PacketRead& event : events) {
        if (const auto* classified = event.as<TicketClassified>(); classified != nullptr && classified->sentiment) {
            sentiments.push_back(*classified->sentiment);
            urgency = classified->urgency;
        }
    }
    if (sentiments.empty()) {
        return;
    }
    const SentimentTrend trend = sentimentTrend(sentiments);
    const QString mood = formatting.weight(sentiments.back() / kPercent);
    const bool isWorse = trend == SentimentTrend::Worsening;
    out.reading.push_back({PacketText::tr("Mood"),
                           packetWords(sentiments.size() < 2 ? mood : PacketText::tr("%1, %2").arg(mood, trendWords(trend))),
                           isWorse ? Mood::Soon : Mood::Neutral});
    if (urgency) {
        out.reading.push_back({PacketText::tr("Urgency"), packetWords(formatting.ratio(*urgency / kPercent))});
    }
}

void addReading(PacketReasons& out, const TicketClassified& classified, const std::vector<PacketRead>& events,
                const Formatting& formatting)
{
    if (const QString why = bandReasonWords(classified.bandReason); !why.isEmpty()) {
        out.reading.push_back({PacketText::tr("Band"), packetWords(why)});
    }
    for (const ScoredLabel& further : classified.further) {
        out.reading.push_back(
            {PacketText::tr("Also"), packetWords(packetIntent(further.intent, further.confidence, formatting))});
    }
    if (classified.language) {
        out.reading.push_back({PacketText::tr("Language"), packetWords(languageWords(*classified.language))});
    }
    addMood(out, events, formatting);
}

/// What the model's word on the ticket is now: each message has its own classification, and not every one counts.
const PacketRead* classificationInForce(const Packet& packet, const std::vector<PacketRead>& events)
{
    const auto& counts = packet.entry.row.classified;
    const auto found = std::ranges::find_if(events, [&](const PacketRead& event) {
        return counts && event.shown->header.sequence == *counts && event.as<TicketClassified>() != nullptr;
    });
    return found != events.end() ? &*found : newest<TicketClassified>(events);
}

} // namespace

PacketReasons packetReasons(const Packet& packet, const std::vector<PacketRead>& events, const ShownTaxonomy& taxonomy,
                            const PacketSurroundings& around)
{
    PacketReasons out;
    const PacketRead* event = classificationInForce(packet, events);
    if (event == nullptr) {
        return out;
    }
    const auto& classified = *event->as<TicketClassified>();
    out.model = QString::fromStdString(toHex(classified.model.view()));
    for (const ScoredLabel& scored : classified.labels) {
        PacketLabel label;
        label.isPrimary = out.labels.empty();
        label.intent = packetCode(scored.intent).text;
        label.confidence.value = scored.confidence / kConfidenceScale;
        label.confidence.number = around.formatting.confidence(scored.confidence);
        const auto known = std::ranges::find(taxonomy.intents, scored.intent, &ShownIntent::id);
        const bool has = known != taxonomy.intents.end();
        label.confidence.assistedFrom = has ? known->assistedFrom / kConfidenceScale : 0.0;
        label.confidence.autoFrom = has ? known->autoFrom / kConfidenceScale : 0.0;
        if (label.isPrimary) {
            label.confidence.band = packet.entry.row.band;
            label.confidence.bandWord = bandWords(packet.entry.row.band);
        }
        out.labels.push_back(std::move(label));
    }
    for (const std::string& flag : classified.redFlags) {
        out.redFlags.push_back(codeWords(flag));
    }
    addReading(out, classified, events, around.formatting);
    addWords(out, *event, classified, around.formatting);
    return out;
}

std::vector<PacketParameter> packetParameters(const std::vector<PacketRead>& events)
{
    std::vector<PacketParameter> out;
    const PacketRead* event = newest<ActionProposed>(events);
    if (event == nullptr) {
        return out;
    }
    const auto& proposed = *event->as<ActionProposed>();
    out.push_back(parameterOf("target", packetLine(event->value("target")), {}));
    const auto parameters = event->value("parameters");
    if (!parameters || !*parameters) {
        const PacketLine why = packetLine(parameters, PacketText::tr("Not loaded"));
        for (const auto& [name, source] : proposed.sources) {
            out.push_back(parameterOf(name, why, source));
        }
        return out;
    }
    for (const auto& [name, value] : jsonMembers(**parameters)) {
        const auto source = proposed.sources.find(name);
        out.push_back(
            parameterOf(name, packetLine(ShownText(value)), source == proposed.sources.end() ? std::string() : source->second));
    }
    return out;
}

} // namespace stillgate
