// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/OutcomeView.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/approval/FlowLayout.h"
#include "ui/approval/ProgressView.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/Disc.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kDiscGap = 12;
constexpr int kOutcomeInset = KitButton::kRingRoom; ///< words begin where the faces of the buttons do

} // namespace

OutcomeView::OutcomeView(Qt::Orientation progress, QWidget* parent)
    : QWidget(parent)
    , m_headline(new KitLabel({}, {.type = Type::Section}, this, Wrap::Words))
    , m_detail(new KitLabel({}, {.tone = Tone::Text2}, this, Wrap::Words))
    , m_undoWords(new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text2}, this))
    , m_receipt(new KitLabel({}, {.type = Type::Meta, .tone = Tone::Text3}, this, Wrap::Words))
    , m_step(new KitButton(ButtonKind::Outlined, {}, this))
    , m_undo(new KitButton(ButtonKind::Outlined, Icon::Undo, tr("Undo"), this))
    , m_moved(new DiffTable({}, this))
    , m_progress(new ProgressView(progress, this))
{
    m_headline->setObjectName(QStringLiteral("outcomeHeadline"));
    m_detail->setObjectName(QStringLiteral("outcomeDetail"));
    m_receipt->setObjectName(QStringLiteral("outcomeReceipt"));
    m_step->setObjectName(QStringLiteral("outcomeStep"));
    m_step->setKey(QKeySequence(Qt::Key_R));
    m_undo->setObjectName(QStringLiteral("undoButton"));
    m_undo->setKey(QKeySequence(Qt::Key_Z));
    m_moved->setObjectName(QStringLiteral("movedTable"));
    m_progress->setObjectName(QStringLiteral("decisionProgress"));
    layOut();
    connect(m_step, &KitButton::clicked, this, [this] { emit stepChosen(m_next); });
    connect(m_undo, &KitButton::clicked, this, &OutcomeView::undoChosen);
    hide();
}

void OutcomeView::layOut()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->setContentsMargins(kOutcomeInset, 0, kOutcomeInset, 0);
    line->addSpacing(kDisc + kDiscGap);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_headline);
    texts->addWidget(m_detail);
    texts->addWidget(m_receipt);
    line->addLayout(texts, 1);
    layout->addLayout(line);
    const auto inset = [layout](QWidget* widget) {
        auto* room = new QHBoxLayout;
        room->setContentsMargins(kOutcomeInset, 0, kOutcomeInset, 0);
        room->addWidget(widget);
        layout->addLayout(room);
    };
    inset(m_moved);
    auto* buttons = new FlowLayout(8, 4);
    layout->addLayout(buttons);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_step);
    buttons->addWidget(m_undoWords);
    inset(m_progress);
}

void OutcomeView::setValues(const DecisionValues& values)
{
    setVisible(values.outcome.has_value());
    if (!values.outcome) {
        return;
    }
    const CardOutcome& outcome = *values.outcome;
    m_mood = outcome.mood;
    m_icon = outcome.icon;
    m_next = outcome.next;
    m_headline->setText(outcome.headline);
    m_detail->setText(outcome.detail);
    m_moved->setHeader(outcome.movedHead);
    m_moved->setRows(outcome.moved);
    m_moved->setVisible(!outcome.moved.empty());
    m_step->setText(outcome.nextWords);
    m_step->setVisible(outcome.next != CardStep::None);
    const bool canUndo = values.receipt && values.receipt->canUndo;
    m_undo->setVisible(canUndo);
    m_undoWords->setText(canUndo ? values.receipt->undoWords : QString());
    m_undoWords->setVisible(canUndo);
    m_receipt->setText(values.receipt ? values.receipt->who : QString());
    m_receipt->setVisible(values.receipt.has_value());
    m_progress->setSteps(values.progress);
    m_progress->setVisible(!values.progress.empty());
    setAccessibleName(outcome.headline);
    setAccessibleDescription(outcome.detail);
    update();
}

void OutcomeView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintDisc(painter, rect().adjusted(kOutcomeInset, 0, -kOutcomeInset, 0), m_mood, m_icon, Look::of(*this));
}

} // namespace stillgate
