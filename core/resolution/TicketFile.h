// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/domain/Command.h"
#include "core/domain/Facts.h"
#include "core/domain/Runbook.h"
#include "core/domain/State.h"
#include "core/resolution/ReleasedAction.h"

/// What jobs take out of a ticket's opened events.
namespace stillgate {

/// The runbook's inputs from the customer's messages, and "sender", the address of the first one in lower case. What was written
/// since a person first asked counts before what was written earlier, and the newest of it first; of the earlier ones the oldest
/// comes first. Inputs that no message has are listed as missing.
void readInputs(const std::vector<OpenedEvent>& events, const Runbook& runbook, RecordGathering& into);

/// The facts that a proposal was made from, as text. NotFound when they are erased.
[[nodiscard]] Result<Facts> proposalFacts(const std::vector<OpenedEvent>& events, const ActionId& action);

/// What a person asks the customer in place of deciding on an action; nothing where nobody does.
[[nodiscard]] std::optional<std::string> questionOf(const std::vector<OpenedEvent>& events, const ActionId& action);

/// Language of the newest message that names one; "en" otherwise.
[[nodiscard]] std::string languageOf(const std::vector<OpenedEvent>& events);

/// Parameters of "message.send": to_customer, channel, subject, body.
[[nodiscard]] Result<Json> noticeMessage(const std::vector<OpenedEvent>& events, const Notice& notice);

} // namespace stillgate
