// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/Commitment.h"
#include "core/domain/Ids.h"
#include "core/domain/Policy.h"
#include "core/domain/ResolutionEvents.h"
#include "core/domain/Statement.h"
#include "core/domain/Words.h"

/// Payloads of events about gates, decisions, refusals and forgotten people. See IntakeEvents.h for the rules they follow.
namespace stillgate {

/// An action waits for people. Personal, of the orchestrator: planted ("yes" or "no"), opened after the decision.
struct GateOpened {
    static constexpr std::string_view kCode = "gate.opened";
    static constexpr int kVersion = 1;
    GateId gate;
    ActionId action;
    Digest proposal;
    Digest display;
    Digest policy;
    std::vector<QuorumPart> quorum;
    Stakes stakes = Stakes::Normal;
    std::string rule; ///< the rule that asked for people
    UtcTime expires;

    friend bool operator==(const GateOpened&, const GateOpened&) = default;
};

/// A person's signed decision. Personal: note, where there is one, committed to under the statement's nonce. Version 2 knows the
/// verdict ask_customer, whose note is the question; version 3 what else was asked of who decided.
struct GateDecided {
    static constexpr std::string_view kCode = "gate.decided";
    static constexpr int kVersion = 3;
    GateId gate;
    Statement statement; ///< as it was signed
    Signature signature;
    std::optional<Opening> planted; ///< opens the gate's planted flag once the gate is settled
    std::optional<StepUp> stepUp; ///< of an approval at high stakes

    friend bool operator==(const GateDecided&, const GateDecided&) = default;
};

struct GateExpired {
    static constexpr std::string_view kCode = "gate.expired";
    static constexpr int kVersion = 1;
    GateId gate;

    friend bool operator==(const GateExpired&, const GateExpired&) = default;
};

/// What the gate was about no longer holds; decisions on it count no more.
struct GateVoided {
    static constexpr std::string_view kCode = "gate.voided";
    static constexpr int kVersion = 1;
    GateId gate;
    std::string why; ///< "state_moved", "corrected", or what else ended the proposal
    std::vector<StateChange> moved; ///< what differs from the state that was shown

    friend bool operator==(const GateVoided&, const GateVoided&) = default;
};

/// Who decided on a gate, how and when.
struct DecisionMade {
    PersonId person;
    Verdict verdict = Verdict::Approve;
    UtcTime time;
    Sequence event = 0; ///< its gate.decided event

    friend bool operator==(const DecisionMade&, const DecisionMade&) = default;
};

/// A person's command that was not carried out. Version 2 says what had moved and whose decision stood in the way.
struct CommandRefused {
    static constexpr std::string_view kCode = "command.refused";
    static constexpr int kVersion = 4;
    std::string kind;
    RefusalCode refusal = RefusalCode::NotInThisStage;
    std::string detail;
    std::optional<GateId> gate;
    std::vector<StateChange> moved; ///< before: as shown, after: as found
    std::optional<DecisionMade> decided; ///< the decision that counts instead

    friend bool operator==(const CommandRefused&, const CommandRefused&) = default;
};

/// The customer wrote after being asked: everything is read again and proposed anew.
struct TicketResumed {
    static constexpr std::string_view kCode = "ticket.resumed";
    static constexpr int kVersion = 1;
    std::string why; ///< "customer_answered"

    friend bool operator==(const TicketResumed&, const TicketResumed&) = default;
};

/// The person's key, values, attachments and addresses were destroyed with this event.
struct PersonRedacted {
    static constexpr std::string_view kCode = "person.redacted";
    static constexpr int kVersion = 1;
    PersonId person;
    std::string reason;

    friend bool operator==(const PersonRedacted&, const PersonRedacted&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, GateOpened& event)
{
    visit("gate", event.gate);
    visit("action", event.action);
    visit("proposal", event.proposal);
    visit("display", event.display);
    visit("policy", event.policy);
    visit("quorum", event.quorum);
    visit("stakes", event.stakes);
    visit("rule", event.rule);
    visit("expires", event.expires);
}

template <typename Visitor>
void describe(Visitor& visit, GateDecided& event)
{
    visit("gate", event.gate);
    visit("statement", event.statement);
    visit("signature", event.signature);
    visit("planted", event.planted);
    visit("step_up", event.stepUp);
}

template <typename Visitor>
void describe(Visitor& visit, GateExpired& event)
{
    visit("gate", event.gate);
}

template <typename Visitor>
void describe(Visitor& visit, GateVoided& event)
{
    visit("gate", event.gate);
    visit("why", event.why);
    visit("moved", event.moved);
}

template <typename Visitor>
void describe(Visitor& visit, DecisionMade& decision)
{
    visit("person", decision.person);
    visit("verdict", decision.verdict);
    visit("time", decision.time);
    visit("event", decision.event);
}

template <typename Visitor>
void describe(Visitor& visit, CommandRefused& event)
{
    visit("kind", event.kind);
    visit("refusal", event.refusal);
    visit("detail", event.detail);
    visit("gate", event.gate);
    visit("moved", event.moved);
    visit("decided", event.decided);
}

template <typename Visitor>
void describe(Visitor& visit, TicketResumed& event)
{
    visit("why", event.why);
}

template <typename Visitor>
void describe(Visitor& visit, PersonRedacted& event)
{
    visit("person", event.person);
    visit("reason", event.reason);
}

} // namespace stillgate
