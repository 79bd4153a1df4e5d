// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include <QAbstractButton>

#include "ui/packet/PacketValues.h"

class QVBoxLayout;

namespace stillgate {

class Look;

/// The sign of a step, and what it is painted in.
struct PacketStepSign {
    Icon icon = Icon::Circle;
    Tone tone = Tone::Text3;
};
[[nodiscard]] PacketStepSign packetStepSign(const PacketStep& step);

/// One step in one line. A step that was reached opens.
class PacketStepRow final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Line { Last, GoesOn };

    PacketStepRow(const PacketStep& step, Line line, QWidget* parent);

    [[nodiscard]] QSize sizeHint() const override;
    /// Something stands between this row and the next, and draws the line on.
    void setFollowed(bool followed);

signals:
    void moveAsked(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_summary;
    QString m_time;
    QString m_shortTime;
    PacketStepSign m_sign;
    PacketStepState m_state;
    Line m_line;
    bool m_isFollowed = false;
};

/// How much of a step is shown: the trace of the rules alone, or all of it.
enum class StepExtent { Rules, All };

/// What a step is made of: rules, facts, records in full, and the events with position and leaf.
class PacketStepDetail final : public QWidget {
    Q_OBJECT

public:
    PacketStepDetail(const PacketStep& step, StepExtent extent, QWidget* parent);

signals:
    void eventOpened(stillgate::Sequence sequence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addRules(QVBoxLayout& layout, const PacketStep& step);
    void addFacts(QVBoxLayout& layout, const PacketStep& step);
    void addBlocks(QVBoxLayout& layout, const PacketStep& step);
    void addEvents(QVBoxLayout& layout, const PacketStep& step);
};

/// The timeline of the page. What was open stays open when the same ticket is read again. While people are asked, the trace that
/// asked for them stands under its step by itself; the rest of it opens like any other.
class PacketSteps final : public QWidget {
    Q_OBJECT

public:
    explicit PacketSteps(QWidget* parent = nullptr);

    void setSteps(const TicketId& ticket, std::vector<PacketStep> steps);

signals:
    void eventOpened(stillgate::Sequence sequence);

private:
    void build();
    void toggle(std::size_t step);
    [[nodiscard]] bool asksForPeople(std::size_t step) const;
    void showDetail(std::size_t step);
    void moveFocus(std::size_t from, int by);

    TicketId m_ticket;
    std::vector<PacketStep> m_steps;
    std::set<std::size_t> m_open;
    std::vector<PacketStepRow*> m_rows;
    std::vector<PacketStepDetail*> m_details; ///< null where nothing of the step is shown
    QVBoxLayout* m_layout;
};

/// The timeline of the pane: one line for each step, nothing to open.
class PacketStepList final : public QWidget {
    Q_OBJECT

public:
    explicit PacketStepList(QWidget* parent = nullptr);
    void setSteps(std::vector<PacketStep> steps);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<PacketStep> m_steps;
};

} // namespace stillgate
