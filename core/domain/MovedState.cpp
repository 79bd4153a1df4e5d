// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Decide.h"
#include "core/domain/Records.h"

namespace stillgate {

std::vector<StateChange> movedFacts(const Rulebook& rules, const Action& action, const Json& record)
{
    const Runbook* runbook = rules.named(action.runbook, action.runbookVersion);
    const auto found = runbook != nullptr ? shownFacts(*runbook, record)
                                          : Result<Facts>(fail(ErrorCode::NotFound, action.runbook, "no such runbook"));
    if (!found) {
        return {{"record", "as shown", "unreadable"}};
    }
    std::vector<StateChange> moved;
    const auto compare = [&](const std::string& name, const std::string& shown) {
        const auto now = found->find(name);
        const std::string text = now == found->end() ? "absent" : factText(now->second);
        if (text != shown) {
            moved.push_back({name, shown, text});
        }
    };
    for (const StateChange& change : action.changes) {
        compare(change.fact, change.before);
    }
    if (action.expectedVersion) {
        compare(runbook->action.expectVersion, *action.expectedVersion);
    }
    return moved;
}

} // namespace stillgate
