// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/packet/PacketValues.h"

namespace stillgate {

class Lane;
class Look;

/// The head of the page: number and subject, who and what of it, and at the end the facts that time presses on.
class PacketHeadBar final : public QWidget {
    Q_OBJECT

public:
    explicit PacketHeadBar(QWidget* parent = nullptr);

    void setHead(const PacketHead& head);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintBoxes(QPainter& painter, Lane& lane, const Look& look);
    void paintFacts(QPainter& painter, Lane& lane, const Look& look) const;

    PacketHead m_head;
    QRect m_deadlineRect;
    QRect m_priorityRect;
    QRect m_subjectRect;
};

/// The head of the pane: the same in four lines.
class PacketSummary final : public QWidget {
    Q_OBJECT

public:
    explicit PacketSummary(QWidget* parent = nullptr);

    void setHead(const PacketHead& head);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintPressing(QPainter& painter, const QRect& line, const Look& look) const;

    PacketHead m_head;
};

/// What a head says, for screen readers.
[[nodiscard]] QString packetHeadWords(const PacketHead& head);

} // namespace stillgate
