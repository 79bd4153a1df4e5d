// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionPresentation.h"

#include "ui/approval/ActionWords.h"
#include "ui/approval/ApprovalText.h"
#include "ui/approval/HindranceWords.h"
#include "ui/approval/PersonWords.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

class OutcomeTelling {
    Q_DECLARE_TR_FUNCTIONS(ApprovalText)

public:
    OutcomeTelling(const DecisionFacts& facts, const Formatting& formatting) : m_facts(facts), m_formatting(formatting) {}

    [[nodiscard]] std::optional<CardOutcome> tell(DecisionPhase phase) const
    {
        switch (phase) {
        case DecisionPhase::Sending: return sending();
        case DecisionPhase::Refused: return refused();
        case DecisionPhase::Counted:
            return say(Mood::Yours, Icon::PauseCircle, tr("Signed. More signatures are needed"),
                       tr("%1 signed so far; %2 asked for. Nothing is done before.")
                           .arg(m_formatting.count(m_facts.gate.approvals), quorumWords(m_facts.gate.quorum)));
        case DecisionPhase::Held: return held();
        case DecisionPhase::Executing: return executing();
        case DecisionPhase::Executed:
            return say(Mood::Yours, Icon::Refresh, tr("Carried out, being checked"),
                       tr("%1 has it as %2. Its books are read again now.").arg(system(), artifact()));
        case DecisionPhase::Verified: return verified();
        case DecisionPhase::Closed:
            return say(
                Mood::Verified, Icon::CheckCircle, tr("Closed"),
                tr("%1 was read again and has it as %2. The customer was told and did not object.").arg(system(), artifact()));
        case DecisionPhase::Denied: return settledBy(Verdict::Deny);
        case DecisionPhase::Escalated: return settledBy(Verdict::Escalate);
        case DecisionPhase::Asked: return asked();
        case DecisionPhase::Voided: return voided();
        case DecisionPhase::Expired:
            return say(Mood::Soon, Icon::Clock, tr("Expired %1").arg(m_formatting.relative(m_facts.gate.expires)),
                       tr("Nobody decided in time, so nothing was done. The ticket goes to a person."), CardStep::OpenTicket);
        case DecisionPhase::Stopped: return stopped();
        default: return std::nullopt;
        }
    }

private:
    static CardOutcome say(Mood mood, Icon icon, const QString& headline, const QString& detail, CardStep next = CardStep::None)
    {
        return {mood, icon, headline, detail, {}, {}, next, stepWords(next)};
    }

    [[nodiscard]] QString system() const { return apart(outsideLine(m_facts.gate.system)); }
    [[nodiscard]] QString artifact() const
    {
        const std::string& known = m_facts.story.artifact.empty() ? m_facts.ticket.artifact : m_facts.story.artifact;
        return apart(outsideLine(known));
    }
    /// As the subject of a sentence.
    [[nodiscard]] QString nameOfPerson(const PersonId& person) const
    {
        return person == m_facts.link.person ? tr("You") : shownPerson(person, m_facts.link).name;
    }

    [[nodiscard]] std::vector<DiffRow> rows(const std::vector<StateChange>& changes) const
    {
        std::vector<DiffRow> out;
        out.reserve(changes.size());
        for (const StateChange& change : changes) {
            out.push_back({factWords(change.fact), valueWords(change.before, m_formatting),
                           valueWords(change.after, m_formatting), Change::Changed});
        }
        return out;
    }

    void addMoved(CardOutcome& out, const std::vector<StateChange>& moved) const
    {
        out.moved = rows(moved);
        out.movedHead = {tr("Field"), tr("As shown"), tr("Found now"), Change::Changed};
    }

    [[nodiscard]] CardOutcome sending() const
    {
        const OutboxEntry& entry = *m_facts.entry;
        if (entry.state == OutboxState::Confirmed) {
            return say(Mood::Yours, Icon::Check, tr("Recorded"), tr("Reading what followed."));
        }
        if (entry.state == OutboxState::Queued && m_facts.link.state != LinkState::Live) {
            return say(
                Mood::Soon, Icon::Offline, tr("Signed, waits to be sent"),
                tr("There is no connection. It is kept on this computer, sent when there is one, and refused where the world "
                   "has moved on."),
                CardStep::TryConnection);
        }
        return say(Mood::Yours, Icon::Send, tr("Signed, being sent"), tr("It counts when the orchestrator has recorded it."));
    }

