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
    std::vector<Prediction> predictions; ///< without their reasons
    std::vector<std::int64_t> nanoseconds;
};

LabelIndex indexOf(const std::vector<std::string>& labels, const std::string& label)
{
    const auto found = std::ranges::lower_bound(labels, label);
    return found != labels.end() && *found == label ? static_cast<LabelIndex>(found - labels.begin()) : kNoLabel;
}

bool has(const Example& example, const std::string& label)
{
    return example.label == label || std::ranges::find(example.further, label) != example.further.end();
}

/// Of the labels of an example that one that was given, or else the primary one.
LabelIndex truthFor(const Example& example, const std::vector<std::string>& labels, LabelIndex given)
{
    return has(example, labels[given]) ? given : indexOf(labels, example.label);
}

Answers ask(const Model& model, std::span<const Example> test, const Stopwatch& stopwatch)
{
    Answers out;
    for (const Example& example : test) {
        const std::int64_t start = stopwatch();
        Prediction prediction = model.predict(redact(example.text));
        out.nanoseconds.push_back(stopwatch() - start);
        const LabelIndex truth = truthFor(example, model.labels(), prediction.label);
        out.decisions.push_back(
            {truth, prediction.label, prediction.confidence, truth == kNoLabel ? Confidence() : prediction.scores[truth]});
        out.predictions.push_back(std::move(prediction));
        out.predictions.back().reasons = {};
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
        right += has(example, model.labels()[prediction.label]) ? 1 : 0;
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
    out.reserve(counts.size());
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
        if (!example.label.empty() && indexOf(known, example.label) == kNoLabel) {
            unknown.insert(example.label);
        }
    }
    double sum = 0;
    for (const LabelFigures& label : labels) {
        sum += label.f1;
    }
    return sum / static_cast<double>(labels.size() + unknown.size());
}

Band bandBy(const Model& model, const Prediction& prediction)
{
    const LabelThresholds& thresholds = model.thresholds()[prediction.label];
    if (prediction.isOutOfScope || prediction.confidence < thresholds.assistedFrom) {
        return Band::Manual;
    }
    return prediction.confidence >= thresholds.autoFrom ? Band::Auto : Band::Assisted;
}

std::vector<BandFigures> bandFigures(const Model& model, const Answers& answers)
{
    std::vector<BandFigures> out;
    for (const auto& [band, name] : EnumNames<Band>::kNames) {
        BandFigures figures{band, 0, 0, 0};
        for (std::size_t i = 0; i < answers.predictions.size(); ++i) {
            if (bandBy(model, answers.predictions[i]) == band) {
                ++figures.count;
                figures.precision += answers.decisions[i].isRight() ? 1 : 0;
            }
        }
        figures.share = static_cast<double>(figures.count) / static_cast<double>(answers.predictions.size());
        figures.precision = figures.count > 0 ? figures.precision / static_cast<double>(figures.count) : 0;
        out.push_back(figures);
    }
    return out;
}

SeveralFigures severalFigures(const Model& model, std::span<const Example> test, const Answers& answers)
{
    double right = 0;
    double given = 0;
    double wanted = 0;
    for (std::size_t i = 0; i < test.size(); ++i) {
        wanted += static_cast<double>(test[i].further.size() + (test[i].label.empty() ? 0 : 1));
        for (const LabelIndex label : model.givenBy(answers.predictions[i])) {
            ++given;
            right += has(test[i], model.labels()[label]) ? 1 : 0;
        }
    }
    const auto share = [right](double of) { return of > 0 ? right / of : 0.0; };
    return {share(given), share(wanted), given + wanted > 0 ? 2 * right / (given + wanted) : 0.0};
}

std::optional<ScopeFigures> scopeFigures(const Model& model, const Answers& answers, std::span<const std::string> outOfScope)
{
    if (outOfScope.empty()) {
        return std::nullopt;
    }
    std::vector<double> inside;
    inside.reserve(answers.predictions.size());
    for (const Prediction& prediction : answers.predictions) {
        inside.push_back(prediction.scope);
    }
    std::vector<double> outside;
    ScopeFigures out{0, 0, outOfScope.size()};
    for (const std::string& text : outOfScope) {
        const Prediction prediction = model.predict(redact(text));
        outside.push_back(prediction.scope);
        out.autoShare += bandBy(model, prediction) == Band::Auto ? 1 / static_cast<double>(outOfScope.size()) : 0;
    }
    out.auroc = areaUnderRoc(std::move(inside), std::move(outside));
    return out;
}

double lostToScope(const Answers& answers)
{
    const auto lost = std::ranges::count_if(answers.predictions, &Prediction::isOutOfScope);
    return static_cast<double>(lost) / static_cast<double>(answers.predictions.size());
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
                {labels[i], examples, share(right, given), share(right, examples), share(2 * right, given + examples), {}});
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
    for (LabelFigures& figures : out.labels) {
        figures.thresholds = *model.thresholdsOf(figures.label);
    }
    out.macroF1 = meanF1(out.labels, messages.test, model.labels());
    out.at95 = coverage(0.95, trained->heldOut, answers.decisions);
    out.at99 = coverage(0.99, trained->heldOut, answers.decisions);
    out.typoAccuracy = typoAccuracy(model, messages.test, options.sgd.seed);
    out.predictMicroseconds = median(answers.nanoseconds) / 1000;
    out.calibration = model.calibration();
    out.features = model.features();
    out.confusions = confusionsOf(messages.test, answers.decisions, model.labels());
    out.bands = bandFigures(model, answers);
    out.decisions = answers.decisions;
    out.thinLabels =
        static_cast<std::size_t>(std::ranges::count(model.thresholds(), ThresholdSource::ThinData, &LabelThresholds::source));
    out.lostToScope = lostToScope(answers);
    if (messages.hasSeveral) {
        out.several = severalFigures(model, messages.test, answers);
    }
    out.outOfScope = scopeFigures(model, answers, messages.outOfScope);
    return out;
}

} // namespace stillgate::triage
