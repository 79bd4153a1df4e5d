// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Deciding.h"
#include "core/domain/Records.h"

namespace stillgate {

namespace {

const CustomerText& textIn(const std::vector<CustomerText>& texts, const std::string& language)
{
    const auto same = std::find_if(texts.begin(), texts.end(), [&](const CustomerText& t) { return t.language == language; });
    return same == texts.end() ? texts.front() : *same;
}

/// A ticket whose change is verified and whose customer is being told, or a refusal.
const Ticket* confirming(Deciding& deciding, const TicketId& id)
{
    const Ticket* ticket = deciding.findTicket(id);
    if (ticket == nullptr || ticket->stage != Stage::Confirm || !ticket->action) {
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

void beginFirstNotice(Deciding& deciding, const Ticket& ticket, const Action& action, const BeginNotice& command)
{
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    Facts facts;
    for (const auto& [name, value] : command.facts) {
        facts[name] = value;
    }
    facts["artifact"] = action.artifact;
    const bool usable = runbook != nullptr && !runbook->notice.texts.empty();
    const CustomerText text = usable ? textIn(runbook->notice.texts, command.language) : CustomerText{};
    const auto recipient = usable ? render(runbook->notice.recipient, facts) : Result<std::string>("");
    const auto subject = render(text.subject, facts);
    const auto body = render(text.body, facts);
    if (!usable || !recipient || !subject || !body) {
        deciding.escalate(ticket, Stage::Confirm, EscalationReason::BackendError, "notice_text", Tier::L3);
        return;
    }
    Draft& draft = deciding.draft;
    draft.add(ticket.id, NoticeIntended{draft.newId<NoticeId>(), action.id, 1, text.language, noticeKey(deciding, action)});
    draft.value(ticket.customer, "recipient", *recipient);
    draft.value(ticket.customer, "subject", *subject);
    draft.value(ticket.customer, "body", *body);
}

} // namespace

void decideOn(Deciding& deciding, const BeginNotice& command)
{
    const Ticket* ticket = confirming(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    if (!ticket->notice) {
        beginFirstNotice(deciding, *ticket, action, command);
        return;
    }
    const Notice& notice = *ticket->notice;
    const bool due = notice.unsettled || (notice.due && deciding.draft.time() >= *notice.due);
    if (notice.sent || !due) {
        deciding.refuse(RefusalCode::NotInThisStage);
    } else if (notice.attempts >= kMostNotices) {
        deciding.escalate(*ticket, Stage::Confirm, EscalationReason::BackendError, "notice_attempts_used", Tier::L3);
    } else {
        deciding.draft.add(ticket->id, NoticeIntended{notice.id, action.id, notice.attempts + 1, {}, notice.idempotencyKey});
    }
}

void decideOn(Deciding& deciding, const RecordNotice& command)
{
    const Ticket* ticket = confirming(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    const auto& notice = ticket->notice;
    if (!notice || notice->id != command.notice || notice->attempts != command.attempt || !notice->unsettled) {
        deciding.refuse(RefusalCode::NotInThisStage, "no such notice is under way");
        return;
    }
    if (command.artifact) {
        const UtcTime silence = deciding.draft.time() + deciding.rules.policy.silence;
        deciding.draft.add(ticket->id, NoticeSent{notice->id, *command.artifact, silence});
        if (ticket->unread) {
            deciding.escalate(*ticket, Stage::Confirm, EscalationReason::CustomerRequest, "unread_message");
        }
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    deciding.draft.add(ticket->id, NoticeFailed{notice->id, command.attempt, command.failure, command.detail,
                                                deciding.draft.time() + backOff(runbook, command.attempt, command.retryAfter)});
}

void decideOn(Deciding& deciding, const CloseSilent& command)
{
    const Ticket* ticket = confirming(deciding, command.ticket);
    if (ticket == nullptr) {
        return;
    }
    const bool silent =
        ticket->notice && ticket->notice->sent && ticket->notice->due && deciding.draft.time() >= *ticket->notice->due;
    if (!silent) {
        deciding.refuse(RefusalCode::NotInThisStage);
        return;
    }
    const Action& action = deciding.state.actions.at(*ticket->action);
    const Runbook* runbook = deciding.rules.named(action.runbook, action.runbookVersion);
    TicketClosed event;
    event.resolution = runbook != nullptr ? runbook->resolution : action.operation;
    event.by = "silence";
    event.attribution = action.gate ? Attribution::Assisted : Attribution::Auto;
    event.automated = {"triage", "identity", "policy", "execute", "verify", "confirm"};
    if (!action.gate) {
        event.automated.emplace_back("decide");
    }
    deciding.draft.add(ticket->id, event);
}

} // namespace stillgate
