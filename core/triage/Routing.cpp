// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Routing.h"

#include <algorithm>

namespace stillgate::triage {

namespace {

template <typename T, typename V>
bool contains(const std::vector<T>& list, const V& value)
{
    return std::ranges::find(list, value) != list.end();
}

template <typename T, typename V>
bool allows(const std::optional<std::vector<T>>& list, const V& value)
{
    return !list || contains(*list, value);
}

bool appliesTo(const RoutingRule& rule, const RoutingInputs& inputs)
{
    const bool flagged = !rule.flags || std::ranges::any_of(inputs.redFlags, [&](const std::string& flag) {
        return contains(*rule.flags, flag);
    });
    return flagged && allows(rule.intents, inputs.intent) && allows(rule.categories, inputs.category) &&
           allows(rule.tiers, inputs.tier) && allows(rule.languages, inputs.language) &&
           allows(rule.priorities, inputs.priority);
}

void addTeam(std::vector<TeamPart>& teams, const std::string& team)
{
    if (!team.empty() && std::ranges::find(teams, team, &TeamPart::team) == teams.end()) {
        teams.push_back({team, std::nullopt, std::nullopt, false});
    }
}

int loadOf(const Loads& loads, const PersonId& person)
{
    const auto at = loads.find(person);
    return at == loads.end() ? 0 : at->second;
}

/// Looks for somebody in one team.
class Matching {
public:
    Matching(const RoutingBook& book, const RoutingInputs& inputs, const Loads& loads, const std::string& team,
             const std::vector<std::string>& skills)
        : m_book(book), m_inputs(inputs), m_loads(loads), m_team(team)
    {
        for (const RosterPerson& person : book.roster.people) {
            if (contains(person.teams, team)) {
                m_members.push_back(&person);
            }
        }
        // What nobody in the team can do, or speaks, cannot be waited for.
        for (const std::string& skill : skills) {
            if (std::ranges::any_of(m_members, [&](const auto* member) { return contains(member->skills, skill); })) {
                m_skills.push_back(skill);
            }
        }
        m_needsLanguage = std::ranges::any_of(m_members, [&](const auto* member) { return speaks(*member); });
    }

    void fill(TeamPart& part)
    {
        const RosterPerson* best = nullptr;
        for (const RosterPerson* member : m_members) {
            const auto why = hindrance(*member);
            if (why) {
                pass(*member, *why);
            } else if (best == nullptr || hasMoreRoom(*member, *best)) {
                if (best != nullptr) {
                    pass(*best, PassReason::Busier);
                }
                best = member;
            } else {
                pass(*member, PassReason::Busier);
            }
        }
        if (best == nullptr && contains(m_book.onCall, m_inputs.priority)) {
            best = personOnCall();
            part.onCall = best != nullptr;
        }
        if (best != nullptr) {
            part.person = best->id;
            std::erase_if(m_passed, [&](const PassedOver& passed) { return passed.person == best->id; });
        } else {
            part.held = holdReason();
        }
    }

    [[nodiscard]] const std::vector<PassedOver>& passed() const { return m_passed; }

private:
    [[nodiscard]] bool speaks(const RosterPerson& person) const
    {
        return !m_inputs.language.empty() && contains(person.languages, m_inputs.language);
    }

    [[nodiscard]] bool isAway(const RosterPerson& person) const
    {
        return std::ranges::any_of(person.away,
                                   [&](const auto& span) { return span.first <= m_inputs.now && m_inputs.now < span.second; });
    }

    [[nodiscard]] bool works(const RosterPerson& person) const
    {
        const auto at = m_book.roster.calendars.find(person.calendar);
        return at != m_book.roster.calendars.end() && at->second.isOpen(m_inputs.now);
    }

    /// Whether the person could take it if it were their time: what neither shift nor room changes.
    [[nodiscard]] std::optional<PassReason> unfit(const RosterPerson& person) const
    {
        const auto lacks = [&](const std::string& skill) { return !contains(person.skills, skill); };
        if (std::ranges::any_of(m_skills, lacks)) {
            return PassReason::SkillMissing;
        }
        if (m_needsLanguage && !speaks(person)) {
            return PassReason::LanguageMissing;
        }
        return contains(m_inputs.gaveBack, person.id) ? std::optional(PassReason::GaveBack) : std::nullopt;
    }

    [[nodiscard]] std::optional<PassReason> hindrance(const RosterPerson& person) const
    {
        if (const auto why = unfit(person)) {
            return why;
        }
        if (isAway(person)) {
            return PassReason::Away;
        }
        if (!works(person)) {
            return PassReason::OffShift;
        }
        return loadOf(m_loads, person.id) >= person.capacity ? std::optional(PassReason::Full) : std::nullopt;
    }

