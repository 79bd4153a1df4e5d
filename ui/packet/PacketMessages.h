// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/packet/PacketValues.h"

class QVBoxLayout;

namespace stillgate {

/// Messages in and notices out, each with who and when, and what was found in them that a reader would not see.
class PacketMessages final : public QWidget {
    Q_OBJECT

public:
    explicit PacketMessages(QWidget* parent = nullptr);

    void setConversation(const std::vector<PacketUtterance>& conversation, const OutsideFindings& findings,
                         const QString& findingsWords);

private:
    void addUtterance(const PacketUtterance& utterance, std::size_t number);

    QVBoxLayout* m_layout;
};

} // namespace stillgate
