// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/ledger/HeaderScan.h"
#include "core/server/EventViews.h"
#include "core/server/Queries.h"

namespace stillgate {

namespace {

constexpr std::size_t kStretch = 500; ///< events that are read at once going down

using EventsParams = rpc::EventsList::Params;

/// The first event of this time or later, or `size`: time never goes back in a ledger.
Result<Sequence> firstSince(LedgerReader& reader, UtcTime time, std::uint64_t size)
{
    Sequence low = 0;
    Sequence high = size;
    HeaderView header;
    while (low < high) {
        const Sequence middle = low + (high - low) / 2;
        Result<void> scanned = fail(ErrorCode::NotFound, "event " + std::to_string(middle), "there is no such event");
        const auto read = reader.events(middle, 1, [&](const StoredEvent& event) {
            scanned = scanHeader(event.header, header);
            return false;
        });
        if (!read || !scanned) {
            return tl::make_unexpected(read ? scanned.error() : read.error());
        }
        (header.time < time ? low : high) = header.time < time ? middle + 1 : middle;
    }
    return low;
}

/// The events to look at: from `begin` to before `end`.
struct Range {
    Sequence begin = 0;
    Sequence end = 0;
};

Result<Range> rangeOf(LedgerReader& reader, const EventsParams& params, std::uint64_t size)
{
    Range range{0, size};
    if (params.since) {
        const auto first = firstSince(reader, *params.since, size);
        if (!first) {
            return tl::make_unexpected(first.error());
        }
        range.begin = *first;
    }
    if (params.until) {
        const auto first = firstSince(reader, *params.until, size);
        if (!first) {
            return tl::make_unexpected(first.error());
        }
        range.end = *first;
    }
    if (params.from && params.order == rpc::SortOrder::OldestFirst) {
        range.begin = std::max(range.begin, *params.from);
    } else if (params.from) {
        range.end = std::min(range.end, *params.from + 1);
    }
    return range;
}

/// Fills one page, event by event in the order asked for.
class EventSearch {
public:
    EventSearch(const EventsParams& params, std::size_t mostLooked, rpc::EventsList::Result& page)
        : m_params(params), m_page(page), m_most(static_cast<std::size_t>(params.most.value)), m_left(mostLooked)
    {
    }

    /// False when the page ends before this event: `next` names it then.
    [[nodiscard]] Result<bool> look(const StoredEvent& event)
    {
        if (m_left == 0 || m_page.headers.size() == m_most) {
            m_page.next = event.sequence;
            return false;
        }
        --m_left;
        const auto wanted = isWanted(event);
        if (!wanted || !*wanted) {
            return wanted.map([](bool) { return true; });
        }
        if (event.header.size() > m_room && !m_page.headers.empty()) {
            m_page.next = event.sequence;
            return false;
        }
        m_room -= std::min(m_room, event.header.size());
        return rpc::CarriedHeader::fromBytes(event.header).map([&](rpc::CarriedHeader&& header) {
            m_page.headers.push_back(std::move(header));
            return true;
        });
    }

private:
    [[nodiscard]] Result<bool> isWanted(const StoredEvent& event)
    {
        if (!m_params.actor && !m_params.code) {
            return true;
        }
        return scanHeader(event.header, m_header).map([&] {
            const bool isActor = !m_params.actor || m_header.actor == *m_params.actor;
            return isActor && (!m_params.code || isCode(m_header.code, *m_params.code));
        });
    }

    /// `wanted`: one of several, joined by bars.
    [[nodiscard]] static bool isCode(std::string_view code, std::string_view wanted)
    {
        while (true) {
            const std::size_t bar = wanted.find('|');
            const std::string_view one = wanted.substr(0, bar);
            if (one.ends_with('.') ? code.starts_with(one) : code == one) {
                return true;
            }
            if (bar == std::string_view::npos) {
                return false;
            }
            wanted.remove_prefix(bar + 1);
        }
    }

    const EventsParams& m_params;
    rpc::EventsList::Result& m_page;
    std::size_t m_most;
    std::size_t m_room = kRoomForEvents;
    std::size_t m_left; ///< events that may still be looked at
    HeaderView m_header;
};

/// Looks at events one after the other, until the page ends or there are no more.
Result<bool> lookAt(const std::vector<StoredEvent>& events, rpc::SortOrder order, const Range& range, EventSearch& search)
{
    const auto lookOne = [&](const StoredEvent& event) -> Result<bool> {
        const bool isInside = event.sequence >= range.begin && event.sequence < range.end;
        return isInside ? search.look(event) : true;
    };
    const std::size_t count = events.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto goesOn = lookOne(events[order == rpc::SortOrder::OldestFirst ? i : count - 1 - i]);
        if (!goesOn || !*goesOn) {
            return goesOn;
        }
    }
    return true;
}

Result<void> searchUp(LedgerReader& reader, const Range& range, EventSearch& search)
{
    Result<bool> goesOn = true;
    const auto read = reader.events(range.begin, SIZE_MAX, [&](const StoredEvent& event) {
        goesOn = event.sequence < range.end ? search.look(event) : false;
        return goesOn && *goesOn;
    });
    return read.and_then([&] { return goesOn.map([](bool) {}); });
}

Result<void> searchDown(LedgerReader& reader, Range range, EventSearch& search)
{
    while (range.end > range.begin) {
        const Sequence begin = range.end - std::min<Sequence>(kStretch, range.end - range.begin);
        std::vector<StoredEvent> stretch;
        const auto read = reader.events(begin, range.end - begin, [&](const StoredEvent& event) {
            stretch.push_back(event);
            return true;
        });
        const auto goesOn = read.and_then([&] { return lookAt(stretch, rpc::SortOrder::NewestFirst, range, search); });
        if (!goesOn || !*goesOn) {
            return goesOn.map([](bool) {});
        }
        range.end = begin;
    }
    return {};
}

} // namespace

Result<rpc::EventsList::Result> listEvents(LedgerReader& reader, const rpc::EventsList::Params& params, std::size_t mostLooked)
{
    const auto head = reader.head();
    const auto range = head.and_then([&](const TreeHead& tree) { return rangeOf(reader, params, tree.size); });
    if (!range) {
        return tl::make_unexpected(range.error());
    }
    rpc::EventsList::Result page;
    page.size = head->size;
    EventSearch search(params, mostLooked, page);
    Result<void> searched;
    if (params.ticket) {
        searched = reader.eventsOf(*params.ticket)
                       .and_then([&](const auto& events) { return lookAt(events, params.order, *range, search); })
                       .map([](bool) {});
    } else {
        searched =
            params.order == rpc::SortOrder::OldestFirst ? searchUp(reader, *range, search) : searchDown(reader, *range, search);
    }
    return searched.map([&] { return std::move(page); });
}

} // namespace stillgate
