// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/HaltFlow.h"

#include <algorithm>

#include "ui/kit/text/TicketWords.h"
#include "ui/shell/HaltBar.h"

namespace stillgate {

namespace {

constexpr int kFewestTyped = 3;

bool stands(const HaltPicture& picture, const HaltTarget& target)
{
    return std::any_of(picture.halts.begin(), picture.halts.end(),
                       [&](const StandingHalt& halt) { return halt.target == target; });
}

} // namespace

HaltFlow::HaltFlow(HaltDesk& desk, Link& link, HaltBar& bar, HaltPresenter presenter,
                   std::function<std::optional<TicketId>()> ticketInView)
    : m_desk(desk), m_link(link), m_bar(bar), m_presenter(std::move(presenter)), m_ticketInView(std::move(ticketInView))
{
    connect(&m_desk, &HaltDesk::pictureChanged, this, &HaltFlow::showStrip);
    connect(&m_link, &Link::statusChanged, this, &HaltFlow::showStrip);
    connect(&m_bar, &HaltBar::actionChosen, this, &HaltFlow::act);
    connect(&m_bar, &HaltBar::dismissed, this, &HaltFlow::dismiss);
    showStrip();
}

void HaltFlow::askAll()
{
    ask({HaltQuestion::What::Halt, {}});
}

void HaltFlow::ask(const HaltQuestion& question)
{
    m_question = question;
    m_trouble.clear();
    showStrip();
    m_bar.focusDismissal();
}

/// The strip's button: asks first, and does it when it was asked.
void HaltFlow::act()
{
    if (!m_question) {
        if (const auto target = HaltPresenter::liftable(m_desk.picture())) {
            ask({HaltQuestion::What::Lift, *target});
        }
        return;
    }
    const HaltQuestion question = *m_question;
    m_question.reset();
    showStrip();
    const bool lifts = question.what == HaltQuestion::What::Lift;
    auto done = lifts ? m_desk.lift(question.target) : m_desk.halt(question.target, HaltReason::Other);
    done.then(this, [this](const Result<void>& outcome) {
        m_trouble =
            outcome ? QString()
                    : codeWords(outcome.error().code == ErrorCode::Refused ? outcome.error().where : outcome.error().text());
        showStrip();
    });
}

void HaltFlow::dismiss()
{
    m_question.reset();
    m_trouble.clear();
    showStrip();
}

void HaltFlow::showStrip()
{
    m_bar.show(m_presenter.strip(m_desk.picture(), m_link.status(), m_question, m_trouble));
}

bool HaltFlow::mayAsk(const HaltQuestion& question) const
{
    return question.what == HaltQuestion::What::Lift ? HaltPresenter::mayLift(m_link.status())
                                                     : HaltPresenter::mayHalt(m_link.status(), question.target.scope);
}

std::vector<PaletteEntry> HaltFlow::find(const QString& typed)
{
    std::vector<HaltTarget> targets;
    for (const std::string& connector : m_desk.picture().connectors) {
        targets.push_back({HaltScope::Connector, connector, HaltOrigin::Person});
    }
    for (const std::string& intent : m_intents) {
        targets.push_back({HaltScope::Intent, intent, HaltOrigin::Person});
    }
    if (const auto ticket = m_ticketInView()) {
        targets.push_back({HaltScope::Ticket, ticket->text(), HaltOrigin::Person});
    }
    targets.push_back({});
    std::vector<PaletteEntry> out;
    for (const HaltTarget& target : targets) {
        const bool isStanding = stands(m_desk.picture(), target);
        const HaltQuestion question{isStanding ? HaltQuestion::What::Lift : HaltQuestion::What::Halt, target};
        const QString words = m_presenter.commandWords(question);
        const bool isOwnCommand = target.scope == HaltScope::All && !isStanding;
        if (typed.size() >= kFewestTyped && !isOwnCommand && words.contains(typed, Qt::CaseInsensitive)) {
            const bool may = mayAsk(question);
            out.push_back(
                {words, tr("Kill switch"), {}, may, may ? QString() : tr("Your roles do not permit it"), [this, question] {
                     ask(question);
                 }});
        }
    }
    return out;
}

} // namespace stillgate
