// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/approval/ApprovalStreamModel.h"

class QListView;

namespace stillgate {

class KitLabel;

/// The list at the start of the approvals: what waits, in order of deadline, what is held from this person and why, and what was done
/// lately. Its list is "approvalStream".
class StreamPane final : public QWidget {
    Q_OBJECT

public:
    explicit StreamPane(QWidget* parent = nullptr);

    void setValues(const StreamValues& values);
    /// Marks a gate as the one in view; a gate that is not listed marks none.
    void select(const GateId& gate);
    [[nodiscard]] const std::vector<StreamRow>& rows() const { return m_model->rows(); }
    [[nodiscard]] QListView& list() const { return *m_list; }

signals:
    /// By the user.
    void chosen(const stillgate::StreamRow& row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    void showHeld(const std::vector<HeldRow>& held);

    ApprovalStreamModel* m_model;
    QListView* m_list;
    KitLabel* m_count;
    QWidget* m_heldBlock;
    QWidget* m_heldList = nullptr;
    std::vector<HeldRow> m_held;
    QWidget* m_latelyBlock;
    KitLabel* m_lately;
    bool m_isSelecting = false;
};

} // namespace stillgate
