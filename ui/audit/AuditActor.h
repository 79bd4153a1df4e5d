// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/client/Link.h"

namespace stillgate {

/// Who did it, as a list shows it: this console's own person by name, the orchestrator by that word, everybody else by the end of
/// the pseudonym.
[[nodiscard]] QString actorWords(const PersonId& person, const LinkStatus& link);

} // namespace stillgate
