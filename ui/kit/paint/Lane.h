// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QStyle>

namespace stillgate {

/// Hands out the parts of a rectangle from where reading starts or from where it ends: start is the left edge, from right to
/// left the right one. Parts have the full height.
class Lane {
public:
    Lane(const QRect& rect, Qt::LayoutDirection direction) : m_outer(rect), m_left(rect), m_direction(direction) {}

    /// A part of the given width, then a gap that nobody gets. What is not there is not given.
    [[nodiscard]] QRect fromStart(int width, int gap = 0)
    {
        const QRect part(m_left.left(), m_left.top(), qMin(width, qMax(0, m_left.width())), m_left.height());
        m_left.setLeft(part.left() + part.width() + gap);
        return visual(part);
    }
    [[nodiscard]] QRect fromEnd(int width, int gap = 0)
    {
        const int given = qMin(width, qMax(0, m_left.width()));
        const QRect part(m_left.left() + m_left.width() - given, m_left.top(), given, m_left.height());
        m_left.setWidth(m_left.width() - given - gap);
        return visual(part);
    }
    void skip(int width) { m_left.setLeft(m_left.left() + width); }
    void skipFromEnd(int width) { m_left.setWidth(m_left.width() - width); }
    /// Everything not handed out.
    [[nodiscard]] QRect rest() const { return m_left.width() > 0 ? visual(m_left) : QRect(); }
    [[nodiscard]] int width() const { return qMax(0, m_left.width()); }

private:
    [[nodiscard]] QRect visual(const QRect& part) const { return QStyle::visualRect(m_direction, m_outer, part); }

    QRect m_outer;
    QRect m_left;
    Qt::LayoutDirection m_direction;
};

} // namespace stillgate
