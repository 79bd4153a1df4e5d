// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QString>

namespace stillgate {

/// A coded reason (core/domain/Reasons.h) as a person picks it by its number.
struct ReasonChoice {
    std::string code;
    QString words; ///< "Already refunded"
    QString hint; ///< what follows, or what to look at; may be empty
    bool needsNote = false; ///< it says too little by itself

    friend bool operator==(const ReasonChoice&, const ReasonChoice&) = default;
};

[[nodiscard]] std::vector<ReasonChoice> denyReasons();
[[nodiscard]] std::vector<ReasonChoice> escalateReasons();

} // namespace stillgate
