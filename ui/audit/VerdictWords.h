// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/domain/Words.h"
#include "ui/kit/paint/Mood.h"

namespace stillgate {

/// A verdict as a list says it ("approval"), as a sentence about a person ("%1 approved the action") and as an outcome ("approved").
struct VerdictWords {
    QString deed;
    QString sentence; ///< %1 is the person
    QString outcome;
    Mood mood = Mood::Neutral;

    friend bool operator==(const VerdictWords&, const VerdictWords&) = default;
};

[[nodiscard]] VerdictWords verdictWords(Verdict verdict);

} // namespace stillgate
