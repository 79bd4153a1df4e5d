// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include <QString>

#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// The shape that stands before an event's code, and what it is about.
struct EventSign {
    Icon icon = Icon::Circle;
    Mood mood = Mood::Neutral;

    friend bool operator==(const EventSign&, const EventSign&) = default;
};

[[nodiscard]] EventSign eventSign(std::string_view code);

/// A kind of events: those whose code begins so.
struct EventKind {
    QString words;
    QString prefix; ///< empty for every event
};

[[nodiscard]] std::vector<EventKind> eventKinds();

} // namespace stillgate
