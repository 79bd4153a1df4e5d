// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

/// Why a packet is not shown, and the step that helps.
[[nodiscard]] StateWords packetErrorWords(const Error& error);
/// No ticket is selected.
[[nodiscard]] StateWords packetNothingWords();

} // namespace stillgate
