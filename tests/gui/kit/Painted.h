// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QPainter>
#include <QWidget>

#include "ui/kit/theme/Look.h"

namespace stillgate {

using PaintPart = std::function<void(QPainter&, const QRect&, const Look&)>;

/// A piece of the board that is only painted, by the same functions that delegates use.
class Painted final : public QWidget {
public:
    Painted(const QSize& size, PaintPart paint, QWidget* parent = nullptr)
        : QWidget(parent), m_size(size), m_paint(std::move(paint))
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize sizeHint() const override { return m_size; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_paint(painter, rect(), Look::of(*this));
    }

private:
    QSize m_size;
    PaintPart m_paint;
};

} // namespace stillgate
