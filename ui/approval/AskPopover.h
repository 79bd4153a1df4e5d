// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/approval/HangingCard.h"

class QPlainTextEdit;

namespace stillgate {

class KitButton;

/// The question that is put to the customer, in plain text. Ctrl+Enter sends. Object names: askText, askSend, askCancel.
class AskPopover final : public HangingCard {
    Q_OBJECT

public:
    AskPopover(QWidget& anchor, const QString& about);

signals:
    /// Once; the card closes itself then.
    void asked(const QString& question);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusFirst() override;

private:
    void layOut(const QString& about);
    void send();

    bool m_isDone = false;
    QPlainTextEdit* m_text;
    KitButton* m_send;
    KitButton* m_cancel;
};

} // namespace stillgate
