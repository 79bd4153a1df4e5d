// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/HeldOut.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/triage/Shuffle.h"

namespace stillgate::history {

namespace {

using namespace triage;

constexpr std::uint32_t kFolds = 5;
/// Of each fold's model, for its calibration.
constexpr std::uint32_t kInnerFolds = 2;
constexpr std::size_t kLeastJudged = 10;

/// Groups are shuffled and dealt out in turn, those of one label (the first's) behind each other, so that each fold has some of all.
std::vector<std::uint32_t> dealGroups(std::span<const Example> examples, std::span<const std::uint32_t> groups,
                                      std::uint64_t seed)
{
    std::vector<std::uint32_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(seed);
    shuffle(order, random);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) -> const std::string& { return examples[i].label; });
    constexpr std::uint32_t kNone = kFolds;
    const std::uint32_t most = groups.empty() ? 0 : std::ranges::max(groups);
    std::vector<std::uint32_t> foldOfGroup(std::size_t{most} + 1, kNone);
    std::vector<std::uint32_t> out(examples.size());
    std::uint32_t turn = 0;
    for (const std::uint32_t i : order) {
        std::uint32_t& fold = foldOfGroup[groups[i]];
        if (fold == kNone) {
            fold = turn++ % kFolds;
        }
        out[i] = fold;
    }
    return out;
}

std::optional<LabelIndex> indexOf(const std::vector<std::string>& labels, const std::string& label)
{
    const auto found = std::ranges::lower_bound(labels, label);
    return found != labels.end() && *found == label ? std::optional(static_cast<LabelIndex>(found - labels.begin()))
                                                    : std::nullopt;
}

std::vector<std::string> labelsOfAll(std::span<const Example> examples)
{
    std::set<std::string> labels;
    for (const Example& example : examples) {
        labels.insert(example.label);
    }
    return {labels.begin(), labels.end()};
}

HeldOutGuess guessOf(const Model& model, const Example& example, const std::vector<std::string>& labels)
{
    const Prediction prediction = model.predict(redact(example.text), {0, 0});
    HeldOutGuess out;
    out.given = *indexOf(labels, example.label);
    out.best = *indexOf(labels, model.labels()[prediction.label]);
    out.ofBest = prediction.confidence;
    if (const auto known = indexOf(model.labels(), example.label)) {
        out.ofGiven = prediction.scores[*known];
    }
    return out;
}

} // namespace

Result<HeldOutGuesses> heldOutGuesses(std::span<const Example> examples, std::span<const std::uint32_t> groups,
                                      std::uint64_t seed, const std::function<void(TrainingProgress)>& progress)
{
    TrainingOptions options;
    options.sgd.seed = seed;
    options.folds = kInnerFolds;
    HeldOutGuesses out{labelsOfAll(examples), std::vector<HeldOutGuess>(examples.size())};
    const auto foldOf = dealGroups(examples, groups, seed);
    for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
        std::vector<Example> learned;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (foldOf[i] != fold) {
                learned.push_back(examples[i]);
            }
        }
        const auto trained = trainModel(learned, options, [&](TrainingProgress position) {
            if (progress) {
                progress({fold * position.all + position.done, kFolds * position.all});
            }
        });
        if (!trained) {
            return tl::make_unexpected(trained.error());
        }
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (foldOf[i] == fold) {
                out.rows[i] = guessOf(trained->model, examples[i], out.labels);
            }
        }
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
        const bool isJudged = counts[row.given] >= kLeastJudged && counts[row.best] >= kLeastJudged;
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
