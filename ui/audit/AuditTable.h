// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "core/domain/Ids.h"

namespace stillgate {

class AuditDelegate;
class AuditModel;

/// The ledger's list: asks for the next page before its end is in view, and leaves columns out where it is narrow.
class AuditTable final : public QTableView {
    Q_OBJECT

public:
    explicit AuditTable(AuditModel& model, QWidget* parent = nullptr);

    /// Reads on where the view nears either end of what was read.
    void fetchNearEnd();

signals:
    void eventChosen(stillgate::Sequence sequence);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void arrangeColumns();
    void keepPlace(int rows);
    void hover(int row);

    AuditModel& m_model;
    AuditDelegate* m_delegate;
    int m_hovered = -1;
};

} // namespace stillgate
