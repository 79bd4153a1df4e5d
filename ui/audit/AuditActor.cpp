// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditActor.h"

#include "ui/audit/AuditText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {
constexpr int kActorLetters = 4; ///< of the pseudonym: its end is random, its start is a time
} // namespace

QString actorWords(const PersonId& person, const LinkStatus& link)
{
    if (person == kOrchestrator) {
        return AuditText::tr("orchestrator");
    }
    if (!link.person.isNull() && person == link.person) {
        const QString name = outsideLine(link.name);
        return name.isEmpty() ? AuditText::tr("you") : name;
    }
    return AuditText::tr("person %1", "the end of a pseudonym").arg(QString::fromStdString(person.text()).right(kActorLetters));
}

} // namespace stillgate
