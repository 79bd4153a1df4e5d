// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/triage/PackText.h"
#include "core/triage/Routing.h"

namespace stillgate::triage {

namespace {

struct AwayText {
    std::string from; ///< RFC 3339
    std::string to;
};

template <typename Visitor>
void describe(Visitor& visit, AwayText& away)
{
    visit("from", away.from);
    visit("to", away.to);
}

struct RosterPersonText {
    PersonId id;
    std::vector<std::string> teams;
    std::optional<std::vector<std::string>> skills;
    std::vector<std::string> languages;
    int capacity = 0;
    std::string calendar;
    std::optional<bool> onCall;
    std::optional<std::vector<AwayText>> away;
};

template <typename Visitor>
void describe(Visitor& visit, RosterPersonText& person)
{
    visit("id", person.id);
    visit("teams", person.teams);
    visit("skills", person.skills);
    visit("languages", person.languages);
    visit("capacity", person.capacity);
    visit("calendar", person.calendar);
    visit("on_call", person.onCall);
    visit("away", person.away);
}

struct RosterText {
    int format = 1;
    std::vector<CalendarText> calendars;
    std::vector<RosterPersonText> people;
};

template <typename Visitor>
void describe(Visitor& visit, RosterText& roster)
{
    visit("format", roster.format);
    visit("calendar", roster.calendars);
    visit("person", roster.people);
}

struct RoutingBookText {
    int format = 1;
    std::string id;
    int version = 1;
    std::string claim;
    std::vector<Priority> onCall;
    std::string elsewhere;
    std::vector<RoutingRule> rules;
};

template <typename Visitor>
void describe(Visitor& visit, RoutingBookText& book)
{
    visit("format", book.format);
    visit("id", book.id);
    visit("version", book.version);
    visit("claim", book.claim);
    visit("on_call", book.onCall);
    visit("elsewhere", book.elsewhere);
    visit("rule", book.rules);
}

Result<RosterPerson> personFrom(const PackText<RosterText>& text, std::size_t index, const Roster& roster)
{
    const RosterPersonText& from = text.value.people[index];
    if (from.teams.empty()) {
        return text.wrong(itemAt("person", index, "teams"), "expected at least one team");
    }
    if (from.capacity < 1 || from.capacity > 10'000) {
        return text.wrong(itemAt("person", index, "capacity"), "expected a number from 1 to 10000");
    }
    if (!roster.calendars.contains(from.calendar)) {
        return text.wrong(itemAt("person", index, "calendar"), "there is no calendar " + from.calendar);
    }
    if (std::ranges::find(roster.people, from.id, &RosterPerson::id) != roster.people.end()) {
        return text.wrong(itemAt("person", index, "id"), "the person stands twice");
    }
    RosterPerson out{from.id,
                     from.teams,
                     from.skills.value_or(std::vector<std::string>{}),
                     from.languages,
                     from.capacity,
                     from.calendar,
                     from.onCall.value_or(false),
                     {}};
    const auto away = from.away.value_or(std::vector<AwayText>{});
    for (std::size_t i = 0; i < away.size(); ++i) {
        const auto begin = utcFromRfc3339(away[i].from);
        const auto end = utcFromRfc3339(away[i].to);
        if (!begin || !end || *end <= *begin) {
            return text.wrong(itemAt("person", index, "away[" + std::to_string(i) + "]"),
                              "expected two times such as 2026-08-01T00:00:00Z, the later one last");
        }
        out.away.emplace_back(*begin, *end);
    }
    return out;
}

Result<Roster> rosterOf(Result<TomlDocument> document)
{
    const auto text = packTextFrom<RosterText>(std::move(document));
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    if (auto format = checkFormat(*text); !format) {
        return tl::make_unexpected(format.error());
    }
    Roster roster;
    for (std::size_t i = 0; i < text->value.calendars.size(); ++i) {
        auto calendar = Calendar::fromText(text->value.calendars[i], itemAt("calendar", i));
        if (!calendar) {
            return tl::make_unexpected(text->document.placed(calendar.error()));
        }
        if (!roster.calendars.emplace(text->value.calendars[i].id, std::move(*calendar)).second) {
            return text->wrong(itemAt("calendar", i, "id"), "the id stands twice");
        }
    }
    for (std::size_t i = 0; i < text->value.people.size(); ++i) {
        auto person = personFrom(*text, i, roster);
        if (!person) {
            return tl::make_unexpected(person.error());
        }
        roster.people.push_back(std::move(*person));
    }
    roster.digest = sha256(canonicalJson(text->document.json));
    return roster;
}

bool asksForNothing(const RoutingRule& rule)
{
    return !rule.intents && !rule.categories && !rule.flags && !rule.tiers && !rule.languages && !rule.priorities;
}

Result<RoutingBook> routingBookOf(Result<TomlDocument> document)
{
    const auto text = packTextFrom<RoutingBookText>(std::move(document));
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    if (auto format = checkFormat(*text); !format) {
        return tl::make_unexpected(format.error());
    }
    const auto claim = durationFromText(text->value.claim);
    if (!claim || claim->ms == 0) {
        return text->wrong("$.claim", "expected a span such as 30m or 4h");
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < text->value.rules.size(); ++i) {
        const RoutingRule& rule = text->value.rules[i];
        if (rule.id.empty() || !ids.insert(rule.id).second) {
            return text->wrong(itemAt("rule", i, "id"), "expected an id that no other rule has");
        }
        if (asksForNothing(rule) && i + 1 < text->value.rules.size()) {
            return text->wrong(itemAt("rule", i), "it holds for every ticket, so that the rules behind it never would");
        }
    }
    if (text->value.elsewhere.empty()) {
        return text->wrong("$.elsewhere", "expected a team, found an empty text");
    }
    return RoutingBook{text->value.id,        text->value.version, *claim, text->value.onCall,
                       text->value.elsewhere, text->value.rules,   {},     sha256(canonicalJson(text->document.json))};
}

} // namespace

Result<Roster> loadRoster(const std::filesystem::path& file)
{
    return rosterOf(readPlacedToml(file));
}

Result<Roster> rosterFrom(std::string_view toml, const std::string& name)
{
    return rosterOf(parsePlacedToml(toml, name));
}

Result<RoutingBook> loadRoutingBook(const std::filesystem::path& rules, const std::filesystem::path& people)
{
    auto book = routingBookOf(readPlacedToml(rules));
    auto roster = book ? loadRoster(people) : tl::make_unexpected(book.error());
    if (!roster) {
        return tl::make_unexpected(roster.error());
    }
    book->roster = std::move(*roster);
    return book;
}

Result<RoutingBook> routingBookFrom(std::string_view toml, const std::string& name)
{
    return routingBookOf(parsePlacedToml(toml, name));
}

} // namespace stillgate::triage
