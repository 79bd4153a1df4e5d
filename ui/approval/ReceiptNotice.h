// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/approval/DecisionValues.h"
#include "ui/kit/widget/NoticeCard.h"

namespace stillgate {

/// What stands above the next question about the one that was just decided: who, what, digest, time, how far it has come and, while
/// it can be, how to undo it. Nothing when this person has decided nothing on it.
[[nodiscard]] std::optional<NoticeWords> receiptNotice(const DecisionValues& values);

} // namespace stillgate
