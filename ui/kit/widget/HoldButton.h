// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "ui/kit/widget/KitButton.h"

namespace stillgate {

struct HoldTimes {
    int hold = 1000;  ///< milliseconds of pressing that sign
    int back = 150;   ///< a release runs back in this time
    int again = 5000; ///< the second Ctrl+Enter counts for so long after the first
};

/// The filled button that signs: pressed and held (mouse, or Space) until the fill has run through, or Ctrl+Enter twice. A
/// release before runs back and does nothing, and so does losing the focus, the window or the right to press. Time in which
/// the window could not see a release does not count as held. clicked() is never what to listen to: held() is.
class HoldButton final : public KitButton {
    Q_OBJECT

public:
    explicit HoldButton(const QString& text, QWidget* parent = nullptr, HoldTimes times = {});

    /// 0 at rest, 1 when it signs.
    [[nodiscard]] double progress() const { return m_progress; }
    /// One Ctrl+Enter was pressed and a second one would sign.
    [[nodiscard]] bool isArmed() const { return m_again.isActive(); }
    /// What Ctrl+Enter does, for a workspace that listens for it while the focus is elsewhere. Without auto-repeat: a key that
    /// is kept down is one press.
    void pressByKey();

    /// Room for everything it may say, so that nothing beside it moves while it is held.
    [[nodiscard]] QSize sizeHint() const override;
    /// Ends a hold and forgets a first key, without signing: what it was about is no longer what is shown.
    void giveUp();

signals:
    /// Once for each hold that ran through.
    void held();
    /// Started to fill, ran back, or was armed by the first key.
    void stateChanged();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

    void paintGround(QPainter& painter, const QRect& face, const Look& look) const override;
    [[nodiscard]] QString shownText() const override;
    [[nodiscard]] bool showsKey() const override;

private:
    enum class Phase { Rest, Filling, RunningBack };

    [[nodiscard]] QString holdingText(double left) const;
    [[nodiscard]] QString armedText() const;
    void startFilling();
    void letGo();
    void sign();
    void rest();
    void disarm();
    void onTick();

    HoldTimes m_times;
    QTimer m_tick;
    QElapsedTimer m_sinceTick;
    QTimer m_again;
    Phase m_phase = Phase::Rest;
    double m_progress = 0.0;
    double m_backFrom = 0.0; ///< where a release began to run back
};

} // namespace stillgate
