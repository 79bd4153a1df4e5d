// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/feed/FeedClient.h"

#include <algorithm>

#include "core/ledger/Checkpoint.h"
#include "core/protocol/Codec.h"

namespace stillgate::wire {

void FeedView::blame(const std::string& fault)
{
    if (m_fault.empty()) {
        m_fault = fault;
    }
}

void FeedView::answered(const rpc::FeedSubscribe::Result& answer)
{
    ++m_answers;
    const auto frontier = Frontier::from(answer.next, answer.frontier);
    const auto note = parseCheckpoint(answer.checkpoint);
    if (!frontier || !note) {
        blame("the answer's frontier or checkpoint is none");
        return;
    }
    m_frontier = *frontier;
    m_start = answer.start;
    m_phase = answer.start == rpc::FeedStart::Snapshot ? Phase::Rows : Phase::Events;
    if (note->checkpoint.head.size != answer.size || answer.next > answer.size) {
        blame("the answer's size is not the checkpoint's");
    }
    if (answer.next == answer.size && note->checkpoint.head.root != m_frontier.root()) {
        blame("the answer's frontier is not the checkpoint's");
    }
}

void FeedView::take(const std::string& message)
{
    ++m_messages;
    m_longest = std::max(m_longest, message.size());
    if (!std::all_of(message.begin(), message.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        blame("a message is not in ASCII");
    }
    const Json json = parseJson(message).value_or(Json());
    const Json* params = json.find("params");
    if (params == nullptr || canonicalJson(json).size() > message.size()) {
        blame("a message is no notification: " + message.substr(0, 200));
    } else if (json.textAt("method") == rpc::FeedRows::kName) {
        const auto rows = fromJson<rpc::FeedRows::Params>(*params);
        rows ? takeRows(*rows) : blame(rows.error().text());
    } else if (json.textAt("method") == rpc::FeedEvents::kName) {
        const auto events = fromJson<rpc::FeedEvents::Params>(*params);
        events ? takeEvents(*events) : blame(events.error().text());
    } else {
        blame("an unknown notification");
    }
}

template <typename Params>
void FeedView::merge(const Params& params)
{
    for (const TicketRow& row : params.tickets) {
        const auto [at, isNew] = m_tickets.try_emplace(row.id, row);
        if (!isNew && row.latest >= at->second.latest) {
            at->second = row;
        }
    }
    for (const GateRow& row : params.gates) {
        m_gates.insert_or_assign(row.id, row);
    }
    for (const rpc::TicketTitle& title : params.titles) {
        m_titles.insert_or_assign(title.ticket, title);
    }
}

void FeedView::takeRows(const rpc::FeedRows::Params& rows)
{
    if (m_phase != Phase::Rows) {
        blame("rows that belong to no snapshot");
    }
    merge(rows);
    m_phase = rows.last ? Phase::Events : m_phase;
}

void FeedView::takeEvents(const rpc::FeedEvents::Params& events)
{
    if (m_phase != Phase::Events) {
        blame("events before the answer or the rows");
    }
    for (const rpc::CarriedHeader& header : events.headers) {
        if (header.header().sequence != next()) {
            blame("event " + std::to_string(header.header().sequence) + " instead of " + std::to_string(next()));
            return;
        }
        m_frontier.append(leafHash(header.bytes()));
        ++m_events;
    }
    merge(events);
    checkCheckpoint(events);
}

void FeedView::checkCheckpoint(const rpc::FeedEvents::Params& events)
{
    if (events.headers.empty() || events.size < next()) {
        blame("a message of no event, or of a ledger that is smaller than what it had");
    }
    if (events.checkpoint.has_value() != (events.size == next())) {
        blame("a checkpoint that is missing, or in the wrong place");
    }
    if (events.checkpoint) {
        const auto note = parseCheckpoint(*events.checkpoint);
        if (!note || note->checkpoint.head != m_frontier.head()) {
            blame("the frontier is not the checkpoint's at " + std::to_string(next()));
        }
        ++m_checkpoints;
    }
}

void FeedClient::subscribe(std::optional<Sequence> from)
{
    m_plain.send(rpc::writeRequest(std::int64_t{1}, rpc::FeedSubscribe::kName, toJson(rpc::FeedSubscribe::Params{from})));
}

const FeedView& FeedClient::view()
{
    for (; m_taken < m_plain.count(); ++m_taken) {
        const auto response = rpc::parseResponse(m_plain.text(m_taken));
        if (!response) {
            m_view.take(m_plain.text(m_taken));
        } else if (!response->outcome) {
            m_errorCode = response->outcome.error().code;
        } else if (const auto answer = fromJson<rpc::FeedSubscribe::Result>(*response->outcome)) {
            m_view.answered(*answer);
        }
    }
    return m_view;
}

int FeedClient::errorCode()
{
    (void)view();
    return m_errorCode;
}

} // namespace stillgate::wire
