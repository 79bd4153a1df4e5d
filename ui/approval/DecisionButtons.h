// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QWidget>

#include "ui/approval/DecisionValues.h"
#include "ui/kit/widget/HoldButton.h"

namespace stillgate {

class KitLabel;
class KitLineEdit;

/// What can be done with an open question, each with its key, and in words why something cannot. Everything visible stands in by the room
/// that buttons keep free around them. At high stakes the amount is typed
/// before it can be approved, and where a one-time code is asked for that too. Object names: approveButton, denyButton, escalateButton,
/// askButton, amountField, codeField, hindranceWords, hindranceStep, troubleWords.
class DecisionButtons final : public QWidget {
    Q_OBJECT

public:
    explicit DecisionButtons(const QLocale& locale, HoldTimes times, QWidget* parent = nullptr);

    /// A hold that is under way ends when the revision changes.
    void setValues(const DecisionValues& values);
    [[nodiscard]] QString typedAmount() const;
    /// The one-time code, which serves once: the field is empty afterwards.
    [[nodiscard]] QString takeCode();
    [[nodiscard]] HoldButton& approve() const { return *m_approve; }
    [[nodiscard]] KitButton& deny() const { return *m_deny; }
    [[nodiscard]] KitButton& escalate() const { return *m_escalate; }
    [[nodiscard]] KitButton& ask() const { return *m_ask; }
    void focusFirst();

signals:
    /// Held to the end, from this revision.
    void approved(int revision);
    void stepChosen(stillgate::CardStep step);

private:
    void layOut();
    void showAmount();
    void showApprove();
    [[nodiscard]] QString missing() const;
    [[nodiscard]] bool hasCode() const;
    void showHindrance();

    QLocale m_locale;
    DecisionValues m_values;
    QWidget* m_amountBlock;
    KitLabel* m_amountWords;
    KitLineEdit* m_amount;
    KitLabel* m_codeWords;
    KitLineEdit* m_code;
    HoldButton* m_approve;
    KitButton* m_deny;
    KitButton* m_escalate;
    KitButton* m_ask;
    QWidget* m_hindranceLine;
    KitLabel* m_hindrance;
    KitButton* m_hindranceStep;
    KitLabel* m_trouble;
};

} // namespace stillgate
