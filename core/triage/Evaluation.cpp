// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Evaluation.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/triage/Typos.h"

namespace stillgate::triage {

namespace {

constexpr std::size_t kMostConfusions = 10;

/// What a model says of the test set, and what each answer cost.
struct Answers {
    std::vector<Decision> decisions;
    std::vector<double> largestLogits;
    std::vector<std::int64_t> nanoseconds;
};

LabelIndex indexOf(const std::vector<std::string>& labels, const std::string& label)
{
    const auto found = std::ranges::lower_bound(labels, label);
    return found != labels.end() && *found == label ? static_cast<LabelIndex>(found - labels.begin()) : kNoLabel;
}

Answers ask(const Model& model, std::span<const Example> test, const Stopwatch& stopwatch)
{
    Answers out;
    for (const Example& example : test) {
        const std::int64_t start = stopwatch();
        const Prediction prediction = model.predict(redact(example.text));
        out.nanoseconds.push_back(stopwatch() - start);
        out.decisions.push_back({indexOf(model.labels(), example.label), prediction.label, prediction.confidence});
        out.largestLogits.push_back(prediction.largestLogit);
    }
    return out;
}

double accuracyOf(std::span<const Decision> decisions)
{
    const auto right = std::ranges::count_if(decisions, &Decision::isRight);
    return decisions.empty() ? 0 : static_cast<double>(right) / static_cast<double>(decisions.size());
}

double typoAccuracy(const Model& model, std::span<const Example> test, std::uint64_t seed)
{
    Random random(seed);
    std::size_t right = 0;
    for (const Example& example : test) {
        const Prediction prediction = model.predict(redact(withTypos(example.text, random)));
        right += model.labels()[prediction.label] == example.label ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(test.size());
}

CoverageFigures coverage(double wanted, std::span<const Decision> heldOut, std::span<const Decision> test)
{
    CoverageFigures out{wanted, thresholdFor(heldOut, wanted), {}};
    if (out.threshold) {
        out.test = coverageAt(test, *out.threshold);
    }
    return out;
}

std::vector<Confusion> confusionsOf(std::span<const Example> test, std::span<const Decision> decisions,
                                    const std::vector<std::string>& labels)
{
    std::map<std::pair<std::string, std::string>, std::size_t> counts;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        if (!decisions[i].isRight()) {
            ++counts[{test[i].label, labels[decisions[i].given]}];
        }
    }
    std::vector<Confusion> out;
    for (const auto& [pair, count] : counts) {
        out.push_back({pair.first, pair.second, count});
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Confusion::count);
    out.resize(std::min(out.size(), kMostConfusions));
    return out;
}

double median(std::vector<std::int64_t> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return static_cast<double>(*middle);
}

/// A label of the test set that the model does not know counts as one with F1 0.
double meanF1(std::span<const LabelFigures> labels, std::span<const Example> test, const std::vector<std::string>& known)
{
    std::set<std::string_view> unknown;
    for (const Example& example : test) {
        if (indexOf(known, example.label) == kNoLabel) {
            unknown.insert(example.label);
        }
    }
    double sum = 0;
    for (const LabelFigures& label : labels) {
        sum += label.f1;
    }
    return sum / static_cast<double>(labels.size() + unknown.size());
}

std::optional<double> outOfScopeAuroc(const Model& model, const Answers& answers, std::span<const std::string> outOfScope)
{
    if (outOfScope.empty()) {
        return std::nullopt;
    }
    std::vector<double> logits;
    for (const std::string& text : outOfScope) {
        logits.push_back(model.predict(redact(text)).largestLogit);
    }
    return areaUnderRoc(answers.largestLogits, std::move(logits));
}

} // namespace

std::vector<LabelFigures> labelFigures(std::span<const Decision> decisions, const std::vector<std::string>& labels)
{
    struct Counts {
        std::size_t right = 0;
        std::size_t given = 0;
        std::size_t examples = 0;
    };
    std::vector<Counts> counts(labels.size());
    for (const Decision& decision : decisions) {
        ++counts[decision.given].given;
        counts[decision.given].right += decision.isRight() ? 1 : 0;
        if (decision.truth != kNoLabel) {
            ++counts[decision.truth].examples;
        }
    }
    const auto share = [](std::size_t part, std::size_t all) {
        return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0.0;
    };
    std::vector<LabelFigures> out;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto [right, given, examples] = counts[i];
        if (given + examples > 0) {
            out.push_back(
                {labels[i], examples, share(right, given), share(right, examples), share(2 * right, given + examples)});
        }
    }
    return out;
}

double areaUnderRoc(std::vector<double> inScope, std::vector<double> outOfScope)
{
    // Counts the pairs in the right order by merging the two sorted groups.
    std::ranges::sort(inScope);
    std::ranges::sort(outOfScope);
    double pairs = 0;
    for (const double score : inScope) {
        const auto [first, last] = std::ranges::equal_range(outOfScope, score);
        pairs += static_cast<double>(first - outOfScope.begin()) + static_cast<double>(last - first) / 2;
    }
    return pairs / (static_cast<double>(inScope.size()) * static_cast<double>(outOfScope.size()));
}

Result<EvaluationFigures> evaluate(const LabelledMessages& messages, const TrainingOptions& options, const Stopwatch& stopwatch,
                                   const std::function<void(TrainingProgress)>& progress)
{
    if (messages.train.empty() || messages.test.empty()) {
        return fail(ErrorCode::Malformed, "split",
                    std::string("expected rows of both splits, found none of ") + (messages.train.empty() ? "train" : "test"));
    }
    const std::int64_t start = stopwatch();
    const auto trained = trainModel(messages.train, options, progress);
    if (!trained) {
        return tl::make_unexpected(trained.error());
    }
    EvaluationFigures out;
    out.trainSeconds = static_cast<double>(stopwatch() - start) / 1e9;
    const Model& model = trained->model;
    const Answers answers = ask(model, messages.test, stopwatch);
    out.trainCount = messages.train.size();
    out.testCount = messages.test.size();
    out.accuracy = accuracyOf(answers.decisions);
    out.reliability = reliability(answers.decisions);
    out.calibrationError = expectedCalibrationError(out.reliability);
    out.labels = labelFigures(answers.decisions, model.labels());
    out.macroF1 = meanF1(out.labels, messages.test, model.labels());
    out.at95 = coverage(0.95, trained->heldOut, answers.decisions);
    out.at99 = coverage(0.99, trained->heldOut, answers.decisions);
    out.typoAccuracy = typoAccuracy(model, messages.test, options.sgd.seed);
    out.predictMicroseconds = median(answers.nanoseconds) / 1000;
    out.calibration = model.calibration();
    out.features = model.features();
    out.confusions = confusionsOf(messages.test, answers.decisions, model.labels());
    out.outOfScopeAuroc = outOfScopeAuroc(model, answers, messages.outOfScope);
    return out;
}

} // namespace stillgate::triage
