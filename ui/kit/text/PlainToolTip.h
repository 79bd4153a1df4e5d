// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stillgate {

/// A text for setToolTip() that shows exactly as it is: tool tips take what looks like markup for markup. Text from outside
/// goes through outsideLine() before.
[[nodiscard]] inline QString plainToolTip(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(text.toHtmlEscaped());
}

} // namespace stillgate
