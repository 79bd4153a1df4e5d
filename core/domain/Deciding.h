// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Decide.h"

namespace stillgate {

/// A command on its way: what it is judged by, and the events drafted so far. Inner to decide().
struct Deciding {
    const State& state;
    const Rulebook& rules;
    Draft draft;
    std::string kind;
    std::optional<Refusal> refusal;
    std::optional<TicketId> ticket;

    [[nodiscard]] const Ticket* findTicket(const TicketId& id) const;
    [[nodiscard]] const Action* findAction(const ActionId& id) const;
    [[nodiscard]] const Gate* findGate(const GateId& id) const;
    /// Such a ticket takes no decision.
    [[nodiscard]] bool hasUnknownEvents(const Ticket& of) const;

    void refuse(RefusalCode code, std::string detail = {});
    /// Refuses a person's command and leaves a trace of it.
    void refuseOnRecord(Refusal why, const std::optional<GateId>& gate = {});

    void escalate(const Ticket& of, Stage from, EscalationReason reason, std::string detail, Tier tier = Tier::L2);
    /// Records what moved, ends the gate and has the records gathered again; the refusal, if any, stands on record before that.
    void voidMoved(const Gate& of, const Json& fresh, std::vector<StateChange> moved, std::optional<Refusal> why);
    /// Ends the ticket's open proposal, gate first, where there is one that was not executed.
    void withdrawProposal(const Ticket& of, const std::string& why, Afterwards afterwards);
};

/// A label as triage goes by it, whoever gave it.
struct RoutedLabel {
    std::string intent; ///< empty where there is none
    std::string category;
    std::string team;
    Band band = Band::Manual;
    BandReason bandReason = BandReason::Confidence;
    std::vector<std::string> redFlags; ///< of the label and of the ticket's messages
};

/// Where a ticket in triage goes: to a runbook, or to a person with the reason.
void routeTicket(Deciding& deciding, const Ticket& ticket, const RoutedLabel& label);

/// Reads of a record are repeated at most so often before a person is asked.
inline constexpr int kMostGatherings = 3;
/// A customer notice is tried at most so often.
inline constexpr int kMostNotices = 8;

/// The wait after a failed attempt: the runbook's (a second where it is gone), doubled with each further one.
[[nodiscard]] Duration backOff(const Runbook* runbook, int attempt, std::optional<Duration> atLeast);

void decideOn(Deciding& deciding, const OpenLedger& command);
void decideOn(Deciding& deciding, const ChangePacks& command);
void decideOn(Deciding& deciding, const EnrolKey& command);
void decideOn(Deciding& deciding, const ReceiveMessage& command);
void decideOn(Deciding& deciding, const RecordGathering& command);
void decideOn(Deciding& deciding, const DecideGate& command);
void decideOn(Deciding& deciding, const RecheckGate& command);
void decideOn(Deciding& deciding, const ExpireGate& command);
void decideOn(Deciding& deciding, const BeginCall& command);
void decideOn(Deciding& deciding, const RecordCall& command);
void decideOn(Deciding& deciding, const RecordLookup& command);
void decideOn(Deciding& deciding, const RecordVerification& command);
void decideOn(Deciding& deciding, const BeginNotice& command);
void decideOn(Deciding& deciding, const RecordNotice& command);
void decideOn(Deciding& deciding, const CloseSilent& command);
void decideOn(Deciding& deciding, const EndWaiting& command);
void decideOn(Deciding& deciding, const RecordReview& command);
void decideOn(Deciding& deciding, const WithdrawReview& command);
void decideOn(Deciding& deciding, const GiveUp& command);
void decideOn(Deciding& deciding, const ErasePerson& command);
void decideOn(Deciding& deciding, const SetPriority& command);
void decideOn(Deciding& deciding, const SetClocks& command);
void decideOn(Deciding& deciding, const AssignTicket& command);
void decideOn(Deciding& deciding, const PassMoment& command);
void decideOn(Deciding& deciding, const RecallHeld& command);
void decideOn(Deciding& deciding, const ClaimTicket& command);
void decideOn(Deciding& deciding, const ReleaseTicket& command);
void decideOn(Deciding& deciding, const EnrolPerson& command);
void decideOn(Deciding& deciding, const ChangeRoles& command);
void decideOn(Deciding& deciding, const DisablePerson& command);
void decideOn(Deciding& deciding, const EnablePerson& command);
void decideOn(Deciding& deciding, const CountersignKey& command);
void decideOn(Deciding& deciding, const RevokeKey& command);
void decideOn(Deciding& deciding, const PublishPolicy& command);
void decideOn(Deciding& deciding, const SetHalt& command);
void decideOn(Deciding& deciding, const LiftHalt& command);

} // namespace stillgate
