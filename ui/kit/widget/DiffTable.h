// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/kit/paint/Diff.h"

namespace stillgate {

/// What will change: fields with their state now and after, and a header of three words. Rows of 26.
class DiffTable final : public QWidget {
    Q_OBJECT

public:
    /// header: the words above field, before and after.
    explicit DiffTable(DiffRow header, QWidget* parent = nullptr);

    void setHeader(DiffRow header);
    void setRows(std::vector<DiffRow> rows);
    [[nodiscard]] const std::vector<DiffRow>& rows() const { return m_rows; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    DiffRow m_header;
    std::vector<DiffRow> m_rows;
};

} // namespace stillgate
