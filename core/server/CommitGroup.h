// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_set>

#include "core/server/Orchestrator.h"

namespace stillgate {

/// What one commit will hold.
struct Orchestrator::Group {
    struct Answer {
        std::function<void(const Reply&)> done;
        Reply reply;
    };
    Batch batch;
    std::vector<Answer> answers;
    std::map<Digest, PersonId> contacts; ///< found or made in this group
    std::unordered_set<TicketId> touched;
    std::unordered_set<TicketId> freshCalls;
    std::unordered_set<TicketId> freshNotices;
    std::unordered_set<TicketId> endedJobs;
    bool movesHalts = false;
    bool movesPeople = false; ///< somebody's roles or keys
    std::map<Uuid, OutcomeRow> outcomes; ///< of commands decided in this group
};

} // namespace stillgate
