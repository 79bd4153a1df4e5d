// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketLists.h"

#include <cmath>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kLabelRow = 24;
constexpr int kListGap = 12;
constexpr int kNarrowestBar = 48;
constexpr int kWidestBar = 120;
constexpr int kWidestName = 144;
constexpr int kNumber = 32;
constexpr int kBandSize = 9;
constexpr int kBandGap = 7;
constexpr int kWordRow = 24;
constexpr int kWordBarHeight = 4;
constexpr int kWordPadding = 3;
constexpr qreal kWordRadius = 3.0;
constexpr int kChipLine = 22;
constexpr int kChipHigh = 18;
constexpr int kChipInside = 4;
constexpr int kChipToWeight = 4;
constexpr int kChipGap = 12;
constexpr int kParameterRow = 42;
constexpr int kParameterLine = 20;
constexpr int kParameterName = 92;

/// The words that spoke for it are marked as in the conversation, in the middle of the height.
void paintWord(QPainter& painter, const QRect& rect, const PacketWord& word, Type type, const Look& look)
{
    const int wide = qMin(rect.width(), textWidth(word.word.text, type, look) + 2 * kWordPadding);
    const QRect start(rect.x(), rect.y() + (rect.height() - kChipHigh) / 2, wide, kChipHigh);
    const QRect ground = QStyle::visualRect(look.direction(), rect, start);
    if (word.share > 0) {
        paintBox(painter, ground, kWordRadius, look.colour(Tone::Mark));
    }
    paintText(painter, ground.adjusted(kWordPadding, 0, -kWordPadding, 0), word.word.text,
              {.type = type, .tone = word.share > 0 ? Tone::Text1 : Tone::Text2, .flow = Flow::Content}, look);
}

int bandWordWidth(const std::vector<PacketLabel>& labels, const Look& look)
{
    int widest = 0;
    for (const PacketLabel& label : labels) {
        widest = qMax(widest, textWidth(label.confidence.bandWord, Type::Body, look));
    }
    return widest;
}

} // namespace

PacketColumns packetColumns(const std::vector<PacketLabel>& labels, const std::vector<PacketWord>& words, int width,
                            const Look& look)
{
    PacketColumns out;
    for (const PacketLabel& label : labels) {
        const Type type = label.isPrimary ? Type::BodyMedium : Type::Body;
        out.name = qMax(out.name, textWidth(label.intent, type, look));
    }
    for (const PacketWord& word : words) {
        out.name = qMax(out.name, textWidth(word.word.text, Type::Body, look) + 2 * kWordPadding);
    }
    out.name = qMin(out.name, kWidestName);
    const int band = bandWordWidth(labels, look);
    const int room = width - 3 * kListGap - kNumber - kBandSize;
    out.hasBandWord = room - out.name - kBandGap - band >= kNarrowestBar;
    const int left = out.hasBandWord ? room - kBandGap - band : room;
    out.name = qMin(out.name, left - kNarrowestBar);
    out.bar = qMin(left - out.name, kWidestBar);
    return out;
}

