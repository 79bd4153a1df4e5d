// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionReasons.h"

#include <algorithm>

#include "core/domain/Reasons.h"
#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

ReasonChoice choiceOf(DenyReason reason)
{
    const auto say = [&](const QString& words, const QString& hint = {}) {
        const std::string code(nameOf(reason));
        return ReasonChoice{code, words, hint, needsNote(Verdict::Deny, code)};
    };
    switch (reason) {
    case DenyReason::NotEntitled: return say(ApprovalText::tr("Not entitled"), ApprovalText::tr("nothing is owed"));
    case DenyReason::AlreadyRefunded: return say(ApprovalText::tr("Already refunded"), ApprovalText::tr("found in the books"));
    case DenyReason::WrongAmount: return say(ApprovalText::tr("Amount is wrong"));
    case DenyReason::WrongTarget: return say(ApprovalText::tr("Target is wrong"), ApprovalText::tr("another order or account"));
    case DenyReason::SuspectedFraud: return say(ApprovalText::tr("Looks like fraud"));
    case DenyReason::NeedsOtherTeam: return say(ApprovalText::tr("Another team's to decide"));
    case DenyReason::Other: return say(ApprovalText::tr("Something else"), ApprovalText::tr("say it in a sentence"));
    }
    return {};
}

ReasonChoice choiceOf(EscalateReason reason)
{
    const auto say = [&](const QString& words, const QString& hint = {}) {
        const std::string code(nameOf(reason));
        return ReasonChoice{code, words, hint, needsNote(Verdict::Escalate, code)};
    };
    switch (reason) {
    case EscalateReason::OverMyAuthority: return say(ApprovalText::tr("Over my authority"));
    case EscalateReason::NeedsSpecialist: return say(ApprovalText::tr("Needs a specialist"));
    case EscalateReason::SuspectedFraud: return say(ApprovalText::tr("Looks like fraud"));
    case EscalateReason::UnclearPolicy: return say(ApprovalText::tr("Policy is unclear"));
    case EscalateReason::ConflictOfInterest:
        return say(ApprovalText::tr("Conflict of interest"), ApprovalText::tr("mine, in this case"));
    case EscalateReason::Other: return say(ApprovalText::tr("Something else"), ApprovalText::tr("say it in a sentence"));
    }
    return {};
}

/// In the order of the closed list, which is the order of the numbers.
template <typename Reason>
std::vector<ReasonChoice> choices()
{
    std::vector<ReasonChoice> out;
    for (const auto& [reason, name] : EnumNames<Reason>::kNames) {
        out.push_back(choiceOf(reason));
    }
    return out;
}

} // namespace

std::vector<ReasonChoice> denyReasons()
{
    return choices<DenyReason>();
}

std::vector<ReasonChoice> escalateReasons()
{
    return choices<EscalateReason>();
}

QString reasonWords(std::string_view code)
{
    for (const auto& reasons : {denyReasons(), escalateReasons()}) {
        const auto found =
            std::find_if(reasons.begin(), reasons.end(), [&](const ReasonChoice& reason) { return reason.code == code; });
        if (found != reasons.end()) {
            return found->words;
        }
    }
    return outsideLine(code);
}

} // namespace stillgate
