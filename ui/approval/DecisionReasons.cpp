// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionReasons.h"

#include "core/domain/Reasons.h"
#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/DecisionWords.h"

namespace stillgate {

namespace {

QString hintOf(DenyReason reason)
{
    switch (reason) {
    case DenyReason::NotEntitled: return ApprovalText::tr("nothing is owed");
    case DenyReason::AlreadyRefunded: return ApprovalText::tr("found in the books");
    case DenyReason::WrongTarget: return ApprovalText::tr("another order or account");
    case DenyReason::Other: return ApprovalText::tr("say it in a sentence");
    case DenyReason::WrongAmount:
    case DenyReason::SuspectedFraud:
    case DenyReason::NeedsOtherTeam: return {};
    }
    return {};
}

QString hintOf(EscalateReason reason)
{
    switch (reason) {
    case EscalateReason::ConflictOfInterest: return ApprovalText::tr("mine, in this case");
    case EscalateReason::Other: return ApprovalText::tr("say it in a sentence");
    case EscalateReason::OverMyAuthority:
    case EscalateReason::NeedsSpecialist:
    case EscalateReason::SuspectedFraud:
    case EscalateReason::UnclearPolicy: return {};
    }
    return {};
}

/// In the order of the closed list, which is the order of the numbers.
template <typename Reason>
std::vector<ReasonChoice> choices(Verdict verdict)
{
    std::vector<ReasonChoice> out;
    for (const auto& [reason, name] : EnumNames<Reason>::kNames) {
        out.push_back({std::string(name), reasonWords(reason), hintOf(reason), needsNote(verdict, name)});
    }
    return out;
}

} // namespace

std::vector<ReasonChoice> denyReasons()
{
    return choices<DenyReason>(Verdict::Deny);
}

std::vector<ReasonChoice> escalateReasons()
{
    return choices<EscalateReason>(Verdict::Escalate);
}

} // namespace stillgate
