// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/Icons.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include "ui/kit/theme/KitResources.h"

namespace stillgate {

namespace {

constexpr int kGrid = 20;
constexpr double kStroke = 1.5;
constexpr int kFullStrokeFrom = 16;
constexpr double kStrokeGivesWay = 0.05;

constexpr bool areIconsInOrder()
{
    for (std::size_t i = 0; i < kIconCount; ++i) {
        if (kIcons[i].icon != static_cast<Icon>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(areIconsInOrder() && kIconCount == static_cast<std::size_t>(Icon::Send) + 1, "an icon is found by its number");

// A stroke of 1.5 stays one while the drawing shrinks, and gives way a little where lines would run together.
double strokeOnGrid(int size)
{
    const double pixels = kStroke - qMax(0, kFullStrokeFrom - size) * kStrokeGivesWay;
    return size >= kGrid ? kStroke : pixels * kGrid / size;
}

QByteArray drawingOf(const IconRow& row, int size, const QColor& colour)
{
    useKitResources();
    QFile file(QStringLiteral(":/stillgate/icons/%1.svg").arg(QLatin1String(row.file)));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readAll()
        .replace("currentColor", colour.name().toLatin1())
        .replace("stroke-width=\"1.5\"", "stroke-width=\"" + QByteArray::number(strokeOnGrid(size)) + '"');
}

QPixmap draw(const IconRow& row, int size, int pixels, const QColor& colour, bool mirrored)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    if (mirrored) {
        painter.translate(pixels, 0);
        painter.scale(-1, 1);
    }
    QSvgRenderer renderer(drawingOf(row, size, colour));
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    return pixmap;
}

} // namespace

QPixmap Icons::pixmap(Icon icon, int size, const QColor& colour, qreal scale, Qt::LayoutDirection direction) const
{
    const IconRow& row = kIcons[static_cast<std::size_t>(icon)];
    const bool mirrored = direction == Qt::RightToLeft && row.flow == IconFlow::Mirrored;
    const int pixels = qRound(size * scale);
    const auto scalePart = static_cast<quint64>(qRound(scale * 16));
    const quint64 key = static_cast<quint64>(colour.rgb() & 0xFFFFFFU) | static_cast<quint64>(icon) << 24U |
                        static_cast<quint64>(pixels & 0xFFF) << 32U | scalePart << 44U | static_cast<quint64>(mirrored) << 60U;
    const auto found = m_drawn.constFind(key);
    if (found != m_drawn.constEnd()) {
        return *found;
    }
    QPixmap pixmap = draw(row, size, pixels, colour, mirrored);
    pixmap.setDevicePixelRatio(scale);
    m_drawn.insert(key, pixmap);
    return pixmap;
}

} // namespace stillgate
