// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include <QTextLayout>

#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/theme/Look.h"

namespace stillgate {

/// Lines of a text from outside for a given width. Each paragraph has its own base direction, that of its first strong letter;
/// it is aligned to the side where this begins.
class OutsideLayout {
public:
    OutsideLayout(const OutsideContent& content, int width, Type type, const Look& look);

    [[nodiscard]] int height() const { return m_height; }

    struct Selection {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    void paint(QPainter& painter, const QPoint& corner, Tone tone, const Selection& selection, const Look& look) const;
    /// The position in OutsideContent::shown() that is nearest.
    [[nodiscard]] qsizetype positionAt(const QPointF& point) const;

private:
    struct Paragraph {
        qsizetype begin;
        qsizetype length;
        int top;
        QTextLayout layout;

        Paragraph(qsizetype from, const QString& text, const QFont& font)
            : begin(from), length(text.size()), top(0), layout(text, font)
        {
        }
    };

    void layOut(Paragraph& paragraph, int width, int lineHeight);
    void paintGrounds(QPainter& painter, const QPoint& corner, const Paragraph& paragraph, const Look& look) const;

    std::vector<OutsideContent::Span> m_spans;
    std::deque<Paragraph> m_paragraphs; ///< a layout cannot be moved
    int m_height = 0;
};

} // namespace stillgate
