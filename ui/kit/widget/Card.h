// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stillgate {

/// Decision: the one raised card of a screen, with an edge of accent where reading starts. Outline: a hairline around, for
/// receipts and what comes next. Sunken: without an edge, for summaries. Popup: a strong edge and a translucent one of 4 px.
enum class CardKind { Decision, Outline, Sunken, Popup };

/// A ground for other widgets: give it a layout. Its contents margins keep the room of the edges.
class Card : public QWidget {
    Q_OBJECT

public:
    explicit Card(CardKind kind, QWidget* parent = nullptr);

    [[nodiscard]] CardKind kind() const { return m_kind; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CardKind m_kind;
};

/// A line of one pixel, lying or upright.
class Hairline final : public QWidget {
    Q_OBJECT

public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace stillgate
