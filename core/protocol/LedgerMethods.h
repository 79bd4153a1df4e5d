// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Ids.h"
#include "core/domain/Permissions.h"
#include "core/domain/Words.h"
#include "core/protocol/EventView.h"
#include "core/protocol/WireTypes.h"

namespace stillgate::rpc {

/// Headers by sequence, without personal values. A call looks at a bounded stretch of the ledger: a page may be empty and still name
/// the next one, which says how far the search has come.
struct EventsList {
    static constexpr std::string_view kName = "events.list";
    static constexpr Operation kOperation = Operation::ReadEvents;

    struct Params {
        std::optional<Sequence> from; ///< the first one to look at, in the order asked for; absent for where that order begins
        PageSize most;
        SortOrder order = SortOrder::OldestFirst;
        std::optional<TicketId> ticket; ///< only this ticket's
        std::optional<PersonId> actor; ///< only what this one did
        /// Only this one, or those that begin with it where it ends with a dot ("gate."); or one of several, joined by bars.
        std::optional<std::string> code;
        std::optional<UtcTime> since; ///< only of this time and later
        std::optional<UtcTime> until; ///< only of before this time

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::vector<CarriedHeader> headers;
        std::optional<Sequence> next; ///< `from` of the next page; absent when there is nothing behind this one
        std::uint64_t size = 0; ///< of the ledger

        friend bool operator==(const Result&, const Result&) = default;
    };
};

struct LedgerStatus {
    static constexpr std::string_view kName = "ledger.status";
    static constexpr Operation kOperation = Operation::ReadLedger;
    using Params = Nothing;

    struct Result {
        std::uint64_t size = 0;
        Digest root;
        std::string checkpoint; ///< signed note (C2SP tlog-checkpoint)
        ClockState clock = ClockState::Good;
        Environment environment = Environment::Dev;
        std::string origin;
        std::string tenant;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Shows that an event stands in the tree of `size` leaves (RFC 9162 section 2.1.3).
struct LedgerInclusion {
    static constexpr std::string_view kName = "ledger.inclusion";
    static constexpr Operation kOperation = Operation::ReadLedger;

    struct Params {
        Sequence sequence = 0;
        std::optional<std::uint64_t> size; ///< of a tree head the caller holds; the newest when absent

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::uint64_t index = 0;
        std::uint64_t size = 0;
        std::vector<Digest> path;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Shows that the tree of `from` leaves is the beginning of the tree of `to` leaves (RFC 9162 section 2.1.4).
struct LedgerConsistency {
    static constexpr std::string_view kName = "ledger.consistency";
    static constexpr Operation kOperation = Operation::ReadLedger;

    struct Params {
        std::uint64_t from = 0;
        std::optional<std::uint64_t> to; ///< the newest when absent

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::uint64_t oldSize = 0;
        std::uint64_t newSize = 0;
        std::vector<Digest> path;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, EventsList::Params& params)
{
    visit("from", params.from);
    visit("most", params.most);
    visit("order", params.order);
    visit("ticket", params.ticket);
    visit("actor", params.actor);
    visit("code", params.code);
    visit("since", params.since);
    visit("until", params.until);
}

template <typename Visitor>
void describe(Visitor& visit, EventsList::Result& result)
{
    visit("headers", result.headers);
    visit("next", result.next);
    visit("size", result.size);
}

template <typename Visitor>
void describe(Visitor& visit, LedgerStatus::Result& result)
{
    visit("size", result.size);
    visit("root", result.root);
    visit("checkpoint", result.checkpoint);
    visit("clock", result.clock);
    visit("environment", result.environment);
    visit("origin", result.origin);
    visit("tenant", result.tenant);
}

template <typename Visitor>
void describe(Visitor& visit, LedgerInclusion::Params& params)
{
    visit("sequence", params.sequence);
    visit("size", params.size);
}

template <typename Visitor>
void describe(Visitor& visit, LedgerInclusion::Result& result)
{
    visit("index", result.index);
    visit("size", result.size);
    visit("path", result.path);
}

template <typename Visitor>
void describe(Visitor& visit, LedgerConsistency::Params& params)
{
    visit("from", params.from);
    visit("to", params.to);
}

template <typename Visitor>
void describe(Visitor& visit, LedgerConsistency::Result& result)
{
    visit("old_size", result.oldSize);
    visit("new_size", result.newSize);
    visit("path", result.path);
}

} // namespace stillgate::rpc
