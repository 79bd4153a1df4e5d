// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/approval/DecisionValues.h"

namespace stillgate {

/// The steps from the signature to the closed ticket: one below the other with their times at the end, or side by side where there is
/// room. A step is told by its shape: done, at it now, to come, failed.
class ProgressView final : public QWidget {
    Q_OBJECT

public:
    explicit ProgressView(Qt::Orientation orientation, QWidget* parent = nullptr);

    void setSteps(const std::vector<ProgressStep>& steps);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation m_orientation;
    std::vector<ProgressStep> m_steps;
};

} // namespace stillgate
