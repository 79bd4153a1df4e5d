// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace stillgate {

/// The names of the audit list's columns, each over the start or the end that its cells line up at.
class AuditHeader final : public QHeaderView {
    Q_OBJECT

public:
    static constexpr int kHeaderHeight = 28;

    explicit AuditHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace stillgate
