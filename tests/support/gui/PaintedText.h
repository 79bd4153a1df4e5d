// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

namespace stillgate {

/// What a widget and everything visible in it paints as text, read from the painter itself: nothing that is cut, hidden or only kept in
/// a property is in it. Spaces and direction marks are left out, because a painter is given runs of glyphs and not sentences.
[[nodiscard]] QString paintedText(QWidget& widget);

/// The runs as the painter is given them, with nothing left out.
[[nodiscard]] QStringList paintedRuns(QWidget& widget);

/// The same reduction for what is looked for.
[[nodiscard]] QString withoutSpaces(const QString& text);

} // namespace stillgate
