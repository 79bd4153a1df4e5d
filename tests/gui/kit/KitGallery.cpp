// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/kit/KitGallery.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "tests/gui/kit/Painted.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/HoldButton.h"
#include "ui/kit/widget/SectionHeader.h"

namespace stillgate {

namespace {

constexpr int kBoardWidth = 1440;
constexpr int kBoardHeight = 900;
constexpr int kColumnWidth = 320;
constexpr int kGutter = 32;
constexpr int kRing = KitButton::kRingRoom; // a column clips, and rings reach beyond it

void paintHead(QPainter& painter, const QRect& rect, const Look& look)
{
    Lane lane(rect, look.direction());
    const QRect sign = lane.fromStart(28, 12);
    paintBox(painter, sign, 6, look.colour(Tone::Text1));
    look.paintIcon(painter, sign, Icon::Sign, 18, Tone::Surface);
    paintText(painter, lane.fromStart(178), QStringLiteral("Stillgate kit"), {.type = Type::Title}, look);
    const QString theme = look.theme().scheme() == Scheme::Light ? QStringLiteral("light theme") : QStringLiteral("dark theme");
    paintText(painter, lane.rest(), theme, {.tone = Tone::Text3}, look);
}

} // namespace

void addSection(QVBoxLayout& column, const QString& title)
{
    if (column.count() > 0) {
        column.addSpacing(14);
    }
    column.addWidget(new Hairline);
    column.addSpacing(7);
    column.addWidget(new SectionHeader(title));
    column.addSpacing(6);
}

KitGallery::KitGallery(const Formatting& formatting, QWidget* parent) : QWidget(parent)
{
    setFixedSize(kBoardWidth, kBoardHeight);
    auto* board = new QVBoxLayout(this);
    board->setContentsMargins(kGutter, 22, kGutter, 0);
    board->setSpacing(0);
    board->addWidget(new Painted({kBoardWidth, 28}, paintHead));
    board->addSpacing(22);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(kGutter - 2 * kRing);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->addSpacing(-kRing);
    for (QVBoxLayout*& column : m_columns) {
        auto* holder = new QWidget;
        holder->setFixedWidth(kColumnWidth + 2 * kRing);
        column = new QVBoxLayout(holder);
        column->setContentsMargins(kRing, 0, kRing, 0);
        column->setSpacing(0);
        columns->addWidget(holder);
    }
    columns->addSpacing(-kRing);
    board->addLayout(columns, 1);
    addTypeColumn(*m_columns[0], formatting);
    addSignColumn(*m_columns[1], formatting);
    addActionColumn(*m_columns[2], formatting);
    addStateColumn(*m_columns[3]);
    for (QVBoxLayout* column : m_columns) {
        column->addStretch(1);
    }
}

void KitGallery::pose()
{
    findChild<KitButton*>(QStringLiteral("amend"))->setFocus(Qt::TabFocusReason);
}

void KitGallery::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::of(*this).colour(Tone::Surface));
}

} // namespace stillgate
