// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/shell/HaltPresenter.h"

namespace stillgate {

class KitButton;

/// One line over the workspace: what stands still, or what is about to be stopped or let go on. Away when there is nothing to say.
class HaltBar final : public QWidget {
    Q_OBJECT

public:
    explicit HaltBar(QWidget* parent = nullptr);

    void show(const std::optional<HaltStrip>& strip);
    using QWidget::show;
    /// Puts the focus on what leaves everything as it is.
    void focusDismissal();

signals:
    void actionChosen();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void placeButtons();

    std::optional<HaltStrip> m_strip;
    KitButton* m_action;
    KitButton* m_dismissal;
};

} // namespace stillgate
