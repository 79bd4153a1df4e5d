// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/StyleParts.h"

#include <QStyle>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"

namespace stillgate {

namespace {

constexpr qreal kControlRadius = 6.0;
constexpr qreal kCheckRadius = 4.0;

bool isOn(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool showsFocus(const QStyleOption& option)
{
    return isOn(option, QStyle::State_HasFocus) && isOn(option, QStyle::State_KeyboardFocusChange);
}

} // namespace

void drawField(QPainter& painter, const QStyleOption& option, const Look& look)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool focused = isOn(option, QStyle::State_HasFocus);
    paintBox(painter, option.rect, kControlRadius, look.colour(enabled ? Tone::Surface : Tone::Sunken),
             look.colour(focused ? Tone::Accent : Tone::Strong));
    if (focused) {
        // Where one types the whole edge is the sign, two pixels of it, inside: fields stand close together.
        paintBox(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), kControlRadius - 1, {}, look.colour(Tone::Accent));
    }
}

void drawCheckBox(QPainter& painter, const QStyleOption& option, const Look& look)
{
    const bool checked = isOn(option, QStyle::State_On);
    const bool partly = isOn(option, QStyle::State_NoChange);
    const bool enabled = isOn(option, QStyle::State_Enabled);
    if ((checked || partly) && enabled) {
        paintBox(painter, option.rect, kCheckRadius, look.colour(Tone::Fill));
    } else {
        paintBox(painter, option.rect, kCheckRadius, look.colour(enabled ? Tone::Surface : Tone::Sunken),
                 look.colour(Tone::Strong));
    }
    if (checked || partly) {
        look.paintIcon(painter, option.rect, partly ? Icon::Minus : Icon::Check, 12, enabled ? Tone::OnFill : Tone::Text3);
    }
}

void drawRadioButton(QPainter& painter, const QStyleOption& option, const Look& look)
{
    const bool checked = isOn(option, QStyle::State_On);
    const QRectF rect = option.rect;
    paintBox(painter, rect, rect.width() / 2, look.colour(checked ? Tone::Fill : Tone::Surface),
             look.colour(checked ? Tone::Fill : Tone::Strong));
    if (checked) {
        const QRectF dot = rect.adjusted(5, 5, -5, -5);
        paintBox(painter, dot, dot.width() / 2, look.colour(Tone::OnFill));
    }
}

void drawPushButton(QPainter& painter, const QStyleOption& option, const Look& look)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    Tone ground = Tone::Raised;
    if (!enabled) {
        ground = Tone::Sunken;
    } else if (isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_MouseOver)) {
        ground = Tone::Hover;
    }
    paintBox(painter, option.rect.adjusted(3, 3, -3, -3), kControlRadius, look.colour(ground),
             look.colour(enabled ? Tone::Strong : Tone::Hairline));
    if (showsFocus(option)) {
        paintFocusRing(painter, option.rect.adjusted(3, 3, -3, -3), kControlRadius, look);
    }
}

void drawToolButton(QPainter& painter, const QStyleOption& option, const Look& look)
{
    const bool pressed = isOn(option, QStyle::State_Sunken) || isOn(option, QStyle::State_On);
    if (isOn(option, QStyle::State_Enabled) && (pressed || isOn(option, QStyle::State_MouseOver))) {
        paintBox(painter, option.rect, kControlRadius, look.colour(pressed ? Tone::Select : Tone::Hover));
    }
}

void drawPopupPanel(QPainter& painter, const QStyleOption& option, const Look& look)
{
    painter.fillRect(option.rect, look.colour(Tone::Raised));
    painter.setPen(look.colour(Tone::Strong));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
}

void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& handle, const Look& look)
{
    if (handle.isEmpty() || option.maximum <= option.minimum) {
        return;
    }
    const bool awake = isOn(option, QStyle::State_MouseOver) || isOn(option, QStyle::State_Sunken);
    const int inset = awake ? 2 : 3;
    const QRectF bar =
        option.orientation == Qt::Vertical ? handle.adjusted(inset, 2, -inset, -2) : handle.adjusted(2, inset, -2, -inset);
    paintBox(painter, bar, qMin(bar.width(), bar.height()) / 2, look.colour(awake ? Tone::Data : Tone::Strong));
}

void drawComboBox(QPainter& painter, const QStyleOptionComboBox& option, const Look& look)
{
    const bool enabled = isOn(option, QStyle::State_Enabled);
    const bool hovered = enabled && isOn(option, QStyle::State_MouseOver);
    Tone ground = hovered ? Tone::Hover : Tone::Raised;
    ground = enabled ? ground : Tone::Sunken;
    paintBox(painter, option.rect, kControlRadius, look.colour(ground),
             look.colour(isOn(option, QStyle::State_HasFocus) ? Tone::Accent : Tone::Strong));
    if (showsFocus(option)) {
        paintBox(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), kControlRadius - 1, {}, look.colour(Tone::Accent));
    }
    const QRect end(option.rect.right() - 24, option.rect.y(), 20, option.rect.height());
    look.paintIcon(painter, QStyle::visualRect(option.direction, option.rect, end), Icon::ChevronDown, 14,
                   enabled ? Tone::Text2 : Tone::Text3);
}

void drawProgressLine(QPainter& painter, const QStyleOptionProgressBar& option, const Look& look)
{
    const QRectF track(option.rect.x(), option.rect.y() + (option.rect.height() - 4) / 2, option.rect.width(), 4);
    paintBox(painter, track, 2, look.colour(Tone::Track));
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    if (range <= 0) {
        return;
    }
    const double share =
        static_cast<double>(static_cast<qint64>(option.progress) - option.minimum) / static_cast<double>(range);
    const QRect done(option.rect.x(), static_cast<int>(track.y()), qRound(qBound(0.0, share, 1.0) * track.width()), 4);
    paintBox(painter, QStyle::visualRect(option.direction, option.rect, done), 2, look.colour(Tone::Accent));
}

} // namespace stillgate
