// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/store/DurableOutbox.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/client/link/Follow.h"

namespace stillgate {

namespace {

bool isUp(LinkState state)
{
    return state == LinkState::CatchingUp || state == LinkState::Live;
}

/// Errors that say nothing about the command itself: it is tried again.
bool mayPass(ErrorCode code)
{
    return code == ErrorCode::Unavailable || code == ErrorCode::Io || code == ErrorCode::Internal;
}

} // namespace

Result<std::unique_ptr<DurableOutbox>> DurableOutbox::open(OutboxFile file, OutboxParts parts)
{
    const UtcTime oldest = parts.clock.now() + Duration{-kKept.ms};
    auto commands = file.dropEndedBefore(oldest).and_then([&] { return file.readAll(); });
    if (!commands) {
        return tl::make_unexpected(std::move(commands.error()));
    }
    return std::unique_ptr<DurableOutbox>(new DurableOutbox(std::move(file), std::move(parts), std::move(*commands)));
}

DurableOutbox::DurableOutbox(OutboxFile file, OutboxParts parts, std::vector<StoredCommand> commands)
    : m_file(std::move(file)), m_parts(std::move(parts))
{
    for (StoredCommand& command : commands) {
        add(std::move(command));
    }
    connect(&m_parts.link, &Link::statusChanged, this, [this] { sendWaiting(); });
}

void DurableOutbox::add(StoredCommand command)
{
    const std::size_t place = m_commands.size();
    m_places[command.entry.id] = place;
    if (!isAnswered(command.entry.state)) {
        m_unanswered.insert(place);
    }
    m_commands.push_back(std::move(command));
}

std::vector<OutboxEntry> DurableOutbox::entries() const
{
    std::vector<OutboxEntry> out;
    out.reserve(m_commands.size());
    std::transform(m_commands.begin(), m_commands.end(), std::back_inserter(out),
                   [](const StoredCommand& command) { return command.entry; });
    return out;
}

std::optional<OutboxEntry> DurableOutbox::entry(const CommandId& id) const
{
    const auto place = m_places.find(id);
    return place == m_places.end() ? std::nullopt : std::optional(m_commands[place->second].entry);
}

std::optional<OutboxEntry> DurableOutbox::decisionOn(const GateId& gate) const
{
    const auto found = std::find_if(m_commands.rbegin(), m_commands.rend(),
                                    [&](const StoredCommand& command) { return command.entry.gate == gate; });
    return found == m_commands.rend() ? std::nullopt : std::optional(found->entry);
}

Result<void> DurableOutbox::put(OutboxEntry entry, const rpc::PersonCommand& command)
{
    entry.state = OutboxState::Queued;
    entry.stored = m_parts.clock.now();
    const LinkStatus& status = m_parts.link.status();
    StoredCommand stored{std::move(entry), status.origin, status.person, canonicalJson(toJson(command))};
    STILLGATE_FAILPOINT("outbox.before_store");
    if (STILLGATE_PROTECTION_ON("outbox.file")) {
        if (auto added = m_file.add(stored); !added) {
            return added;
        }
    }
    STILLGATE_FAILPOINT("outbox.stored");
    add(std::move(stored));
    emit entryChanged(OutboxEntry(m_commands.back().entry));
    sendWaiting();
    return {};
}

void DurableOutbox::sendWaiting()
{
    if (!isUp(m_parts.link.status().state)) {
        m_backoff.reset();
        m_retry.reset();
        return;
    }
    if (m_retry) {
        return;
    }
    for (const CommandId& id : nextToSend()) {
        if (StoredCommand* command = find(id); command != nullptr && m_inFlight.size() < kMostInFlight) {
            send(*command);
        }
    }
}

/// Not the second one about a ticket before the first is answered: they may build on each other.
std::vector<CommandId> DurableOutbox::nextToSend() const
{
    const LinkStatus& status = m_parts.link.status();
    std::vector<CommandId> out;
    std::set<TicketId> busy;
    for (const std::size_t place : m_unanswered) {
        const StoredCommand& command = m_commands[place];
        if (command.origin != status.origin || command.person != status.person) {
            continue;
        }
        const bool isFirst = !command.entry.ticket || busy.insert(*command.entry.ticket).second;
        if (isFirst && !m_inFlight.contains(command.entry.id)) {
            out.push_back(command.entry.id);
        }
    }
    return out;
}

void DurableOutbox::send(StoredCommand& command)
{
    const auto body = parseJson(command.command).and_then([](const Json& json) { return fromJson<rpc::PersonCommand>(json); });
    if (!body) {
        refuse(command, {std::string(toString(body.error().code)), body.error().text(), {}});
        return;
    }
    const CommandId id = command.entry.id;
    if (command.entry.state == OutboxState::Queued) {
        OutboxEntry sent = command.entry;
        sent.state = OutboxState::Sent;
        if (const auto marked = m_file.update(sent); !marked) {
            m_log.error("not_marked", {{"id", id.text()}, {"error", marked.error().text()}});
            tryLater();
            return;
        }
    }
    STILLGATE_FAILPOINT("outbox.marked");
    m_inFlight.insert(id);
    const CommandId underId =
        STILLGATE_PROTECTION_ON("outbox.same_id") ? id : CommandId{uuidV7(m_parts.clock.now(), randomFixed<Digest>())};
    const auto answer = m_parts.calls.call<rpc::CommandSubmit>({underId, *body});
    follow(answer, this, [this, id](const Result<rpc::CommandSubmit::Result>& result) { answered(id, result); });
    STILLGATE_FAILPOINT("outbox.sent");
    take(command, OutboxInput::Send);
}

void DurableOutbox::answered(const CommandId& id, const Result<rpc::CommandSubmit::Result>& answer)
{
    STILLGATE_FAILPOINT("outbox.answered");
    m_inFlight.erase(id);
    StoredCommand* command = find(id);
    if (command == nullptr) {
        return;
    }
    if (answer) {
        m_backoff.reset();
        settle(*command, *answer);
    } else if (mayPass(answer.error().code)) {
        m_log.info("not_answered", {{"id", id.text()}, {"error", answer.error().text()}});
        take(*command, OutboxInput::Lose);
        tryLater();
    } else {
        refuse(*command, {std::string(toString(answer.error().code)), answer.error().text(), {}});
    }
    sendWaiting();
}

void DurableOutbox::settle(StoredCommand& command, const rpc::CommandSubmit::Result& answer)
{
    command.entry.first = answer.first;
    command.entry.last = answer.last;
    if (answer.outcome == rpc::CommandOutcome::Accepted) {
        take(command, OutboxInput::Accept);
        return;
    }
    const Refusal refusal = answer.refusal.value_or(Refusal{});
    refuse(command, {std::string(nameOf(refusal.code)), refusal.detail, refusal.moved});
}

void DurableOutbox::refuse(StoredCommand& command, OutboxRefusal refusal)
{
    command.entry.refusal = std::move(refusal);
    take(command, OutboxInput::Refuse);
}

/// An answer that cannot be written down is asked for again after the next start, with the same outcome.
void DurableOutbox::take(StoredCommand& command, OutboxInput input)
{
    const auto next = nextState(command.entry.state, input);
    if (!next || (*next == command.entry.state && input != OutboxInput::Lose)) {
        return;
    }
    command.entry.state = *next;
    if (isAnswered(*next)) {
        command.entry.ended = m_parts.clock.now();
        if (const auto written = m_file.update(command.entry); !written) {
            m_log.error("not_written", {{"id", command.entry.id.text()}, {"error", written.error().text()}});
        }
        command.command.clear();
        m_unanswered.erase(m_places.at(command.entry.id));
        STILLGATE_FAILPOINT("outbox.settled");
    }
    emit entryChanged(OutboxEntry(command.entry));
}

void DurableOutbox::tryLater()
{
    if (!m_retry && isUp(m_parts.link.status().state)) {
        m_retry = m_parts.timers.after(m_backoff.next(m_parts.random()), [this] {
            m_retry.reset();
            sendWaiting();
        });
    }
}

StoredCommand* DurableOutbox::find(const CommandId& id)
{
    const auto place = m_places.find(id);
    return place == m_places.end() ? nullptr : &m_commands[place->second];
}

} // namespace stillgate
