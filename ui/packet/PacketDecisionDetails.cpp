// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Facts.h"
#include "ui/kit/text/DecisionWords.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketHandlingDetails.h"
#include "ui/packet/PacketText.h"
#include "ui/packet/PacketTimeline.h"

/// What each event of the way to a decision adds to its step.
namespace stillgate {

namespace {

QString versioned(const std::string& name, int version)
{
    return PacketText::tr("%1 v%2", "name and version").arg(packetCode(name).text).arg(version);
}

QString methodWords(const std::string& method)
{
    return method == "crm_match" ? PacketText::tr("CRM match", "method of identity evidence") : codeWords(method);
}

/// Of identity evidence: 0 nothing to 3 strong.
QString strengthWords(int strength)
{
    switch (strength) {
    case 0: return PacketText::tr("none", "strength of identity evidence");
    case 1: return PacketText::tr("weak", "strength of identity evidence");
    case 2: return PacketText::tr("medium", "strength of identity evidence");
    case 3: return PacketText::tr("strong", "strength of identity evidence");
    default: return QString::number(strength);
    }
}

QString reversibilityWords(Reversibility reversibility)
{
    switch (reversibility) {
    case Reversibility::ReadOnly: return PacketText::tr("reads only");
    case Reversibility::Reversible: return PacketText::tr("can be reversed");
    case Reversibility::Compensable: return PacketText::tr("can be compensated");
    case Reversibility::Irreversible: return PacketText::tr("cannot be reversed");
    }
    return {};
}

QString verdictWords(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Approve: return PacketText::tr("Approved");
    case Verdict::Deny: return PacketText::tr("Denied");
    case Verdict::Escalate: return PacketText::tr("Handed on");
    case Verdict::Withdraw: return PacketText::tr("Withdrawn");
    default: return codeWords(nameOf(verdict));
    }
}

PacketRule ruleOf(const RuleTrace& trace, bool isDecisive)
{
    PacketRule out;
    out.rule = versioned(trace.rule, trace.version);
    out.isDecisive = isDecisive;
    for (const auto& [fact, value] : trace.saw) {
        const QString one =
            PacketText::tr("%1 is %2", "a fact and its value").arg(packetCode(fact).text, isolated(packetCode(value).text));
        out.saw = out.saw.isEmpty() ? one : PacketText::tr("%1; %2").arg(out.saw, one);
    }
    if (!trace.matched) {
        out.effect = PacketText::tr("no match");
        return out;
    }
    switch (trace.effect) {
    case PolicyEffect::Allow:
        out.effect = PacketText::tr("allow");
        out.icon = Icon::CheckCircle;
        out.mood = Mood::Verified;
        break;
    case PolicyEffect::Deny:
        out.effect = PacketText::tr("deny");
        out.icon = Icon::CrossCircle;
        out.mood = Mood::Harm;
        break;
    case PolicyEffect::RequireApproval:
        out.effect = PacketText::tr("approve");
        out.icon = Icon::PauseCircle;
        out.mood = Mood::Soon;
        break;
    }
    return out;
}

class DecisionDetails {
public:
    DecisionDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings& around)
        : m_step(step), m_event(event), m_around(around)
    {
    }

    void operator()(const TicketOpened& opened) { m_step.summary = channelWords(opened.channel); }

    void operator()(const MessageReceived& message)
    {
        const PacketLine sender = packetLine(m_event.value("sender"));
        const QString channel = channelWords(message.channel);
        const auto files = static_cast<int>(message.attachments.size());
        m_step.summary = files == 0   ? PacketText::tr("message by %1", "channel").arg(channel)
                         : files == 1 ? PacketText::tr("%1, 1 attachment", "channel").arg(channel)
                                      : PacketText::tr("%1, %n attachments", "channel", files).arg(channel);
        fact(PacketText::tr("Sender"), sender);
        if (message.sentAt) {
            words(PacketText::tr("Sent"), m_around.formatting.absolute(*message.sentAt));
        }
        fact(PacketText::tr("Device"), packetLine(m_event.value("device")));
        fact(PacketText::tr("Country"), packetLine(m_event.value("country")));
        if (!message.attachments.empty()) {
            words(PacketText::tr("Attachments"), m_around.formatting.count(files));
        }
    }

