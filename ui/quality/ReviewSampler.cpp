// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewSampler.h"

#include <algorithm>
#include <vector>

namespace stillgate {

namespace {
constexpr std::array kEverySampler{Sampler::LeastConfident, Sampler::Manual, Sampler::Reviewed};
} // namespace

ReviewSampler::ReviewSampler(TicketStore& tickets, QObject* parent) : QObject(parent), m_tickets(tickets)
{
    connect(&tickets, &TicketStore::ticketsChanged, this, &ReviewSampler::onTicketsChanged);
    connect(&tickets, &TicketStore::reset, this, &ReviewSampler::load);
    load();
}

std::optional<ReviewSampler::Candidate> ReviewSampler::candidateOf(const TicketRow& row)
{
    if (!row.classified) {
        return std::nullopt; // the model has not said anything yet
    }
    return Candidate{row.confidence, row.band, row.opened, row.reviewed ? std::optional(row.reviewed->event) : std::nullopt};
}

bool ReviewSampler::belongs(Sampler sampler, const Candidate& candidate)
{
    switch (sampler) {
    case Sampler::LeastConfident: return !candidate.reviewed;
    case Sampler::Manual: return !candidate.reviewed && candidate.band == Band::Manual;
    case Sampler::Reviewed: return candidate.reviewed.has_value();
    }
    return false;
}

ReviewSampler::Key ReviewSampler::key(Sampler sampler, const TicketId& ticket, const Candidate& candidate)
{
    const bool byReview = sampler == Sampler::Reviewed;
    return {byReview ? -static_cast<std::int64_t>(candidate.reviewed.value_or(0)) : candidate.confidence, candidate.opened,
            ticket};
}

void ReviewSampler::load()
{
    m_candidates.clear();
    m_candidates.reserve(m_tickets.size());
    std::array<std::vector<Key>, kSamplers> keys;
    m_tickets.forEachTicket([&](const TicketEntry& entry) {
        const auto candidate = candidateOf(entry.row);
        if (!candidate) {
            return;
        }
        m_candidates.emplace(entry.row.id, *candidate);
        for (const Sampler sampler : kEverySampler) {
            if (belongs(sampler, *candidate) && !m_aside.contains(entry.row.id)) {
                keys[static_cast<std::size_t>(sampler)].push_back(key(sampler, entry.row.id, *candidate));
            }
        }
    });
    for (const Sampler sampler : kEverySampler) {
        auto& list = keys[static_cast<std::size_t>(sampler)];
        std::sort(list.begin(), list.end());
        order(sampler) = Order(list.begin(), list.end()); // linear, because it is sorted
    }
    emit countsChanged();
}

void ReviewSampler::onTicketsChanged(const std::vector<TicketId>& tickets)
{
    for (const TicketId& ticket : tickets) {
        if (const auto entry = m_tickets.ticket(ticket)) {
            take(entry->row);
        }
    }
    emit countsChanged();
}

void ReviewSampler::take(const TicketRow& row)
{
    drop(row.id);
    m_candidates.erase(row.id);
    if (const auto candidate = candidateOf(row)) {
        m_candidates.emplace(row.id, *candidate);
        if (candidate->reviewed) {
            m_aside.erase(row.id); // the answer is here
        }
        enter(row.id, *candidate);
    }
}

void ReviewSampler::drop(const TicketId& ticket)
{
    for (const Sampler sampler : kEverySampler) {
        if (const auto at = keyOf(sampler, ticket)) {
            order(sampler).erase(*at);
        }
    }
}

void ReviewSampler::enter(const TicketId& ticket, const Candidate& candidate)
{
    if (m_aside.contains(ticket)) {
        return;
    }
    for (const Sampler sampler : kEverySampler) {
        if (belongs(sampler, candidate)) {
            order(sampler).insert(key(sampler, ticket, candidate));
        }
    }
}

std::optional<ReviewSampler::Key> ReviewSampler::keyOf(Sampler sampler, const TicketId& ticket) const
{
    const auto found = m_candidates.find(ticket);
    return found != m_candidates.end() ? std::optional(key(sampler, ticket, found->second)) : std::nullopt;
}

std::size_t ReviewSampler::count(Sampler sampler) const
{
    return order(sampler).size();
}

std::optional<TicketId> ReviewSampler::first(Sampler sampler) const
{
    const Order& all = order(sampler);
    return all.empty() ? std::nullopt : std::optional(all.begin()->ticket);
}

std::optional<TicketId> ReviewSampler::after(Sampler sampler, const TicketId& ticket) const
{
    const auto at = keyOf(sampler, ticket);
    if (!at) {
        return first(sampler);
    }
    const auto next = order(sampler).upper_bound(*at);
    return next != order(sampler).end() ? std::optional(next->ticket) : std::nullopt;
}

std::optional<TicketId> ReviewSampler::before(Sampler sampler, const TicketId& ticket) const
{
    const auto at = keyOf(sampler, ticket);
    if (!at) {
        return std::nullopt;
    }
    const auto here = order(sampler).lower_bound(*at);
    return here != order(sampler).begin() ? std::optional(std::prev(here)->ticket) : std::nullopt;
}

void ReviewSampler::setAside(const TicketId& ticket)
{
    drop(ticket);
    m_aside.insert(ticket);
    emit countsChanged();
}

void ReviewSampler::bringBack(const TicketId& ticket)
{
    if (m_aside.erase(ticket) == 0) {
        return;
    }
    if (const auto found = m_candidates.find(ticket); found != m_candidates.end()) {
        enter(ticket, found->second);
    }
    emit countsChanged();
}

} // namespace stillgate
