// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketReasonsColumn.h"

#include <QBoxLayout>

#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/packet/PacketFactRow.h"
#include "ui/packet/PacketLists.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

constexpr int kPartGap = 16;
constexpr int kPartUnder = 6;

void removeAll(QLayout& widgets)
{
    while (QLayoutItem* item = widgets.takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace

PacketReasonsColumn::PacketReasonsColumn(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_labels(new PacketLabelList(this))
    , m_none(new KitLabel(PacketText::tr("Nothing was classified."), {.tone = Tone::Text3}, this))
    , m_words(new PacketWordList(this))
    , m_withheld(new KitLabel({}, {.tone = Tone::Text3}, this, Wrap::Words))
    , m_parameters(new PacketParameterList(this))
    , m_model(new HashLabel(PacketText::tr("model"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_labels);
    m_layout->addWidget(m_none);
    auto* flags = new QWidget(this);
    m_flags = new QVBoxLayout(flags);
    m_flags->setContentsMargins(0, 0, 0, 0);
    m_flags->setSpacing(4);
    m_flagsPart = addPart(PacketText::tr("Red flags"), {flags});
    auto* reading = new QWidget(this);
    m_reading = new QVBoxLayout(reading);
    m_reading->setContentsMargins(0, 0, 0, 0);
    m_reading->setSpacing(0);
    m_wordsPart = addPart(PacketText::tr("Words that spoke for it, and against"), {m_words, m_withheld});
    m_readingPart = addPart(PacketText::tr("How it was read"), {reading});
    m_parametersPart = addPart(PacketText::tr("What the action is made from"), {m_parameters});
    m_layout->addSpacing(kPartGap);
    auto* model = new QHBoxLayout;
    model->addWidget(m_model);
    model->addStretch(1);
    m_layout->addLayout(model);
    m_layout->addStretch(1);
}

QWidget* PacketReasonsColumn::addPart(const QString& title, const std::vector<QWidget*>& parts)
{
    auto* part = new QWidget(this);
    auto* lines = new QVBoxLayout(part);
    lines->setContentsMargins(0, kPartGap, 0, 0);
    lines->setSpacing(0);
    if (m_layout->count() > 3) {
        lines->addWidget(new Hairline(Qt::Horizontal, part));
        lines->addSpacing(kPartGap);
    }
    lines->addWidget(new SectionHeader(title, part, Type::Label));
    lines->addSpacing(kPartUnder);
    for (QWidget* widget : parts) {
        lines->addWidget(widget);
    }
    m_layout->addWidget(part);
    return part;
}

void PacketReasonsColumn::setReasons(const PacketReasons& reasons, const std::vector<PacketParameter>& parameters)
{
    m_labels->setLabels(reasons.labels, reasons.words);
    m_none->setVisible(reasons.labels.empty());
    removeAll(*m_flags);
    for (const QString& flag : reasons.redFlags) {
        m_flags->addWidget(new MarkWidget<StatusMark>({.mood = Mood::Harm, .icon = Icon::Flag, .text = flag}, this));
    }
    m_flagsPart->setVisible(!reasons.redFlags.empty());
    removeAll(*m_reading);
    for (const PacketFact& fact : reasons.reading) {
        m_reading->addWidget(new PacketFactRow(fact, this));
    }
    m_readingPart->setVisible(!reasons.reading.empty());
    m_words->setWords(reasons.words, reasons.labels);
    m_withheld->setText(reasons.withheld.text);
    m_withheld->setVisible(!reasons.withheld.text.isEmpty());
    m_wordsPart->setVisible(!reasons.words.empty() || !reasons.withheld.text.isEmpty());
    m_parameters->setParameters(parameters);
    m_parametersPart->setVisible(!parameters.empty());
    m_model->setHash(reasons.model);
    m_model->setVisible(!reasons.model.isEmpty());
}

} // namespace stillgate
