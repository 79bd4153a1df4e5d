// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/approval/DecisionValues.h"
#include "ui/kit/widget/MarkWidget.h"

class QVBoxLayout;

namespace stillgate {

class KitLabel;

/// Who has signed, who may, who may not and why; what can be done if it goes wrong; and the digests that a signature binds.
class SignaturesPane final : public QWidget {
    Q_OBJECT

public:
    explicit SignaturesPane(QWidget* parent = nullptr);

    void setValues(const DecisionValues& values);

private:
    void fill();
    void addPeople(const QString& title, const std::vector<Signatory>& people);
    void addHeader(const QString& title);
    void addLine();

    QuorumValues m_quorum;
    std::vector<SignedBinding> m_bindings;
    QString m_undoable;
    KitLabel* m_count;
    MarkWidget<QuorumMark>* m_bar;
    QWidget* m_list = nullptr;
    QVBoxLayout* m_lines = nullptr;
};

} // namespace stillgate
