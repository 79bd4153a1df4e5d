// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ReviewedTexts.h"

#include "app/ctl/Reach.h"

namespace stillgate::ctl {

namespace {

Result<std::vector<StandingReview>> standingReviews(LedgerReader& reader)
{
    StandingReviews reviews;
    Result<void> added;
    const auto read = reader.events(0, SIZE_MAX, [&](const StoredEvent& event) {
        added = decodeHeader(event.header).and_then([&](const EventHeader& header) { return reviews.add(header); });
        return added.has_value();
    });
    if (!read || !added) {
        return tl::make_unexpected(read ? added.error() : read.error());
    }
    return reviews.list();
}

} // namespace

Result<std::vector<ReviewedText>> readReviewedTexts(const std::filesystem::path& data)
{
    const auto reader = openData({{}, data});
    const auto reviews = reader ? standingReviews(**reader) : tl::make_unexpected(reader.error());
    if (!reviews) {
        return tl::make_unexpected(reviews.error());
    }
    std::vector<ReviewedText> out;
    for (const StandingReview& review : *reviews) {
        auto text = (*reader)->value(review.message, "redacted");
        if (!text) {
            return tl::make_unexpected(text.error());
        }
        out.push_back({review, *text ? std::move((*text)->value) : std::string()});
    }
    return out;
}

} // namespace stillgate::ctl
