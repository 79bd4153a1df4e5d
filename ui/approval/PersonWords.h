// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/client/Link.h"
#include "ui/kit/paint/Marks.h"

namespace stillgate {

/// A person as a screen shows one: this console's own by name, everybody else by the end of the pseudonym.
struct PersonShown {
    QString name; ///< "You, Sample Agent", "Person 4be2"
    PersonMark mark;

    friend bool operator==(const PersonShown&, const PersonShown&) = default;
};

[[nodiscard]] PersonShown shownPerson(const PersonId& person, const LinkStatus& link);

} // namespace stillgate
