// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/review/OutboxReviewService.h"

#include "core/protocol/PersonCommand.h"

namespace stillgate {

Result<CommandId> OutboxReviewService::put(OutboxKind kind, const TicketId& ticket, const rpc::PersonCommand& command)
{
    OutboxEntry entry;
    entry.id = CommandId{uuidV7(m_clock.now(), randomFixed<Digest>())};
    entry.kind = kind;
    entry.ticket = ticket;
    const CommandId id = entry.id;
    return m_outbox.put(std::move(entry), command).map([&] { return id; });
}

Result<CommandId> OutboxReviewService::record(const ReviewWish& wish)
{
    rpc::SubmitReview review;
    review.ticket = wish.ticket;
    review.classified = wish.classified;
    review.verdict = wish.verdict;
    review.intent = wish.intent;
    if (!wish.tag.empty()) {
        review.tag = enumNamed<ReviewTag>(wish.tag);
        if (!review.tag) {
            return fail(ErrorCode::Malformed, "tag", "this reason is not one of the list");
        }
    }
    if (!wish.note.empty()) {
        review.note = Opening{randomFixed<Salt>(), wish.note};
    }
    return put(OutboxKind::Review, wish.ticket, review);
}

Result<CommandId> OutboxReviewService::withdraw(const TicketId& ticket, Sequence review)
{
    return put(OutboxKind::ReviewWithdrawal, ticket, rpc::SubmitReviewWithdrawal{ticket, review});
}

} // namespace stillgate
