// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Decide.h"

/// Who may sign what. Judged at commit, and told beforehand by the same function.
namespace stillgate {

/// So long after publishing a policy its editor approves nothing, nor does who signed it with them.
inline constexpr Duration kEditorsPause = Duration::days(1);

/// One person who would decide on a gate.
struct Decider {
    PersonId person;
    Role slot = Role::L2Agent;
    Verdict verdict = Verdict::Approve;
    UtcTime now;
};

/// Why the person may not, by what they are and have done, or nothing. An approval is refused to who asked for the action, to whom it
/// benefits, to the policy's editors for a day, and to who approved already; a denial to the one who benefits alone.
[[nodiscard]] std::optional<Refusal> dutyAgainst(const State& state, const Gate& gate, const Decider& decider);

/// Whether a decision needs a one-time code beside its signature: an approval at high stakes. The demonstration's people have none.
[[nodiscard]] bool needsStepUp(const State& state, const Gate& gate, const PersonId& person, Verdict verdict);

/// The roles that the gate asks for, that the person has and that may do this: what they could sign as.
[[nodiscard]] std::vector<Role> slotsOf(const State& state, const Gate& gate, const PersonId& person, Verdict verdict);

} // namespace stillgate
