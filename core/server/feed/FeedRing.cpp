// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/feed/FeedRing.h"

#include <algorithm>
#include <map>

namespace stillgate {

void FeedRing::add(std::vector<FeedItem> items, std::uint64_t size, std::string checkpoint)
{
    if (items.empty() && size == m_size) {
        return;
    }
    if (size - items.size() != m_size) {
        m_items.clear();
        m_bytes = 0;
    }
    m_size = size;
    for (FeedItem& item : items) {
        if (item.erases) {
            hide(item.titles);
        }
        m_bytes += item.size();
        m_items.push_back(std::move(item));
    }
    m_checkpoint = std::move(checkpoint);
    while (m_bytes > m_mostBytes && !m_items.empty()) {
        m_bytes -= m_items.front().size();
        m_items.pop_front();
    }
}

void FeedRing::hide(const std::vector<FeedPiece>& titles)
{
    std::map<Uuid, const std::string*> hidden;
    for (const FeedPiece& title : titles) {
        hidden.emplace(title.id, &title.json);
    }
    for (FeedItem& item : m_items) {
        for (FeedPiece& title : item.titles) {
            if (const auto at = hidden.find(title.id); at != hidden.end()) {
                m_bytes -= std::min(m_bytes, title.json.size());
                title.json = *at->second;
                m_bytes += title.json.size();
            }
        }
    }
}

} // namespace stillgate
