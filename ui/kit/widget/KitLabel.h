// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/kit/paint/Text.h"

namespace stillgate {

enum class Wrap { OneLine, Words };

/// A text in one of the named styles, always plain: unlike QLabel it never takes its text for markup. One line is cut where the
/// style says, and the whole is in the tool tip then; wrapped words grow downwards. Wrap::Words ignores style.cut.
class KitLabel final : public QWidget {
    Q_OBJECT

public:
    explicit KitLabel(const QString& text, TextStyle style = {}, QWidget* parent = nullptr, Wrap wrap = Wrap::OneLine);

    [[nodiscard]] const QString& text() const { return m_text; }
    void setText(const QString& text);
    [[nodiscard]] const TextStyle& textStyle() const { return m_style; }
    void setTextStyle(const TextStyle& style);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString m_text;
    TextStyle m_style;
    Wrap m_wrap;
};

} // namespace stillgate
