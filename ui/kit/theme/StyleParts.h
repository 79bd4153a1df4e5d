// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

#include "ui/kit/theme/Look.h"

/// How KitStyle draws the single standard widgets.
namespace stillgate {

void drawField(QPainter& painter, const QStyleOption& option, const Look& look);
void drawCheckBox(QPainter& painter, const QStyleOption& option, const Look& look);
void drawRadioButton(QPainter& painter, const QStyleOption& option, const Look& look);
void drawPushButton(QPainter& painter, const QStyleOption& option, const Look& look);
void drawToolButton(QPainter& painter, const QStyleOption& option, const Look& look);
void drawPopupPanel(QPainter& painter, const QStyleOption& option, const Look& look);
void drawMenuItem(QPainter& painter, const QStyleOptionMenuItem& option, const Look& look);
void drawHeaderSection(QPainter& painter, const QStyleOptionHeader& option, const Look& look);
void drawHeaderLabel(QPainter& painter, const QStyleOptionHeader& option, const Look& look);
void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& handle, const Look& look);
void drawComboBox(QPainter& painter, const QStyleOptionComboBox& option, const Look& look);
void drawProgressLine(QPainter& painter, const QStyleOptionProgressBar& option, const Look& look);
void drawViewItemPanel(QPainter& painter, const QStyleOptionViewItem& option, const Look& look);
void drawTab(QPainter& painter, const QStyleOptionTab& option, const Look& look);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option, const Look& look);

} // namespace stillgate
