// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedCursor.h"

#include <utility>

namespace stillgate {

FeedCursor::FeedCursor(FeedHub& hub, std::optional<RowsPlace> rows, Sequence next) : m_hub(hub), m_rows(rows), m_next(next) {}

void FeedCursor::start(std::function<void()> ready)
{
    m_ready = std::move(ready);
    m_hub.m_cursors.push_back(weak_from_this());
}

Result<std::optional<QString>> FeedCursor::next()
{
    if (m_page) {
        return *std::exchange(m_page, std::nullopt);
    }
    if (m_isAsked) {
        return std::nullopt;
    }
    const FeedRing& ring = m_hub.m_ring;
    if (!m_rows && m_next >= ring.size()) {
        return std::nullopt;
    }
    if (m_rows || m_next < ring.first()) {
        ask();
        return std::nullopt;
    }
    const FeedHub::Text& text = m_hub.textFrom(m_next);
    m_next = text.next;
    return std::optional(text.text);
}

void FeedCursor::ask()
{
    const std::size_t most = m_hub.m_limits.messageBytes;
    if (m_rows) {
        askFor<RowsPage>([from = *m_rows, most](LedgerReader& reader) { return readRows(reader, from, most); });
    } else {
        askFor<EventsPage>([from = m_next, most](LedgerReader& reader) { return readEvents(reader, from, most); });
    }
}

template <typename Page>
void FeedCursor::askFor(ReadingThread::Job<Page> read)
{
    m_isAsked = true;
    m_hub.m_reading.read<Page>(std::move(read), [weak = weak_from_this()](Result<Page> page) {
        const auto self = weak.lock();
        if (!self) {
            return;
        }
        self->m_isAsked = false;
        if (page) {
            self->take(std::move(*page));
        } else {
            self->m_page = tl::make_unexpected(page.error());
        }
        self->m_ready();
    });
}

void FeedCursor::take(RowsPage page)
{
    m_page = std::optional(QString::fromLatin1(page.text.data(), static_cast<qsizetype>(page.text.size())));
    m_rows = page.next;
}

void FeedCursor::take(EventsPage page)
{
    m_page = std::optional(QString::fromLatin1(page.text.data(), static_cast<qsizetype>(page.text.size())));
    m_next = page.next;
}

} // namespace stillgate
