// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/StreamPane.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/approval/StreamDelegate.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"

namespace stillgate {

namespace {

constexpr int kPaneWidth = 280;
constexpr int kPaneInset = 16;
constexpr std::size_t kMostHeld = 4; ///< shown one by one; the rest is a number

KitLabel* caption(const QString& text, QWidget* parent)
{
    return new KitLabel(text, {.type = Type::Label, .tone = Tone::Text3}, parent);
}

} // namespace

StreamPane::StreamPane(QWidget* parent)
    : QWidget(parent)
    , m_model(new ApprovalStreamModel(this))
    , m_list(new QListView(this))
    , m_count(new KitLabel({}, {.type = Type::BodyMedium, .tone = Tone::Text2, .align = Align::End}, this))
    , m_heldBlock(new QWidget(this))
    , m_latelyBlock(new QWidget(this))
    , m_lately(new KitLabel({}, {.tone = Tone::Text2}, m_latelyBlock, Wrap::Words))
{
    setFixedWidth(kPaneWidth);
    setObjectName(QStringLiteral("streamPane"));
    m_list->setObjectName(QStringLiteral("approvalStream"));
    m_list->setAccessibleName(tr("Approvals that wait for you, by deadline"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StreamDelegate(*m_model, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    layOut();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid() && !m_isSelecting) {
            emit chosen(StreamRow(m_model->rows()[static_cast<std::size_t>(current.row())]));
        }
    });
}

void StreamPane::layOut()
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 14, 0, 14);
    layout->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(kPaneInset, 0, kPaneInset, 0);
    top->addWidget(caption(tr("For me, by deadline"), this), 1);
    top->addWidget(m_count);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);

    auto* held = new QVBoxLayout(m_heldBlock);
    held->setContentsMargins(kPaneInset, 0, kPaneInset, 0);
    held->setSpacing(8);
    held->addWidget(new Hairline(Qt::Horizontal, m_heldBlock));
    held->addWidget(caption(tr("Held from me"), m_heldBlock));
    layout->addWidget(m_heldBlock);
    m_heldBlock->hide();

    auto* lately = new QVBoxLayout(m_latelyBlock);
    lately->setContentsMargins(kPaneInset, 0, kPaneInset, 0);
    lately->setSpacing(6);
    lately->addWidget(new Hairline(Qt::Horizontal, m_latelyBlock));
    lately->addWidget(caption(tr("Last 24 hours, at this console"), m_latelyBlock));
    lately->addWidget(m_lately);
    layout->addWidget(m_latelyBlock);
    m_latelyBlock->hide();
}

void StreamPane::setValues(const StreamValues& values)
{
    m_isSelecting = true;
    m_model->setRows(values.rows);
    m_isSelecting = false;
    m_count->setText(QString::number(values.waiting));
    showHeld(values.held);
    m_lately->setText(values.lately);
    m_latelyBlock->setVisible(!values.lately.isEmpty());
}

void StreamPane::showHeld(const std::vector<HeldRow>& held)
{
    if (m_heldList != nullptr && held == m_held) {
        return;
    }
    m_held = held;
    delete m_heldList;
    m_heldList = new QWidget(m_heldBlock);
    auto* lines = new QVBoxLayout(m_heldList);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(8);
    for (std::size_t i = 0; i < held.size() && i < kMostHeld; ++i) {
        auto* line = new QHBoxLayout;
        line->setSpacing(6);
        line->addWidget(new MarkWidget<FactMark>({.mood = Mood::Neutral, .icon = Icon::Lock, .text = {}}, m_heldList), 0,
                        Qt::AlignTop);
        line->addWidget(new KitLabel(held[i].words, {.type = Type::Meta, .tone = Tone::Text2}, m_heldList, Wrap::Words), 1);
        lines->addLayout(line);
    }
    if (held.size() > kMostHeld) {
        lines->addWidget(new KitLabel(tr("and %1 more").arg(held.size() - kMostHeld), {.type = Type::Meta, .tone = Tone::Text3},
                                      m_heldList));
    }
    m_heldBlock->layout()->addWidget(m_heldList);
    m_heldBlock->setVisible(!held.empty());
}

void StreamPane::select(const GateId& gate)
{
    m_isSelecting = true;
    const QModelIndex index = m_model->indexOf(gate);
    if (index.isValid()) {
        m_list->setCurrentIndex(index);
    } else {
        m_list->selectionModel()->clear();
    }
    m_isSelecting = false;
}

void StreamPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
}

} // namespace stillgate