    [[nodiscard]] bool hasMoreRoom(const RosterPerson& one, const RosterPerson& other) const
    {
        return std::int64_t{loadOf(m_loads, one.id)} * other.capacity < std::int64_t{loadOf(m_loads, other.id)} * one.capacity;
    }

    /// The one on call with the fewest tickets, fit ones before others; neither shift nor room counts.
    [[nodiscard]] const RosterPerson* personOnCall() const
    {
        const RosterPerson* best = nullptr;
        const auto rank = [&](const RosterPerson& person) {
            return std::pair(unfit(person).has_value(), loadOf(m_loads, person.id));
        };
        for (const RosterPerson* member : m_members) {
            if (member->onCall && !isAway(*member) && (best == nullptr || rank(*member) < rank(*best))) {
                best = member;
            }
        }
        return best;
    }

    /// Full counts before off shift: room may come any moment.
    [[nodiscard]] HoldReason holdReason() const
    {
        const auto isAmong = [&](PassReason why) {
            return std::ranges::find(m_passed, why, &PassedOver::why) != m_passed.end();
        };
        if (isAmong(PassReason::Full)) {
            return HoldReason::AllFull;
        }
        return isAmong(PassReason::OffShift) || isAmong(PassReason::Away) ? HoldReason::AllOffShift : HoldReason::NobodyFits;
    }

    void pass(const RosterPerson& person, PassReason why) { m_passed.push_back({m_team, person.id, why}); }

    const RoutingBook& m_book;
    const RoutingInputs& m_inputs;
    const Loads& m_loads;
    const std::string& m_team;
    std::vector<const RosterPerson*> m_members;
    std::vector<std::string> m_skills;
    bool m_needsLanguage = false;
    std::vector<PassedOver> m_passed;
};

} // namespace

std::optional<UtcTime> Roster::nextOpening(UtcTime now) const
{
    std::optional<UtcTime> next;
    for (const auto& [calendarId, calendar] : calendars) {
        const bool inUse = std::ranges::find(people, calendarId, &RosterPerson::calendar) != people.end();
        const auto opening = inUse ? calendar.nextOpening(now) : std::nullopt;
        next = opening && (!next || *opening < *next) ? opening : next;
    }
    for (const RosterPerson& person : people) {
        for (const auto& [from, to] : person.away) {
            next = to > now && (!next || to < *next) ? std::optional(to) : next;
        }
    }
    return next;
}

const RoutingRule* RoutingBook::named(std::string_view ruleId) const
{
    const auto at = std::ranges::find(rules, ruleId, &RoutingRule::id);
    return at == rules.end() ? nullptr : &*at;
}

TicketAssigned route(const RoutingBook& book, const RoutingInputs& inputs, const Loads& loads, std::string why)
{
    const auto rule = std::ranges::find_if(book.rules, [&](const RoutingRule& r) { return appliesTo(r, inputs); });
    const bool ruled = rule != book.rules.end();
    TicketAssigned out;
    out.why = std::move(why);
    out.rule = ruled ? rule->id : std::string(kNoRule);
    addTeam(out.teams, ruled && rule->team ? *rule->team : inputs.categoryTeam);
    if (ruled && rule->further) {
        for (const std::string& team : *rule->further) {
            addTeam(out.teams, team);
        }
    }
    for (const std::string& team : inputs.labelTeams) {
        addTeam(out.teams, team);
    }
    if (out.teams.empty()) {
        addTeam(out.teams, book.elsewhere);
    }
    if (inputs.wanted == Wanted::Team) {
        return out;
    }
    const std::vector<std::string> skills =
        ruled ? rule->skills.value_or(std::vector<std::string>{}) : std::vector<std::string>{};
    Loads given = loads;
    for (TeamPart& part : out.teams) {
        const auto stands = std::ranges::find(inputs.standing, part.team, &TeamPart::team);
        if (stands != inputs.standing.end() && stands->person) {
            part = *stands;
            continue;
        }
        // Skills are asked of the primary team; further ones bring their own.
        const bool primary = &part == &out.teams.front();
        Matching matching(book, inputs, given, part.team, primary ? skills : std::vector<std::string>{});
        matching.fill(part);
        if (part.person) {
            ++given[*part.person];
        }
        for (const PassedOver& passed : matching.passed()) {
            if (out.passedOver.size() < kMostPassedOver) {
                out.passedOver.push_back(passed);
            }
        }
    }
    return out;
}

} // namespace stillgate::triage
