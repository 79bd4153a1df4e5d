// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/domain/Command.h"
#include "core/intake/Message.h"

namespace stillgate {

/// A message that was read, redacted and classified, on its way to the writer, who knows whether it is new and whose it is.
struct Arrival {
    IntakeMessage message;
    Digest identity;
    std::optional<Digest> contact; ///< keyed hash of the sender's address
    std::string redacted;
    int redactionVersion = 0;
    Classified classified;
};

} // namespace stillgate
