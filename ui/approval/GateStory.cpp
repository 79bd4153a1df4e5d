// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/GateStory.h"

#include <algorithm>

#include "core/domain/Payload.h"

namespace stillgate {

namespace {

/// Takes the events one by one. What happens after the gate's action has begun belongs to it; a later gate of the same ticket has an
/// action of its own and ends the story.
class Telling {
public:
    explicit Telling(const GateRow& gate) : m_gate(gate) {}

    void take(const EventHeader& header)
    {
        m_story.latest = std::max(m_story.latest, header.sequence);
        const auto payload = payloadOf(header);
        if (!payload) {
            return;
        }
        m_point = {header.sequence, header.time};
        std::visit([this](const auto& event) { on(event); }, *payload);
    }

    [[nodiscard]] GateStory story() const { return m_story; }

private:
    template <typename Other>
    void on(const Other&)
    {
    }

    void on(const ActionProposed& event) { m_isOurs = event.action == m_gate.action; }

    void on(const GateOpened& event)
    {
        if (event.gate == m_gate.id) {
            m_story.opened = m_point;
        }
    }

    void on(const GateDecided& event)
    {
        if (event.gate != m_gate.id) {
            return;
        }
        const Statement& statement = event.statement;
        if (statement.verdict == Verdict::Withdraw) {
            for (SignedDecision& earlier : m_story.decisions) {
                earlier.isWithdrawn = earlier.isWithdrawn || earlier.statement == statement.withdraws;
            }
            m_story.held.reset();
            m_story.heldUntil.reset();
        }
        m_story.decisions.push_back({statement.approver, statement.slot, statement.verdict, statement.reason, statement.keyId,
                                     digestOf(statement), statement.checkpoint, m_point.event, m_point.at, false});
    }

    void on(const GateExpired& event)
    {
        if (event.gate == m_gate.id) {
            m_story.expired = m_point;
        }
    }

    void on(const GateVoided& event)
    {
        if (event.gate == m_gate.id) {
            m_story.voided = m_point;
            m_story.moved = event.moved;
        }
    }

    void on(const ActionHeld& event)
    {
        if (event.action == m_gate.action) {
            m_story.held = m_point;
            m_story.heldUntil = event.until;
        }
    }

    void on(const ActionIntended& event)
    {
        if (event.action == m_gate.action) {
            m_story.intended = m_point;
            m_story.calls = event.attempt;
            m_story.failure.reset();
        }
    }

    void on(const ActionFailed& event)
    {
        if (event.action == m_gate.action) {
            m_story.failure = event.failure;
        }
    }

    void on(const ActionExecuted& event)
    {
        if (event.action == m_gate.action) {
            m_story.executed = m_point;
            m_story.artifact = event.artifact;
            m_story.failure.reset();
        }
    }

    void on(const ActionVerified& event)
    {
        if (event.action == m_gate.action) {
            m_story.verified = m_point;
            m_story.matches = event.matches;
            m_story.differences = event.differences;
        }
    }

    void on(const NoticeIntended& event) { m_isQuestion = event.purpose == NoticePurpose::Question; }

    void on(const NoticeSent& event)
    {
        if (m_isOurs) {
            (m_isQuestion ? m_story.asked : m_story.told) = m_point;
            m_story.silenceAt = event.silenceAt;
        }
    }

    void on(const TicketClosed& event)
    {
        if (m_isOurs) {
            m_story.closed = m_point;
            m_story.resolution = event.resolution;
        }
    }

    void on(const TicketEscalated& event)
    {
        if (m_isOurs) {
            m_story.escalated = m_point;
            m_story.escalationDetail = event.detail;
        }
    }

    const GateRow& m_gate;
    GateStory m_story;
    StoryPoint m_point;
    bool m_isQuestion = false; ///< of the newest message to the customer
    bool m_isOurs = false; ///< the newest proposal is the one that this gate holds
};

} // namespace

const SignedDecision* GateStory::standingOf(const PersonId& person) const
{
    const auto found = std::find_if(decisions.rbegin(), decisions.rend(), [&](const SignedDecision& decision) {
        return decision.person == person && decision.verdict != Verdict::Withdraw && !decision.isWithdrawn;
    });
    return found == decisions.rend() ? nullptr : &*found;
}

const SignedDecision* GateStory::newest() const
{
    return decisions.empty() ? nullptr : &decisions.back();
}

GateStory storyOf(const GateRow& gate, const std::vector<ShownEvent>& events)
{
    Telling telling(gate);
    for (const ShownEvent& event : events) {
        telling.take(event.header);
    }
    return telling.story();
}

} // namespace stillgate
