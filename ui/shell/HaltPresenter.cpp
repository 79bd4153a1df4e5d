// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/HaltPresenter.h"

#include <algorithm>

#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

bool mayDo(const LinkStatus& link, Operation operation)
{
    return std::find(link.may.begin(), link.may.end(), operation) != link.may.end();
}

} // namespace

bool HaltPresenter::mayLift(const LinkStatus& link)
{
    return mayDo(link, Operation::LiftHalt);
}

bool HaltPresenter::mayHalt(const LinkStatus& link, HaltScope scope)
{
    return mayDo(link, scope == HaltScope::Ticket ? Operation::HaltTicket : Operation::HaltWork);
}

std::optional<HaltTarget> HaltPresenter::liftable(const HaltPicture& picture)
{
    const auto at = std::find_if(picture.halts.begin(), picture.halts.end(),
                                 [](const StandingHalt& halt) { return halt.target.origin == HaltOrigin::Person; });
    return at == picture.halts.end() ? std::nullopt : std::optional(at->target);
}

QString HaltPresenter::whatStands(const HaltTarget& target) const
{
    switch (target.scope) {
    case HaltScope::All: return tr("Everything stands still.");
    case HaltScope::Connector: return tr("What goes through %1 stands still.").arg(codeWords(target.name));
    case HaltScope::Intent: return tr("Tickets of the intent “%1” stand still.").arg(codeWords(target.name));
    case HaltScope::Ticket: return tr("Ticket %1 stands still.").arg(m_names.ticket(target.name));
    }
    return {};
}

QString HaltPresenter::commandWords(const HaltQuestion& question) const
{
    const bool lifts = question.what == HaltQuestion::What::Lift;
    const HaltTarget& target = question.target;
    switch (target.scope) {
    case HaltScope::All: return lifts ? tr("Let everything go on…") : tr("Stop everything…");
    case HaltScope::Connector:
        return (lifts ? tr("Let connector %1 go on…") : tr("Stop connector %1…")).arg(codeWords(target.name));
    case HaltScope::Intent: return (lifts ? tr("Let intent “%1” go on…") : tr("Stop intent “%1”…")).arg(codeWords(target.name));
    case HaltScope::Ticket:
        return (lifts ? tr("Let ticket %1 go on…") : tr("Stop ticket %1…")).arg(m_names.ticket(target.name));
    }
    return {};
}

/// The effect by its name, before it is done.
HaltStrip HaltPresenter::asked(const HaltQuestion& question) const
{
    QString words = commandWords(question);
    words.chop(1);
    if (question.what == HaltQuestion::What::Lift) {
        return {Mood::Soon,
                Icon::Play,
                tr("%1?").arg(words),
                tr("What was held goes on where it stood. An approval whose time is over does not."),
                words,
                tr("Leave it")};
    }
    return {Mood::Harm,
            Icon::PauseCircle,
            tr("%1?").arg(words),
            tr("Nothing more of it is sent until a supervisor or an admin lifts it. Reading goes on."),
            words,
            tr("Cancel")};
}

QString HaltPresenter::sinceWhen(const StandingHalt& halt, const LinkStatus& link) const
{
    const QString since = m_names.clockTime(halt.at);
    if (halt.target.origin == HaltOrigin::File) {
        return tr("Since %1, by the file in the data folder. It goes on when the file is gone.").arg(since);
    }
    if (halt.by == link.person) {
        return tr("Since %1, by you. Nothing of it is sent; reading goes on.").arg(since);
    }
    return tr("Since %1, by %2. Nothing of it is sent; reading goes on.")
        .arg(since, QString::fromStdString(halt.by.text()).right(8));
}

std::optional<HaltStrip> HaltPresenter::strip(const HaltPicture& picture, const LinkStatus& link,
                                              const std::optional<HaltQuestion>& question, const QString& trouble) const
{
    if (question) {
        return asked(*question);
    }
    if (!trouble.isEmpty()) {
        return HaltStrip{Mood::Harm,
                         Icon::Alert,
                         tr("That could not be done: %1.").arg(trouble),
                         tr("A file named “halt” in the data folder stops everything without the orchestrator."),
                         {},
                         tr("Close")};
    }
    if (picture.halts.empty()) {
        return picture.hasFile
                   ? std::optional(HaltStrip{Mood::Harm,
                                             Icon::PauseCircle,
                                             whatStands({}),
                                             tr("By the file in the data folder. It goes on when the file is gone."),
                                             {},
                                             {}})
                   : std::nullopt;
    }
    const StandingHalt& widest = picture.halts.front();
    HaltStrip out{Mood::Harm, Icon::PauseCircle, whatStands(widest.target), sinceWhen(widest, link), {}, {}};
    if (picture.halts.size() > 1) {
        out.text += u' ' + tr("%n more halts stand.", nullptr, static_cast<int>(picture.halts.size()) - 1);
    }
    if (liftable(picture) && mayLift(link)) {
        out.action = tr("Let it go on…");
    }
    return out;
}

} // namespace stillgate
