// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketPresenter.h"

#include <algorithm>

#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/LookAlikes.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/packet/PacketConversation.h"
#include "ui/packet/PacketReasoning.h"
#include "ui/packet/PacketText.h"
#include "ui/packet/PacketTimeline.h"

namespace stillgate {

namespace {

struct HeadSign {
    Icon icon;
    Mood mood;
};

HeadSign headSign(Stage stage)
{
    switch (stage) {
    case Stage::Gate: return {Icon::PauseCircle, Mood::Yours};
    case Stage::Closed: return {Icon::CheckCircle, Mood::Verified};
    case Stage::Escalated: return {Icon::Person, Mood::Soon};
    default: return {Icon::Clock, Mood::Neutral};
    }
}

} // namespace

bool PacketPresenter::isHalted(const TicketRow& row) const
{
    const bool hasEnded = row.stage == Stage::Closed || row.stage == Stage::Escalated;
    return !hasEnded && std::any_of(m_halts.begin(), m_halts.end(), [&](const StandingHalt& halt) {
        switch (halt.target.scope) {
        case HaltScope::All: return true;
        case HaltScope::Intent: return halt.target.name == row.intent;
        case HaltScope::Ticket: return halt.target.name == row.id.text();
        case HaltScope::Connector: break;
        }
        return false;
    });
}

PacketHead PacketPresenter::head(const TicketEntry& entry) const
{
    const TicketRow& row = entry.row;
    const HeadSign sign = headSign(row.stage);
    PacketHead out;
    out.number = QStringLiteral("#%1").arg(row.opened);
    out.subject = packetLine(entry.subject, PacketText::tr("No subject"));
    out.customer = packetLine(entry.customer, PacketText::tr("No name given"));
    out.channel = channelIcon(row.channel);
    if (out.customer.voice == PacketVoice::Outside && !findDisguises(out.customer.text).empty()) {
        out.facts.push_back(PacketText::tr("name with look-alike letters"));
    }
    out.facts.push_back(channelWords(row.channel));
    out.facts.push_back(packetMessageCount(row.messages));
    if (!row.team.empty()) {
        out.facts.push_back(PacketText::tr("team %1").arg(isolated(packetCode(row.team).text)));
    }
    if (const QString assignee = assigneeWords(row, m_around.self, m_around.formatting); !assignee.isEmpty()) {
        out.facts.push_back(assignee);
    }
    out.facts.push_back(PacketText::tr("opened %1").arg(m_around.formatting.relative(row.openedAt)));
    out.stage = stageWords(row.stage);
    out.stageIcon = sign.icon;
    out.stageMood = sign.mood;
    if (isHalted(row)) {
        out.stage = PacketText::tr("%1, halted").arg(out.stage);
        out.stageIcon = Icon::PauseCircle;
        out.stageMood = Mood::Harm;
    }
    out.priority = priorityMark(row);
    out.priorityTip = priorityWords(row, m_around.formatting);
    if (!row.gate) {
        addDeadline(out, row, nullptr);
    }
    return out;
}

void PacketPresenter::addDeadline(PacketHead& head, const TicketRow& row, const GateRow* gate) const
{
    if (auto deadline = shownDeadline(row, gate, m_around.formatting)) {
        head.deadline = std::move(deadline->mark);
        head.deadlineLabel = std::move(deadline->label);
        head.deadlineState = std::move(deadline->state);
        head.deadlineTip = std::move(deadline->tip);
    }
}

void PacketPresenter::addGate(PacketHead& head, const Packet& packet) const
{
    const bool isOpen = packet.gate && packet.gate->row.status == GateStatus::Open;
    const GateRow* gate = isOpen ? &packet.gate->row : nullptr;
    addDeadline(head, packet.entry.row, gate);
    head.stakes = gate != nullptr ? stakesWords(gate->stakes) : QString();
}

void PacketPresenter::addRead(PacketHead& head, const Packet& packet) const
{
    const QString when = m_around.formatting.relative(packet.readAt);
    const bool isFresh = packet.source == PacketSource::Orchestrator;
    head.read =
        isFresh ? PacketText::tr("read %1").arg(when) : PacketText::tr("from this computer's memory, read %1").arg(when);
    head.readTip = m_around.formatting.absolute(packet.readAt);
    head.readMood = isFresh ? Mood::Verified : Mood::Soon;
}

PacketProof PacketPresenter::proof(const Packet& packet) const
{
    if (packet.isProven) {
        return {Mood::Verified, Icon::ShieldCheck, PacketText::tr("Proven to be in the ledger"),
                PacketText::tr("Each event was shown to stand in the tree of %1 events whose signed head this console holds.")
                    .arg(m_around.formatting.count(static_cast<std::int64_t>(packet.provenSize))),
                true};
    }
    return {Mood::Neutral, Icon::Shield, PacketText::tr("Not yet proven"),
            PacketText::tr("No signed head that this console holds covers all of these events yet. The next one will."), false};
}

PacketValues PacketPresenter::present(const Packet& packet) const
{
    const std::vector<PacketRead> events = readPacketEvents(packet.events);
    PacketTalk talk = packetTalk(packet, events, m_around);
    PacketValues out;
    out.ticket = packet.entry.row.id;
    out.head = head(packet.entry);
    addGate(out.head, packet);
    addRead(out.head, packet);
    out.steps = packetSteps(packet, events, m_around);
    out.conversation = std::move(talk.utterances);
    out.channels = talk.channels;
    out.findings = talk.findings;
    out.findingsWords = talk.findingsWords;
    out.reasons = packetReasons(packet, events, m_taxonomy, m_around);
    out.parameters = packetParameters(events);
    out.proof = proof(packet);
    const auto count = static_cast<int>(packet.events.size());
    out.eventCount = count == 1 ? PacketText::tr("1 event") : PacketText::tr("%n events", "", count);
    out.hasGate = packet.gate.has_value();
    out.hasUnknownEvents = std::ranges::any_of(events, [](const PacketRead& event) { return !event.payload; });
    return out;
}

} // namespace stillgate
