// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/EventWords.h"

#include "core/domain/Payload.h"
#include "ui/audit/AuditText.h"
#include "ui/audit/VerdictWords.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"

namespace stillgate {

namespace {

QString haltWords(const HaltTarget& target)
{
    switch (target.scope) {
    case HaltScope::All:
        return target.origin == HaltOrigin::File ? AuditText::tr("everything, by the file") : AuditText::tr("everything");
    case HaltScope::Connector: return AuditText::tr("connector %1").arg(outsideLine(target.name));
    case HaltScope::Intent: return AuditText::tr("intent %1").arg(outsideLine(target.name));
    case HaltScope::Ticket: return AuditText::tr("ticket %1").arg(outsideLine(target.name).right(8));
    }
    return {};
}

QString failureWords(CallFailure failure)
{
    switch (failure) {
    case CallFailure::NotSent: return AuditText::tr("not sent");
    case CallFailure::Throttled: return AuditText::tr("throttled");
    case CallFailure::Rejected: return AuditText::tr("rejected");
    case CallFailure::StateMoved: return AuditText::tr("state moved");
    case CallFailure::KeyReused: return AuditText::tr("key reused");
    case CallFailure::InDoubt: return AuditText::tr("in doubt");
    case CallFailure::Halted: return AuditText::tr("halted");
    }
    return {};
}

QString observationWords(Observation when)
{
    switch (when) {
    case Observation::Before: return AuditText::tr("before the proposal");
    case Observation::Fresh: return AuditText::tr("fresh at the decision");
    case Observation::After: return AuditText::tr("after the action");
    }
    return {};
}

QString learnedWords(Learned learned)
{
    switch (learned) {
    case Learned::FromAnswer: return AuditText::tr("from the answer");
    case Learned::FromReplay: return AuditText::tr("from a kept answer");
    case Learned::FromRead: return AuditText::tr("from a read");
    }
    return {};
}

QString attributionWords(Attribution attribution)
{
    switch (attribution) {
    case Attribution::Auto: return AuditText::tr("automatic");
    case Attribution::Assisted: return AuditText::tr("assisted");
    case Attribution::Manual: return AuditText::tr("manual");
    }
    return {};
}

/// One overload for each event: what has none does not compile.
class WordsOf {
public:
    WordsOf(const QString& actor, const Formatting& formatting) : m_actor(actor), m_formatting(formatting) {}

