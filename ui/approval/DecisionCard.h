// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include "ui/approval/DecisionHead.h"
#include "ui/approval/DecisionPresenter.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/HoldButton.h"

class QAction;

namespace stillgate {

class DecisionButtons;
class DiffTable;
class HangingCard;
class HashLabel;
class OutcomeView;
class SignedFold;
class StatePanel;

/// The one raised card of a screen: the question, what will change, what can be done, and what became of it. Its commands are its
/// actions(), which whoever shows it may add to a workspace of its own: they work wherever the focus is in there.
class DecisionCard final : public Card {
    Q_OBJECT

public:
    /// The presenter outlives the card.
    DecisionCard(CardForm form, DecisionPresenter& presenter, const QLocale& locale, QWidget* parent = nullptr,
                 HoldTimes times = {});

    /// "The decision, 2 of 7"
    void setKicker(const QString& kicker);
    /// For a moment nothing can be decided: what was just pressed was meant for the card before.
    void setInert(bool inert);
    void focusFirst();

signals:
    /// Something is shown, or nothing is.
    void emptied(bool isEmpty);

private:
    void layOutPane();
    void layOutPage();
    void layOutStream();
    QWidget* evidence();
    void addCommands();
    QAction* addCommand(const QString& text, const QKeySequence& keys, const QString& objectName, Icon icon);
    void onChanged();
    void showCommands(const DecisionValues& values);
    void openDeny();
    void openEscalate();
    void openAsk();
    [[nodiscard]] bool isHanging() const;
    void hang(HangingCard* card);

    CardForm m_form;
    DecisionPresenter& m_presenter;
    bool m_isInert = false;
    GateId m_shownGate;
    DecisionHead* m_head;
    DiffTable* m_changes;
    DecisionButtons* m_buttons;
    OutcomeView* m_outcome;
    HashLabel* m_digest;
    SignedFold* m_fold;
    QWidget* m_evidence;
    QPointer<HangingCard> m_hanging;
    QAction* m_approve;
    QAction* m_deny;
    QAction* m_escalate;
    QAction* m_ask;
    QAction* m_undo;
    QAction* m_step;
    QAction* m_showSigned;
};

} // namespace stillgate
