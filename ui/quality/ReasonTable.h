// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/quality/ReviewTicket.h"

namespace stillgate {

/// The words that spoke for the model's first label, with their weights as bars. Rows of 32 under a header.
class ReasonTable final : public QWidget {
    Q_OBJECT

public:
    ReasonTable(std::vector<ReasonRow> rows, const QString& label, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<ReasonRow>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<ReasonRow> m_rows;
    QString m_label;
};

} // namespace stillgate
