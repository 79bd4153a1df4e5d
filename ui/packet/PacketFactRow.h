// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/packet/PacketValues.h"

namespace stillgate {

/// A label and its value on one line; the tool tip has the whole value.
class PacketFactRow final : public QWidget {
    Q_OBJECT

public:
    explicit PacketFactRow(PacketFact fact, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PacketFact m_fact;
};

} // namespace stillgate
