// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QString>

#include "ui/kit/theme/Look.h"

namespace stillgate {

enum class Align { Start, End, Middle };
/// Where a text that is too long is cut.
enum class Cut { AtEnd, InMiddle, Never };
/// The base direction of a line: that of the window (but for words all of whose letters run from left to right), that of its own first strong letter, or left to right for what is not
/// language (ids, amounts, filter terms). It never moves the text to the other side: that is Align.
enum class Flow { Window, Content, LeftToRight };

struct TextStyle {
    Type type = Type::Body;
    Tone tone = Tone::Text1;
    Align align = Align::Start;
    Cut cut = Cut::AtEnd;
    Flow flow = Flow::Window;
};

/// One line, in the middle of the height, cut where the style says. Never rich text. Text from outside goes through
/// outsideLine() before. Returns the width that was used.
int paintText(QPainter& painter, const QRect& rect, const QString& text, const TextStyle& style, const Look& look);
[[nodiscard]] int textWidth(const QString& text, Type type, const Look& look);

/// Several lines with words wrapped, from the top, about 1.45 of the size apart. What does not fit is clipped; Flow and Align
/// as in paintText(), a cut there is not.
void paintParagraph(QPainter& painter, const QRect& rect, const QString& text, const TextStyle& style, const Look& look);
/// How high paintParagraph needs it.
[[nodiscard]] int paragraphHeight(int width, const QString& text, Type type, const Look& look);

/// The alignment in terms of left and right.
[[nodiscard]] Qt::Alignment visualAlignment(Align align, Qt::LayoutDirection direction);

} // namespace stillgate
