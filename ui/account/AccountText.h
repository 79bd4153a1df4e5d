// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace stillgate {

/// The context under which the words of this folder are translated where no widget gives one.
struct AccountText {
    Q_DECLARE_TR_FUNCTIONS(AccountText)
};

} // namespace stillgate
