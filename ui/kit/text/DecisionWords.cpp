// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/DecisionWords.h"

#include <QStringList>

#include "core/domain/Facts.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/KitText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

QString factWords(std::string_view fact)
{
    QString words = outsideLine(fact).replace(QLatin1Char('_'), QLatin1Char(' '));
    const QStringList parts = words.split(QLatin1Char('.'), Qt::SkipEmptyParts);
    words =
        parts.size() == 2 ? KitText::tr("%1, %2", "record and field").arg(parts[0], parts[1]) : parts.join(QLatin1Char(' '));
    return words.isEmpty() ? words : words.at(0).toUpper() + words.mid(1);
}

QString valueWords(std::string_view value, const Formatting& formatting)
{
    const auto money = moneyFromText(value);
    return money ? formatting.money(*money) : outsideLine(value);
}

QString voidingWords(std::string_view why)
{
    if (why == "key_revoked") {
        return KitText::tr("the key was revoked");
    }
    return why == "role_removed" ? KitText::tr("the role was taken away") : outsideLine(why);
}

QString valueWords(const UntrustedText& value, const Formatting& formatting)
{
    return valueWords(std::string_view(value.unescaped()), formatting);
}

QString reasonWords(DenyReason reason)
{
    switch (reason) {
    case DenyReason::NotEntitled: return KitText::tr("Not entitled");
    case DenyReason::AlreadyRefunded: return KitText::tr("Already refunded");
    case DenyReason::WrongAmount: return KitText::tr("Amount is wrong");
    case DenyReason::WrongTarget: return KitText::tr("Target is wrong");
    case DenyReason::SuspectedFraud: return KitText::tr("Looks like fraud");
    case DenyReason::NeedsOtherTeam: return KitText::tr("Another team's to decide");
    case DenyReason::Other: return KitText::tr("Something else");
    }
    return {};
}

QString reasonWords(EscalateReason reason)
{
    switch (reason) {
    case EscalateReason::OverMyAuthority: return KitText::tr("Over my authority");
    case EscalateReason::NeedsSpecialist: return KitText::tr("Needs a specialist");
    case EscalateReason::SuspectedFraud: return KitText::tr("Looks like fraud");
    case EscalateReason::UnclearPolicy: return KitText::tr("Policy is unclear");
    case EscalateReason::ConflictOfInterest: return KitText::tr("Conflict of interest");
    case EscalateReason::Other: return KitText::tr("Something else");
    }
    return {};
}

QString reasonWords(std::string_view code)
{
    if (const auto reason = enumNamed<DenyReason>(code)) {
        return reasonWords(*reason);
    }
    if (const auto reason = enumNamed<EscalateReason>(code)) {
        return reasonWords(*reason);
    }
    return outsideLine(code);
}

} // namespace stillgate
