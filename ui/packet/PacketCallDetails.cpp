// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketCallDetails.h"

#include "ui/kit/text/OwnText.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

QString failureWords(CallFailure failure)
{
    switch (failure) {
    case CallFailure::NotSent: return PacketText::tr("not sent");
    case CallFailure::Throttled: return PacketText::tr("told to wait");
    case CallFailure::Rejected: return PacketText::tr("rejected");
    case CallFailure::StateMoved: return PacketText::tr("the state moved on");
    case CallFailure::KeyReused: return PacketText::tr("key used with other parameters");
    case CallFailure::InDoubt: return PacketText::tr("answer lost, effect unknown");
    case CallFailure::Halted: return PacketText::tr("halted before anything left");
    }
    return {};
}

QString learnedWords(Learned learned)
{
    switch (learned) {
    case Learned::FromAnswer: return PacketText::tr("from its answer");
    case Learned::FromReplay: return PacketText::tr("from an answer it had kept");
    case Learned::FromRead: return PacketText::tr("from reading it again");
    }
    return {};
}

QString attributionWords(Attribution attribution)
{
    switch (attribution) {
    case Attribution::Auto: return PacketText::tr("automation alone");
    case Attribution::Assisted: return PacketText::tr("automation and people");
    case Attribution::Manual: return PacketText::tr("people");
    }
    return {};
}

QString tierWords(Tier tier)
{
    return ownText(nameOf(tier));
}

} // namespace

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const ActionHeld& held)
{
    step.summary = PacketText::tr("until %1").arg(around.formatting.clockSeconds(held.until));
    addPacketFact(step, PacketText::tr("Can be withdrawn until"), packetWords(around.formatting.absolute(held.until)));
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const ActionIntended& intended)
{
    step.state = PacketStepState::Done;
    step.summary = PacketText::tr("call %1 under way").arg(intended.attempt);
    addPacketFact(step, PacketText::tr("Call %1").arg(intended.attempt),
                  packetWords(PacketText::tr("recorded before it was made, %1").arg(step.time)));
    Q_UNUSED(around)
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const ActionFailed& failed)
{
    step.state = PacketStepState::Failed;
    step.summary = failureWords(failed.failure);
    addPacketFact(step, PacketText::tr("Call %1").arg(failed.attempt), packetWords(failureWords(failed.failure)), Mood::Soon);
    addPacketFact(step, PacketText::tr("The system said"), packetCode(failed.detail));
    if (failed.retryAt) {
        addPacketFact(step, PacketText::tr("Next try"), packetWords(around.formatting.clockSeconds(*failed.retryAt)));
    }
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const ActionReconciled& reconciled)
{
    step.state = PacketStepState::Done;
    step.summary = PacketText::tr("looked up: no effect");
    addPacketFact(step, PacketText::tr("Call %1").arg(reconciled.attempt),
                  packetWords(PacketText::tr("had no effect, as a read by its key showed")));
    addPacketFact(step, PacketText::tr("Next try"), packetWords(around.formatting.clockSeconds(reconciled.retryAt)));
}

void addCallDetails(PacketStep& step, const PacketRead& event, const PacketSurroundings&, const ActionExecuted& executed)
{
    step.state = PacketStepState::Done;
    step.summary = PacketText::tr("done, number %1").arg(isolated(packetCode(executed.artifact).text));
    addPacketFact(step, PacketText::tr("Artifact"), packetCode(executed.artifact), Mood::Verified);
    addPacketFact(step, PacketText::tr("Learned"), packetWords(learnedWords(executed.learned)));
    if (const auto response = event.value("response")) {
        step.blocks.push_back(packetBlock(PacketText::tr("Response"), *response));
    }
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings&, const ActionVerified& verified)
{
    step.state = verified.matches ? PacketStepState::Done : PacketStepState::Failed;
    const int differences = static_cast<int>(verified.differences.size());
    step.summary = verified.matches   ? PacketText::tr("re-read, all as intended")
                   : differences == 1 ? PacketText::tr("re-read, 1 fact differs")
                                      : PacketText::tr("re-read, %n facts differ", "", differences);
    for (const StateChange& change : verified.differences) {
        addPacketFact(step, packetCode(change.fact).text,
                      packetWords(PacketText::tr("intended %1, found %2")
                                      .arg(isolated(packetCode(change.before).text), isolated(packetCode(change.after).text))),
                      Mood::Harm);
    }
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings&, const ActionAbandoned& abandoned)
{
    addPacketFact(step, PacketText::tr("Given up"), packetWords(codeWords(abandoned.why)), Mood::Soon);
    if (abandoned.afterwards == Afterwards::GatherAgain) {
        addPacketFact(step, PacketText::tr("Next"), packetWords(PacketText::tr("records are read again for a new proposal")));
    }
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings&, const NoticeIntended& intended)
{
    step.state = PacketStepState::Done;
    step.summary = PacketText::tr("customer is being told");
    addPacketFact(step, PacketText::tr("Try"), packetWords(QString::number(intended.attempt)));
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const NoticeFailed& failed)
{
    step.state = PacketStepState::Failed;
    step.summary = PacketText::tr("not told yet: %1").arg(failureWords(failed.failure));
    addPacketFact(step, PacketText::tr("Next try"), packetWords(around.formatting.clockSeconds(failed.retryAt)));
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const NoticeSent& sent)
{
    step.state = PacketStepState::Done;
    step.summary = PacketText::tr("customer told, may answer");
    addPacketFact(step, PacketText::tr("Number of the message"), packetCode(sent.artifact));
    addPacketFact(step, PacketText::tr("Silence closes it"), packetWords(around.formatting.absolute(sent.silenceAt)));
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings&, const TicketEscalated& escalated)
{
    step.state = PacketStepState::Failed;
    step.summary = escalationWords(escalated.reason);
    addPacketFact(step, PacketText::tr("Cause"), packetWords(codeWords(escalated.detail)), Mood::Soon);
    addPacketFact(step, PacketText::tr("Goes to"),
                  packetWords(PacketText::tr("%1, team %2", "tier and team")
                                  .arg(tierWords(escalated.tier), isolated(packetCode(escalated.team).text))));
    addPacketFact(step, PacketText::tr("Stopped in"), packetWords(stageWords(escalated.from)));
}

void addCallDetails(PacketStep& step, const PacketRead&, const PacketSurroundings& around, const TicketClosed& closed)
{
    step.summary = codeWords(closed.resolution);
    addPacketFact(step, PacketText::tr("Closed by"),
                  packetWords(closed.by == "silence" ? PacketText::tr("silence") : codeWords(closed.by)));
    addPacketFact(step, PacketText::tr("Brought here by"), packetWords(attributionWords(closed.attribution)));
    QStringList automated;
    for (const std::string& part : closed.automated) {
        automated.push_back(packetCode(part).text);
    }
    addPacketFact(step, PacketText::tr("Automated"), packetWords(around.formatting.locale().createSeparatedList(automated)));
}

} // namespace stillgate