    [[nodiscard]] CardOutcome refused() const
    {
        const OutboxRefusal refusal = m_facts.entry->refusal.value_or(OutboxRefusal{});
        const RefusalWords words = wordsOf(refusal);
        CardOutcome out = say(Mood::Harm, Icon::CrossCircle, words.headline, words.detail, words.next);
        addMoved(out, refusal.moved);
        const SignedDecision* first = m_facts.story.newest();
        if (refusal.code == nameOf(RefusalCode::GateNotOpen) && first != nullptr) {
            out.detail = tr("%1 Nothing of yours was counted.").arg(byWhom(*first));
        }
        return out;
    }

    [[nodiscard]] CardOutcome held() const
    {
        const auto& until = m_facts.story.heldUntil;
        if (!until) {
            return say(Mood::Verified, Icon::CheckCircle, tr("Approved"), tr("It is carried out after a short pause."));
        }
        if (*until <= m_facts.now) {
            return say(Mood::Verified, Icon::CheckCircle, tr("Approved"), tr("The pause is over; it is carried out now."));
        }
        return say(Mood::Verified, Icon::CheckCircle,
                   tr("Approved, carried out in %1").arg(m_formatting.span(*until - m_facts.now)),
                   tr("Until then whoever signed can take it back."));
    }

    [[nodiscard]] CardOutcome executing() const
    {
        if (m_facts.ticket.actionStatus == nameOf(ActionStatus::InDoubt)) {
            return say(Mood::Soon, Icon::Ask, tr("In doubt, being looked up"),
                       tr("%1 did not answer. It is asked what it has done; nothing is called twice.").arg(system()));
        }
        if (m_facts.story.failure) {
            return say(Mood::Soon, Icon::Refresh, tr("Not carried out yet"),
                       tr("%1 did not take it at call %2. It is called again with the same key.")
                           .arg(system(), m_formatting.count(m_facts.story.calls)));
        }
        return say(Mood::Yours, Icon::Play, tr("Being carried out"),
                   tr("%1 was called. Undoing it now is a rollback.").arg(system()));
    }

    [[nodiscard]] CardOutcome verified() const
    {
        const QString done = tr("%1 was read again and has it as %2.").arg(system(), artifact());
        CardOutcome out = say(Mood::Verified, Icon::ShieldCheck, tr("Done and verified"), done);
        if (m_facts.story.told && m_facts.story.silenceAt) {
            out.detail = tr("%1 The customer was told; without an answer the ticket closes %2.")
                             .arg(done, m_formatting.relative(*m_facts.story.silenceAt));
        } else {
            out.detail = tr("%1 The customer is being told.").arg(done);
        }
        return out;
    }

    [[nodiscard]] QString byWhom(const SignedDecision& decision) const
    {
        const QString who = nameOfPerson(decision.person);
        const QString when = m_formatting.clockTime(decision.at);
        switch (decision.verdict) {
        case Verdict::Approve: return tr("%1 approved it at %2.").arg(who, when);
        case Verdict::Deny: return tr("%1 denied it at %2: %3.").arg(who, when, reasonWords(decision.reason));
        case Verdict::Escalate: return tr("%1 escalated it at %2: %3.").arg(who, when, reasonWords(decision.reason));
        case Verdict::AskCustomer: return tr("%1 asked the customer at %2.").arg(who, when);
        case Verdict::Withdraw: return tr("%1 took a signature back at %2.").arg(who, when);
        }
        return {};
    }

    [[nodiscard]] CardOutcome settledBy(Verdict verdict) const
    {
        const SignedDecision* last = m_facts.story.newest();
        const bool denied = verdict == Verdict::Deny;
        const QString rest = denied ? tr("Nothing was done.") : tr("Nothing was done; the ticket goes to the next tier.");
        return say(denied ? Mood::Harm : Mood::Soon, denied ? Icon::CrossCircle : Icon::ArrowUp,
                   denied ? tr("Denied") : tr("Escalated"), last != nullptr ? tr("%1 %2").arg(byWhom(*last), rest) : rest,
                   CardStep::OpenTicket);
    }

