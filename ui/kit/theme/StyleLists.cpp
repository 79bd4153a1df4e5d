// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStyle>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/theme/StyleParts.h"

namespace stillgate {

namespace {

constexpr int kMenuRow = 30;
constexpr int kMenuInset = 8;
constexpr int kMenuIcon = 16;
constexpr int kMenuIconRoom = 26;
constexpr int kMenuKeyGap = 28;
constexpr int kHeaderInset = 8;

bool hasState(const QStyleOption& option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

// "&Open\tCtrl+O" as its two halves, without the mark of the mnemonic.
std::pair<QString, QString> menuWords(const QString& text)
{
    const qsizetype tab = text.indexOf(QLatin1Char('\t'));
    QString words = tab < 0 ? text : text.left(tab);
    words.replace(QStringLiteral("&&"), QStringLiteral("\x01"))
        .remove(QLatin1Char('&'))
        .replace(QLatin1Char('\x01'), QLatin1Char('&'));
    return {words, tab < 0 ? QString() : keyText(QKeySequence(text.mid(tab + 1)))};
}

} // namespace

QSize menuItemSize(const QStyleOptionMenuItem& option, const Look& look)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        return {0, 9};
    }
    const auto [words, keys] = menuWords(option.text);
    int width = 2 * (kMenuInset + 4) + kMenuIconRoom + textWidth(words, Type::Body, look);
    if (!keys.isEmpty()) {
        width += kMenuKeyGap + markSize(KeyMark{.text = keys}, look).width();
    }
    return {width, kMenuRow};
}

void drawMenuItem(QPainter& painter, const QStyleOptionMenuItem& option, const Look& look)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(option.rect.adjusted(0, 4, 0, -4), look.colour(Tone::Hairline));
        return;
    }
    const bool enabled = hasState(option, QStyle::State_Enabled);
    if (enabled && hasState(option, QStyle::State_Selected)) {
        paintBox(painter, option.rect.adjusted(4, 0, -4, 0), 4, look.colour(Tone::Select));
    }
    const auto [words, keys] = menuWords(option.text);
    Lane lane(option.rect.adjusted(kMenuInset + 4, 0, -kMenuInset - 4, 0), option.direction);
    const QRect sign = lane.fromStart(kMenuIcon, kMenuIconRoom - kMenuIcon);
    if (option.checked) {
        look.paintIcon(painter, sign, Icon::Check, kMenuIcon, Tone::Accent);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, sign, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        look.paintIcon(painter, lane.fromEnd(14), Icon::ChevronRight, 14, Tone::Text3);
    } else if (!keys.isEmpty()) {
        const KeyMark key{.text = keys};
        paintMark(painter, lane.fromEnd(markSize(key, look).width(), 8), key, look);
    }
    paintText(painter, lane.rest(), words, {.tone = enabled ? Tone::Text1 : Tone::Text3}, look);
}

void drawHeaderSection(QPainter& painter, const QStyleOptionHeader& option, const Look& look)
{
    const bool hovered = hasState(option, QStyle::State_MouseOver) && hasState(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, look.colour(hovered ? Tone::Hover : Tone::Surface));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), look.colour(Tone::Hairline));
}

void drawHeaderLabel(QPainter& painter, const QStyleOptionHeader& option, const Look& look)
{
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool atEnd = option.textAlignment.testFlag(Qt::AlignRight) || option.textAlignment.testFlag(Qt::AlignTrailing);
    const Type type = sorted ? Type::Label : Type::Meta;
    Lane lane(option.rect.adjusted(kHeaderInset, 0, -kHeaderInset, 0), option.direction);
    const int arrow = sorted ? 16 : 0;
    const int words = qMin(lane.width() - arrow, textWidth(option.text, type, look));
    if (atEnd) {
        lane.skip(lane.width() - words - arrow);
    }
    paintText(painter, lane.fromStart(words, 4), option.text, {.type = type, .tone = sorted ? Tone::Text1 : Tone::Text3}, look);
    if (sorted) {
        const bool up = option.sortIndicator == QStyleOptionHeader::SortUp;
        look.paintIcon(painter, lane.fromStart(12), up ? Icon::ChevronUp : Icon::ChevronDown, 12, Tone::Text1);
    }
}

void drawViewItemPanel(QPainter& painter, const QStyleOptionViewItem& option, const Look& look)
{
    if (option.backgroundBrush.style() != Qt::NoBrush) {
        painter.fillRect(option.rect, option.backgroundBrush);
    }
    const RowState state{.selected = hasState(option, QStyle::State_Selected),
                         .hovered = hasState(option, QStyle::State_MouseOver)};
    paintRow(painter, option.rect, state, look, RowEdge::None);
}

void drawTab(QPainter& painter, const QStyleOptionTab& option, const Look& look)
{
    const bool selected = hasState(option, QStyle::State_Selected);
    paintText(painter, option.rect, option.text,
              {.type = selected ? Type::BodyStrong : Type::Body,
               .tone = selected ? Tone::Text1 : Tone::Text2,
               .align = Align::Middle},
              look);
    if (selected) {
        const QRect line(option.rect.x() + 8, option.rect.bottom() - 1, option.rect.width() - 16, 2);
        painter.fillRect(line, look.colour(Tone::Accent));
    }
    if (hasState(option, QStyle::State_HasFocus)) {
        paintFocusRing(painter, option.rect.adjusted(4, 4, -4, -4), 4, look);
    }
}

} // namespace stillgate
