// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "ui/approval/ApprovalStream.h"

namespace stillgate {

/// The stream as a list. A change moves, inserts and removes single rows, so that the selection stays.
class ApprovalStreamModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const std::vector<StreamRow>& rows);
    [[nodiscard]] const std::vector<StreamRow>& rows() const { return m_rows; }
    /// An invalid index when the gate is not listed.
    [[nodiscard]] QModelIndex indexOf(const GateId& gate) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void removeGone(const std::vector<StreamRow>& rows);
    void bringTo(std::size_t place, const StreamRow& row);

    std::vector<StreamRow> m_rows;
};

} // namespace stillgate
