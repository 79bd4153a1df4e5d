// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/StandingReviews.h"

#include <algorithm>

namespace stillgate {

Result<void> StandingReviews::add(const EventHeader& header)
{
    if (auto applied = apply(m_state, header); !applied) {
        return applied;
    }
    const bool isOfInterest = header.code == MessageReceived::kCode || header.code == TicketClassified::kCode;
    const auto payload = isOfInterest ? payloadOf(header) : Result<Payload>(fail(ErrorCode::NotFound, {}, {}));
    if (const auto* received = payload ? std::get_if<MessageReceived>(&*payload) : nullptr) {
        m_messages.emplace(received->message, header.sequence);
    } else if (const auto* classified = payload ? std::get_if<TicketClassified>(&*payload) : nullptr) {
        m_classified.emplace(header.sequence, classified->message);
    }
    return {};
}

std::vector<StandingReview> StandingReviews::list() const
{
    std::vector<StandingReview> out;
    for (const auto& [id, ticket] : m_state.tickets) {
        if (ticket.reviews.empty() || !ticket.reading) {
            continue;
        }
        const auto classified = m_classified.find(ticket.reading->event);
        const auto message = classified == m_classified.end() ? m_messages.end() : m_messages.find(classified->second);
        if (message != m_messages.end()) {
            const Review& review = ticket.reviews.back();
            out.push_back({review.event, message->second, review.verdict, review.intent});
        }
    }
    std::sort(out.begin(), out.end(), [](const StandingReview& a, const StandingReview& b) { return a.event < b.event; });
    return out;
}

} // namespace stillgate
