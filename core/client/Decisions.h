// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/client/DecisionService.h"
#include "core/client/Signer.h"
#include "core/protocol/Methods.h"

namespace stillgate {

/// Derives the lines of a gate from the events it came with, compares their digest with the one the gate binds and opens every
/// personal value against its commitment. Corrupt when anything differs: then nothing may be shown or signed.
[[nodiscard]] Result<std::vector<OpenedLine>> openedLines(const rpc::GateGet::Result& gate);

/// The signed decision, ready to submit. The gate must carry terms for this key. Corrupt as above; Refused when a person has no role
/// that the gate asks for, has nothing to withdraw, or the signer did not sign.
[[nodiscard]] Result<rpc::SubmitDecision> signDecision(const rpc::GateGet::Result& gate, Signer& signer, const PersonId& person,
                                                       const std::vector<Role>& roles, const DecisionWish& wish);

} // namespace stillgate