    EventWords operator()(const LedgerOpened& event) const
    {
        return {outsideLine(event.origin), AuditText::tr("The ledger was opened"),
                QString::fromUtf8(nameOf(event.environment).data())};
    }
    EventWords operator()(const PacksChanged& event) const
    {
        return {AuditText::tr("%n pack(s) in force", nullptr, static_cast<int>(event.packs.size())),
                AuditText::tr("Other packs are in force from here on")};
    }
    EventWords operator()(const KeyEnrolled& event) const
    {
        return {AuditText::tr("key %1").arg(outsideLine(event.keyId)),
                AuditText::tr("A person may sign with a key from here on"), AuditText::tr("enrolled")};
    }
    EventWords operator()(const KeyRevoked& event) const
    {
        return {AuditText::tr("key %1").arg(outsideLine(event.keyId)),
                AuditText::tr("A key signs nothing from here on; what it signed and has not run is void"),
                AuditText::tr("revoked"), Mood::Soon};
    }
    EventWords operator()(const PersonEnrolled& event) const
    {
        return {AuditText::tr("%1 role(s)").arg(event.roles.size()), AuditText::tr("A person works here from now on"),
                AuditText::tr("enrolled")};
    }
    EventWords operator()(const PersonRolesChanged& event) const
    {
        return {AuditText::tr("%1 role(s)").arg(event.roles.size()), AuditText::tr("A person has other roles from here on")};
    }
    EventWords operator()(const PersonDisabled& event) const
    {
        return {outsideLine(event.reason), AuditText::tr("A person may do nothing from here on"), AuditText::tr("disabled"),
                Mood::Soon};
    }
    EventWords operator()(const PersonEnabled&) const
    {
        return {AuditText::tr("with new keys"), AuditText::tr("A person may work here again"), AuditText::tr("enabled")};
    }
    EventWords operator()(const ApprovalVoided& event) const
    {
        return {voidingWords(event.why), AuditText::tr("An approval counts no more; the gate is to be decided again"),
                AuditText::tr("voided"), Mood::Soon};
    }
    EventWords operator()(const PolicyPublished& event) const
    {
        return {AuditText::tr("%1 version %2").arg(outsideLine(event.policy.id)).arg(event.policy.version),
                AuditText::tr("Another policy is in force from here on"), AuditText::tr("published")};
    }
    EventWords operator()(const HaltSet& event) const
    {
        return {haltWords(event.target), AuditText::tr("Nothing of it is sent to a system or a customer from here on"),
                AuditText::tr("halted"), Mood::Harm};
    }
    EventWords operator()(const HaltLifted& event) const
    {
        return {haltWords(event.target), AuditText::tr("It goes on where it stood"), AuditText::tr("lifted"), Mood::Soon};
    }
    EventWords operator()(const TicketOpened& event) const
    {
        return {AuditText::tr("opened by %1").arg(channelWords(event.channel)), AuditText::tr("A message began a ticket"),
                AuditText::tr("opened")};
    }
    EventWords operator()(const MessageReceived& event) const
    {
        const auto files = static_cast<int>(event.attachments.size());
        const QString what = files == 0
                                 ? channelWords(event.channel)
                                 : AuditText::tr("%1, %n attachment(s)", nullptr, files).arg(channelWords(event.channel));
        return {what, AuditText::tr("The customer wrote"), AuditText::tr("received")};
    }
    EventWords operator()(const TicketClassified& event) const
    {
        const bool said = !event.labels.empty();
        const QString what = said ? AuditText::tr("%1, %2").arg(outsideLine(event.labels.front().intent),
                                                                m_formatting.confidence(event.labels.front().confidence))
                                  : AuditText::tr("no label");
        return {what, AuditText::tr("The model said what the ticket is"), bandWords(event.band)};
    }
    EventWords operator()(const RunbookChosen& event) const
    {
        return {AuditText::tr("%1 version %2").arg(outsideLine(event.runbook)).arg(event.runbookVersion),
                AuditText::tr("A runbook took the ticket on")};
    }
    EventWords operator()(const IdentityChecked& event) const
    {
        const bool proven = event.result == IdentityResult::Proven;
        return {AuditText::tr("strength %1 of %2").arg(event.strength).arg(event.required),
                proven ? AuditText::tr("The requester was proven") : AuditText::tr("The requester could not be proven"),
                proven ? AuditText::tr("proven") : AuditText::tr("too weak"), proven ? Mood::Neutral : Mood::Soon};
    }
    EventWords operator()(const StateObserved& event) const
    {
        return {AuditText::tr("%1, %2").arg(codeWords(event.system), observationWords(event.when)),
                AuditText::tr("A record was read, %1").arg(observationWords(event.when)), AuditText::tr("read")};
    }
    EventWords operator()(const ActionProposed& event) const
    {
        return {AuditText::tr("%1, %2").arg(codeWords(event.operation), m_formatting.money(event.amount)),
                AuditText::tr("An action was proposed"), AuditText::tr("proposed")};
    }
    EventWords operator()(const PolicyDecided& event) const
    {
        const QString what = event.rule
                                 ? outsideLine(*event.rule)
                                 : AuditText::tr("%n rule(s), none allowed", nullptr, static_cast<int>(event.trace.size()));
        switch (event.effect) {
        case PolicyEffect::Allow: return {what, AuditText::tr("The policy allowed the action"), AuditText::tr("allowed")};
        case PolicyEffect::Deny:
            return {what, AuditText::tr("The policy denied the action"), AuditText::tr("denied"), Mood::Harm};
        case PolicyEffect::RequireApproval: break;
        }
        return {what, AuditText::tr("The policy asked for people"), AuditText::tr("approval")};
    }
    EventWords operator()(const GateOpened& event) const
    {
        return {outsideLine(event.rule), AuditText::tr("An action waits for people"), AuditText::tr("waiting")};
    }
    EventWords operator()(const GateDecided& event) const
    {
        const VerdictWords words = verdictWords(event.statement.verdict);
        const QString why = reasonWords(event.statement.reason);
        return {why.isEmpty() ? words.deed : AuditText::tr("%1: %2").arg(words.deed, why), words.sentence.arg(m_actor),
                words.outcome, words.mood};
    }
    EventWords operator()(const GateExpired&) const
    {
        return {AuditText::tr("gate"), AuditText::tr("Nobody decided in time"), AuditText::tr("expired"), Mood::Soon};
    }
    EventWords operator()(const GateVoided& event) const
    {
        return {codeWords(event.why), AuditText::tr("What the gate was about no longer holds"), AuditText::tr("voided"),
                Mood::Soon};
    }
    EventWords operator()(const CommandRefused& event) const
    {
        return {AuditText::tr("%1: %2").arg(codeWords(event.kind), codeWords(nameOf(event.refusal))),
                AuditText::tr("A command of %1 was not carried out").arg(m_actor), AuditText::tr("refused"), Mood::Harm};
    }
    EventWords operator()(const ActionHeld& event) const
    {
        return {AuditText::tr("until %1").arg(m_formatting.clockSeconds(event.until)),
                AuditText::tr("The approved action waits and can be taken back"), AuditText::tr("held")};
    }
    EventWords operator()(const ActionIntended& event) const
    {
        return {AuditText::tr("call %1").arg(event.attempt), AuditText::tr("A call is about to be made"),
                AuditText::tr("intended")};
    }
    EventWords operator()(const ActionFailed& event) const
    {
        return {AuditText::tr("call %1, %2").arg(QString::number(event.attempt), codeWords(event.detail)),
                AuditText::tr("A call brought no answer that settles it"), failureWords(event.failure), Mood::Soon};
    }
    EventWords operator()(const ActionReconciled& event) const
    {
        return {AuditText::tr("call %1").arg(event.attempt), AuditText::tr("A read found no effect of the call"),
                AuditText::tr("no effect")};
    }
    EventWords operator()(const ActionExecuted& event) const
    {
        return {AuditText::tr("%1, %2").arg(outsideLine(event.artifact), learnedWords(event.learned)),
                AuditText::tr("The system of record has the effect"), AuditText::tr("executed")};
    }
    EventWords operator()(const ActionVerified& event) const
    {
        if (event.matches) {
            return {AuditText::tr("read again"), AuditText::tr("The record is as it was meant to be"),
                    AuditText::tr("verified"), Mood::Verified};
        }
        return {AuditText::tr("%n difference(s)", nullptr, static_cast<int>(event.differences.size())),
                AuditText::tr("The record is not as it was meant to be"), AuditText::tr("differs"), Mood::Harm};
    }
    EventWords operator()(const ActionAbandoned& event) const
    {
        return {codeWords(event.why), AuditText::tr("Nothing more is called for this action"), AuditText::tr("abandoned")};
    }
    EventWords operator()(const NoticeIntended& event) const
    {
        const bool asks = event.purpose == NoticePurpose::Question;
        return {asks ? AuditText::tr("question, try %1").arg(event.attempt)
                     : AuditText::tr("message, try %1").arg(event.attempt),
                asks ? AuditText::tr("The customer is about to be asked") : AuditText::tr("The customer is about to be told"),
                AuditText::tr("intended")};
    }
    EventWords operator()(const NoticeFailed& event) const
    {
        return {AuditText::tr("message, try %1, %2").arg(QString::number(event.attempt), codeWords(event.detail)),
                AuditText::tr("The message to the customer was not taken"), failureWords(event.failure), Mood::Soon};
    }
    EventWords operator()(const NoticeSent& event) const
    {
        return {outsideLine(event.artifact), AuditText::tr("The customer was told, or asked"), AuditText::tr("sent")};
    }
    EventWords operator()(const TicketEscalated& event) const
    {
        return {AuditText::tr("%1, to %2").arg(escalationWords(event.reason), outsideLine(event.team)),
                AuditText::tr("Automation stopped, a person goes on"), AuditText::tr("escalated"), Mood::Soon};
    }
    EventWords operator()(const TicketClosed& event) const
    {
        return {codeWords(event.resolution), AuditText::tr("The ticket was closed"), attributionWords(event.attribution)};
    }
    EventWords operator()(const PersonRedacted& event) const
    {
        return {codeWords(event.reason), AuditText::tr("A person was forgotten: key, values and addresses are destroyed"),
                AuditText::tr("erased")};
    }
    EventWords operator()(const TicketResumed& event) const
    {
        return {codeWords(event.why), AuditText::tr("The customer wrote after being asked, and everything is read again"),
                AuditText::tr("resumed")};
    }
    EventWords operator()(const ClassificationReviewed& event) const
    {
        const QString intent = outsideLine(event.intent);
        if (event.verdict == ReviewVerdict::Accept) {
            return {intent, AuditText::tr("%1 agreed with the model").arg(m_actor), AuditText::tr("accepted")};
        }
        return {event.tag ? AuditText::tr("%1, %2").arg(intent, codeWords(nameOf(*event.tag))) : intent,
                AuditText::tr("%1 corrected the model").arg(m_actor), AuditText::tr("corrected")};
    }
    EventWords operator()(const ReviewWithdrawn& event) const
    {
        return {AuditText::tr("review of event %1").arg(m_formatting.count(static_cast<std::int64_t>(event.review))),
                AuditText::tr("%1 took a review back").arg(m_actor), AuditText::tr("withdrawn"), Mood::Soon};
    }
    EventWords operator()(const TicketRerouted& event) const
    {
        return {AuditText::tr("%1, to %2").arg(outsideLine(event.intent), outsideLine(event.team)),
                event.review ? AuditText::tr("The ticket goes through triage again with a person's label")
                             : AuditText::tr("The ticket goes through triage again with the model's label"),
                bandWords(event.band)};
    }
    EventWords operator()(const CustomerRecognised& event) const
    {
        return {codeWords(event.tier), AuditText::tr("A system of record told which tier the customer is of"), QString()};
    }
    EventWords operator()(const PrioritySet& event) const
    {
        const QString priority = codeWords(nameOf(event.priority));
        return {AuditText::tr("%1, %2 of 100").arg(priority, m_formatting.count(event.score)),
                AuditText::tr("The ticket's priority was reckoned"), priority};
    }
    EventWords operator()(const SlaSet& event) const
    {
        return {AuditText::tr("%1, target %2").arg(codeWords(event.why), codeWords(event.target)),
                AuditText::tr("By when something is owed to the customer was set"), QString()};
    }
    EventWords operator()(const SlaAtRisk& event) const
    {
        return {owed(event.metric, event.due), AuditText::tr("Most of the time for a target is used up"),
                AuditText::tr("at risk"), Mood::Soon};
    }
    EventWords operator()(const SlaBreached& event) const
    {
        return {owed(event.metric, event.due), AuditText::tr("A target was missed"), AuditText::tr("breached"), Mood::Harm};
    }
    EventWords operator()(const TicketAssigned& event) const
    {
        const QString team = event.teams.empty() ? QString() : codeWords(event.teams.front().team);
        return {AuditText::tr("%1, by rule %2").arg(team, outsideLine(event.rule)),
                AuditText::tr("It was settled who works on the ticket"), QString()};
    }
    EventWords operator()(const TicketClaimed& event) const
    {
        return {AuditText::tr("until %1").arg(m_formatting.clockTime(event.until)),
                AuditText::tr("%1 keeps the ticket to work on it").arg(m_actor), AuditText::tr("claimed")};
    }
    EventWords operator()(const ClaimReleased&) const
    {
        return {AuditText::tr("given back"), AuditText::tr("%1 gave the ticket back").arg(m_actor), AuditText::tr("released")};
    }
    EventWords operator()(const ClaimExpired&) const
    {
        return {AuditText::tr("time was up"), AuditText::tr("Who had kept the ticket does so no longer"),
                AuditText::tr("expired"), Mood::Soon};
    }

private:
    [[nodiscard]] QString owed(SlaMetric metric, UtcTime due) const
    {
        return AuditText::tr("%1, due %2").arg(metricWords(metric), m_formatting.clockTime(due));
    }

    const QString& m_actor;
    const Formatting& m_formatting;
};

} // namespace

EventWords eventWords(const EventHeader& header, const QString& actor, const Formatting& formatting)
{
    const auto payload = payloadOf(header);
    if (!payload) {
        return {AuditText::tr("not known to this build"),
                AuditText::tr("An event that this build does not know: %1").arg(outsideLine(header.code)), QString(),
                Mood::Soon};
    }
    return std::visit(WordsOf(actor, formatting), *payload);
}

} // namespace stillgate
