// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include "ui/kit/widget/Card.h"

namespace stillgate {

/// A card that hangs under the button that opened it, inside the window and over what is there. Not modal: everything around it goes
/// on working, and Escape closes it and gives the focus back.
class HangingCard : public Card {
    Q_OBJECT

public:
    /// Belongs to the window of `anchor`.
    HangingCard(QWidget& anchor, int width);

    /// Places itself and takes the focus.
    void hang();

signals:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// Gives the focus back and goes away.
    void letGo();
    virtual void focusFirst() = 0;

private:
    void place();

    QPointer<QWidget> m_anchor;
    int m_width;
};

} // namespace stillgate
