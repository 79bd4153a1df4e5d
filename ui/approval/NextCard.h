// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/approval/ApprovalStream.h"

namespace stillgate {

/// What comes after the decision in view: a hairline outline with the question and what is left of its time. Pressing it goes there.
class NextCard final : public QAbstractButton {
    Q_OBJECT

public:
    /// caption: "Next"; empty for the ones behind it.
    explicit NextCard(const QString& caption, QWidget* parent = nullptr);

    void setRow(const StreamRow& row);
    [[nodiscard]] const StreamRow& row() const { return m_row; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_caption;
    StreamRow m_row;
};

} // namespace stillgate
