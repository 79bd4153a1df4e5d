// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/KeyWords.h"

#include "core/domain/Words.h"
#include "ui/account/AccountText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

KeyWords wordsOf(KeyStanding standing)
{
    switch (standing) {
    case KeyStanding::Unread: return {AccountText::tr("Looking for your key"), {}};
    case KeyStanding::None:
        return {
            AccountText::tr("You have no key here"),
            AccountText::tr("You can read everything. To decide, make a key: it signs what you approve and deny, and it never "
                            "leaves this machine.")};
    case KeyStanding::Locked:
        return {AccountText::tr("Your key is locked"),
                AccountText::tr("It is in a key file. Type its passphrase to decide with it until the window closes.")};
    case KeyStanding::Waiting:
        return {
            AccountText::tr("Your key waits for an admin"),
            AccountText::tr("Give an admin this request, and read the fingerprint to each other. Until they have countersigned "
                            "it, what it signs does not count.")};
    case KeyStanding::Enrolled:
        return {AccountText::tr("Your key is enrolled"), AccountText::tr("What you decide is signed with it.")};
    case KeyStanding::Revoked:
        return {AccountText::tr("Your key was revoked"),
                AccountText::tr("What it signs does not count any more, and what it signed and has not run is void. Make a new "
                                "key to decide again.")};
    }
    return {};
}

QString keyTroubleOf(const Error& error)
{
    if (error.code == ErrorCode::Unavailable) {
        return AccountText::tr("The orchestrator does not answer. Nothing was done. Try again in a moment.");
    }
    if (error.where == nameOf(RefusalCode::BadSignature)) {
        return AccountText::tr("Not enrolled: the request is not of this orchestrator, or it was changed on the way.");
    }
    if (error.where == nameOf(RefusalCode::CountersignatureMissing)) {
        return AccountText::tr("Not enrolled: it needs an admin's countersignature, and nobody countersigns their own.");
    }
    return AccountText::tr("The orchestrator refused it: %1. Nothing was done.").arg(outsideLine(error.where));
}

} // namespace stillgate
