// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/ReadingWords.h"

#include "ui/approval/ApprovalText.h"
#include "ui/approval/HindranceWords.h"

namespace stillgate {

CardOutcome readingOutcome()
{
    return {Mood::Neutral,
            Icon::Refresh,
            ApprovalText::tr("Reading the ticket"),
            ApprovalText::tr("Every event is compared with the ledger before it is shown."),
            {},
            {},
            CardStep::None,
            {}};
}

CardOutcome unreadableOutcome(const Error& error)
{
    const auto say = [](Mood mood, Icon icon, const QString& headline, const QString& detail, CardStep next) {
        return CardOutcome{mood, icon, headline, detail, {}, {}, next, stepWords(next)};
    };
    switch (error.code) {
    case ErrorCode::Unavailable:
        return say(Mood::Neutral, Icon::Offline, ApprovalText::tr("No connection"),
                   ApprovalText::tr("This ticket is not kept on this computer, so nothing can be decided on it now."),
                   CardStep::TryConnection);
    case ErrorCode::Corrupt:
        return say(
            Mood::Harm, Icon::Alert, ApprovalText::tr("This does not verify"),
            ApprovalText::tr("Something of this ticket is not what the ledger says. Nothing of it is shown, and nothing can be "
                             "decided on it. Tell the person who runs the orchestrator."),
            CardStep::ReadAgain);
    case ErrorCode::NotFound:
        return say(Mood::Neutral, Icon::Ask, ApprovalText::tr("No such ticket"),
                   ApprovalText::tr("The ledger does not have it."), CardStep::None);
    default:
        return say(Mood::Soon, Icon::Warning, ApprovalText::tr("The ticket could not be read"),
                   ApprovalText::tr("Nothing was changed by that."), CardStep::ReadAgain);
    }
}

QString troubleWords(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Corrupt:
        return ApprovalText::tr(
            "Not signed: what is shown is not what would be signed. Tell the person who runs the orchestrator.");
    case ErrorCode::Io:
        return ApprovalText::tr("Not sent: it could not be stored on this computer. Free some space, then sign again.");
    default: return ApprovalText::tr("Not signed, and nothing was sent. Read it again, then decide.");
    }
}

} // namespace stillgate
