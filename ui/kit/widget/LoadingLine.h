// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

namespace stillgate {

/// A line of 2 px along the top of what is being read, moving after kLoadingDelay (LoadingPanel.h); still and whole when the user wants no
/// motion.
class LoadingLine final : public QWidget {
    Q_OBJECT

public:
    explicit LoadingLine(QWidget* parent = nullptr);

    void start();
    void stop();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer m_delay;
    QVariantAnimation m_move;
    bool m_shows = false;
};

} // namespace stillgate
