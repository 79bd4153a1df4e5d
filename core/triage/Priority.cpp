// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Priority.h"

#include <algorithm>

#include "core/triage/PackText.h"

namespace stillgate::triage {

namespace {

constexpr int kMostScore = 100;

int percentOf(const std::vector<Share>& shares, std::string_view name, int elsewhere)
{
    const auto at = std::ranges::find(shares, name, &Share::name);
    return at == shares.end() ? elsewhere : at->percent;
}

/// Rounded half up.
int portion(int weight, int percent)
{
    return (weight * std::clamp(percent, 0, 100) + 50) / 100;
}

int followUpsOf(const PriorityInputs& inputs)
{
    return std::max(inputs.unanswered - 1, 0);
}

int slaPercent(const PriorityBook& book, SlaState state)
{
    return state == SlaState::Breached ? 100 : state == SlaState::AtRisk ? book.atRisk : 0;
}

/// Points of each factor, in the order of PriorityFactor.
std::array<int, 6> pointsOf(const PriorityBook& book, const PriorityInputs& inputs)
{
    const PriorityWeights& weights = book.weights;
    return {portion(weights.urgency, inputs.urgency),
            portion(weights.businessImpact, percentOf(book.impacts, inputs.category, book.impactElsewhere)),
            portion(weights.customerTier, percentOf(book.tiers, inputs.tier, 0)),
            portion(weights.slaRisk, slaPercent(book, inputs.sla)),
            portion(weights.followUps, followUpsOf(inputs) * 100 / std::max(book.fullFollowUps, 1)),
            portion(weights.frustration, -inputs.sentiment)};
}

int sumOf(const std::array<int, 6>& points)
{
    int sum = 0;
    for (const int one : points) {
        sum += one;
    }
    return std::min(sum, kMostScore);
}

Priority levelOf(const PriorityLevels& levels, int score)
{
    return score >= levels.p1   ? Priority::P1
           : score >= levels.p2 ? Priority::P2
           : score >= levels.p3 ? Priority::P3
                                : Priority::P4;
}

bool isListed(const std::optional<std::vector<std::string>>& list, std::string_view name)
{
    return list && std::ranges::find(*list, name) != list->end();
}

bool holdsFor(const FloorRule& rule, const PriorityInputs& inputs)
{
    return isListed(rule.categories, inputs.category) || rule.sla == inputs.sla ||
           std::ranges::any_of(inputs.redFlags, [&](const std::string& flag) { return isListed(rule.flags, flag); });
}

/// The most urgent floor that holds; the first of several alike. Null when none does.
const FloorRule* floorFor(const PriorityBook& book, const PriorityInputs& inputs)
{
    const FloorRule* out = nullptr;
    for (const FloorRule& rule : book.floors) {
        if ((out == nullptr || rule.priority < out->priority) && holdsFor(rule, inputs)) {
            out = &rule;
        }
    }
    return out;
}

std::string detailOf(PriorityFactor factor, const PriorityInputs& inputs)
{
    switch (factor) {
    case PriorityFactor::Urgency: return "words:" + std::to_string(inputs.urgency);
    case PriorityFactor::BusinessImpact: return "category:" + inputs.category;
    case PriorityFactor::CustomerTier: return "tier:" + inputs.tier;
    case PriorityFactor::SlaRisk: return "sla:" + std::string(nameOf(inputs.sla));
    case PriorityFactor::FollowUps: return "messages:" + std::to_string(followUpsOf(inputs));
    case PriorityFactor::Frustration: return "sentiment:" + std::to_string(inputs.sentiment);
    }
    return {};
}

/// Named numbers with the range that each must stay in.
struct Bound {
    std::string path;
    int value = 0;
    int most = kMostScore;
};

std::vector<Bound> boundsOf(const PriorityBook& book)
{
    std::vector<Bound> out{{"$.weights.urgency", book.weights.urgency},
                           {"$.weights.business_impact", book.weights.businessImpact},
                           {"$.weights.customer_tier", book.weights.customerTier},
                           {"$.weights.sla_risk", book.weights.slaRisk},
                           {"$.weights.follow_ups", book.weights.followUps},
                           {"$.weights.frustration", book.weights.frustration},
                           {"$.levels.P1", book.levels.p1},
                           {"$.levels.P2", book.levels.p2, book.levels.p1},
                           {"$.levels.P3", book.levels.p3, book.levels.p2},
                           {"$.impact_elsewhere", book.impactElsewhere},
                           {"$.at_risk", book.atRisk}};
    for (std::size_t i = 0; i < book.impacts.size(); ++i) {
        out.push_back({itemAt("impact", i, "percent"), book.impacts[i].percent});
    }
    for (std::size_t i = 0; i < book.tiers.size(); ++i) {
        out.push_back({itemAt("tier", i, "percent"), book.tiers[i].percent});
    }
    return out;
}

Result<PriorityBook> checkedBook(Result<TomlDocument> document)
{
    auto text = packTextFrom<PriorityBook>(std::move(document));
    if (!text) {
        return tl::make_unexpected(std::move(text.error()));
    }
    if (auto format = checkFormat(*text); !format) {
        return tl::make_unexpected(format.error());
    }
    for (const Bound& bound : boundsOf(text->value)) {
        if (bound.value < 0 || bound.value > bound.most) {
            return text->wrong(bound.path, "expected a number from 0 to " + std::to_string(bound.most));
        }
    }
    if (text->value.fullFollowUps < 1) {
        return text->wrong("$.full_follow_ups", "expected at least 1");
    }
    for (std::size_t i = 0; i < text->value.floors.size(); ++i) {
        const FloorRule& rule = text->value.floors[i];
        if (rule.id.empty()) {
            return text->wrong(itemAt("floor", i, "id"), "expected a text, found an empty one");
        }
        if (!rule.categories && !rule.flags && !rule.sla) {
            return text->wrong(itemAt("floor", i), "expected categories, flags or sla: the floor would never hold");
        }
    }
    return std::move(text->value);
}

} // namespace

PriorityStanding standingOf(const PriorityBook& book, const PriorityInputs& inputs)
{
    PriorityStanding out;
    out.score = sumOf(pointsOf(book, inputs));
    const FloorRule* floor = floorFor(book, inputs);
    const Priority level = levelOf(book.levels, out.score);
    out.priority = floor != nullptr ? std::min(level, floor->priority) : level;
    return out;
}

PrioritySet priorityOf(const PriorityBook& book, const PriorityInputs& inputs)
{
    const auto points = pointsOf(book, inputs);
    PrioritySet out;
    out.score = sumOf(points);
    out.priority = levelOf(book.levels, out.score);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i] != 0) {
            const auto factor = static_cast<PriorityFactor>(i);
            out.parts.push_back({factor, points[i], detailOf(factor, inputs)});
        }
    }
    if (const FloorRule* floor = floorFor(book, inputs); floor != nullptr && floor->priority < out.priority) {
        out.floor = PriorityFloor{floor->id, floor->priority};
        out.priority = floor->priority;
    }
    return out;
}

Result<PriorityBook> loadPriorityBook(const std::filesystem::path& file)
{
    return checkedBook(readPlacedToml(file));
}

Result<PriorityBook> priorityBookFrom(std::string_view toml, const std::string& name)
{
    return checkedBook(parsePlacedToml(toml, name));
}

Digest digestOf(const PriorityBook& book)
{
    return sha256(canonicalJson(toJson(book)));
}

} // namespace stillgate::triage
