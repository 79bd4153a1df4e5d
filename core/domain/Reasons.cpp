// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Reasons.h"

namespace stillgate {

bool isReasonOf(Verdict verdict, std::string_view reason)
{
    switch (verdict) {
    case Verdict::Deny: return enumNamed<DenyReason>(reason).has_value();
    case Verdict::Escalate: return enumNamed<EscalateReason>(reason).has_value();
    case Verdict::Approve:
    case Verdict::AskCustomer:
    case Verdict::Withdraw: break;
    }
    return reason.empty();
}

bool needsNote(Verdict verdict, std::string_view reason)
{
    return verdict == Verdict::AskCustomer || (verdict == Verdict::Deny && reason == nameOf(DenyReason::Other)) ||
           (verdict == Verdict::Escalate && reason == nameOf(EscalateReason::Other));
}

} // namespace stillgate
