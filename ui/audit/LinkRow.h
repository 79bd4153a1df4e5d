// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/kit/theme/Look.h"

namespace stillgate {

/// A neighbour in the ledger: its name, its hash where it is known, its number. The event itself is shown in the same way and cannot
/// be pressed.
class LinkRow final : public QAbstractButton {
    Q_OBJECT

public:
    LinkRow(Icon icon, const QString& name, const QString& hash, const QString& number, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {300, 26}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    QString m_hash;
    QString m_number;
};

} // namespace stillgate
