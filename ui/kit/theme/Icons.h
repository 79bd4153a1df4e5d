// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QPixmap>

#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// Icons as pictures, drawn once for each size, colour and scale. For the thread of the widgets only.
class Icons {
public:
    /// size in pixels at scale 1; the picture is size * scale wide and carries the scale.
    [[nodiscard]] QPixmap pixmap(Icon icon, int size, const QColor& colour, qreal scale, Qt::LayoutDirection direction) const;

private:
    mutable QHash<quint64, QPixmap> m_drawn;
};

} // namespace stillgate
