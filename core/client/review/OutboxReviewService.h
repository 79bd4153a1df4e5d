// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/ReviewService.h"
#include "core/client/store/DurableOutbox.h"

namespace stillgate {

/// Reviews as commands in the outbox. Both parts outlive it.
class OutboxReviewService final : public ReviewService {
public:
    OutboxReviewService(DurableOutbox& outbox, const Clock& clock) : m_outbox(outbox), m_clock(clock) {}

    [[nodiscard]] Result<CommandId> record(const ReviewWish& wish) override;
    [[nodiscard]] Result<CommandId> withdraw(const TicketId& ticket, Sequence review) override;

private:
    [[nodiscard]] Result<CommandId> put(OutboxKind kind, const TicketId& ticket, const rpc::PersonCommand& command);

    DurableOutbox& m_outbox;
    const Clock& m_clock;
};

} // namespace stillgate
