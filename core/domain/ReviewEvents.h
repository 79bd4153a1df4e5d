// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/Ids.h"
#include "core/domain/Reasons.h"
#include "core/domain/Words.h"

/// Payloads of events about what people make of the model's labels. See IntakeEvents.h for the rules they follow.
namespace stillgate {

/// A person looked at what the model said of a ticket. Personal: note, where there is one.
struct ClassificationReviewed {
    static constexpr std::string_view kCode = "classification.reviewed";
    static constexpr int kVersion = 1;
    Sequence classified = 0; ///< the ticket.classified event
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< the right one
    std::optional<ReviewTag> tag;

    friend bool operator==(const ClassificationReviewed&, const ClassificationReviewed&) = default;
};

/// A review counts no more; the one before it, if there is one, stands again.
struct ReviewWithdrawn {
    static constexpr std::string_view kCode = "review.withdrawn";
    static constexpr int kVersion = 1;
    Sequence review = 0; ///< the classification.reviewed event

    friend bool operator==(const ReviewWithdrawn&, const ReviewWithdrawn&) = default;
};

/// The ticket goes through triage again with another label than before, because of a review or of its withdrawal.
struct TicketRerouted {
    static constexpr std::string_view kCode = "ticket.rerouted";
    static constexpr int kVersion = 1;
    std::optional<Sequence> review; ///< the review whose label it is; absent when it is the model's again
    std::string intent;
    int confidence = 0; ///< of 10000; 10000 for a person's label
    std::string category;
    std::string team;
    Band band = Band::Manual;
    std::vector<std::string> redFlags; ///< those that the intent raises, whatever the words say

    friend bool operator==(const TicketRerouted&, const TicketRerouted&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, ClassificationReviewed& event)
{
    visit("classified", event.classified);
    visit("verdict", event.verdict);
    visit("intent", event.intent);
    visit("tag", event.tag);
}

template <typename Visitor>
void describe(Visitor& visit, ReviewWithdrawn& event)
{
    visit("review", event.review);
}

template <typename Visitor>
void describe(Visitor& visit, TicketRerouted& event)
{
    visit("review", event.review);
    visit("intent", event.intent);
    visit("confidence", event.confidence);
    visit("category", event.category);
    visit("team", event.team);
    visit("band", event.band);
    visit("red_flags", event.redFlags);
}

} // namespace stillgate
