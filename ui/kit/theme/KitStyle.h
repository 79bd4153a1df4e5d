// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QProxyStyle>

#include "ui/kit/theme/Look.h"

namespace stillgate {

/// Draws the standard widgets in the colours of the theme, on top of Fusion: fields, lists, menus, tool tips, thin scroll bars,
/// splitters as a hairline, and a focus ring of 2 px with a gap of 1 px for who works with the keyboard. Holds what every
/// painter reads through Look::of().
class KitStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit KitStyle(std::shared_ptr<const LookParts> parts);

    [[nodiscard]] const std::shared_ptr<const LookParts>& parts() const { return m_parts; }
    /// What is on the screen changes with the next paint; see Appearance.
    void setParts(std::shared_ptr<const LookParts> parts) { m_parts = std::move(parts); }

    void polish(QWidget* widget) override;
    void polish(QApplication* application) override { QProxyStyle::polish(application); }
    void polish(QPalette& palette) override { QProxyStyle::polish(palette); }
    [[nodiscard]] QPalette standardPalette() const override { return m_parts->theme.palette(); }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                       const QWidget* widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                         const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;

private:
    [[nodiscard]] Look lookFor(const QStyleOption& option) const;

    std::shared_ptr<const LookParts> m_parts;
};

} // namespace stillgate
