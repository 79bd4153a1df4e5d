// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include "core/base/Money.h"

namespace stillgate {

/// Whether what was typed is that amount: with or without the separators of the locale, with or without decimals that are zero, with
/// or without the currency's code. Compared as whole minor units.
[[nodiscard]] bool isAmount(const QString& typed, const Money& amount, const QLocale& locale);

} // namespace stillgate
