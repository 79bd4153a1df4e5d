// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/DecisionPresentation.h"

#include <algorithm>

#include "ui/approval/ActionWords.h"
#include "ui/approval/ApprovalText.h"
#include "ui/approval/HindranceWords.h"
#include "ui/approval/PersonWords.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

QString rolesWords(const std::vector<Role>& roles)
{
    QString words;
    for (const Role role : roles) {
        words = words.isEmpty() ? roleWords(role) : ApprovalText::tr("%1, %2", "a list of roles").arg(words, roleWords(role));
    }
    return words;
}

bool isAskedFor(const std::vector<QuorumPart>& quorum, const std::vector<Role>& roles)
{
    return std::any_of(quorum.begin(), quorum.end(),
                       [&](const QuorumPart& part) { return std::find(roles.begin(), roles.end(), part.role) != roles.end(); });
}

/// Sorts people into who has signed, who may and who may not.
class Counting {
public:
    Counting(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
        : m_facts(facts), m_formatting(formatting), m_isOpen(phase == DecisionPhase::Open || phase == DecisionPhase::Counted)
    {
    }

    QuorumValues count()
    {
        for (const QuorumPart& part : m_facts.gate.quorum) {
            m_values.needed += part.count;
        }
        for (const SignedDecision& decision : m_facts.story.decisions) {
            if (decision.verdict == Verdict::Approve && !decision.isWithdrawn) {
                addSigned(decision);
            }
        }
        // What the packet was read with; the events may not reach as far back as the approvals do.
        m_values.given = std::max(m_values.given, m_facts.gate.approvals);
        if (m_isOpen) {
            addOwn();
            addOthers();
        }
        return std::move(m_values);
    }

private:
    void addSigned(const SignedDecision& decision)
    {
        const PersonShown who = shownPerson(decision.person, m_facts.link);
        const QString digest = QString::fromStdString(toHex(decision.statement.view()));
        m_values.have.push_back(
            {who.mark, who.name,
             ApprovalText::tr("%1. Signed %2, digest %3")
                 .arg(roleWords(decision.slot), m_formatting.clockTime(decision.at), middleCut(digest, 4, 4)),
             SignerStanding::Signed});
        ++m_values.given;
    }

    void addOwn()
    {
        if (isSignedBy(m_facts, m_facts.link.person)) {
            return;
        }
        const PersonShown me = shownPerson(m_facts.link.person, m_facts.link);
        const QString roles = rolesWords(m_facts.link.roles);
        if (m_facts.link.person == m_facts.ticket.customer) {
            m_values.mayNot.push_back({me.mark, me.name, ApprovalText::tr("This is about you"), SignerStanding::MayNot});
        } else if (!isAskedFor(m_facts.gate.quorum, m_facts.link.roles)) {
            m_values.mayNot.push_back(
                {me.mark, me.name, ApprovalText::tr("%1. The rule asks for %2").arg(roles, quorumWords(m_facts.gate.quorum)),
                 SignerStanding::MayNot});
        } else if (const QString why = whyNot(); !why.isEmpty()) {
            m_values.mayNot.push_back({me.mark, me.name, ApprovalText::tr("%1. Not now: %2", "roles and why").arg(roles, why),
                                       SignerStanding::MayNot});
        } else {
            const bool completes = m_values.given + 1 >= m_values.needed;
            m_values.have.push_back({me.mark, me.name,
                                     (completes ? ApprovalText::tr("%1. Your signature completes it")
                                                : ApprovalText::tr("%1. Your signature counts"))
                                         .arg(roles),
                                     SignerStanding::Yours});
        }
    }

    /// What the orchestrator said against this person's approval; empty when it said nothing.
    [[nodiscard]] QString whyNot() const
    {
        const auto& against = m_facts.hindrances.approve;
        const bool isTold = against == DecisionHindrance::Editor || against == DecisionHindrance::KeyWaiting ||
                            against == DecisionHindrance::KeyRevoked || against == DecisionHindrance::NotPermitted ||
                            against == DecisionHindrance::Requester;
        return isTold ? wordsOf(*against, m_facts.gate.quorum).beside : QString();
    }

    void addOthers()
    {
        for (const EnrolledPerson& person : m_facts.people) {
            const bool service = std::find(person.roles.begin(), person.roles.end(), Role::Service) != person.roles.end();
            if (person.id == m_facts.link.person || service || isSignedBy(m_facts, person.id)) {
                continue;
            }
            const PersonShown who = shownPerson(person.id, m_facts.link);
            if (person.id == m_facts.ticket.customer) {
                m_values.mayNot.push_back({who.mark, who.name, ApprovalText::tr("Is the customer"), SignerStanding::MayNot});
            } else if (isAskedFor(m_facts.gate.quorum, person.roles)) {
                m_values.may.push_back({who.mark, who.name, rolesWords(person.roles), SignerStanding::May});
            } else {
                m_values.mayNot.push_back({who.mark, who.name,
                                           ApprovalText::tr("%1. Not the role that is asked for").arg(rolesWords(person.roles)),
                                           SignerStanding::MayNot});
            }
        }
    }

    const DecisionFacts& m_facts;
    const Formatting& m_formatting;
    bool m_isOpen;
    QuorumValues m_values;
};

QString didWhat(Verdict verdict, const QString& title)
{
    switch (verdict) {
    case Verdict::Approve: return ApprovalText::tr("Approved: %1").arg(title);
    case Verdict::Deny: return ApprovalText::tr("Denied: %1").arg(title);
    case Verdict::Escalate: return ApprovalText::tr("Escalated: %1").arg(title);
    case Verdict::AskCustomer: return ApprovalText::tr("Customer asked: %1").arg(title);
    case Verdict::Withdraw: return ApprovalText::tr("Taken back: %1").arg(title);
    }
    return title;
}

QString whoAndWhen(const DecisionFacts& facts, const SignedDecision& mine, const Formatting& formatting)
{
    const QString who =
        ApprovalText::tr("%1, %2, %3.", "name, role, time")
            .arg(shownPerson(mine.person, facts.link).name, roleWords(mine.slot), formatting.clockSeconds(mine.at));
    if (mine.verdict != Verdict::Approve) {
        return mine.reason.empty() ? who : ApprovalText::tr("%1 Reason: %2.").arg(who, reasonWords(mine.reason));
    }
    int needed = 0;
    for (const QuorumPart& part : facts.gate.quorum) {
        needed += part.count;
    }
    int place = 0;
    for (const SignedDecision& decision : facts.story.decisions) {
        place += decision.verdict == Verdict::Approve && !decision.isWithdrawn && decision.event <= mine.event ? 1 : 0;
    }
    return needed < 2 ? who
                      : ApprovalText::tr("%1 Signature %2 of %3.").arg(who, formatting.count(place), formatting.count(needed));
}

QString undoWords(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
{
    if (phase == DecisionPhase::Counted) {
        return ApprovalText::tr("not executed before the others sign");
    }
    const auto& until = facts.story.heldUntil;
    if (phase == DecisionPhase::Held && until && *until > facts.now) {
        return ApprovalText::tr("not executed yet, %1 to undo").arg(formatting.span(*until - facts.now));
    }
    return {};
}

} // namespace

QuorumValues presentQuorum(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
{
    return Counting(facts, phase, formatting).count();
}

std::optional<DecisionReceipt> presentReceipt(const DecisionFacts& facts, DecisionPhase phase, const Formatting& formatting)
{
    const auto& decisions = facts.story.decisions;
    const auto mine = std::find_if(decisions.rbegin(), decisions.rend(),
                                   [&](const SignedDecision& decision) { return decision.person == facts.link.person; });
    if (mine == decisions.rend()) {
        return std::nullopt;
    }
    DecisionReceipt receipt;
    receipt.title = didWhat(mine->verdict, titleOf(facts.gate, formatting));
    receipt.who = whoAndWhen(facts, *mine, formatting);
    const QString digest = QString::fromStdString(toHex(mine->statement.view()));
    receipt.digest = SignedBinding{ApprovalText::tr("Digest"), middleCut(digest), digest};
    receipt.event = mine->event;
    receipt.undoWords = undoWords(facts, phase, formatting);
    receipt.canUndo = !receipt.undoWords.isEmpty() && !facts.hindrances.withdraw;
    return receipt;
}

} // namespace stillgate
