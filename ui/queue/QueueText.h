// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace stillgate {

/// The context under which the words of the queue are translated where no widget gives one.
struct QueueText {
    Q_DECLARE_TR_FUNCTIONS(QueueText)
};

} // namespace stillgate
