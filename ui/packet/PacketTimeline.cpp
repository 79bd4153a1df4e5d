// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/packet/PacketTimeline.h"

#include <algorithm>
#include <array>

#include "ui/packet/PacketText.h"

namespace stillgate {

namespace {

/// The way of a ticket that is not stopped; the gate and its hold-back only stand on it once policy asked for people.
constexpr std::array kWay{PacketStepKind::Triage, PacketStepKind::Identity, PacketStepKind::Policy, PacketStepKind::Execute,
                          PacketStepKind::Verify, PacketStepKind::Confirm,  PacketStepKind::Close};

PacketStepKind kindOf(Stage stage)
{
    switch (stage) {
    case Stage::Triage: return PacketStepKind::Triage;
    case Stage::Identity: return PacketStepKind::Identity;
    case Stage::Policy: return PacketStepKind::Policy;
    case Stage::Gate:
    case Stage::WaitingCustomer: return PacketStepKind::Gate;
    case Stage::HoldBack: return PacketStepKind::HoldBack;
    case Stage::Execute: return PacketStepKind::Execute;
    case Stage::Verify: return PacketStepKind::Verify;
    case Stage::Confirm: return PacketStepKind::Confirm;
    case Stage::Closed: return PacketStepKind::Close;
    case Stage::Escalated: return PacketStepKind::Escalated;
    }
    return PacketStepKind::Unknown;
}

PacketEvent eventOf(const PacketRead& read, const PacketSurroundings& around)
{
    const EventHeader& header = read.shown->header;
    PacketEvent out;
    out.sequence = header.sequence;
    out.position = QString::number(header.sequence);
    out.code = packetCode(header.code).text;
    out.actor = packetPerson(header.actor, around);
    out.time = around.formatting.clockSeconds(header.time);
    out.timeTip = around.formatting.absolute(header.time);
    out.leaf = QString::fromStdString(toHex(read.shown->leaf.view()));
    out.isKnown = read.payload.has_value();
    return out;
}

QString waitingWords(PacketStepKind kind)
{
    switch (kind) {
    case PacketStepKind::Triage: return PacketText::tr("being classified");
    case PacketStepKind::Identity: return PacketText::tr("records are being read");
    case PacketStepKind::Policy: return PacketText::tr("being judged");
    case PacketStepKind::Execute: return PacketText::tr("about to be called");
    case PacketStepKind::Verify: return PacketText::tr("being re-read");
    case PacketStepKind::Confirm: return PacketText::tr("customer about to be told");
    case PacketStepKind::Intake:
    case PacketStepKind::Routing:
    case PacketStepKind::Deadline:
    case PacketStepKind::Review:
    case PacketStepKind::Gate:
    case PacketStepKind::HoldBack:
    case PacketStepKind::Close:
    case PacketStepKind::Escalated:
    case PacketStepKind::Unknown: break;
    }
    return {};
}

QString aheadWords(PacketStepKind kind, const Packet& packet)
{
    const GateRow* gate = packet.gate ? &packet.gate->row : nullptr;
    switch (kind) {
    case PacketStepKind::Execute:
        return gate == nullptr ? QString()
                               : PacketText::tr("%1 on %2")
                                     .arg(isolated(packetCode(gate->operation).text), isolated(packetCode(gate->system).text));
    case PacketStepKind::Verify: return PacketText::tr("re-read and compare");
    case PacketStepKind::Confirm: return PacketText::tr("plain summary to the customer");
    case PacketStepKind::Close: return PacketText::tr("after an answer, or silence");
    default: return {};
    }
}

class Timeline {
public:
    Timeline(const Packet& packet, const PacketSurroundings& around) : m_packet(packet), m_around(around) {}

    std::vector<PacketStep> fold(const std::vector<PacketRead>& events)
    {
        for (const PacketRead& event : events) {
            take(event);
        }
        const Stage stage = m_packet.entry.row.stage;
        if (stage != Stage::Closed && stage != Stage::Escalated) {
            markNow(kindOf(stage));
            addAhead(kindOf(stage));
        }
        return std::move(m_steps);
    }

private:
    void take(const PacketRead& event)
    {
        auto kind = packetStepOf(event);
        if (kind == PacketStepKind::Routing && !m_steps.empty() && m_steps.back().kind == PacketStepKind::Gate) {
            kind = PacketStepKind::Gate; // a person is found for what waits there
        }
        if (m_steps.empty() || (kind && *kind != m_steps.back().kind)) {
            PacketStep step;
            step.kind = kind.value_or(PacketStepKind::Unknown);
            step.title = packetStepTitle(step.kind);
            m_steps.push_back(std::move(step));
        }
        PacketStep& step = m_steps.back();
        const UtcTime time = event.shown->header.time;
        step.time = m_around.formatting.clockSeconds(time);
        step.shortTime = m_around.formatting.clockTime(time);
        step.timeTip = m_around.formatting.absolute(time);
        step.events.push_back(eventOf(event, m_around));
        addToPacketStep(step, event, m_around);
    }

    void markNow(PacketStepKind kind)
    {
        if (m_steps.empty() || m_steps.back().kind != kind) {
            PacketStep step;
            step.kind = kind;
            step.title = packetStepTitle(kind);
            step.summary = waitingWords(kind);
            m_steps.push_back(std::move(step));
        }
        PacketStep& step = m_steps.back();
        step.state = PacketStepState::Now;
        step.time = step.shortTime = PacketText::tr("now");
        if (kind == PacketStepKind::Gate && m_packet.gate && m_packet.gate->row.status == GateStatus::Open) {
            step.summary = gateWords(m_packet.gate->row);
        }
    }

