// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QLayout>

namespace stillgate {

/// Puts its widgets side by side as long as there is room, and the rest on further lines. A widget that expands takes what is left of
/// its line.
class FlowLayout final : public QLayout {
public:
    FlowLayout(int gap, int lineGap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line {
        std::vector<QLayoutItem*> items;
        int width = 0;
        int height = 0;
    };

    [[nodiscard]] std::vector<Line> linesFor(int width) const;
    void place(const Line& line, const QRect& inner, int top) const;

    std::vector<QLayoutItem*> m_items;
    int m_gap;
    int m_lineGap;
};

} // namespace stillgate
