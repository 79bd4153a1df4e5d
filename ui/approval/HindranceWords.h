// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/client/DecisionService.h"
#include "core/client/Outbox.h"
#include "ui/approval/DecisionValues.h"

namespace stillgate {

/// Why nothing can be decided, in three lengths.
struct HindranceWords {
    QString beside; ///< two to five words, to stand beside the button
    QString sentence; ///< what that means
    CardStep next = CardStep::None;
    QString nextWords;

    friend bool operator==(const HindranceWords&, const HindranceWords&) = default;
};

[[nodiscard]] HindranceWords wordsOf(DecisionHindrance hindrance, const std::vector<QuorumPart>& quorum);

/// A refused decision: what did not happen, why, and the next step.
struct RefusalWords {
    QString headline;
    QString detail;
    CardStep next = CardStep::ReadAgain;

    friend bool operator==(const RefusalWords&, const RefusalWords&) = default;
};

[[nodiscard]] RefusalWords wordsOf(const OutboxRefusal& refusal);

/// The button of a step.
[[nodiscard]] QString stepWords(CardStep step);

} // namespace stillgate
