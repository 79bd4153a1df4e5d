// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/audit/AuditShown.h"

namespace stillgate {

/// Facts with their labels, 24 high each.
class FactList final : public QWidget {
    Q_OBJECT

public:
    explicit FactList(std::vector<AuditFact> facts, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<AuditFact>& facts() const { return m_facts; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::vector<AuditFact> m_facts;
};

/// Lines of data in mono with their numbers, on a sunken ground. Lines that are too long are cut; what is copied comes from the event.
class PayloadBox final : public QWidget {
    Q_OBJECT

public:
    explicit PayloadBox(QStringList lines, QWidget* parent = nullptr);

    [[nodiscard]] const QStringList& lines() const { return m_lines; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QStringList m_lines;
};

} // namespace stillgate
