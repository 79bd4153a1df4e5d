// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/PersonWords.h"

#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {
constexpr int kLetters = 4; ///< of the pseudonym: its end is random, its start is a time
constexpr int kBadge = 32;
} // namespace

PersonShown shownPerson(const PersonId& person, const LinkStatus& link)
{
    const QString id = QString::fromStdString(person.text());
    const QString end = id.right(kLetters);
    PersonShown out;
    if (person == link.person) {
        const QString name = outsideLine(link.name);
        out.name = name.isEmpty() ? ApprovalText::tr("You") : ApprovalText::tr("You, %1").arg(name);
        out.mark = personMark(name, id);
    } else {
        out.name = ApprovalText::tr("Person %1", "the end of a pseudonym").arg(end);
        out.mark = personMark({}, id);
    }
    if (out.mark.initials.isEmpty()) {
        out.mark.initials = end.left(2).toUpper();
    }
    out.mark.diameter = kBadge;
    return out;
}

} // namespace stillgate
