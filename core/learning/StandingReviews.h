// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/domain/State.h"

namespace stillgate {

/// A review that counts: the newest of its ticket's newest label that was not withdrawn.
struct StandingReview {
    Sequence event = 0; ///< its classification.reviewed event
    Sequence message = 0; ///< the message.received event whose personal value "redacted" was looked at
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< the right one

    friend bool operator==(const StandingReview&, const StandingReview&) = default;
};

/// Finds the reviews that count by folding a ledger.
class StandingReviews {
public:
    /// The next event. Conflict when it does not follow the one before.
    [[nodiscard]] Result<void> add(const EventHeader& header);
    /// Oldest first.
    [[nodiscard]] std::vector<StandingReview> list() const;

private:
    State m_state;
    std::map<MessageId, Sequence> m_messages; ///< the event that each came with
    std::map<Sequence, MessageId> m_classified; ///< the message that each label was given to
};

} // namespace stillgate