    [[nodiscard]] static QString gateWords(const GateRow& gate)
    {
        const QString needs = PacketText::tr("waiting for %1").arg(packetQuorum(gate.quorum));
        return gate.approvals == 0 ? needs : PacketText::tr("%1, %n signed", "", gate.approvals).arg(needs);
    }

    void addAhead(PacketStepKind now)
    {
        const bool isPastPolicy = now == PacketStepKind::Gate || now == PacketStepKind::HoldBack;
        const auto here = std::ranges::find(kWay, isPastPolicy ? PacketStepKind::Policy : now);
        for (auto kind = here == kWay.end() ? here : here + 1; kind != kWay.end(); ++kind) {
            PacketStep step;
            step.kind = *kind;
            step.state = PacketStepState::Ahead;
            step.title = packetStepTitle(*kind);
            step.summary = aheadWords(*kind, m_packet);
            m_steps.push_back(std::move(step));
        }
    }

    const Packet& m_packet;
    const PacketSurroundings& m_around;
    std::vector<PacketStep> m_steps;
};

} // namespace

std::vector<PacketStep> packetSteps(const Packet& packet, const std::vector<PacketRead>& events,
                                    const PacketSurroundings& around)
{
    return Timeline(packet, around).fold(events);
}

QString packetStepTitle(PacketStepKind kind)
{
    switch (kind) {
    case PacketStepKind::Intake: return PacketText::tr("Intake");
    case PacketStepKind::Triage: return PacketText::tr("Triage");
    case PacketStepKind::Routing: return PacketText::tr("Routing");
    case PacketStepKind::Deadline: return PacketText::tr("Deadline");
    case PacketStepKind::Review: return PacketText::tr("Review");
    case PacketStepKind::Identity: return PacketText::tr("Identity");
    case PacketStepKind::Policy: return PacketText::tr("Policy");
    case PacketStepKind::Gate: return PacketText::tr("Gate");
    case PacketStepKind::HoldBack: return PacketText::tr("Hold-back");
    case PacketStepKind::Execute: return PacketText::tr("Execute");
    case PacketStepKind::Verify: return PacketText::tr("Verify");
    case PacketStepKind::Confirm: return PacketText::tr("Confirm");
    case PacketStepKind::Close: return PacketText::tr("Close");
    case PacketStepKind::Escalated: return PacketText::tr("Escalated");
    case PacketStepKind::Unknown: return PacketText::tr("Unknown");
    }
    return {};
}

std::optional<PacketStepKind> packetStepOf(const PacketRead& event)
{
    struct CodeStep {
        std::string_view begins;
        PacketStepKind kind;
    };
    // By code and not by type, so that a newer version of a known code still finds its step.
    static constexpr CodeStep kCodes[] = {
        {"ticket.opened", PacketStepKind::Intake},
        {"message.received", PacketStepKind::Intake},
        {"ticket.classified", PacketStepKind::Triage},
        {"ticket.rerouted", PacketStepKind::Triage},
        {"runbook.chosen", PacketStepKind::Triage},
        {"classification.reviewed", PacketStepKind::Review},
        {"review.withdrawn", PacketStepKind::Review},
        {"priority.set", PacketStepKind::Routing},
        {"sla.set", PacketStepKind::Routing},
        {"ticket.assigned", PacketStepKind::Routing},
        {"ticket.claimed", PacketStepKind::Routing},
        {"claim.", PacketStepKind::Routing},
        {"sla.", PacketStepKind::Deadline},
        {"identity.checked", PacketStepKind::Identity},
        {"customer.recognised", PacketStepKind::Identity},
        {"action.proposed", PacketStepKind::Policy},
        {"policy.decided", PacketStepKind::Policy},
        {"gate.", PacketStepKind::Gate},
        {"approval.voided", PacketStepKind::Gate},
        {"action.held", PacketStepKind::HoldBack},
        {"action.intended", PacketStepKind::Execute},
        {"action.failed", PacketStepKind::Execute},
        {"action.reconciled", PacketStepKind::Execute},
        {"action.executed", PacketStepKind::Execute},
        {"action.verified", PacketStepKind::Verify},
        {"notice.", PacketStepKind::Confirm},
        {"ticket.closed", PacketStepKind::Close},
        {"ticket.escalated", PacketStepKind::Escalated},
    };
    if (const auto* observed = event.as<StateObserved>()) {
        switch (observed->when) {
        case Observation::Before: return PacketStepKind::Policy;
        case Observation::Fresh: return PacketStepKind::Gate;
        case Observation::After: return PacketStepKind::Verify;
        }
    }
    if (event.as<ActionAbandoned>() != nullptr || event.as<CommandRefused>() != nullptr ||
        event.as<TicketResumed>() != nullptr) {
        return std::nullopt;
    }
    const std::string& code = event.shown->header.code;
    const auto* known = std::ranges::find_if(kCodes, [&](const CodeStep& entry) { return code.starts_with(entry.begins); });
    return known == std::end(kCodes) ? PacketStepKind::Unknown : known->kind;
}

} // namespace stillgate
