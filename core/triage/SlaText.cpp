// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "core/triage/PackText.h"
#include "core/triage/Sla.h"

namespace stillgate::triage {

namespace {

struct SlaTargetText {
    std::string id;
    std::optional<Priority> priority;
    std::optional<std::string> team;
    std::optional<std::string> tier;
    std::string calendar;
    std::string firstResponse;
    std::string nextResponse;
    std::string resolution;
};

template <typename Visitor>
void describe(Visitor& visit, SlaTargetText& target)
{
    visit("id", target.id);
    visit("priority", target.priority);
    visit("team", target.team);
    visit("tier", target.tier);
    visit("calendar", target.calendar);
    visit("first_response", target.firstResponse);
    visit("next_response", target.nextResponse);
    visit("resolution", target.resolution);
}

struct SlaBookText {
    int format = 1;
    std::string id;
    int version = 1;
    int atRisk = 75;
    std::vector<CalendarText> calendars;
    std::vector<SlaTargetText> targets;
};

template <typename Visitor>
void describe(Visitor& visit, SlaBookText& book)
{
    visit("format", book.format);
    visit("id", book.id);
    visit("version", book.version);
    visit("at_risk", book.atRisk);
    visit("calendar", book.calendars);
    visit("target", book.targets);
}

using BookText = PackText<SlaBookText>;

Result<void> addCalendars(const BookText& text, SlaBook& book)
{
    for (std::size_t i = 0; i < text.value.calendars.size(); ++i) {
        const CalendarText& calendar = text.value.calendars[i];
        auto made = Calendar::fromText(calendar, itemAt("calendar", i));
        if (!made) {
            return tl::make_unexpected(text.document.placed(made.error()));
        }
        if (!book.calendars.emplace(calendar.id, std::move(*made)).second) {
            return text.wrong(itemAt("calendar", i, "id"), "the id " + calendar.id + " stands twice");
        }
    }
    return {};
}

Result<Duration> spanFrom(const BookText& text, std::size_t index, std::string_view field, const std::string& value)
{
    const auto span = durationFromText(value);
    if (!span || span->ms == 0) {
        return text.wrong(itemAt("target", index, field), "expected a working time such as 30m, 2h or 72h");
    }
    return *span;
}

Result<SlaTarget> targetFrom(const BookText& text, std::size_t index, const SlaBook& book)
{
    const SlaTargetText& from = text.value.targets[index];
    if (book.calendar(from.calendar) == nullptr) {
        return text.wrong(itemAt("target", index, "calendar"), "there is no calendar " + from.calendar);
    }
    const auto first = spanFrom(text, index, "first_response", from.firstResponse);
    const auto next = spanFrom(text, index, "next_response", from.nextResponse);
    const auto last = spanFrom(text, index, "resolution", from.resolution);
    for (const auto* span : {&first, &next, &last}) {
        if (!*span) {
            return tl::make_unexpected(span->error());
        }
    }
    return SlaTarget{from.id, from.priority, from.team, from.tier, from.calendar, *first, *next, *last};
}

Result<void> addTargets(const BookText& text, SlaBook& book)
{
    std::set<std::string> ids;
    std::set<std::tuple<std::optional<Priority>, std::optional<std::string>, std::optional<std::string>>> scopes;
    for (std::size_t i = 0; i < text.value.targets.size(); ++i) {
        auto target = targetFrom(text, i, book);
        if (!target) {
            return tl::make_unexpected(target.error());
        }
        if (target->id.empty() || !ids.insert(target->id).second) {
            return text.wrong(itemAt("target", i, "id"), "expected an id that no other target has");
        }
        if (!scopes.insert({target->priority, target->team, target->tier}).second) {
            return text.wrong(itemAt("target", i), "another target is for the same priority, team and tier");
        }
        book.targets.push_back(std::move(*target));
    }
    for (const auto& [priority, name] : EnumNames<Priority>::kNames) {
        if (book.targetFor(priority, {}, {}) == nullptr) {
            return text.wrong("$.target", "no target is for every " + std::string(name) + " ticket");
        }
    }
    return {};
}

Result<SlaBook> slaBookOf(Result<TomlDocument> document)
{
    const auto text = packTextFrom<SlaBookText>(std::move(document));
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    if (auto format = checkFormat(*text); !format) {
        return tl::make_unexpected(format.error());
    }
    if (text->value.atRisk < 1 || text->value.atRisk > 99) {
        return text->wrong("$.at_risk", "expected a number from 1 to 99");
    }
    SlaBook book{text->value.id, text->value.version, text->value.atRisk, {}, {}, sha256(canonicalJson(text->document.json))};
    return addCalendars(*text, book).and_then([&] { return addTargets(*text, book); }).map([&] { return std::move(book); });
}

} // namespace

Result<SlaBook> loadSlaBook(const std::filesystem::path& file)
{
    return slaBookOf(readPlacedToml(file));
}

Result<SlaBook> slaBookFrom(std::string_view toml, const std::string& name)
{
    return slaBookOf(parsePlacedToml(toml, name));
}

} // namespace stillgate::triage
