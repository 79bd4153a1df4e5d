// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "ui/approval/DecisionValues.h"

namespace stillgate {

/// A packet that takes long.
[[nodiscard]] CardOutcome readingOutcome();
/// Why there is no packet.
[[nodiscard]] CardOutcome unreadableOutcome(const Error& error);
/// Why a decision was not signed or not stored.
[[nodiscard]] QString troubleWords(const Error& error);

} // namespace stillgate
