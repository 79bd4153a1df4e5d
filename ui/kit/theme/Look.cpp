// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/Look.h"

#include <cmath>

#include <QPainter>
#include <QWidget>

#include "ui/kit/theme/KitStyle.h"

namespace stillgate {

Look Look::of(const QWidget& widget)
{
    if (const auto* style = qobject_cast<const KitStyle*>(widget.style())) {
        return {style->parts(), widget.layoutDirection()};
    }
    const FontFamilies families{.text = {QStringLiteral("Inter"), QStringLiteral("Noto Sans")},
                                .mono = {QStringLiteral("JetBrains Mono"), QStringLiteral("monospace")}};
    return {std::make_shared<LookParts>(
                LookParts{.theme = Theme::of(Scheme::Light), .type = TypeScale(families), .motion = Motion::Full, .icons = {}}),
            widget.layoutDirection()};
}

void Look::paintIcon(QPainter& painter, const QRect& rect, Icon icon, int size, Tone tone) const
{
    paintIcon(painter, rect, icon, size, colour(tone));
}

void Look::paintIcon(QPainter& painter, const QRect& rect, Icon icon, int size, const QColor& colour) const
{
    // Of the painter and not of its device: a widget rendered into a picture says its own scale and not the picture's.
    const qreal scale = std::sqrt(std::abs(painter.deviceTransform().determinant()));
    const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
    painter.drawPixmap(corner, m_parts->icons.pixmap(icon, size, colour, scale, m_direction));
}

QIcon Look::icon(Icon icon, Tone tone) const
{
    QIcon result;
    for (const qreal scale : {1.0, 2.0}) {
        for (const int size : {16, 20}) {
            result.addPixmap(m_parts->icons.pixmap(icon, size, colour(tone), scale, m_direction));
            result.addPixmap(m_parts->icons.pixmap(icon, size, colour(Tone::Text3), scale, m_direction), QIcon::Disabled);
        }
    }
    return result;
}

} // namespace stillgate
