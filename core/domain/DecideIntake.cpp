// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Deciding.h"

namespace stillgate {

namespace {

void recordMessage(Deciding& deciding, const TicketId& ticket, const IncomingMessage& message, const MessageId& id)
{
    MessageReceived event;
    event.message = id;
    event.customer = message.customer;
    event.channel = message.channel;
    event.identity = message.identity;
    event.thread = message.thread;
    event.sentAt = message.sentAt;
    event.language = message.language;
    event.redactionVersion = message.redactionVersion;
    for (const IncomingAttachment& attachment : message.attachments) {
        event.attachments.push_back(attachment.facts);
    }
    Draft& draft = deciding.draft;
    draft.add(ticket, event);
    draft.value(message.customer, "text", message.text);
    draft.value(message.customer, "redacted", message.redacted);
    for (const auto& [field, value] : message.personal) {
        draft.value(message.customer, field, value);
    }
    for (std::size_t i = 0; i < message.attachments.size(); ++i) {
        const std::string prefix = "attachment." + std::to_string(i);
        draft.value(message.customer, prefix + ".name", message.attachments[i].name);
        draft.value(message.customer, prefix + ".sha256", toHex(message.attachments[i].content.view()));
    }
}

void recordClassification(Deciding& deciding, const Ticket& ticket, const ReceiveMessage& command, const MessageId& message)
{
    const Classified& classified = command.classified;
    TicketClassified event;
    event.message = message;
    event.model = classified.model;
    event.redactionVersion = command.message.redactionVersion;
    event.labels = classified.labels;
    event.further = classified.further;
    event.category = classified.category;
    event.type = classified.type;
    event.team = classified.team;
    event.band = classified.band;
    event.bandReason = classified.bandReason;
    event.language = classified.language;
    event.sentiment = classified.sentiment;
    event.urgency = classified.urgency;
    event.reasons = classified.reasons;
    event.redFlags = classified.redFlags;
    deciding.draft.add(ticket.id, event);
    Json words = Json::array();
    for (const std::string& word : classified.words) {
        words.push(word);
    }
    deciding.draft.value(ticket.customer, "words", canonicalJson(words));
}

/// Whether nothing is under way at a system of record: before the first call, or between two of which the first had no effect.
bool mayStillStop(const Deciding& deciding, const Ticket& ticket)
{
    switch (ticket.stage) {
    case Stage::Triage:
    case Stage::Identity:
    case Stage::Policy:
    case Stage::Gate:
    case Stage::HoldBack: return true;
    case Stage::WaitingCustomer: return !(ticket.notice && ticket.notice->unsettled);
    case Stage::Execute: return deciding.state.actions.at(*ticket.action).status == ActionStatus::Waiting;
    case Stage::Verify:
    case Stage::Confirm:
    case Stage::Closed:
    case Stage::Escalated: break;
    }
    return false;
}

/// Whether an effect may still come, or has come and was not told yet.
bool isUnderWay(const Deciding& deciding, const Ticket& ticket)
{
    const Action* action = ticket.action ? deciding.findAction(*ticket.action) : nullptr;
    const bool ended = ticket.stage == Stage::Closed || ticket.stage == Stage::Escalated;
    return (action != nullptr && action->unsettled) || !(ended || mayStillStop(deciding, ticket));
}

/// Whether a further message asks for something else than the ticket is taken for. What a person already corrected the model in does not
/// count again.
bool asksForAnother(const Ticket& ticket, const Classified& said)
{
    if (said.labels.empty() || !speaksForTicket(said.band, said.bandReason)) {
        return false;
    }
    const std::string& intent = said.labels.front().intent;
    const bool wasCorrected = ticket.relabelled && ticket.reading && ticket.reading->intent == intent;
    return intent != ticket.intent && !wasCorrected;
}

/// A further message on an open ticket: it is scored like the first, and may stop what automation was about to do, never hasten it.
void attach(Deciding& deciding, const Ticket& ticket, const ReceiveMessage& command)
{
    deciding.ticket = ticket.id;
    const auto message = deciding.draft.newId<MessageId>();
    recordMessage(deciding, ticket.id, command.message, message);
    if (!command.classified.labels.empty()) {
        recordClassification(deciding, ticket, command, message);
    }
    const bool flagged = !command.classified.redFlags.empty();
    const bool isTold = ticket.stage == Stage::Confirm || ticket.stage == Stage::WaitingCustomer;
    if (flagged && (mayStillStop(deciding, ticket) || isTold)) {
        deciding.withdrawProposal(ticket, "red_flag", Afterwards::Nothing);
        deciding.escalate(ticket, ticket.stage, EscalationReason::RedFlag, command.classified.redFlags.front());
    } else if (ticket.stage == Stage::Confirm) {
        // Until replies are read for satisfaction a person reads each of them: silence alone may close.
        deciding.escalate(ticket, ticket.stage, EscalationReason::CustomerRequest, "reply_to_confirmation");
    } else if (mayStillStop(deciding, ticket) && asksForAnother(ticket, command.classified)) {
        deciding.withdrawProposal(ticket, "another_intent", Afterwards::Nothing);
        deciding.escalate(ticket, ticket.stage, EscalationReason::LowConfidence,
                          "another_intent:" + command.classified.labels.front().intent);
    } else if (ticket.stage == Stage::WaitingCustomer && ticket.notice && ticket.notice->sent) {
        deciding.draft.add(ticket.id, TicketResumed{"customer_answered"});
    }
}

const Ticket* openTicketOf(const Deciding& deciding, const IncomingMessage& message)
{
    const auto at = message.thread ? deciding.state.threads.find(*message.thread) : deciding.state.threads.end();
    const Ticket* ticket = at == deciding.state.threads.end() ? nullptr : deciding.findTicket(at->second);
    const bool attaches = ticket != nullptr && ticket->stage != Stage::Closed && ticket->customer == message.customer;
    return attaches ? ticket : nullptr;
}

} // namespace

void decideOn(Deciding& deciding, const ReceiveMessage& command)
{
    const auto known = deciding.state.messages.find(command.message.identity);
    if (known != deciding.state.messages.end()) {
        deciding.ticket = known->second;
        deciding.refuse(RefusalCode::DuplicateMessage);
        return;
    }
    if (deciding.state.erased.contains(command.message.customer)) {
        deciding.refuse(RefusalCode::UnknownPerson, "erased");
        return;
    }
    if (const Ticket* open = openTicketOf(deciding, command.message)) {
        attach(deciding, *open, command);
        return;
    }
    Ticket ticket;
    ticket.id = deciding.draft.newId<TicketId>();
    ticket.customer = command.message.customer;
    ticket.team = command.classified.team;
    deciding.ticket = ticket.id;
    deciding.draft.add(ticket.id, TicketOpened{ticket.customer, command.message.channel});
    const auto message = deciding.draft.newId<MessageId>();
    recordMessage(deciding, ticket.id, command.message, message);
    if (!command.classified.labels.empty()) {
        recordClassification(deciding, ticket, command, message);
    }
    const Classified& said = command.classified;
    routeTicket(deciding, ticket,
                {said.labels.empty() ? std::string() : said.labels.front().intent, said.category, said.team, said.band,
                 said.bandReason, said.redFlags});
}

void decideOn(Deciding& deciding, const ErasePerson& command)
{
    if (deciding.state.erased.contains(command.person)) {
        deciding.refuseOnRecord({RefusalCode::UnknownPerson, "already erased", {}});
        return;
    }
    std::vector<const Ticket*> tickets;
    for (const auto& [id, ticket] : deciding.state.tickets) {
        if (ticket.customer == command.person) {
            tickets.push_back(&ticket);
        }
    }
    if (tickets.empty()) {
        deciding.refuseOnRecord({RefusalCode::UnknownPerson, "no ticket names this person", {}});
        return;
    }
    std::sort(tickets.begin(), tickets.end(), [](const Ticket* a, const Ticket* b) { return a->opened < b->opened; });
    const auto busy =
        std::find_if(tickets.begin(), tickets.end(), [&](const Ticket* ticket) { return isUnderWay(deciding, *ticket); });
    if (busy != tickets.end()) {
        deciding.ticket = (*busy)->id;
        deciding.refuseOnRecord({RefusalCode::ActionUnderWay, "an action for this person is under way", {}});
        return;
    }
    for (const Ticket* ticket : tickets) {
        if (mayStillStop(deciding, *ticket)) {
            deciding.withdrawProposal(*ticket, "person_redacted", Afterwards::Nothing);
            deciding.escalate(*ticket, ticket->stage, EscalationReason::CustomerRequest, "person_redacted");
        }
    }
    deciding.draft.add({}, PersonRedacted{command.person, command.reason});
}

} // namespace stillgate
