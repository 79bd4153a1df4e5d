// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/shell/StatusPresenter.h"

namespace stillgate {

class KitButton;

/// One line over the workspace: what keeps it from being live, and the step that helps. Away when there is nothing to say.
class BannerBar final : public QWidget {
    Q_OBJECT

public:
    explicit BannerBar(QWidget* parent = nullptr);

    void show(const std::optional<Banner>& banner);
    using QWidget::show;

signals:
    void tryNowAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeButton();

    std::optional<Banner> m_banner;
    KitButton* m_step;
};

} // namespace stillgate
