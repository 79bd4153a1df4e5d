// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/FlowLayout.h"

#include <algorithm>

#include <QStyle>
#include <QWidget>

namespace stillgate {

FlowLayout::FlowLayout(int gap, int lineGap, QWidget* parent) : QLayout(parent), m_gap(gap), m_lineGap(lineGap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : m_items) {
        delete item;
    }
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.push_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item != nullptr) {
        m_items.erase(m_items.begin() + index);
    }
    return item;
}

std::vector<FlowLayout::Line> FlowLayout::linesFor(int width) const
{
    std::vector<Line> lines;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) {
            continue;
        }
        const QSize size = item->sizeHint();
        if (lines.empty() || lines.back().width + m_gap + size.width() > width) {
            lines.emplace_back();
        }
        Line& line = lines.back();
        line.width += (line.items.empty() ? 0 : m_gap) + size.width();
        line.height = std::max(line.height, size.height());
        line.items.push_back(item);
    }
    return lines;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = margins.top() + margins.bottom();
    const auto lines = linesFor(width - margins.left() - margins.right());
    for (const Line& line : lines) {
        height += line.height;
    }
    return height + (lines.empty() ? 0 : m_lineGap * (static_cast<int>(lines.size()) - 1));
}

QSize FlowLayout::sizeHint() const
{
    constexpr int kPlenty = 10'000;
    int width = 0;
    for (const Line& line : linesFor(kPlenty)) {
        width = std::max(width, line.width);
    }
    const QMargins margins = contentsMargins();
    width += margins.left() + margins.right();
    return {width, heightForWidth(width)};
}

QSize FlowLayout::minimumSize() const
{
    QSize most;
    for (const QLayoutItem* item : m_items) {
        most = item->isEmpty() ? most : most.expandedTo(item->minimumSize());
    }
    return most;
}

void FlowLayout::place(const Line& line, const QRect& inner, int top) const
{
    const auto expands = [](const QLayoutItem* item) { return item->expandingDirections().testFlag(Qt::Horizontal); };
    const auto expanding = static_cast<int>(std::count_if(line.items.begin(), line.items.end(), expands));
    const int spare = std::max(0, inner.width() - line.width);
    const Qt::LayoutDirection direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int left = inner.left();
    for (QLayoutItem* item : line.items) {
        QSize size = item->sizeHint();
        size.setWidth(std::min(size.width() + (expands(item) ? spare / expanding : 0), inner.width()));
        const QRect part(left, top + (line.height - size.height()) / 2, size.width(), size.height());
        item->setGeometry(QStyle::visualRect(direction, inner, part));
        left += size.width() + m_gap;
    }
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const QRect inner = contentsRect();
    int top = inner.top();
    for (const Line& line : linesFor(inner.width())) {
        place(line, inner, top);
        top += line.height + m_lineGap;
    }
}

} // namespace stillgate
