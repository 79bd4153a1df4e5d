// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QFuture>

#include "core/server/Effects.h"
#include "core/server/Orchestrator.h"

namespace stillgate {

/// What of a gate is needed to judge a decision on it.
struct Judged {
    GateId gate;
    TicketId ticket;
    Action action;
    Sequence opened = 0; ///< the event that opened the gate
    std::shared_ptr<const Runbook> runbook; ///< none when the packs no longer have it
};

/// As the writer has it; nothing when there is no such gate.
[[nodiscard]] QFuture<std::optional<Judged>> judgedOf(Orchestrator& orchestrator, const GateId& gate);

/// Reads the record that was observed from its system again, in the thread of the connectors; nothing when it could not be read.
[[nodiscard]] QFuture<std::optional<Json>> readFresh(Effects& effects, const Judged& judged);

} // namespace stillgate
