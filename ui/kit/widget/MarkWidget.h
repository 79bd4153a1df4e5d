// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <QPainter>
#include <QWidget>

#include "ui/kit/paint/Marks.h"

namespace stillgate {

/// A mark as a widget of its own: MarkWidget<RiskMark>. Its accessible name is what the mark says.
template <typename Mark>
class MarkWidget final : public QWidget {
public:
    explicit MarkWidget(Mark mark, QWidget* parent = nullptr) : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setMark(std::move(mark));
    }

    [[nodiscard]] const Mark& mark() const { return m_mark; }
    void setMark(Mark mark)
    {
        m_mark = std::move(mark);
        setAccessibleName(markText(m_mark));
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override { return markSize(m_mark, Look::of(*this)); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintMark(painter, rect(), m_mark, Look::of(*this));
    }

private:
    Mark m_mark;
};

} // namespace stillgate
