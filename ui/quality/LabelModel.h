// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "ui/quality/LabelRows.h"

namespace stillgate {

/// The labels that can be chosen.
class LabelModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<LabelRow> rows);
    [[nodiscard]] const LabelRow& rowAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] std::optional<int> rowOf(const std::string& intent) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<LabelRow> m_rows;
};

/// Paints one, 42 high: its key, name and meaning, and the bar with the number.
class LabelDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int kHeight = 42;

    explicit LabelDelegate(const LabelModel& model, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_model(model) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const LabelModel& m_model;
};

} // namespace stillgate
