// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/tickets/PackedTickets.h"

#include "core/client/TextState.h"

namespace stillgate {

namespace {

void unpackText(ShownText& out, std::uint8_t state, std::string_view text)
{
    if (state != 0) {
        out = withheld(state);
    } else if (out) {
        out->assign(text);
    } else {
        out = UntrustedText(std::string(text));
    }
}

std::string_view shown(const ShownText& text)
{
    return text ? std::string_view(text->unescaped()) : std::string_view();
}

} // namespace

PackedTickets::PackedTickets() : m_index([this](RowNumber row) -> const TicketId& { return at(row).id; }) {}

bool PackedTickets::hasTexts(RowNumber row) const
{
    const int notLoaded = textState(Withheld::NotLoaded);
    return at(row).subjectState != notLoaded || at(row).nameState != notLoaded;
}

void PackedTickets::unpack(RowNumber number, TicketEntry& out) const
{
    const Packed& packed = at(number);
    const std::string_view texts = packed.texts;
    TicketRow& row = out.row;
    row.id = packed.id;
    row.customer = packed.customer;
    row.channel = packed.channel;
    row.stage = packed.stage;
    row.band = packed.band;
    row.intent = m_codes.text(packed.intent);
    row.confidence = packed.confidence;
    row.team = m_codes.text(packed.team);
    row.classified = packed.classified != 0 ? std::optional(packed.classified) : std::nullopt;
    row.reviewed = packed.reviewed != 0
                       ? std::optional(ReviewedRow{packed.verdict, m_codes.text(packed.reviewedIntent), packed.reviewed})
                       : std::nullopt;
    row.opened = packed.opened;
    row.latest = packed.latest;
    row.openedAt = packed.openedAt;
    row.movedAt = packed.movedAt;
    row.messages = packed.messages;
    row.gate = packed.hasGate ? std::optional(packed.gate) : std::nullopt;
    row.amount = packed.hasAmount ? std::optional(Money{packed.amount, packed.currency}) : std::nullopt;
    row.actionStatus = m_codes.text(packed.actionStatus);
    row.reason = m_codes.text(packed.reason);
    row.resolution = m_codes.text(packed.resolution);
    row.attribution = m_codes.text(packed.attribution);
    unpackHandling(packed, row);
    const std::size_t behindName = packed.subjectLength + packed.nameLength;
    row.artifact.assign(texts.substr(behindName, packed.artifactLength));
    row.detail.assign(texts.substr(behindName + packed.artifactLength));
    unpackText(out.subject, packed.subjectState, texts.substr(0, packed.subjectLength));
    unpackText(out.customer, packed.nameState, texts.substr(packed.subjectLength, packed.nameLength));
}

void PackedTickets::unpackHandling(const Packed& packed, TicketRow& row)
{
    const bool known = packed.score >= 0;
    row.priority = known ? std::optional(packed.priority) : std::nullopt;
    row.score = known ? std::optional(int{packed.score}) : std::nullopt;
    row.deadline.reset();
    if (packed.hasDeadline) {
        row.deadline = DeadlineRow{packed.metric, packed.slaState, packed.dueAt, packed.isPaused};
    }
    row.assignee = packed.assignee != PersonId{} ? std::optional(packed.assignee) : std::nullopt;
    row.held = packed.held != 0 ? std::optional(static_cast<HoldReason>(packed.held - 1)) : std::nullopt;
    row.claimedUntil = packed.claimedUntil.ms != 0 ? std::optional(packed.claimedUntil) : std::nullopt;
}

void PackedTickets::fillHandling(Packed& packed, const TicketRow& row)
{
    packed.score = static_cast<std::int16_t>(row.priority ? row.score.value_or(0) : -1);
    packed.priority = row.priority.value_or(Priority::P4);
    const DeadlineRow deadline = row.deadline.value_or(DeadlineRow{});
    packed.hasDeadline = row.deadline.has_value();
    packed.metric = deadline.metric;
    packed.slaState = deadline.state;
    packed.dueAt = deadline.due;
    packed.isPaused = deadline.paused;
    packed.assignee = row.assignee.value_or(PersonId{});
    packed.held = static_cast<std::uint8_t>(row.held ? static_cast<int>(*row.held) + 1 : 0);
    packed.claimedUntil = row.claimedUntil.value_or(UtcTime{});
}

void PackedTickets::fill(Packed& packed, const TicketRow& row)
{
    packed.id = row.id;
    packed.customer = row.customer;
    packed.gate = row.gate.value_or(GateId{});
    packed.hasGate = row.gate.has_value();
    packed.opened = row.opened;
    packed.latest = row.latest;
    packed.classified = row.classified.value_or(0);
    packed.reviewed = row.reviewed ? row.reviewed->event : 0;
    packed.reviewedIntent = row.reviewed ? m_codes.number(row.reviewed->intent) : 0;
    packed.verdict = row.reviewed ? row.reviewed->verdict : ReviewVerdict::Accept;
    packed.openedAt = row.openedAt;
    packed.movedAt = row.movedAt;
    packed.amount = row.amount ? row.amount->minor : 0;
    packed.currency = row.amount ? row.amount->currency : Currency{};
    packed.hasAmount = row.amount.has_value();
    packed.intent = m_codes.number(row.intent);
    packed.team = m_codes.number(row.team);
    packed.actionStatus = m_codes.number(row.actionStatus);
    packed.reason = m_codes.number(row.reason);
    packed.resolution = m_codes.number(row.resolution);
    packed.attribution = m_codes.number(row.attribution);
    packed.confidence = row.confidence;
    packed.messages = row.messages;
    packed.channel = row.channel;
    packed.stage = row.stage;
    packed.band = row.band;
    fillHandling(packed, row);
    std::string texts;
    const std::size_t kept = packed.subjectLength + packed.nameLength;
    texts.reserve(kept + row.artifact.size() + row.detail.size());
    texts.append(packed.texts, 0, kept).append(row.artifact).append(row.detail);
    packed.texts = std::move(texts);
    packed.artifactLength = static_cast<std::uint32_t>(row.artifact.size());
}

PackedTickets::RowNumber PackedTickets::add(const TicketRow& row)
{
    if (m_size == m_chunks.size() * kChunk) {
        m_chunks.push_back(std::make_unique<std::array<Packed, kChunk>>());
    }
    const auto number = static_cast<RowNumber>(m_size++);
    at(number) = Packed{};
    at(number).subjectState = at(number).nameState = static_cast<TextState>(textState(Withheld::NotLoaded));
    fill(at(number), row);
    ++m_counts[static_cast<std::size_t>(row.stage)];
    m_index.add(row.id, number);
    return number;
}

void PackedTickets::replace(RowNumber number, const TicketRow& row)
{
    --m_counts[static_cast<std::size_t>(at(number).stage)];
    ++m_counts[static_cast<std::size_t>(row.stage)];
    fill(at(number), row);
}

void PackedTickets::setTexts(RowNumber number, const ShownText& subject, const ShownText& customer)
{
    Packed& packed = at(number);
    const std::string_view rest = std::string_view(packed.texts).substr(packed.subjectLength + packed.nameLength);
    std::string texts;
    texts.reserve(shown(subject).size() + shown(customer).size() + rest.size());
    texts.append(shown(subject)).append(shown(customer)).append(rest);
    packed.texts = std::move(texts);
    packed.subjectLength = static_cast<std::uint32_t>(shown(subject).size());
    packed.nameLength = static_cast<std::uint32_t>(shown(customer).size());
    packed.subjectState = static_cast<TextState>(textState(subject));
    packed.nameState = static_cast<TextState>(textState(customer));
}

void PackedTickets::unmarkAll()
{
    for (RowNumber row = 0; row < m_size; ++row) {
        at(row).isMarked = false;
    }
}

std::size_t PackedTickets::sweep()
{
    RowNumber kept = 0;
    for (RowNumber row = 0; row < m_size; ++row) {
        if (!at(row).isMarked) {
            --m_counts[static_cast<std::size_t>(at(row).stage)];
            continue;
        }
        at(row).isMarked = false;
        if (kept != row) {
            at(kept) = std::move(at(row));
        }
        ++kept;
    }
    const std::size_t gone = m_size - kept;
    m_size = kept;
    if (gone > 0) {
        m_chunks.resize((m_size + kChunk - 1) / kChunk);
        m_index.clear();
        for (RowNumber row = 0; row < m_size; ++row) {
            m_index.add(at(row).id, row);
        }
    }
    return gone;
}

void PackedTickets::clear()
{
    m_chunks.clear();
    m_size = 0;
    m_counts = {};
    m_index.clear();
}

} // namespace stillgate