    void operator()(const TicketClassified& classified)
    {
        if (!classified.labels.empty()) {
            const ScoredLabel& best = classified.labels.front();
            m_step.summary = packetIntent(best.intent, best.confidence, m_around.formatting);
        }
        words(PacketText::tr("Band"), bandWords(classified.band));
        fact(PacketText::tr("Category"), packetCode(classified.category));
        fact(PacketText::tr("Team"), packetCode(classified.team));
        for (const std::string& flag : classified.redFlags) {
            words(PacketText::tr("Red flag"), codeWords(flag), Mood::Harm);
        }
        words(PacketText::tr("Model"), middleCut(QString::fromStdString(toHex(classified.model.view()))));
    }

    void operator()(const RunbookChosen& chosen)
    {
        words(PacketText::tr("Runbook"), versioned(chosen.runbook, chosen.runbookVersion));
    }

    void operator()(const IdentityChecked& checked)
    {
        const bool proven = checked.result == IdentityResult::Proven;
        m_step.state = proven ? PacketStepState::Done : PacketStepState::Failed;
        const QString strength = strengthWords(checked.strength);
        const QString required = strengthWords(checked.required);
        m_step.summary = proven ? PacketText::tr("%1, %2", "method and strength of identity evidence")
                                      .arg(methodWords(checked.method), strength)
                                : PacketText::tr("too weak: %1, needs %2").arg(strength, required);
        words(PacketText::tr("Method"), methodWords(checked.method));
        fact(PacketText::tr("Rule that held"),
             checked.rule.empty() ? packetWords(PacketText::tr("none")) : packetCode(checked.rule));
        words(PacketText::tr("Strength"),
              PacketText::tr("%1, needs %2", "strength of identity evidence").arg(strength, required),
              proven ? Mood::Verified : Mood::Harm);
        block(PacketText::tr("Compared"), "evidence");
    }

    void operator()(const StateObserved& observed)
    {
        fact(PacketText::tr("Read from"), packetCode(observed.system));
        block(observed.when == Observation::After ? PacketText::tr("Record as re-read") : PacketText::tr("Record as read"),
              "record");
    }

    void operator()(const ActionProposed& proposed)
    {
        words(PacketText::tr("Operation"),
              PacketText::tr("%1 on %2")
                  .arg(isolated(packetCode(proposed.operation).text), isolated(packetCode(proposed.system).text)));
        words(PacketText::tr("Amount"), m_around.formatting.money(proposed.amount));
        fact(PacketText::tr("Target"), packetLine(m_event.value("target")));
        words(PacketText::tr("Afterwards"), reversibilityWords(proposed.reversibility));
        words(PacketText::tr("Runbook"), versioned(proposed.runbook, proposed.runbookVersion));
        if (proposed.expectedVersion) {
            fact(PacketText::tr("Record version"), packetCode(*proposed.expectedVersion));
        }
        words(PacketText::tr("Idempotency key"), middleCut(QString::fromStdString(toHex(proposed.idempotencyKey.view()))));
        words(PacketText::tr("Proposal"), middleCut(QString::fromStdString(toHex(proposed.proposal.view()))));
        block(PacketText::tr("Request"), "parameters");
    }

    void operator()(const PolicyDecided& decided)
    {
        switch (decided.effect) {
        case PolicyEffect::Allow: m_step.summary = PacketText::tr("allow"); break;
        case PolicyEffect::RequireApproval: m_step.summary = PacketText::tr("require approval"); break;
        case PolicyEffect::Deny:
            m_step.summary = decided.rule ? PacketText::tr("deny") : PacketText::tr("nothing allows it");
            m_step.state = PacketStepState::Failed;
            break;
        }
        m_step.rules.clear();
        for (const RuleTrace& trace : decided.trace) {
            m_step.rules.push_back(ruleOf(trace, decided.rule == trace.rule));
        }
        words(PacketText::tr("Stakes"), stakesWords(decided.stakes));
        if (!decided.quorum.empty()) {
            words(PacketText::tr("Asks for"), packetQuorum(decided.quorum));
        }
    }

