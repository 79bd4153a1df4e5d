// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>

#include "core/server/feed/FeedItems.h"

namespace stillgate {

/// The newest events, ready to be sent, up to a number of bytes.
class FeedRing {
public:
    /// Nothing kept of a ledger of `size` events.
    FeedRing(std::uint64_t size, std::size_t mostBytes) : m_size(size), m_mostBytes(mostBytes) {}

    /// The items of the next commit, after which the ledger has `size` events. Where they do not continue what is kept, that is let
    /// go of.
    void add(std::vector<FeedItem> items, std::uint64_t size, std::string checkpoint);

    /// Of the ledger, as far as is known here.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] Sequence first() const { return m_size - m_items.size(); }
    /// `sequence` is one that is kept.
    [[nodiscard]] const FeedItem& at(Sequence sequence) const { return m_items[sequence - first()]; }
    /// Over all events; empty when none came yet.
    [[nodiscard]] const std::string& checkpoint() const { return m_checkpoint; }

private:
    /// Puts these in place of what older events tell of the same tickets.
    void hide(const std::vector<FeedPiece>& titles);

    std::deque<FeedItem> m_items;
    std::uint64_t m_size;
    std::size_t m_bytes = 0;
    std::size_t m_mostBytes;
    std::string m_checkpoint;
};

} // namespace stillgate
