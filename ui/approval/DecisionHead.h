// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/approval/DecisionValues.h"
#include "ui/kit/widget/MarkWidget.h"

namespace stillgate {

class KitLabel;

/// Pane: 444 beside a list. Page: across a whole page. Stream: alone, one after the other.
enum class CardForm { Pane, Page, Stream };

/// The question and the facts around it: who asks for it, until when, how many people, how fresh. Object names: decisionKicker,
/// decisionExpires, decisionQuestion, decisionSubject, decisionFresh.
class DecisionHead final : public QWidget {
    Q_OBJECT

public:
    explicit DecisionHead(CardForm form, QWidget* parent = nullptr);

    void setValues(const DecisionValues& values);
    /// "The decision, 2 of 7"
    void setKicker(const QString& kicker);
    /// The mark of the state's age, for whoever places it elsewhere (Page).
    [[nodiscard]] MarkWidget<FactMark>& fresh() const { return *m_fresh; }

private:
    void layOutFlow();
    void layOutColumns();
    QWidget* column(const QString& label, QWidget* value);

    CardForm m_form;
    KitLabel* m_kicker;
    MarkWidget<FactMark>* m_expires;
    QWidget* m_expiresColumn = nullptr; ///< where it has a label of its own
    KitLabel* m_question;
    KitLabel* m_subject;
    MarkWidget<FactMark>* m_intent;
    MarkWidget<FactMark>* m_rule;
    MarkWidget<FactMark>* m_needs;
    MarkWidget<FactMark>* m_stakes;
    MarkWidget<FactMark>* m_fresh;
};

} // namespace stillgate
