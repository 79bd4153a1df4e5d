// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/feed/FeedHub.h"
#include "core/server/feed/FeedPages.h"

namespace stillgate {

/// One subscription: where it stands, and at most one page that was read ahead for it.
class FeedCursor final : public MessageSource, public std::enable_shared_from_this<FeedCursor> {
public:
    /// Begins with the rows of a snapshot where there are any, and goes on with the events from `next`.
    FeedCursor(FeedHub& hub, std::optional<RowsPlace> rows, Sequence next);

    void start(std::function<void()> ready) override;
    [[nodiscard]] Result<std::optional<QString>> next() override;
    /// Commits have come.
    void tell() const { m_ready(); }

private:
    void ask();
    template <typename Page>
    void askFor(ReadingThread::Job<Page> read);
    void take(RowsPage page);
    void take(EventsPage page);

    FeedHub& m_hub;
    std::function<void()> m_ready;
    std::optional<RowsPlace> m_rows;
    Sequence m_next;
    std::optional<Result<std::optional<QString>>> m_page; ///< read, and not yet taken
    bool m_isAsked = false; ///< a page is being read
};

} // namespace stillgate