PacketLabelList::PacketLabelList(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetLabels"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PacketLabelList::setLabels(std::vector<PacketLabel> labels, std::vector<PacketWord> words)
{
    m_labels = std::move(labels);
    m_words = std::move(words);
    QStringList said;
    for (const PacketLabel& label : m_labels) {
        said.push_back(PacketText::tr("%1 %2", "intent and confidence").arg(label.intent, markText(label.confidence)));
    }
    setAccessibleName(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PacketLabelList::sizeHint() const
{
    return {0, kLabelRow * static_cast<int>(m_labels.size())};
}

void PacketLabelList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const PacketColumns columns = packetColumns(m_labels, m_words, width(), look);
    QRect row(0, 0, width(), kLabelRow);
    for (const PacketLabel& label : m_labels) {
        Lane lane(row, look.direction());
        const Tone tone = label.isPrimary ? Tone::Text1 : Tone::Text2;
        paintText(painter, lane.fromStart(columns.name, kListGap), label.intent,
                  {.type = label.isPrimary ? Type::BodyMedium : Type::Body, .tone = tone, .flow = Flow::LeftToRight}, look);
        paintConfidenceBar(painter, lane.fromStart(columns.bar, kListGap), label.confidence, look);
        paintText(painter, lane.fromStart(kNumber, kListGap), label.confidence.number,
                  {.type = label.isPrimary ? Type::BodyStrong : Type::Body,
                   .tone = tone,
                   .align = Align::End,
                   .flow = Flow::LeftToRight},
                  look);
        if (!label.confidence.bandWord.isEmpty()) {
            paintBand(painter, lane.fromStart(kBandSize, kBandGap), label.confidence.band, kBandSize, look);
            if (columns.hasBandWord) {
                paintText(painter, lane.rest(), label.confidence.bandWord, {.tone = Tone::Text2}, look);
            }
        }
        row.translate(0, kLabelRow);
    }
}

PacketWordList::PacketWordList(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetWords"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PacketWordList::setWords(std::vector<PacketWord> words, std::vector<PacketLabel> labels)
{
    m_words = std::move(words);
    m_labels = std::move(labels);
    QStringList said;
    for (const PacketWord& word : m_words) {
        said.push_back(PacketText::tr("%1 %2", "word and its weight").arg(word.word.text, word.weight));
    }
    setAccessibleName(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PacketWordList::sizeHint() const
{
    return {0, kWordRow * static_cast<int>(m_words.size())};
}

void PacketWordList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const PacketColumns columns = packetColumns(m_labels, m_words, width(), look);
    QRect row(0, 0, width(), kWordRow);
    for (const PacketWord& word : m_words) {
        Lane lane(row, look.direction());
        paintWord(painter, lane.fromStart(columns.name, kListGap), word, Type::Body, look);
        const QRect whole = lane.fromStart(columns.bar, kListGap);
        const int length = qMax(kWordBarHeight, qRound(std::abs(word.share) * whole.width()));
        const QRect bar(whole.x(), whole.y() + (whole.height() - kWordBarHeight) / 2, length, kWordBarHeight);
        paintBox(painter, QStyle::visualRect(look.direction(), whole, bar), kWordBarHeight / 2.0,
                 look.colour(word.share > 0 ? Tone::Data : Tone::Strong));
        paintText(painter, lane.fromStart(kNumber), word.weight, {.align = Align::End, .flow = Flow::LeftToRight}, look);
        row.translate(0, kWordRow);
    }
}

PacketWordChips::PacketWordChips(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetWordChips"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PacketWordChips::setWords(const std::vector<PacketWord>& words)
{
    m_words.clear();
    QStringList said;
    for (const PacketWord& word : words) {
        if (word.share > 0 && m_words.size() < 5) {
            m_words.push_back(word);
            said.push_back(PacketText::tr("%1 %2", "word and its weight").arg(word.word.text, word.weight));
        }
    }
    setAccessibleName(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

std::vector<PacketWordChips::Chip> PacketWordChips::chips(int width) const
{
    const Look look = Look::of(*this);
    std::vector<Chip> out;
    int x = 0;
    int y = 0;
    for (const PacketWord& word : m_words) {
        const int wide = qMin(width / 2, textWidth(word.word.text, Type::MetaMedium, look) + 2 * kChipInside);
        const int weight = textWidth(word.weight, Type::Meta, look);
        if (x > 0 && x + wide + kChipToWeight + weight > width) {
            x = 0;
            y += kChipLine;
        }
        out.push_back({{x, y, wide, kChipLine}, {x + wide + kChipToWeight, y, weight + 1, kChipLine}});
        x += wide + kChipToWeight + weight + kChipGap;
    }
    return out;
}

int PacketWordChips::heightForWidth(int width) const
{
    const std::vector<Chip> placed = chips(width);
    return placed.empty() ? 0 : placed.back().word.bottom() + 1;
}

QSize PacketWordChips::sizeHint() const
{
    return {0, heightForWidth(width() > 0 ? width() : 400)};
}

void PacketWordChips::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    const std::vector<Chip> placed = chips(width());
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const QRect word = QStyle::visualRect(look.direction(), rect(), placed[i].word);
        paintBox(painter, word.adjusted(0, 2, 0, -2), kWordRadius, look.colour(Tone::Mark));
        paintText(painter, word.adjusted(kChipInside, 0, -kChipInside + 1, 0), m_words[i].word.text,
                  {.type = Type::MetaMedium, .flow = Flow::Content}, look);
        paintText(painter, QStyle::visualRect(look.direction(), rect(), placed[i].weight), m_words[i].weight,
                  {.type = Type::Meta, .tone = Tone::Text3, .flow = Flow::LeftToRight}, look);
    }
}

PacketParameterList::PacketParameterList(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("packetParameters"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PacketParameterList::setParameters(std::vector<PacketParameter> parameters)
{
    m_parameters = std::move(parameters);
    QStringList said;
    for (const PacketParameter& parameter : m_parameters) {
        said.push_back(PacketText::tr("%1 is %2, from %3").arg(parameter.name, parameter.value.text, parameter.source));
    }
    setAccessibleName(said.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize PacketParameterList::sizeHint() const
{
    return {0, kParameterRow * static_cast<int>(m_parameters.size())};
}

void PacketParameterList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    int top = 0;
    for (const PacketParameter& parameter : m_parameters) {
        Lane first(QRect(0, top, width(), kParameterLine), look.direction());
        paintText(painter, first.fromStart(kParameterName, kListGap), parameter.name,
                  {.tone = Tone::Text3, .flow = Flow::LeftToRight}, look);
        const bool isText = parameter.value.voice == PacketVoice::Outside;
        paintText(painter, first.rest(), parameter.value.text,
                  {.type = isText ? Type::BodyMedium : Type::Body,
                   .tone = isText ? Tone::Text1 : Tone::Text3,
                   .flow = isText ? Flow::Content : Flow::Window},
                  look);
        Lane second(QRect(0, top + kParameterLine - 2, width(), kParameterLine - 2), look.direction());
        second.skip(kParameterName + kListGap);
        const FactMark source{.mood = parameter.isOnlyTheirWord ? Mood::Soon : Mood::Neutral,
                              .icon = parameter.isOnlyTheirWord ? Icon::Warning : Icon::Link,
                              .text = parameter.source};
        paintMark(painter, second.rest(), source, look);
        top += kParameterRow;
    }
}

bool PacketParameterList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = static_cast<std::size_t>(qMax(0, help->pos().y() / kParameterRow));
        if (row < m_parameters.size()) {
            const PacketParameter& parameter = m_parameters[row];
            const QString tip = parameter.sourceTip.isEmpty()
                                    ? parameter.value.text
                                    : PacketText::tr("%1, made from %2").arg(parameter.value.text, parameter.sourceTip);
            QToolTip::showText(help->globalPos(), plainToolTip(tip), this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace stillgate