    [[nodiscard]] CardOutcome asked() const
    {
        const SignedDecision* last = m_facts.story.newest();
        const QString who = last != nullptr ? byWhom(*last) : QString();
        if (m_facts.story.asked && m_facts.story.silenceAt) {
            return say(
                Mood::Yours, Icon::Ask, tr("The customer was asked"),
                tr("%1 Nothing was done. The answer brings a new question, with the state read anew; without one a person "
                   "takes the ticket %2.")
                    .arg(who, m_formatting.relative(*m_facts.story.silenceAt)));
        }
        return say(Mood::Yours, Icon::Ask, tr("The customer is being asked"), tr("%1 Nothing was done.").arg(who));
    }

    [[nodiscard]] CardOutcome voided() const
    {
        CardOutcome out =
            say(Mood::Soon, Icon::Warning, tr("No longer holds"),
                tr("The state is not the one that was shown, so signatures on this count no more. Nothing was done."),
                CardStep::ShowNewQuestion);
        addMoved(out, m_facts.story.moved);
        return out;
    }

    [[nodiscard]] CardOutcome stopped() const
    {
        if (m_facts.story.verified && !m_facts.story.matches) {
            CardOutcome out = say(Mood::Harm, Icon::Alert, tr("Carried out, but not as intended"),
                                  tr("%1 was read again and has something else. A person at L3 goes on.").arg(system()),
                                  CardStep::OpenTicket);
            out.moved = rows(m_facts.story.differences);
            out.movedHead = {tr("Field"), tr("Intended"), tr("Found"), Change::Changed};
            return out;
        }
        if (m_facts.story.executed) {
            return say(Mood::Soon, Icon::Warning, tr("Carried out; a person goes on"),
                       tr("%1 has it as %2. The ticket was handed on: %3.")
                           .arg(system(), artifact(), apart(outsideLine(m_facts.ticket.detail))),
                       CardStep::OpenTicket);
        }
        return say(Mood::Harm, Icon::Alert, tr("Not carried out"),
                   tr("It was approved and then stopped: %1. A person goes on.").arg(apart(outsideLine(m_facts.ticket.detail))),
                   CardStep::OpenTicket);
    }

    const DecisionFacts& m_facts;
    const Formatting& m_formatting;
};

ProgressStep stepAt(const QString& word, const std::optional<StoryPoint>& point, const Formatting& formatting)
{
    return {word, point ? formatting.clockSeconds(point->at) : QString(), point ? ProgressState::Done : ProgressState::ToCome};
}

bool hasProgress(DecisionPhase phase)
{
    switch (phase) {
    case DecisionPhase::Counted:
    case DecisionPhase::Held:
    case DecisionPhase::Executing:
    case DecisionPhase::Executed:
    case DecisionPhase::Verified:
    case DecisionPhase::Closed:
    case DecisionPhase::Stopped: return true;
    default: return false;
    }
}

} // namespace

std::optional<CardOutcome> presentOutcome(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
{
    return OutcomeTelling(facts, formatting).tell(phase);
}

std::vector<ProgressStep> presentProgress(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
{
    if (!hasProgress(phase)) {
        return {};
    }
    const GateStory& story = facts.story;
    std::optional<StoryPoint> approved;
    for (const SignedDecision& decision : story.decisions) {
        if (decision.verdict == Verdict::Approve && !decision.isWithdrawn && facts.gate.status != GateStatus::Open) {
            approved = StoryPoint{decision.event, decision.at};
        }
    }
    std::vector<ProgressStep> steps{
        stepAt(ApprovalText::tr("Signed"), approved, formatting),
        stepAt(ApprovalText::tr("Pause"), story.intended ? story.held : std::nullopt, formatting),
        stepAt(ApprovalText::tr("Carried out"), story.executed, formatting),
        stepAt(ApprovalText::tr("Verified"), story.verified, formatting),
        stepAt(ApprovalText::tr("Customer told"), story.told, formatting),
        stepAt(ApprovalText::tr("Closed"), story.closed, formatting),
    };
    if (!story.intended && story.heldUntil && *story.heldUntil > facts.now) {
        steps[1].when = formatting.span(*story.heldUntil - facts.now);
    }
    for (ProgressStep& step : steps) {
        if (step.state == ProgressState::ToCome) {
            step.state = phase == DecisionPhase::Stopped ? ProgressState::Failed : ProgressState::Now;
            break;
        }
    }
    if (story.verified && !story.matches) {
        steps[3].state = ProgressState::Failed;
    }
    return steps;
}

} // namespace stillgate
