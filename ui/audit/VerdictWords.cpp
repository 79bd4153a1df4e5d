// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/VerdictWords.h"

#include "ui/audit/AuditText.h"

namespace stillgate {

VerdictWords verdictWords(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve:
        return {AuditText::tr("approval"), AuditText::tr("%1 approved the action"), AuditText::tr("approved"), Mood::Neutral};
    case Verdict::Deny:
        return {AuditText::tr("denial"), AuditText::tr("%1 denied the action"), AuditText::tr("denied"), Mood::Harm};
    case Verdict::Escalate:
        return {AuditText::tr("escalation"), AuditText::tr("%1 passed the decision on"), AuditText::tr("escalated"),
                Mood::Soon};
    case Verdict::AskCustomer:
        return {AuditText::tr("question"), AuditText::tr("%1 asked the customer"), AuditText::tr("asked"), Mood::Neutral};
    case Verdict::Withdraw:
        return {AuditText::tr("withdrawal"), AuditText::tr("%1 took an approval back"), AuditText::tr("withdrawn"), Mood::Soon};
    }
    return {};
}

} // namespace stillgate
