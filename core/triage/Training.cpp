// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Training.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/triage/Shuffle.h"

namespace stillgate::triage {

namespace {

constexpr std::size_t kMostLabels = 4096;
constexpr std::size_t kLongestLabel = 255;

Result<std::vector<std::string>> labelsOf(std::span<const Example> examples)
{
    std::set<std::string> labels;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string where = "example " + std::to_string(i + 1);
        if (examples[i].label.empty() || examples[i].text.empty()) {
            return fail(ErrorCode::Malformed, where, "expected a text and a label, found an empty one");
        }
        if (examples[i].label.size() > kLongestLabel) {
            return fail(ErrorCode::Limit, where, "the label is over " + std::to_string(kLongestLabel) + " bytes");
        }
        labels.insert(examples[i].label);
    }
    if (labels.size() < 2) {
        return fail(ErrorCode::Malformed, "labels",
                    "expected examples of at least two labels, found " + std::to_string(labels.size()));
    }
    if (labels.size() > kMostLabels) {
        return fail(ErrorCode::Limit, "labels", "over " + std::to_string(kMostLabels) + " labels");
    }
    return std::vector<std::string>(labels.begin(), labels.end());
}

template <typename Use>
void forEachText(std::span<const Example> examples, Use use)
{
    std::vector<Ngram> ngrams;
    for (const Example& example : examples) {
        ngramsOf(splitWords(redact(example.text).text()), ngrams);
        use(ngrams);
    }
}

/// The examples made ready once, for the folds and the final model alike.
struct Prepared {
    std::vector<std::string> labels;
    std::vector<LabelIndex> truths;
    Vocabulary vocabulary;
    TermTable terms;
};

Prepared prepare(std::span<const Example> examples, std::vector<std::string> labels, std::size_t mostWeights)
{
    Prepared out;
    out.truths.reserve(examples.size());
    for (const Example& example : examples) {
        const auto found = std::ranges::lower_bound(labels, example.label);
        out.truths.push_back(static_cast<LabelIndex>(found - labels.begin()));
    }
    // Two passes over the texts are cheaper than keeping the n-grams of all of them.
    VocabularyBuilder builder;
    forEachText(examples, [&](const std::vector<Ngram>& ngrams) { builder.add(ngrams); });
    out.vocabulary = builder.build(std::min<std::size_t>(Term::kMostIds, mostWeights / labels.size()));
    forEachText(examples, [&](const std::vector<Ngram>& ngrams) {
        auto terms = termsOf(out.vocabulary, ngrams).list;
        std::ranges::sort(terms);
        out.terms.add(terms);
    });
    out.labels = std::move(labels);
    return out;
}

/// The fold of each example: those of one label are shuffled and dealt out in turn.
std::vector<std::uint32_t> dealFolds(std::span<const LabelIndex> truths, std::uint32_t folds, Random& random)
{
    std::vector<std::uint32_t> order(truths.size());
    std::iota(order.begin(), order.end(), 0U);
    shuffle(order, random);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t text) { return truths[text]; });
    std::vector<std::uint32_t> foldOf(truths.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        foldOf[order[i]] = i % folds;
    }
    return foldOf;
}

struct Fitted {
    FeatureSpace space;
    SoftmaxWeights weights;
};

Fitted fit(const Prepared& data, std::span<const std::uint32_t> chosen, const SgdOptions& options,
           const std::function<void()>& epochDone)
{
    Fitted out;
    out.space = FeatureSpace::fit(data.vocabulary, data.terms, chosen);
    const TrainingSet set{data.terms, data.truths, chosen, data.labels.size()};
    out.weights = trainSoftmax(set, out.space, options, epochDone);
    return out;
}

HeldOutLogits crossValidate(const Prepared& data, const TrainingOptions& options, const std::function<void()>& epochDone)
{
    HeldOutLogits out(data.labels.size());
    Random random(options.sgd.seed);
    const auto foldOf = dealFolds(data.truths, options.folds, random);
    std::vector<Feature> features;
    for (std::uint32_t fold = 0; fold < options.folds; ++fold) {
        std::vector<std::uint32_t> chosen;
        std::vector<std::uint32_t> left;
        for (std::uint32_t text = 0; text < foldOf.size(); ++text) {
            (foldOf[text] == fold ? left : chosen).push_back(text);
        }
        const Fitted fitted = fit(data, chosen, options.sgd, epochDone);
        std::vector<Lane> logits(fitted.weights.lanesPerRow());
        for (const std::uint32_t text : left) {
            fitted.space.weigh(data.terms[text], features);
            fitted.weights.logits(features, logits);
            out.add(data.truths[text], logits);
        }
    }
    return out;
}

} // namespace

std::vector<Example> examplesOf(const TriagePack& pack)
{
    std::vector<Example> out;
    for (const IntentExamples& intent : pack.examples) {
        for (const std::string& text : intent.examples) {
            out.push_back({text, intent.intent});
        }
    }
    return out;
}

Result<TrainedModel> trainModel(std::span<const Example> examples, const TrainingOptions& options,
                                const std::function<void(TrainingProgress)>& progress)
{
    auto labels = labelsOf(examples);
    if (!labels) {
        return tl::make_unexpected(std::move(labels.error()));
    }
    TrainingProgress position{0, options.sgd.epochs * (options.folds + 1)};
    const auto epochDone = [&] {
        ++position.done;
        if (progress) {
            progress(position);
        }
    };
    Prepared data = prepare(examples, std::move(*labels), options.mostWeights);
    const HeldOutLogits heldOut = crossValidate(data, options, epochDone);
    std::vector<std::uint32_t> everything(examples.size());
    std::iota(everything.begin(), everything.end(), 0U);
    Fitted fitted = fit(data, everything, options.sgd, epochDone);

    const Calibration calibration = heldOut.fit();
    ModelParts parts;
    const auto countOf = [&](ExampleSource source) {
        return static_cast<std::uint64_t>(std::ranges::count(examples, source, &Example::source));
    };
    parts.origin = {options.sgd.seed,
                    options.sgd.epochs,
                    options.folds,
                    examples.size(),
                    countOf(ExampleSource::Accepted),
                    countOf(ExampleSource::Corrected)};
    parts.labels = std::move(data.labels);
    parts.calibration = calibration;
    parts.vocabulary = std::move(data.vocabulary);
    parts.space = std::move(fitted.space);
    parts.weights = std::move(fitted.weights);
    return TrainedModel{Model(std::move(parts)), heldOut.decisions(calibration)};
}

} // namespace stillgate::triage
