// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Deciding.h"
#include "core/domain/Halts.h"
#include "core/domain/Records.h"

namespace stillgate {

namespace {

const CustomerText& textIn(const std::vector<CustomerText>& texts, const std::string& language)
{
    const auto same = std::find_if(texts.begin(), texts.end(), [&](const CustomerText& t) { return t.language == language; });
    return same == texts.end() ? texts.front() : *same;
}

/// What the customer of a ticket at this stage is written for.
std::optional<NoticePurpose> purposeAt(Stage stage)
{
    switch (stage) {
    case Stage::Confirm: return NoticePurpose::Confirmation;
    case Stage::WaitingCustomer: return NoticePurpose::Question;
    default: return std::nullopt;
    }
}

/// A ticket whose customer is being told, or asked, or a refusal.
const Ticket* writing(Deciding& deciding, const TicketId& id)
{
    const Ticket* ticket = deciding.findTicket(id);
    if (ticket == nullptr || !purposeAt(ticket->stage) || !ticket->action) {
        deciding.refuse(ticket == nullptr ? RefusalCode::UnknownTicket : RefusalCode::NotInThisStage);
        return nullptr;
    }
    deciding.ticket = id;
    return ticket;
}

Digest noticeKey(const Deciding& deciding, const Action& action)
{
    return sha256("stillgate/notice/v1\n" + deciding.state.ledger.origin + "\n" + action.id.text());
}

bool isSilenceOver(const Deciding& deciding, const Ticket& ticket)
{
    const auto& notice = ticket.notice;
    return notice && notice->sent && notice->due && deciding.draft.time() >= *notice->due;
}

void beginFirstNotice(Deciding& deciding, const Ticket& ticket, const Action& action, const BeginNotice& command)
{
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    Facts facts;
    for (const auto& [name, value] : command.facts) {
        facts[name] = value;
    }
    facts["artifact"] = action.artifact;
    const NoticePurpose purpose = *purposeAt(ticket.stage);
    const auto texts = runbook == nullptr                   ? std::vector<CustomerText>()
                       : purpose == NoticePurpose::Question ? runbook->notice.questions
                                                            : runbook->notice.texts;
    const bool usable = !texts.empty();
    const CustomerText text = usable ? textIn(texts, command.language) : CustomerText{};
    const auto recipient = usable ? render(runbook->notice.recipient, facts) : Result<std::string>("");
    const auto subject = render(text.subject, facts);
    const auto body = render(text.body, facts);
    if (!usable || !recipient || !subject || !body) {
        deciding.escalate(ticket, ticket.stage, EscalationReason::BackendError, "notice_text", Tier::L3);
        return;
    }
    Draft& draft = deciding.draft;
    draft.add(ticket.id,
              NoticeIntended{draft.newId<NoticeId>(), purpose, action.id, 1, text.language, noticeKey(deciding, action)});
    draft.value(ticket.customer, "recipient", *recipient);
    draft.value(ticket.customer, "subject", *subject);
    draft.value(ticket.customer, "body", *body);
}

} // namespace

void decideOn(Deciding& deciding, const BeginNotice& command)
{
    const Ticket* ticket = writing(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    const auto leaving = leavingOf(deciding.state, deciding.rules, *ticket, Work::BeginNotice);
    if (leaving && haltOver(deciding.state.halts, *leaving)) {
        deciding.refuse(RefusalCode::NotInThisStage, "halted");
        return;
    }
    if (!ticket->notice) {
        beginFirstNotice(deciding, *ticket, action, command);
        return;
    }
    const Notice& notice = *ticket->notice;
    const bool due = notice.unsettled || (notice.due && deciding.draft.time() >= *notice.due);
    if (notice.sent || !due) {
        deciding.refuse(RefusalCode::NotInThisStage);
    } else if (notice.attempts - notice.halted >= kMostNotices) {
        deciding.escalate(*ticket, ticket->stage, EscalationReason::BackendError, "notice_attempts_used", Tier::L3);
    } else {
        deciding.draft.add(
            ticket->id, NoticeIntended{notice.id, notice.purpose, action.id, notice.attempts + 1, {}, notice.idempotencyKey});
    }
}

void decideOn(Deciding& deciding, const RecordNotice& command)
{
    const Ticket* ticket = writing(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    const auto& notice = ticket->notice;
    if (!notice || notice->id != command.notice || notice->attempts != command.attempt || !notice->unsettled) {
        deciding.refuse(RefusalCode::NotInThisStage, "no such notice is under way");
        return;
    }
    if (command.artifact) {
        const Policy& policy = policyInForce(deciding.state, deciding.rules);
        const bool asks = notice->purpose == NoticePurpose::Question;
        const UtcTime silence = deciding.draft.time() + (asks ? policy.answerWithin : policy.silence);
        deciding.draft.add(ticket->id, NoticeSent{notice->id, *command.artifact, silence});
        if (ticket->unread && asks) {
            // It crossed the question on its way, and may hold the answer: a person sees both at the new gate.
            deciding.draft.add(ticket->id, TicketResumed{"customer_answered"});
        } else if (ticket->unread) {
            deciding.escalate(*ticket, Stage::Confirm, EscalationReason::CustomerRequest, "unread_message");
        }
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    const int tried = command.failure == CallFailure::Halted ? 1 : command.attempt - notice->halted;
    deciding.draft.add(ticket->id, NoticeFailed{notice->id, command.attempt, command.failure, command.detail,
                                                deciding.draft.time() + backOff(runbook, tried, command.retryAfter)});
}

void decideOn(Deciding& deciding, const CloseSilent& command)
{
    const Ticket* ticket = writing(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    if (ticket->stage != Stage::Confirm || !isSilenceOver(deciding, *ticket)) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    TicketClosed event;
    event.resolution = runbook != nullptr ? runbook->resolution : action.operation;
    event.by = "silence";
    event.attribution = action.gate || ticket->relabelled ? Attribution::Assisted : Attribution::Auto;
    event.automated = {"identity", "policy", "execute", "verify", "confirm"};
    if (!ticket->relabelled) {
        event.automated.insert(event.automated.begin(), "triage");
    }
    if (!action.gate) {
        event.automated.emplace_back("decide");
    }
    deciding.draft.add(ticket->id, event);
}

void decideOn(Deciding& deciding, const EndWaiting& command)
{
    const Ticket* ticket = writing(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    if (ticket->stage != Stage::WaitingCustomer || !isSilenceOver(deciding, *ticket)) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    deciding.escalate(*ticket, Stage::WaitingCustomer, EscalationReason::PolicyBlock, "no_answer");
}

} // namespace stillgate
