// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/approval/DecisionValues.h"

namespace stillgate {

class DiffTable;
class KitButton;
class KitLabel;
class ProgressView;

/// What became of a decision: what happened, what did not, what differs, the next step ("outcomeStep"), how to take it back
/// ("undoButton") and how far it has come.
class OutcomeView final : public QWidget {
    Q_OBJECT

public:
    explicit OutcomeView(Qt::Orientation progress, QWidget* parent = nullptr);

    /// Nothing but an outcome is shown; the widget hides without one.
    void setValues(const DecisionValues& values);
    [[nodiscard]] KitButton& undoButton() const { return *m_undo; }
    [[nodiscard]] KitButton& stepButton() const { return *m_step; }

signals:
    void stepChosen(stillgate::CardStep step);
    void undoChosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();

    Mood m_mood = Mood::Neutral;
    Icon m_icon = Icon::Circle;
    CardStep m_next = CardStep::None;
    KitLabel* m_headline;
    KitLabel* m_detail;
    KitLabel* m_undoWords;
    KitLabel* m_receipt;
    KitButton* m_step;
    KitButton* m_undo;
    DiffTable* m_moved;
    ProgressView* m_progress;
};

} // namespace stillgate
