// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/KeyHints.h"

#include <QPainter>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

KeyHints::KeyHints(std::vector<KeyHint> hints, QWidget* parent) : QWidget(parent), m_hints(std::move(hints))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList said;
    for (const KeyHint& hint : m_hints) {
        said << tr("%1: %2").arg(hint.keys, hint.words);
    }
    setAccessibleName(said.join(QStringLiteral(", ")));
}

void KeyHints::paintEvent(QPaintEvent*)
{
    const Look look = Look::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Lane lane(rect(), look.direction());
    for (const KeyHint& hint : m_hints) {
        const KeyMark key{hint.keys, KeyMark::Ground::Plain};
        const int keyWidth = markSize(key, look).width();
        const int wordWidth = textWidth(hint.words, Type::Meta, look) + 1;
        if (lane.width() < keyWidth + wordWidth + 6) {
            return;
        }
        paintMark(painter, lane.fromStart(keyWidth, 6), key, look);
        paintText(painter, lane.fromStart(wordWidth, 14), hint.words, {.type = Type::Meta, .tone = Tone::Text2}, look);
    }
}

} // namespace stillgate
