// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>

#include <QObject>
#include <QString>

#include "core/client/Outbox.h"
#include "core/client/ReviewService.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

enum class ReviewKind { Accepted, Corrected };

enum class ReviewFate {
    Sending, ///< stored here, not answered yet
    Recorded,
    Refused,
    Undoing, ///< to be taken back, as soon as it is recorded where it is not yet
    Undone,
};

/// One review of this session and what became of it.
struct SessionReview {
    CommandId command;
    TicketId ticket;
    QString number; ///< of the ticket
    QString label; ///< that was given or accepted
    ReviewKind kind = ReviewKind::Accepted;
    ReviewFate fate = ReviewFate::Sending;
    QString why; ///< of a refusal, in words
    UtcTime at;
    std::optional<CommandId> undo;

    friend bool operator==(const SessionReview&, const SessionReview&) = default;
};

/// How the session goes. What was refused or undone does not count.
struct SessionCounts {
    int done = 0;
    int accepted = 0;
    int corrected = 0;
    std::optional<double> pace; ///< a minute, over the last five; absent before two are done

    friend bool operator==(const SessionCounts&, const SessionCounts&) = default;
};

/// What was reviewed since the console was started, followed through the outbox.
class ReviewSession final : public QObject {
    Q_OBJECT

public:
    ReviewSession(ReviewService& reviews, Outbox& outbox, const Formatting& formatting, QObject* parent = nullptr);

    /// Io when it could not be stored: then nothing was sent.
    [[nodiscard]] Result<void> record(const ReviewWish& wish, const QString& number, ReviewKind kind);
    /// Takes the newest review back that can be; its ticket. NotFound when there is none.
    [[nodiscard]] Result<TicketId> undo();
    [[nodiscard]] bool canUndo() const;

    [[nodiscard]] const std::deque<SessionReview>& reviews() const { return m_done; } ///< newest first
    [[nodiscard]] SessionCounts counts() const;

signals:
    void changed();
    /// It was not recorded; `review.why` says why not.
    void refused(const stillgate::SessionReview& review);
    /// It may be reviewed again.
    void reopened(const stillgate::TicketId& ticket);

private:
    void onEntryChanged(const OutboxEntry& entry);
    void takeAnswer(SessionReview& review, const OutboxEntry& entry);
    void takeUndoAnswer(SessionReview& review, const OutboxEntry& entry);
    void withdraw(SessionReview& review);

    ReviewService& m_reviews;
    Outbox& m_outbox;
    const Formatting& m_formatting;
    std::deque<SessionReview> m_done;
};

} // namespace stillgate
