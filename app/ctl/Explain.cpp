// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Explain.h"

#include "app/ctl/HandlingWords.h"
#include "core/domain/Payload.h"

namespace stillgate::ctl {

namespace {

std::string quorumText(const std::vector<QuorumPart>& quorum)
{
    std::string out;
    for (const QuorumPart& part : quorum) {
        out += (out.empty() ? "" : " and ") + std::to_string(part.count) + " of role " + std::string(nameOf(part.role));
    }
    return out;
}

std::string percent(int confidence)
{
    return std::to_string(confidence / 100) + "." + std::to_string(confidence / 10 % 10) + " %";
}

/// One overload an event; an empty text for those that add nothing to the story.
struct Sentence {
    const rpc::EventView& event;
    NoticePurpose purpose; ///< of the newest message to the customer

    [[nodiscard]] std::string value(const std::string& field) const
    {
        const auto at = event.values.find(field);
        return at != event.values.end() && at->second ? at->second->value : "(not shown)";
    }

    std::string operator()(const TicketOpened& e) const
    {
        return "A ticket was opened over " + std::string(nameOf(e.channel)) + ".";
    }
    std::string operator()(const MessageReceived& e) const
    {
        return "A message came in over " + std::string(nameOf(e.channel)) +
               (e.attachments.empty() ? "." : " with " + std::to_string(e.attachments.size()) + " attachments.");
    }
    std::string operator()(const TicketClassified& e) const
    {
        std::string flags;
        for (const std::string& flag : e.redFlags) {
            flags += (flags.empty() ? " Red flags: " : ", ") + flag;
        }
        return "The model read it as " + e.labels.front().intent + " with " + percent(e.labels.front().confidence) + " (band " +
               std::string(nameOf(e.band)) + ", category " + e.category + ")." + (flags.empty() ? "" : flags + ".") +
               readingText(e);
    }
    std::string operator()(const RunbookChosen& e) const
    {
        return "The runbook " + e.runbook + " v" + std::to_string(e.runbookVersion) + " was chosen.";
    }
    std::string operator()(const IdentityChecked& e) const
    {
        const std::string how = e.rule.empty() ? "no rule held" : "by the rule " + e.rule;
        return "Identity by " + e.method + ": " + how + ", strength " + std::to_string(e.strength) + " where " +
               std::to_string(e.required) + " is needed: " + std::string(nameOf(e.result)) + ".";
    }
    std::string operator()(const StateObserved& e) const
    {
        std::string facts;
        for (const auto& [name, text] : e.facts) {
            facts.append(facts.empty() ? "" : ", ").append(name).append(" ").append(text);
        }
        return "The system " + e.system + " was read (" + std::string(nameOf(e.when)) + "): " + facts + ".";
    }
    std::string operator()(const ActionProposed& e) const
    {
        std::string changes;
        for (const StateChange& change : e.changes) {
            if (change.before != change.after) {
                changes += (changes.empty() ? "" : ", ") + change.fact + " from " + change.before + " to " + change.after;
            }
        }
        return "Proposed: " + e.system + " " + e.operation + " of " + moneyText(e.amount) + " on " + value("target") + "; " +
               changes + " (" + std::string(nameOf(e.reversibility)) + ").";
    }
    std::string operator()(const PolicyDecided& e) const
    {
        std::string matched;
        for (const RuleTrace& trace : e.trace) {
            matched += trace.matched ? (matched.empty() ? "" : ", ") + trace.rule + " v" + std::to_string(trace.version) : "";
        }
        return "Policy says " + std::string(nameOf(e.effect)) + (e.rule ? " by " + *e.rule : ", for nothing allows it") +
               (matched.empty() ? "" : "; rules that matched: " + matched) + ".";
    }
    std::string operator()(const GateOpened& e) const
    {
        return "A gate was opened: it needs " + quorumText(e.quorum) + " until " + toRfc3339(e.expires) + ".";
    }
    std::string operator()(const GateDecided& e) const
    {
        if (e.statement.verdict == Verdict::AskCustomer) {
            return "The person " + e.statement.approver.text() + " asked the customer instead: " + value("note");
        }
        return "The person " + e.statement.approver.text() + " signed " + std::string(nameOf(e.statement.verdict)) +
               (e.statement.reason.empty() ? "" : " for the reason " + e.statement.reason) + ".";
    }
    std::string operator()(const GateExpired&) const { return "Nobody decided in time: the gate expired and blocks."; }
    std::string operator()(const GateVoided& e) const
    {
        std::string moved;
        for (const StateChange& change : e.moved) {
            moved += (moved.empty() ? ": " : ", ") + change.fact + " was " + change.before + " and is " + change.after;
        }
        return "The gate was voided (" + e.why + ")" + moved + ".";
    }
    std::string operator()(const ActionHeld& e) const
    {
        return "The signed action is held back until " + toRfc3339(e.until) + ", so that it can be withdrawn.";
    }
    std::string operator()(const ActionIntended& e) const
    {
        return "Call " + std::to_string(e.attempt) + " to the system of record was about to be made.";
    }
    std::string operator()(const ActionFailed& e) const
    {
        return "Call " + std::to_string(e.attempt) + " failed: " + std::string(nameOf(e.failure)) +
               (e.detail.empty() ? "" : " (" + e.detail + ")") +
               (e.retryAt ? "; tried again at " + toRfc3339(*e.retryAt) : "") + ".";
    }
    std::string operator()(const ActionReconciled&) const
    {
        return "A read by the idempotency key showed that the call had no effect, so it may be made again.";
    }
    std::string operator()(const ActionExecuted& e) const
    {
        return "The system of record has the effect: " + e.artifact + " (known from the " + std::string(nameOf(e.learned)) +
               ").";
    }
    std::string operator()(const ActionVerified& e) const
    {
        return e.matches ? "Read again, the state is the intended one." : "Read again, the state is NOT the intended one.";
    }
    std::string operator()(const ActionAbandoned& e) const { return "The action was given up: " + e.why + "."; }
    std::string operator()(const NoticeIntended& e) const
    {
        return e.purpose == NoticePurpose::Question ? "The customer was about to be asked."
                                                    : "The customer was about to be told.";
    }
    std::string operator()(const NoticeFailed& e) const
    {
        return std::string(purpose == NoticePurpose::Question ? "Asking" : "Telling") +
               " the customer failed: " + std::string(nameOf(e.failure)) + "; tried again at " + toRfc3339(e.retryAt) + ".";
    }
    std::string operator()(const NoticeSent& e) const
    {
        const bool asked = purpose == NoticePurpose::Question;
        return std::string("The customer was ") + (asked ? "asked (" : "told (") + e.artifact + "); silence until " +
               toRfc3339(e.silenceAt) + (asked ? " hands the ticket to a person." : " closes the ticket.");
    }
    std::string operator()(const TicketResumed&) const { return "The customer has answered: everything is read again."; }
    std::string operator()(const ClassificationReviewed& e) const
    {
        const std::string who = "The person " + event.header.header().actor.text();
        return who +
               (e.verdict == ReviewVerdict::Accept ? " said that the model was right: " : " corrected the model: it is ") +
               e.intent + (e.tag ? " (" + std::string(nameOf(*e.tag)) + ")" : "") + ".";
    }
    std::string operator()(const ReviewWithdrawn& e) const
    {
        return "The review #" + std::to_string(e.review) + " was taken back.";
    }
    std::string operator()(const TicketRerouted& e) const
    {
        return "It went through triage again as " + e.intent + ", with team " + e.team + ".";
    }
    std::string operator()(const TicketEscalated& e) const
    {
        return "Automation stopped at " + std::string(nameOf(e.from)) + ": " + std::string(nameOf(e.reason)) + " (" + e.detail +
               "). It is with " + std::string(nameOf(e.tier)) + (e.team.empty() ? "" : ", team " + e.team) + ".";
    }
    std::string operator()(const TicketClosed& e) const
    {
        return "Closed by " + e.by + " with the resolution " + e.resolution + ", attribution " +
               std::string(nameOf(e.attribution)) + ".";
    }
    std::string operator()(const CommandRefused& e) const
    {
        return "A command (" + e.kind + ") was refused: " + std::string(nameOf(e.refusal)) +
               (e.detail.empty() ? "" : " (" + e.detail + ")") + ".";
    }
    std::string operator()(const CustomerRecognised& e) const { return "The customer is of the tier " + e.tier + "."; }
    std::string operator()(const PrioritySet& e) const { return priorityText(e); }
    std::string operator()(const SlaSet& e) const { return clocksText(e); }
    std::string operator()(const SlaAtRisk& e) const
    {
        return "The " + wordsOf(e.metric) + " is at risk: it is due at " + toRfc3339(e.due) + ".";
    }
    std::string operator()(const SlaBreached& e) const
    {
        return "The " + wordsOf(e.metric) + " is breached: it was due at " + toRfc3339(e.due) + ".";
    }
    std::string operator()(const TicketAssigned& e) const { return assignmentText(e); }
    std::string operator()(const TicketClaimed& e) const
    {
        return "The person " + e.person.text() + " took it for themselves until " + toRfc3339(e.until) + ".";
    }
    std::string operator()(const ClaimReleased& e) const { return "The person " + e.person.text() + " gave it back."; }
    std::string operator()(const ClaimExpired& e) const
    {
        return "The claim of the person " + e.person.text() + " expired: somebody else is looked for.";
    }
    template <typename Other>
    std::string operator()(const Other&) const
    {
        return {};
    }
};

std::string waitingFor(const TicketRow& row)
{
    switch (row.stage) {
    case Stage::Gate: return "It stands at the gate and waits for people to decide.";
    case Stage::Escalated: return "It waits for a person.";
    case Stage::WaitingCustomer: return "It waits for the customer, who was asked.";
    case Stage::Closed: return "Nothing is left to do.";
    case Stage::Confirm: return "It waits for an answer of the customer, or for silence.";
    default: return "It is at the stage " + std::string(nameOf(row.stage)) + " and moves on by itself.";
    }
}

} // namespace

std::vector<std::string> explain(const rpc::TicketGet::Result& ticket)
{
    std::vector<std::string> out;
    NoticePurpose purpose = NoticePurpose::Confirmation;
    std::vector<int> sentiments;
    for (const rpc::EventView& event : ticket.events) {
        const EventHeader& header = event.header.header();
        const auto payload = payloadOf(header);
        if (const auto* notice = payload ? std::get_if<NoticeIntended>(&*payload) : nullptr) {
            purpose = notice->purpose;
        }
        const auto* classified = payload ? std::get_if<TicketClassified>(&*payload) : nullptr;
        if (classified != nullptr && classified->sentiment) {
            sentiments.push_back(*classified->sentiment);
        }
        const std::string text = payload ? std::visit(Sentence{event, purpose}, *payload)
                                         : "An event that this program does not know: " + header.code + ".";
        if (!text.empty()) {
            out.push_back("#" + std::to_string(header.sequence) + " " + toRfc3339(header.time) + "  " + text);
        }
    }
    if (std::string trend = trendText(sentiments); !trend.empty()) {
        out.push_back(std::move(trend));
    }
    for (std::string& line : handlingLines(ticket.row)) {
        out.push_back(std::move(line));
    }
    out.push_back(waitingFor(ticket.row));
    return out;
}

} // namespace stillgate::ctl
