// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ui/approval/DecisionReasons.h"
#include "ui/approval/HangingCard.h"

class QAbstractButton;

namespace stillgate {

class KitButton;
class KitLineEdit;

struct ReasonWords {
    QString title; ///< "Deny refund 129.00 EUR"
    QString text; ///< what follows
    QString confirm; ///< "Deny with %1": the number of the reason
    QString confirmEmpty; ///< "Deny", while none is picked
};

/// A coded reason by its number, a note, Enter. Object names: reason1 and so on, reasonNote, reasonConfirm, reasonCancel.
class ReasonPopover final : public HangingCard {
    Q_OBJECT

public:
    ReasonPopover(QWidget& anchor, const ReasonWords& words, std::vector<ReasonChoice> reasons);

signals:
    /// Once; the card closes itself then.
    void chosen(const std::string& code, const QString& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusFirst() override;

private:
    void layOut();
    void pick(int index);
    void confirm();
    [[nodiscard]] bool needsNote() const;
    [[nodiscard]] bool isComplete() const;

    ReasonWords m_words;
    std::vector<ReasonChoice> m_reasons;
    std::vector<QAbstractButton*> m_rows;
    int m_picked = -1;
    bool m_isDone = false;
    KitLineEdit* m_note;
    KitButton* m_confirm;
    KitButton* m_cancel;
};

} // namespace stillgate
