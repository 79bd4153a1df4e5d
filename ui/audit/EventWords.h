// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "core/domain/Event.h"
#include "core/domain/ResolutionEvents.h"
#include "ui/kit/paint/Mood.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// An event as a person reads it. What comes from outside in it is already made safe.
struct EventWords {
    QString what; ///< short, for a line of a list: "refund order, 129.00 EUR"
    QString title; ///< a sentence: "An action was proposed"
    QString outcome; ///< a word or two: "approved"; empty where there is none
    Mood mood = Mood::Neutral; ///< of the outcome

    friend bool operator==(const EventWords&, const EventWords&) = default;
};

/// An event that this build does not know is named by its code and says so.
[[nodiscard]] EventWords eventWords(const EventHeader& header, const QString& actor, const Formatting& formatting);

/// What the event says was, or will be, different; empty where it says nothing of that kind.
[[nodiscard]] std::vector<StateChange> eventChanges(const EventHeader& header);

} // namespace stillgate
