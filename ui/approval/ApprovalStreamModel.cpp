// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ApprovalStreamModel.h"

#include <algorithm>

namespace stillgate {

namespace {

auto isOf(const GateId& gate)
{
    return [&gate](const StreamRow& row) { return row.gate == gate; };
}

} // namespace

int ApprovalStreamModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ApprovalStreamModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const StreamRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::AccessibleTextRole:
        return tr("%1. %2. %3").arg(row.title, row.support, row.word.isEmpty() ? row.deadline.text : row.word);
    case Qt::ToolTipRole: return QString(row.title + QLatin1Char('\n') + row.support).toHtmlEscaped();
    default: return {};
    }
}

QModelIndex ApprovalStreamModel::indexOf(const GateId& gate) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), isOf(gate));
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()));
}

void ApprovalStreamModel::removeGone(const std::vector<StreamRow>& rows)
{
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        if (std::none_of(rows.begin(), rows.end(), isOf(m_rows[i].gate))) {
            beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(i));
            endRemoveRows();
        }
    }
}

void ApprovalStreamModel::bringTo(std::size_t place, const StreamRow& row)
{
    const auto to = static_cast<int>(place);
    const auto start = m_rows.begin() + to;
    const auto found = std::find_if(start, m_rows.end(), isOf(row.gate));
    if (found == m_rows.end()) {
        beginInsertRows({}, to, to);
        m_rows.insert(start, row);
        endInsertRows();
        return;
    }
    if (found != start) {
        const auto from = static_cast<int>(found - m_rows.begin());
        beginMoveRows({}, from, from, {}, to);
        std::rotate(start, found, found + 1);
        endMoveRows();
    }
    if (m_rows[place] != row) {
        m_rows[place] = row;
        emit dataChanged(index(to), index(to));
    }
}

void ApprovalStreamModel::setRows(const std::vector<StreamRow>& rows)
{
    removeGone(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bringTo(i, rows[i]);
    }
}

} // namespace stillgate
