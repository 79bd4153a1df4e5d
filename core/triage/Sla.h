// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>

#include "core/base/Digest.h"
#include "core/domain/HandlingEvents.h"
#include "core/triage/Calendar.h"

/// By when the customer is owed an answer and an end.
namespace stillgate::triage {

/// Which tickets it is for, in which calendar it counts, and how long each metric may take.
struct SlaTarget {
    std::string id;
    std::optional<Priority> priority; ///< any when absent; so below
    std::optional<std::string> team;
    std::optional<std::string> tier;
    std::string calendar;
    Duration firstResponse; ///< of working time; so below
    Duration nextResponse;
    Duration resolution;

    friend bool operator==(const SlaTarget&, const SlaTarget&) = default;
};

struct SlaBook {
    std::string id;
    int version = 1;
    int atRisk = 75; ///< percent of a target that may be used up before it is at risk
    std::vector<SlaTarget> targets;
    std::map<std::string, Calendar> calendars;
    Digest digest; ///< of the loaded values

    /// The target for a ticket: one that names its tier before one that does not, then one that names its team, then its priority. Null
    /// never for a loaded book.
    [[nodiscard]] const SlaTarget* targetFor(Priority priority, std::string_view team, std::string_view tier) const;
    [[nodiscard]] const Calendar* calendar(const std::string& calendarId) const;
};

/// What the clocks of a ticket go by.
struct SlaSituation {
    Priority priority = Priority::P4;
    std::string team;
    std::string tier;
    UtcTime openedAt;
    UtcTime now;
    bool awaitsCustomer = false;
    std::optional<UtcTime> unansweredSince; ///< the oldest message that nobody answered yet
};

/// The clocks as they are to be set now, or nothing when they are right as they run. Pure: it starts them, lets them run again when the
/// customer is awaited no more, owes an answer to what the customer wrote since, and goes over to another target with what was
/// used up so far.
[[nodiscard]] std::optional<SlaSet> nextClocks(const SlaBook& book, const std::optional<SlaStanding>& standing,
                                               const SlaSituation& situation);

/// Errors name file, line and column.
[[nodiscard]] Result<SlaBook> loadSlaBook(const std::filesystem::path& file);
[[nodiscard]] Result<SlaBook> slaBookFrom(std::string_view toml, const std::string& name);

} // namespace stillgate::triage