    void operator()(const GateOpened& opened)
    {
        m_step.summary = PacketText::tr("asks for %1").arg(packetQuorum(opened.quorum));
        fact(PacketText::tr("Asked for by"), packetCode(opened.rule));
        words(PacketText::tr("Expires"), m_around.formatting.absolute(opened.expires));
        words(PacketText::tr("Shown lines"), middleCut(QString::fromStdString(toHex(opened.display.view()))));
    }

    void operator()(const GateDecided& decided)
    {
        const Statement& statement = decided.statement;
        const QString who = packetPerson(statement.approver, m_around);
        m_step.summary =
            PacketText::tr("%1 by %2", "a verdict and who gave it").arg(verdictWords(statement.verdict).toLower(), who);
        const bool stops = statement.verdict == Verdict::Deny || statement.verdict == Verdict::Escalate;
        m_step.state = stops ? PacketStepState::Failed : PacketStepState::Done;
        words(verdictWords(statement.verdict),
              PacketText::tr("%1, %2, %3", "who, role, time")
                  .arg(who, packetRole(statement.slot), m_around.formatting.clockSeconds(m_event.shown->header.time)),
              stops ? Mood::Harm : Mood::Verified);
        if (!statement.reason.empty()) {
            words(PacketText::tr("Reason"), reasonWords(statement.reason));
        }
        fact(PacketText::tr("Note"), packetLine(m_event.value("note")));
        words(PacketText::tr("Signed statement"), middleCut(QString::fromStdString(toHex(digestOf(statement).view()))));
        fact(PacketText::tr("Key"), packetCode(statement.keyId));
    }

    void operator()(const GateExpired&)
    {
        m_step.summary = PacketText::tr("expired, nobody decided");
        m_step.state = PacketStepState::Failed;
    }

    void operator()(const GateVoided& voided)
    {
        m_step.summary = PacketText::tr("void: the state moved on");
        m_step.state = PacketStepState::Failed;
        for (const StateChange& change : voided.moved) {
            words(packetCode(change.fact).text,
                  PacketText::tr("shown %1, found %2")
                      .arg(isolated(packetCode(change.before).text), isolated(packetCode(change.after).text)),
                  Mood::Soon);
        }
    }

    void operator()(const ApprovalVoided& voided)
    {
        const QString who = packetPerson(voided.approver, m_around);
        m_step.summary = PacketText::tr("the approval by %1 counts no more", "who").arg(who);
        m_step.state = PacketStepState::Failed;
        words(PacketText::tr("Approval void"), PacketText::tr("%1: %2", "who, why").arg(who, voidingWords(voided.why)),
              Mood::Soon);
    }

    void operator()(const CommandRefused& refused)
    {
        words(PacketText::tr("Refused"), codeWords(nameOf(refused.refusal)), Mood::Harm);
    }

    template <typename P>
    void operator()(const P& payload)
    {
        addHandlingDetails(m_step, m_event, m_around, payload);
    }

private:
    void fact(const QString& label, PacketLine value, Mood mood = Mood::Neutral)
    {
        addPacketFact(m_step, label, std::move(value), mood);
    }
    void words(const QString& label, const QString& value, Mood mood = Mood::Neutral) { fact(label, packetWords(value), mood); }
    void block(const QString& title, const std::string& field)
    {
        if (const auto value = m_event.value(field)) {
            m_step.blocks.push_back(packetBlock(title, *value));
        }
    }

    PacketStep& m_step;
    const PacketRead& m_event;
    const PacketSurroundings& m_around;
};

} // namespace

void addToPacketStep(PacketStep& step, const PacketRead& event, const PacketSurroundings& around)
{
    if (event.payload) {
        std::visit(DecisionDetails(step, event, around), *event.payload);
        return;
    }
    step.state = PacketStepState::Failed;
    step.summary = PacketText::tr("%1 is not known to this build").arg(isolated(packetCode(event.shown->header.code).text));
}

} // namespace stillgate
