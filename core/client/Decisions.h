// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Signature.h"
#include "core/client/Values.h"
#include "core/protocol/Methods.h"

namespace stillgate {

/// Derives the lines of a gate from the events it came with, compares their digest with the one the gate binds and opens every
/// personal value against its commitment. Corrupt when anything differs: then nothing may be shown or signed.
[[nodiscard]] Result<std::vector<OpenedLine>> openedLines(const rpc::GateGet::Result& gate);

struct DecisionWish {
    Verdict verdict = Verdict::Deny;
    std::string reason; ///< code
    std::string note; ///< free text; personal
};

/// The signed decision, ready to submit. The gate must carry terms for this key. Corrupt as above; Refused when a person has no role
/// that the gate asks for, or has nothing to withdraw.
[[nodiscard]] Result<rpc::SubmitDecision> signDecision(const rpc::GateGet::Result& gate, const SigningKey& key,
                                                       const PersonId& person, const std::vector<Role>& roles,
                                                       const DecisionWish& wish);

} // namespace stillgate
