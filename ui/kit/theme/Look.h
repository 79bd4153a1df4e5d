// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QColor>
#include <QFont>
#include <QFontMetrics>

#include "ui/kit/theme/Icons.h"
#include "ui/kit/theme/Theme.h"
#include "ui/kit/theme/TypeScale.h"

class QPainter;
class QWidget;

namespace stillgate {

enum class Motion { Full, Reduced };

/// What every painter of one application shares.
struct LookParts {
    Theme theme;
    TypeScale type;
    Motion motion = Motion::Full;
    Icons icons;
};

/// Colours, fonts, icons and the direction to paint with. Cheap to copy; take it fresh for every paint, since the theme may
/// change.
class Look {
public:
    Look(std::shared_ptr<const LookParts> parts, Qt::LayoutDirection direction)
        : m_parts(std::move(parts)), m_direction(direction)
    {
    }

    /// The look of the KitStyle in charge of the widget, or a light one where there is none.
    [[nodiscard]] static Look of(const QWidget& widget);

    [[nodiscard]] const Theme& theme() const { return m_parts->theme; }
    [[nodiscard]] QColor colour(Tone tone) const { return m_parts->theme.colour(tone); }
    [[nodiscard]] const QFont& font(Type type) const { return m_parts->type.font(type); }
    [[nodiscard]] QFontMetrics metrics(Type type) const { return QFontMetrics(font(type)); }
    [[nodiscard]] Qt::LayoutDirection direction() const { return m_direction; }
    [[nodiscard]] bool isRightToLeft() const { return m_direction == Qt::RightToLeft; }
    [[nodiscard]] Look facing(Qt::LayoutDirection direction) const { return {m_parts, direction}; }
    /// The duration of a movement in milliseconds: none when the user wants none.
    [[nodiscard]] int duration(int ms) const { return m_parts->motion == Motion::Reduced ? 0 : ms; }

    /// The icon of the given size (scale 1) in the middle of the rectangle.
    void paintIcon(QPainter& painter, const QRect& rect, Icon icon, int size, Tone tone) const;
    void paintIcon(QPainter& painter, const QRect& rect, Icon icon, int size, const QColor& colour) const;
    /// For actions of menus and tool bars: Text2, Text3 when disabled.
    [[nodiscard]] QIcon icon(Icon icon, Tone tone = Tone::Text2) const;

private:
    std::shared_ptr<const LookParts> m_parts;
    Qt::LayoutDirection m_direction;
};

} // namespace stillgate
