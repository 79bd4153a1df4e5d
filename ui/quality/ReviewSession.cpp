// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quality/ReviewSession.h"

#include <algorithm>

#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/quality/QualityText.h"

namespace stillgate {

namespace {

constexpr Duration kPaceSpan = Duration::minutes(5);
constexpr double kMinuteMs = 60'000.0;
constexpr std::size_t kMostKept = 1'000;

bool stands(const SessionReview& review)
{
    return review.fate == ReviewFate::Sending || review.fate == ReviewFate::Recorded;
}

QString refusalWords(const OutboxEntry& entry)
{
    return entry.refusal ? codeWords(entry.refusal->code) : QualityText::tr("no reason was given");
}

} // namespace

ReviewSession::ReviewSession(ReviewService& reviews, Outbox& outbox, const Formatting& formatting, QObject* parent)
    : QObject(parent), m_reviews(reviews), m_outbox(outbox), m_formatting(formatting)
{
    connect(&outbox, &Outbox::entryChanged, this, &ReviewSession::onEntryChanged);
}

Result<void> ReviewSession::record(const ReviewWish& wish, const QString& number, ReviewKind kind)
{
    auto command = m_reviews.record(wish);
    if (!command) {
        return tl::make_unexpected(std::move(command.error()));
    }
    m_done.push_front({*command, wish.ticket, number, outsideLine(wish.intent), kind, ReviewFate::Sending, QString(),
                       m_formatting.now(), std::nullopt});
    if (m_done.size() > kMostKept) {
        m_done.pop_back();
    }
    // It may have been answered before its number was known here.
    if (const auto entry = m_outbox.entry(*command)) {
        onEntryChanged(*entry);
    }
    emit changed();
    return {};
}

bool ReviewSession::canUndo() const
{
    return std::any_of(m_done.begin(), m_done.end(), stands);
}

Result<TicketId> ReviewSession::undo()
{
    const auto review = std::find_if(m_done.begin(), m_done.end(), stands);
    if (review == m_done.end()) {
        return fail(ErrorCode::NotFound, "undo", "nothing to take back");
    }
    const bool isRecorded = review->fate == ReviewFate::Recorded;
    review->fate = ReviewFate::Undoing;
    if (isRecorded) {
        withdraw(*review);
    }
    emit changed();
    return review->ticket;
}

void ReviewSession::withdraw(SessionReview& review)
{
    const auto entry = m_outbox.entry(review.command);
    if (!entry || !entry->first) {
        review.fate = ReviewFate::Recorded;
        review.why = QualityText::tr("cannot be taken back: its event is not known here");
        return;
    }
    const auto command = m_reviews.withdraw(review.ticket, *entry->first);
    if (command) {
        review.undo = *command;
    } else {
        review.fate = ReviewFate::Recorded;
        review.why = QualityText::tr("could not be stored");
    }
}

void ReviewSession::onEntryChanged(const OutboxEntry& entry)
{
    for (SessionReview& review : m_done) {
        if (review.command == entry.id) {
            takeAnswer(review, entry);
            emit changed();
            return;
        }
        if (review.undo == entry.id) {
            takeUndoAnswer(review, entry);
            emit changed();
            return;
        }
    }
}

void ReviewSession::takeAnswer(SessionReview& review, const OutboxEntry& entry)
{
    if (entry.state == OutboxState::Refused) {
        review.fate = ReviewFate::Refused;
        review.why = refusalWords(entry);
        emit refused(review);
        emit reopened(review.ticket);
    } else if (entry.state == OutboxState::Confirmed && review.fate == ReviewFate::Sending) {
        review.fate = ReviewFate::Recorded;
    } else if (entry.state == OutboxState::Confirmed && review.fate == ReviewFate::Undoing && !review.undo) {
        withdraw(review);
    }
}

void ReviewSession::takeUndoAnswer(SessionReview& review, const OutboxEntry& entry)
{
    if (entry.state == OutboxState::Confirmed) {
        review.fate = ReviewFate::Undone;
        emit reopened(review.ticket);
    } else if (entry.state == OutboxState::Refused) {
        review.fate = ReviewFate::Recorded;
        review.why = QualityText::tr("not taken back: %1").arg(refusalWords(entry));
    }
}

SessionCounts ReviewSession::counts() const
{
    SessionCounts out;
    const UtcTime now = m_formatting.now();
    int recent = 0;
    UtcTime oldest = now;
    for (const SessionReview& review : m_done) {
        if (!stands(review)) {
            continue;
        }
        ++out.done;
        review.kind == ReviewKind::Accepted ? ++out.accepted : ++out.corrected;
        if ((now - review.at).ms < kPaceSpan.ms) {
            ++recent;
            oldest = std::min(oldest, review.at);
        }
    }
    if (const std::int64_t span = (now - oldest).ms; recent >= 2 && span > 0) {
        // Between n reviews lie n - 1 tickets.
        out.pace = static_cast<double>(recent - 1) * kMinuteMs / static_cast<double>(span);
    }
    return out;
}

} // namespace stillgate
