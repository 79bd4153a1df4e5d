// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/KitStyle.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include "ui/kit/paint/Rows.h"
#include "ui/kit/theme/StyleParts.h"

namespace stillgate {

namespace {

constexpr int kScrollBar = 11;
constexpr int kShortestHandle = 28;
constexpr int kFieldHeight = 32;
constexpr int kButtonHeight = 42; // 36 and the room of the focus ring
constexpr int kHeaderHeight = 28;
constexpr qreal kFocusRadius = 5.0;

} // namespace

KitStyle::KitStyle(std::shared_ptr<const LookParts> parts)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_parts(std::move(parts))
{
}

Look KitStyle::lookFor(const QStyleOption& option) const
{
    return {m_parts, option.direction};
}

void KitStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    const bool hovers = qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr ||
                        qobject_cast<QScrollBar*>(widget) != nullptr || qobject_cast<QTabBar*>(widget) != nullptr;
    if (hovers) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        view->viewport()->setAttribute(Qt::WA_Hover);
    }
}

void KitStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const Look look = lookFor(*option);
    switch (element) {
    case PE_PanelLineEdit:
        // A field inside another control has no edge of its own.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame != nullptr && frame->lineWidth > 0) {
            drawField(*painter, *option, look);
        }
        return;
    case PE_FrameLineEdit:
    case PE_IndicatorHeaderArrow: return; // it stands beside the words of its column
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheckBox(*painter, *option, look); return;
    case PE_IndicatorRadioButton: drawRadioButton(*painter, *option, look); return;
    case PE_PanelButtonCommand: drawPushButton(*painter, *option, look); return;
    case PE_PanelButtonTool: drawToolButton(*painter, *option, look); return;
    case PE_PanelTipLabel:
    case PE_PanelMenu: drawPopupPanel(*painter, *option, look); return;
    case PE_FrameMenu:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            drawViewItemPanel(*painter, *item, look);
        }
        return;
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange)) {
            paintFocusRing(*painter, option->rect.adjusted(2, 2, -2, -2), kFocusRadius, look);
        }
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void KitStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Look look = lookFor(*option);
    switch (element) {
    case CE_Splitter: {
        const bool upright = option->state.testFlag(State_Horizontal);
        const QRect& rect = option->rect;
        const QRect line = upright ? QRect(rect.center().x(), rect.y(), 1, rect.height())
                                   : QRect(rect.x(), rect.center().y(), rect.width(), 1);
        const bool awake = option->state.testFlag(State_MouseOver) || option->state.testFlag(State_Sunken);
        painter->fillRect(line, look.colour(awake ? Tone::Accent : Tone::Hairline));
        return;
    }
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            drawMenuItem(*painter, *item, look);
        }
        return;
    case CE_MenuEmptyArea: return;
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderSection(*painter, *header, look);
        }
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            drawHeaderLabel(*painter, *header, look);
        }
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, look.colour(Tone::Surface));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          look.colour(Tone::Hairline));
        return;
    case CE_ProgressBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            drawProgressLine(*painter, *bar, look);
        }
        return;
    case CE_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            drawTab(*painter, *tab, look);
        }
        return;
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void KitStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                  const QWidget* widget) const
{
    const Look look = lookFor(*option);
    if (control == CC_ScrollBar) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawScrollBar(*painter, *slider, subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget), look);
            return;
        }
    }
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (combo != nullptr && !combo->editable) {
            drawComboBox(*painter, *combo, look);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect KitStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                               const QWidget* widget) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || slider == nullptr) {
        return QProxyStyle::subControlRect(control, option, part, widget);
    }
    // No arrows: the groove is the whole bar.
    const bool upright = slider->orientation == Qt::Vertical;
    const int length = upright ? slider->rect.height() : slider->rect.width();
    const qint64 range = static_cast<qint64>(slider->maximum) - slider->minimum;
    int handle = length;
    if (range > 0) {
        handle = static_cast<int>(static_cast<qint64>(slider->pageStep) * length / (range + slider->pageStep));
        handle = qBound(qMin(kShortestHandle, length), handle, length);
    }
    const int start =
        sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, length - handle, slider->upsideDown);
    const auto along = [&](int from, int size) {
        const QRect rect = upright ? QRect(0, from, slider->rect.width(), size) : QRect(from, 0, size, slider->rect.height());
        return visualRect(slider->direction, slider->rect, rect);
    };
    switch (part) {
    case SC_ScrollBarGroove: return along(0, length);
    case SC_ScrollBarSlider: return along(start, handle);
    case SC_ScrollBarSubPage: return along(0, start);
    case SC_ScrollBarAddPage: return along(start + handle, length - start - handle);
    default: return {};
    }
}

QSize KitStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                 const QWidget* widget) const
{
    switch (type) {
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            return menuItemSize(*item, lookFor(*option));
        }
        break;
    case CT_LineEdit:
    case CT_ComboBox: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(qMax(size.height(), kFieldHeight));
        return size;
    }
    case CT_PushButton: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(qMax(size.height(), kButtonHeight));
        return size;
    }
    case CT_HeaderSection: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(kHeaderHeight);
        return size;
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

int KitStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return kScrollBar;
    case PM_ScrollBarSliderMin: return kShortestHandle;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SplitterWidth: return 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 4;
    case PM_MenuHMargin: return 0;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 3;
    case PM_SmallIconSize:
    case PM_ButtonIconSize: return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_TabBarTabHSpace: return 24;
    case PM_TabBarTabVSpace: return 14;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int KitStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
    case SH_Widget_Animation_Duration: return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_ItemView_ShowDecorationSelected: return 1;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace stillgate
