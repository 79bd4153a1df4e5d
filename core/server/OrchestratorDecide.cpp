// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/base/Log.h"
#include "core/intake/Identity.h"
#include "core/server/CommitGroup.h"

namespace stillgate {

namespace {

const Log kDecideLog("orchestrator");

Stamp stampAt(const Clock& clock)
{
    return {clock.now(), Secret32::random()};
}

std::map<std::string, std::string> personalFields(const IntakeMessage& message)
{
    std::map<std::string, std::string> out;
    const auto add = [&](const char* field, const std::optional<std::string>& value) {
        if (value && !value->empty()) {
            out[field] = *value;
        }
    };
    add("subject", message.subject);
    add("sender", message.customer.email);
    add("name", message.customer.name);
    add("device", message.device);
    add("country", message.country);
    return out;
}

std::unordered_set<TicketId> ticketsOf(const std::vector<Event>& events)
{
    std::unordered_set<TicketId> out;
    for (const Event& event : events) {
        if (event.header.ticket) {
            out.insert(*event.header.ticket);
        }
    }
    return out;
}

} // namespace

std::optional<Reply> Orchestrator::earlierReply(const Submission& submission, const Group& group)
{
    if (!submission.command) {
        return std::nullopt;
    }
    const Uuid key = outcomeKey(submission.actor, submission.command->id);
    std::optional<OutcomeRow> known;
    if (const auto at = group.outcomes.find(key); at != group.outcomes.end()) {
        known = at->second;
    } else if (const auto row = m_store.reader().row(ProjectionKind::Outcome, key); !row) {
        return Reply{std::nullopt, row.error(), {}, 0, 0};
    } else if (*row) {
        const auto stored = outcomeFromRow(**row);
        if (!stored) {
            return Reply{std::nullopt, stored.error(), {}, 0, 0};
        }
        known = *stored;
    }
    if (!known) {
        return std::nullopt;
    }
    if (known->body != submission.command->body) {
        return Reply{Refusal{RefusalCode::CommandReused, "the command id was used with another body", {}, {}}, {}, {}, 1, 0};
    }
    Reply reply{std::nullopt, std::nullopt, known->ticket, known->first, known->last};
    if (known->refusal) {
        reply.refusal =
            Refusal{*known->refusal, known->detail, known->moved.value_or(std::vector<StateChange>{}), known->decided};
    }
    return reply;
}

Result<Command> Orchestrator::receive(const Arrival& arrival, Group& group)
{
    IncomingMessage message;
    message.identity = arrival.identity;
    message.customer = PersonId{uuidV7(m_clock.now(), randomFixed<Digest>())};
    if (arrival.contact) {
        auto known = group.contacts.find(*arrival.contact);
        if (known == group.contacts.end()) {
            const auto stored = m_store.reader().personOf(*arrival.contact);
            if (!stored) {
                return tl::make_unexpected(stored.error());
            }
            if (!*stored) {
                group.batch.contacts.push_back({*arrival.contact, message.customer});
            }
            known = group.contacts.emplace(*arrival.contact, stored->value_or(message.customer)).first;
        }
        message.customer = known->second;
    }
    const IntakeMessage& source = arrival.message;
    if (source.thread) {
        message.thread = threadKey(m_store.keys().lookup, message.customer, *source.thread);
    }
    message.channel = source.channel;
    message.sentAt = source.receivedAt;
    message.language = source.language.value_or("");
    message.text = source.text;
    message.redacted = arrival.redacted;
    message.redactionVersion = arrival.redactionVersion;
    message.personal = personalFields(source);
    for (const IntakeAttachment& attachment : source.attachments) {
        const BlobId blob{uuidV7(m_clock.now(), randomFixed<Digest>())};
        message.attachments.push_back({{blob, static_cast<std::int64_t>(attachment.content.size()), attachment.type},
                                       attachment.name,
                                       sha256(attachment.content)});
    }
    return Command(ReceiveMessage{std::move(message), arrival.classified});
}

bool Orchestrator::decideOne(Submission& submission, Group& group)
{
    auto* arrival = std::get_if<Arrival>(&submission.what);
    auto known = earlierReply(submission, group);
    // A redelivery leaves nothing behind, so it must not make a person either.
    if (const auto old = arrival != nullptr ? m_fold->state().messages.find(arrival->identity) : m_fold->state().messages.end();
        old != m_fold->state().messages.end()) {
        known = Reply{Refusal{RefusalCode::DuplicateMessage, {}, {}, {}}, {}, old->second, 1, 0};
    }
    auto command = known                ? Result<Command>(CloseSilent{})
                   : arrival != nullptr ? receive(*arrival, group)
                                        : Result<Command>(std::get<Command>(std::move(submission.what)));
    if (known || !command) {
        group.answers.push_back(
            {std::move(submission.done), known ? std::move(*known) : Reply{std::nullopt, command.error(), {}, 1, 0}});
        return true;
    }
    Outcome outcome = decide(m_fold->state(), m_rules, *command, {stampAt(m_clock), submission.actor, submission.command});
    Reply reply{std::move(outcome.refusal), std::nullopt, outcome.ticket, m_fold->state().next, 0};
    const auto moved = ticketsOf(outcome.events);
    const auto busyBefore = busyWith(moved);
    if (auto added = addToFold(outcome.events, group); !added) {
        // decide and apply disagree: nothing of this group may stand.
        kDecideLog.error("apply_refused", {{"why", added.error().text()}});
        group.answers.push_back({std::move(submission.done), std::move(reply)});
        recover(group, added.error());
        group = Group{};
        return false;
    }
    reply.last = m_fold->state().next - 1;
    noteOutcome(submission, reply, group);
    if (submission.endsJob) {
        group.endedJobs.insert(*submission.endsJob);
    }
    if (arrival != nullptr) {
        addBlobs(std::get<ReceiveMessage>(*command).message, *arrival, group);
    }
    const auto* erase = std::get_if<ErasePerson>(&*command);
    const bool erases = erase != nullptr && !reply.refusal;
    if (erases) {
        group.batch.erased.push_back(erase->person);
    }
    std::move(outcome.events.begin(), outcome.events.end(), std::back_inserter(group.batch.events));
    group.answers.push_back({std::move(submission.done), std::move(reply)});
    if (auto attended = attend(*command, moved, busyBefore, group); !attended) {
        kDecideLog.error("apply_refused", {{"why", attended.error().text()}});
        recover(group, attended.error());
        group = Group{};
        return false;
    }
    return !erases;
}

/// Where a halt moves, any of them may go on or stand still.
void Orchestrator::touchOpenTickets(Group& group) const
{
    for (const auto& [id, ticket] : m_fold->state().tickets) {
        if (ticket.stage != Stage::Closed && ticket.stage != Stage::Escalated) {
            group.touched.insert(id);
        }
    }
}

Result<void> Orchestrator::addToFold(const std::vector<Event>& events, Group& group)
{
    for (const Event& event : events) {
        if (auto applied = m_fold->add(event.header); !applied) {
            return applied;
        }
        group.movesPeople =
            group.movesPeople || event.header.code.starts_with("person.") || event.header.code.starts_with("key.");
        if (event.header.code.starts_with("halt.")) {
            group.movesHalts = true;
            touchOpenTickets(group);
        }
        if (event.header.ticket) {
            group.touched.insert(*event.header.ticket);
            if (event.header.code == ActionIntended::kCode) {
                group.freshCalls.insert(*event.header.ticket);
            } else if (event.header.code == NoticeIntended::kCode) {
                group.freshNotices.insert(*event.header.ticket);
            }
        }
    }
    return {};
}

void Orchestrator::noteOutcome(const Submission& submission, const Reply& reply, Group& group)
{
    if (!submission.command) {
        return;
    }
    OutcomeRow row{submission.actor,
                   submission.command->id,
                   submission.command->body,
                   reply.first,
                   reply.last,
                   {},
                   {},
                   reply.ticket,
                   {},
                   {}};
    if (reply.refusal) {
        row.refusal = reply.refusal->code;
        row.detail = reply.refusal->detail;
        row.moved = reply.refusal->moved;
        row.decided = reply.refusal->decided;
    }
    group.outcomes[outcomeKey(submission.actor, submission.command->id)] = std::move(row);
}

void Orchestrator::addBlobs(const IncomingMessage& message, Arrival& arrival, Group& group)
{
    for (std::size_t i = 0; i < message.attachments.size(); ++i) {
        group.batch.blobs.push_back(
            {message.attachments[i].facts.blob, message.customer, std::move(arrival.message.attachments[i].content)});
    }
}

} // namespace stillgate
