// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionReasons.h"

#include <algorithm>

#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

std::vector<ReasonChoice> denyReasons()
{
    return {
        {"not_entitled", ApprovalText::tr("Not entitled"), ApprovalText::tr("nothing is owed")},
        {"already_refunded", ApprovalText::tr("Already refunded"), ApprovalText::tr("found in the books")},
        {"wrong_amount", ApprovalText::tr("Amount is wrong"), {}},
        {"wrong_target", ApprovalText::tr("Target is wrong"), ApprovalText::tr("another order or account")},
        {"suspected_fraud", ApprovalText::tr("Looks like fraud"), {}},
        {"needs_other_team", ApprovalText::tr("Another team's to decide"), {}},
        {"other", ApprovalText::tr("Something else"), ApprovalText::tr("say it in the note")},
    };
}

std::vector<ReasonChoice> escalateReasons()
{
    return {
        {"over_my_authority", ApprovalText::tr("Over my authority"), {}},
        {"needs_specialist", ApprovalText::tr("Needs a specialist"), {}},
        {"suspected_fraud", ApprovalText::tr("Looks like fraud"), {}},
        {"unclear_policy", ApprovalText::tr("Policy is unclear"), {}},
        {"conflict_of_interest", ApprovalText::tr("Conflict of interest"), {}},
        {"other", ApprovalText::tr("Something else"), ApprovalText::tr("say it in the note")},
    };
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
