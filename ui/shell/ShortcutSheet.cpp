// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ShortcutSheet.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr int kColumn = 300;
constexpr int kPad = 24;
constexpr int kTitle = 44;
constexpr int kGroupHead = 32;
constexpr int kRow = 30;
constexpr int kSheetEdge = 4;

} // namespace

ShortcutSheet::ShortcutSheet(QWidget* window) : QWidget(window)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keys"));
    window->installEventFilter(this);
    hide();
}

void ShortcutSheet::open(const std::vector<PaletteEntry>& entries)
{
    m_groups.clear();
    for (const PaletteEntry& entry : entries) {
        if (entry.keys.isEmpty()) {
            continue;
        }
        auto at = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group& group) { return group.name == entry.group; });
        if (at == m_groups.end()) {
            at = m_groups.insert(m_groups.end(), Group{entry.group, {}});
        }
        at->entries.push_back(entry);
    }
    place();
    m_before = QApplication::focusWidget();
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void ShortcutSheet::place()
{
    std::size_t rows = 0;
    for (const Group& group : m_groups) {
        rows = std::max(rows, group.entries.size());
    }
    const int columns = std::max<int>(1, static_cast<int>(m_groups.size()));
    const QSize size(2 * kSheetEdge + 2 * kPad + columns * kColumn + (columns - 1) * kPad,
                     2 * kSheetEdge + kPad + kTitle + kGroupHead + static_cast<int>(rows) * kRow + kPad);
    const QSize room = parentWidget()->size();
    setGeometry(QRect(QPoint((room.width() - size.width()) / 2, std::max(16, (room.height() - size.height()) / 2)), size));
}

bool ShortcutSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void ShortcutSheet::leave()
{
    hide();
    if (m_before) {
        m_before->setFocus(Qt::PopupFocusReason);
    }
}

void ShortcutSheet::keyPressEvent(QKeyEvent* event)
{
    event->accept();
    leave();
}

void ShortcutSheet::focusOutEvent(QFocusEvent*)
{
    hide();
}

void ShortcutSheet::mousePressEvent(QMouseEvent*)
{
    leave();
}

void ShortcutSheet::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = look.colour(Tone::Text1);
    edge.setAlphaF(0.06F);
    paintBox(painter, rect(), 12, edge);
    const QRect box = rect().adjusted(kSheetEdge, kSheetEdge, -kSheetEdge, -kSheetEdge);
    paintBox(painter, box, 8, look.colour(Tone::Raised), look.colour(Tone::Strong));
    const QRect inner = box.adjusted(kPad, kPad, -kPad, -kPad);
    paintText(painter, QRect(inner.left(), inner.top(), inner.width(), 24), tr("Keys"), {.type = Type::PaneTitle}, look);
    Lane columns(inner.adjusted(0, kTitle, 0, 0), look.direction());
    for (const Group& group : m_groups) {
        const QRect column = columns.fromStart(kColumn, kPad);
        paintText(painter, QRect(column.left(), column.top(), column.width(), kGroupHead), group.name,
                  {.type = Type::Label, .tone = Tone::Text3}, look);
        int top = column.top() + kGroupHead;
        for (const PaletteEntry& entry : group.entries) {
            const QRect row(column.left(), top, column.width(), kRow);
            Lane lane(row, look.direction());
            const KeyMark keys{keyText(entry.keys), KeyMark::Ground::Plain};
            paintMark(painter, lane.fromEnd(markSize(keys, look).width(), 12), keys, look);
            paintText(painter, lane.rest(), entry.text, {.type = Type::Body}, look);
            paintRowLine(painter, row, 0, look);
            top += kRow;
        }
    }
}

} // namespace stillgate
