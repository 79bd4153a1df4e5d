// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/Result.h"
#include "ui/account/KeysPresenter.h"

namespace stillgate {

struct KeyWords {
    QString headline;
    QString text; ///< what that means, and the next step
};

[[nodiscard]] KeyWords wordsOf(KeyStanding standing);
/// Why a step about keys or people was not taken.
[[nodiscard]] QString keyTroubleOf(const Error& error);

} // namespace stillgate
