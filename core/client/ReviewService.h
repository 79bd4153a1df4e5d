// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Result.h"
#include "core/domain/Ids.h"
#include "core/domain/Reasons.h"

namespace stillgate {

/// What a person says a ticket is.
struct ReviewWish {
    TicketId ticket;
    Sequence classified = 0; ///< the ticket.classified event that was looked at
    ReviewVerdict verdict = ReviewVerdict::Accept;
    std::string intent; ///< of the taxonomy; the model's own to accept it
    std::string tag; ///< code of the reason for a correction; empty when it is accepted
    std::string note; ///< free text; personal

    friend bool operator==(const ReviewWish&, const ReviewWish&) = default;
};

/// Puts reviews of what the model said into the outbox. Lives in the UI thread.
class ReviewService {
public:
    virtual ~ReviewService() = default;

    /// Io when it could not be stored: then nothing was sent.
    [[nodiscard]] virtual Result<CommandId> record(const ReviewWish& wish) = 0;
    /// Takes a review back. `review` is the event that recorded it.
    [[nodiscard]] virtual Result<CommandId> withdraw(const TicketId& ticket, Sequence review) = 0;
};

} // namespace stillgate
