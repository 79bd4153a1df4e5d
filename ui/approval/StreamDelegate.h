// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/approval/ApprovalStreamModel.h"

namespace stillgate {

/// Paints a gate of the stream: ring, what it is, and what is left of its time.
class StreamDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit StreamDelegate(const ApprovalStreamModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const ApprovalStreamModel& m_model;
};

} // namespace stillgate
