// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>

#include "core/base/Digest.h"
#include "core/domain/HandlingEvents.h"
#include "core/triage/Calendar.h"

/// Which teams work on a ticket, and who of them.
namespace stillgate::triage {

/// Holds where every list that it has names the ticket's value, or one of them. The first rule of the pack that holds says where the
/// ticket goes; where none does, the team of its category has it.
struct RoutingRule {
    std::string id;
    std::optional<std::vector<std::string>> intents;
    std::optional<std::vector<std::string>> categories;
    std::optional<std::vector<std::string>> flags;
    std::optional<std::vector<std::string>> tiers;
    std::optional<std::vector<std::string>> languages;
    std::optional<std::vector<Priority>> priorities;
    std::optional<std::string> team; ///< the category's when absent
    std::optional<std::vector<std::string>> further; ///< teams in parallel
    std::optional<std::vector<std::string>> skills; ///< that whoever takes it needs

    friend bool operator==(const RoutingRule&, const RoutingRule&) = default;
};

/// Who can be given tickets. No name: who it is stands elsewhere.
struct RosterPerson {
    PersonId id;
    std::vector<std::string> teams;
    std::vector<std::string> skills;
    std::vector<std::string> languages;
    int capacity = 0; ///< tickets at a time
    std::string calendar; ///< when they work
    bool onCall = false;
    std::vector<std::pair<UtcTime, UtcTime>> away; ///< from and to

    friend bool operator==(const RosterPerson&, const RosterPerson&) = default;
};

struct Roster {
    std::vector<RosterPerson> people;
    std::map<std::string, Calendar> calendars;
    Digest digest; ///< of the loaded values

    /// The next time that anybody's work begins.
    [[nodiscard]] std::optional<UtcTime> nextOpening(UtcTime now) const;
};

struct RoutingBook {
    std::string id;
    int version = 1;
    Duration claim; ///< how long a person may keep a ticket for themselves
    std::vector<Priority> onCall; ///< for these the ones on call are asked where nobody else can
    std::string elsewhere; ///< the team for what no rule and no category places
    std::vector<RoutingRule> rules;
    Roster roster;
    Digest digest; ///< of the rules

    [[nodiscard]] const RoutingRule* named(std::string_view ruleId) const;
};

/// Whether a person is wanted, or the team alone: automation has the ticket meanwhile.
enum class Wanted { Team, Person };

/// What a ticket is routed by.
struct RoutingInputs {
    std::string intent;
    std::string category;
    std::string categoryTeam;
    std::vector<std::string> labelTeams; ///< of its further labels
    std::vector<std::string> redFlags;
    std::string tier;
    std::string language; ///< BCP 47; empty when unknown
    Priority priority = Priority::P4;
    std::vector<PersonId> gaveBack; ///< had it before, and are passed over
    std::vector<TeamPart> standing; ///< teams that have it already: whoever is there stays
    Wanted wanted = Wanted::Team;
    UtcTime now;
};

/// The rule that a ticket is assigned by where none holds: the team of its category.
inline constexpr std::string_view kNoRule = "category";

/// Tickets that people have before them.
using Loads = std::map<PersonId, int>;

/// Pure. Of those of a team who work now, have room, and have what the ticket needs, the one with the most room by share of their
/// capacity; of several alike the first in the roster. What nobody in the team can is not asked for. `why` is for the event.
[[nodiscard]] TicketAssigned route(const RoutingBook& book, const RoutingInputs& inputs, const Loads& loads, std::string why);

/// Errors name file, line and column. The roster's calendars are its own.
[[nodiscard]] Result<Roster> loadRoster(const std::filesystem::path& file);
[[nodiscard]] Result<Roster> rosterFrom(std::string_view toml, const std::string& name);
[[nodiscard]] Result<RoutingBook> loadRoutingBook(const std::filesystem::path& rules, const std::filesystem::path& people);
[[nodiscard]] Result<RoutingBook> routingBookFrom(std::string_view toml, const std::string& name);

template <typename Visitor>
void describe(Visitor& visit, RoutingRule& rule)
{
    visit("id", rule.id);
    visit("intents", rule.intents);
    visit("categories", rule.categories);
    visit("flags", rule.flags);
    visit("tiers", rule.tiers);
    visit("languages", rule.languages);
    visit("priorities", rule.priorities);
    visit("team", rule.team);
    visit("further", rule.further);
    visit("skills", rule.skills);
}

} // namespace stillgate::triage
