// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedHub.h"

#include <algorithm>
#include <chrono>

#include "core/base/Log.h"
#include "core/ledger/Checkpoint.h"
#include "core/server/feed/FeedCursor.h"
#include "core/server/feed/FeedText.h"

namespace stillgate {

namespace {

const Log kFeedLog("feed");

/// Texts that are kept until the next commit: those who keep up want one of two at the most.
constexpr std::size_t kMostTexts = 4;

std::uint64_t sizeOf(LedgerReader& reader)
{
    return reader.head().map([](const TreeHead& head) { return head.size; }).value_or(0);
}

} // namespace

FeedHub::FeedHub(LedgerReader& reader, ReadingThread& reading, const FeedLimits& limits)
    : m_limits(limits), m_reader(reader), m_reading(reading), m_ring(sizeOf(reader), limits.ringBytes)
{
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    m_pace.setInterval(std::chrono::milliseconds(limits.window.ms));
    QObject::connect(&m_pace, &QTimer::timeout, &m_context, [this] { flush(); });
}

FeedHub::~FeedHub() = default;

void FeedHub::take(const Added& added)
{
    Commit commit{added.size, itemsOf(added), added.checkpoint, 0};
    for (const FeedItem& item : commit.items) {
        commit.bytes += item.size();
    }
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_inboxBytes > m_limits.inboxBytes) {
            // The connections' thread is far behind. What is dropped here is read from the ledger: the next commit shows the gap.
            kFeedLog.warning("inbox_full");
            m_inbox.clear();
            m_inboxBytes = 0;
        }
        isFirst = m_inbox.empty();
        m_inboxBytes += commit.bytes;
        m_inbox.push_back(std::move(commit));
    }
    if (isFirst) {
        QMetaObject::invokeMethod(&m_context, [this] { wake(); }, Qt::QueuedConnection);
    }
}

/// The first commit after a pause leaves at once; those that come within a window of it leave together.
void FeedHub::wake()
{
    if (!m_pace.isActive()) {
        flush();
    }
}

std::deque<FeedHub::Commit> FeedHub::takeInbox()
{
    const std::lock_guard lock(m_mutex);
    m_inboxBytes = 0;
    return std::exchange(m_inbox, {});
}

void FeedHub::flush()
{
    auto commits = takeInbox();
    if (commits.empty()) {
        return;
    }
    for (Commit& commit : commits) {
        m_ring.add(std::move(commit.items), commit.size, std::move(commit.checkpoint));
    }
    m_texts.clear();
    tell();
    m_pace.start();
}

void FeedHub::tell()
{
    std::erase_if(m_cursors, [](const std::weak_ptr<FeedCursor>& cursor) { return cursor.expired(); });
    // A copy: subscriptions may begin and end meanwhile.
    for (const auto& weak : std::vector(m_cursors)) {
        if (const auto cursor = weak.lock()) {
            cursor->tell();
        }
    }
}

const FeedHub::Text& FeedHub::textFrom(Sequence from)
{
    const auto known = std::find_if(m_texts.begin(), m_texts.end(), [&](const Text& text) { return text.from == from; });
    if (known != m_texts.end()) {
        return *known;
    }
    EventsText text(m_limits.messageBytes);
    for (Sequence next = from; next < m_ring.size() && text.add(m_ring.at(next)); ++next) {
    }
    const std::string written = text.write(text.next() == m_ring.size() ? m_ring.checkpoint() : std::string(), m_ring.size());
    if (m_texts.size() == kMostTexts) {
        m_texts.pop_front();
    }
    m_texts.push_back({from, text.next(), QString::fromLatin1(written.data(), static_cast<qsizetype>(written.size()))});
    return m_texts.back();
}

Result<rpc::FeedSubscribe::Result> FeedHub::subscribe(const rpc::FeedSubscribe::Params& params, Subscriber& subscriber)
{
    auto note = m_reader.checkpoint();
    const auto parsed = note.and_then([](const std::string& text) { return parseCheckpoint(text); });
    if (!parsed) {
        return tl::make_unexpected(parsed.error());
    }
    rpc::FeedSubscribe::Result result;
    result.size = parsed->checkpoint.head.size;
    if (params.from && *params.from > result.size) {
        return fail(ErrorCode::Conflict, "$.from", "the ledger has " + std::to_string(result.size) + " events");
    }
    const bool isNear = params.from && result.size - *params.from <= m_limits.mostGap;
    result.start = isNear ? rpc::FeedStart::Events : rpc::FeedStart::Snapshot;
    result.next = isNear ? *params.from : result.size;
    auto frontier = m_reader.frontier(result.next);
    if (!frontier) {
        return tl::make_unexpected(frontier.error());
    }
    result.frontier = frontier->roots();
    result.checkpoint = std::move(*note);
    subscriber.follow(std::make_shared<FeedCursor>(*this, isNear ? std::nullopt : std::optional(RowsPlace{}), result.next));
    return result;
}

} // namespace stillgate
