// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace stillgate {

/// The context under which the words of the packet are translated where no widget gives one.
struct PacketText {
    Q_DECLARE_TR_FUNCTIONS(PacketText)
};

} // namespace stillgate
