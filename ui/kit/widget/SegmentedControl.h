// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/kit/theme/Look.h"

namespace stillgate {

/// A choice of few, all in view: "Comfortable | Compact". Arrow keys move it.
class SegmentedControl final : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(const QStringList& choices, QWidget* parent = nullptr);

    [[nodiscard]] int current() const { return m_current; }
    /// Without a signal; an index that is none is left alone.
    void setCurrent(int index);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// By the user.
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] std::vector<QRect> segments() const;
    void choose(int index);
    void sayCurrent();

    QStringList m_choices;
    int m_current = 0;
    bool m_showsRing = false;
};

} // namespace stillgate
