// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/HeldOut.h"

#include <algorithm>
#include <map>
#include <set>

namespace stillgate::history {

namespace {

using namespace triage;

constexpr std::size_t kLeastJudged = 10;

/// The labels in order, each with its groups.
std::map<std::string, std::set<std::uint32_t>> groupsByLabel(std::span<const Example> examples,
                                                             std::span<const std::uint32_t> groups)
{
    std::map<std::string, std::set<std::uint32_t>> out;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        out[examples[i].label].insert(groups[i]);
    }
    return out;
}

} // namespace

Result<HeldOutGuesses> heldOutGuesses(std::span<const Example> examples, std::span<const std::uint32_t> groups,
                                      std::uint64_t seed, const std::function<void(TrainingProgress)>& progress)
{
    TrainingOptions options;
    options.sgd.seed = seed;
    const auto decisions = heldOutDecisions(examples, options, progress, groups);
    if (!decisions) {
        return tl::make_unexpected(decisions.error());
    }
    HeldOutGuesses out;
    for (const auto& [label, of] : groupsByLabel(examples, groups)) {
        out.labels.push_back(label);
        out.texts.push_back(of.size());
    }
    out.rows.reserve(decisions->size());
    for (const Decision& decision : *decisions) {
        out.rows.push_back({decision.truth, decision.given, decision.ofTruth, decision.confidence});
    }
    return out;
}

std::vector<Suspect> suspectsIn(const HeldOutGuesses& guesses)
{
    std::vector<std::size_t> counts(guesses.labels.size());
    std::vector<double> sums(guesses.labels.size());
    for (const HeldOutGuess& row : guesses.rows) {
        ++counts[row.given];
        sums[row.given] += row.ofGiven.probability();
    }
    std::vector<Suspect> out;
    for (std::uint32_t i = 0; i < guesses.rows.size(); ++i) {
        const HeldOutGuess& row = guesses.rows[i];
        const bool isJudged = guesses.texts[row.given] >= kLeastJudged && guesses.texts[row.best] >= kLeastJudged;
        if (row.best != row.given && isJudged &&
            row.ofBest.probability() * static_cast<double>(counts[row.best]) >= sums[row.best]) {
            out.push_back({i, row.best, row.ofBest});
        }
    }
    const auto margin = [&](const Suspect& suspect) {
        const HeldOutGuess& row = guesses.rows[suspect.example];
        return static_cast<int>(row.ofGiven.value()) - static_cast<int>(row.ofBest.value());
    };
    std::ranges::stable_sort(out, {}, margin);
    return out;
}

} // namespace stillgate::history
