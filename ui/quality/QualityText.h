// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace stillgate {

/// The context under which the words of quality are translated where no widget gives one.
struct QualityText {
    Q_DECLARE_TR_FUNCTIONS(QualityText)
};

} // namespace stillgate
