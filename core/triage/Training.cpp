// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Training.h"

#include <algorithm>
#include <numeric>

#include "core/triage/Prepared.h"
#include "core/triage/Shuffle.h"

namespace stillgate::triage {

namespace {

/// Models that each miss one of so many groups of labels show what the texts of a label nobody taught look like.
constexpr std::uint32_t kLabelGroups = 2;

struct Fitted {
    FeatureSpace space;
    SoftmaxWeights weights;
};

/// Whether there are labels enough to leave some out.
bool missesLabels(const Prepared& data)
{
    return data.labels.size() >= std::size_t{2} * kLabelGroups;
}

/// Trains again and again on parts of the same texts.
class Trainer {
public:
    /// `behindFolds`: models to be trained besides those of the folds.
    Trainer(const Prepared& data, const TrainingOptions& options, const std::function<void(TrainingProgress)>& progress,
            std::uint32_t behindFolds)
        : m_data(data), m_options(options), m_progress(progress)
    {
        m_position.all = options.sgd.epochs * (options.folds + behindFolds);
    }

    /// On the examples that `isChosen`, and the background.
    template <typename IsChosen>
    Fitted fit(IsChosen isChosen)
    {
        std::vector<std::uint32_t> chosen;
        for (std::uint32_t text = 0; text < m_data.terms.size(); ++text) {
            if (text >= m_data.examples || isChosen(text)) {
                chosen.push_back(text);
            }
        }
        const auto examples = std::ranges::lower_bound(chosen, m_data.examples) - chosen.begin();
        Fitted out;
        // What only the background says stays unknown.
        out.space =
            FeatureSpace::fit(m_data.vocabulary, m_data.terms, std::span(chosen).first(static_cast<std::size_t>(examples)));
        const TrainingSet set{m_data.terms, m_data.truths, chosen, m_data.columns(), m_data.link};
        out.weights = trainSoftmax(set, out.space, m_options.sgd, [this] { epochDone(); });
        return out;
    }

private:
    void epochDone()
    {
        ++m_position.done;
        if (m_progress) {
            m_progress(m_position);
        }
    }

    const Prepared& m_data;
    const TrainingOptions& m_options;
    const std::function<void(TrainingProgress)>& m_progress;
    TrainingProgress m_position;
};

/// Says of texts what a fitted model makes of them.
class Asker {
public:
    Asker(const Prepared& data, const Fitted& fitted) : m_data(data), m_fitted(fitted), m_logits(fitted.weights.lanesPerRow())
    {
    }

    std::span<const Lane> logits(std::uint32_t text)
    {
        m_fitted.space.weigh(m_data.terms[text], m_features);
        m_fitted.weights.logits(m_features, m_logits);
        return m_logits;
    }
    /// Of the text whose logits were asked for last.
    [[nodiscard]] ScopeSigns signs(std::uint32_t text) const
    {
        const KnownNgrams ngrams{m_fitted.space.knownOf(m_data.terms[text]), m_data.ngrams[text]};
        return scopeSignsOf(m_logits, m_data.labels.size(), m_data.columns(), ngrams);
    }

private:
    const Prepared& m_data;
    const Fitted& m_fitted;
    std::vector<Feature> m_features;
    std::vector<Lane> m_logits;
};

/// The fold of each example: those of one label are shuffled and dealt out in turn, a group with the first of it that comes.
std::vector<std::uint32_t> dealFolds(const Prepared& data, std::uint32_t folds, std::span<const std::uint32_t> groups,
                                     Random& random)
{
    std::vector<std::uint32_t> order(data.examples);
    std::iota(order.begin(), order.end(), 0U);
    shuffle(order, random);
    const auto primary = [&](std::uint32_t text) { return data.truths[text].empty() ? kNoLabel : data.truths[text].front(); };
    std::ranges::stable_sort(order, {}, primary);
    std::vector<std::uint32_t> foldOf(data.examples);
    std::vector<std::uint32_t> foldOfGroup(data.examples, folds);
    std::uint32_t turn = 0;
    for (const std::uint32_t text : order) {
        std::uint32_t& fold = foldOfGroup[groups.empty() ? text : groups[text]];
        if (fold == folds) {
            fold = turn++ % folds;
        }
        foldOf[text] = fold;
    }
    return foldOf;
}

/// What models that never saw a text say of it, in the order of the examples.
struct HeldOut {
    HeldOutLogits logits;
    std::vector<ScopeSigns> signs; ///< of those that have a label
};

HeldOut crossValidate(const Prepared& data, const TrainingOptions& options, Trainer& trainer,
                      std::span<const std::uint32_t> groups = {})
{
    Random random(options.sgd.seed);
    const auto foldOf = dealFolds(data, options.folds, groups, random);
    const std::size_t lanes = (data.columns() + Lane::kWidth - 1) / Lane::kWidth;
    std::vector<Lane> all(data.examples * lanes);
    std::vector<ScopeSigns> signs(data.examples);
    for (std::uint32_t fold = 0; fold < options.folds; ++fold) {
        const Fitted fitted = trainer.fit([&](std::uint32_t text) { return foldOf[text] != fold; });
        Asker asker(data, fitted);
        for (std::uint32_t text = 0; text < data.examples; ++text) {
            if (foldOf[text] == fold) {
                std::ranges::copy(asker.logits(text), all.begin() + static_cast<std::ptrdiff_t>(text * lanes));
                signs[text] = asker.signs(text);
            }
        }
    }
    HeldOut out{HeldOutLogits(data.labels.size(), data.link), {}};
    for (std::uint32_t text = 0; text < data.examples; ++text) {
        out.logits.add(data.truths[text], std::span(all).subspan(text * lanes, lanes));
        if (!data.truths[text].empty()) {
            out.signs.push_back(signs[text]);
        }
    }
    return out;
}

/// The signs of texts whose labels were all missing when the model was trained.
std::vector<ScopeSigns> outsideOf(const Prepared& data, Trainer& trainer)
{
    std::vector<ScopeSigns> out;
    for (std::uint32_t group = 0; missesLabels(data) && group < kLabelGroups; ++group) {
        const auto isMissing = [&](LabelIndex label) { return label % kLabelGroups == group; };
        const Fitted fitted =
            trainer.fit([&](std::uint32_t text) { return std::ranges::none_of(data.truths[text], isMissing); });
        Asker asker(data, fitted);
        for (std::uint32_t text = 0; text < data.examples; ++text) {
            if (!data.truths[text].empty() && std::ranges::all_of(data.truths[text], isMissing)) {
                (void)asker.logits(text);
                out.push_back(asker.signs(text));
            }
        }
    }
    return out;
}

ModelOrigin originOf(std::span<const Example> examples, const TrainingOptions& options)
{
    const auto countOf = [&](ExampleSource source) {
        return static_cast<std::uint64_t>(std::ranges::count(examples, source, &Example::source));
    };
    ModelOrigin out;
    out.seed = options.sgd.seed;
    out.epochs = options.sgd.epochs;
    out.folds = options.folds;
    out.texts = examples.size();
    out.accepted = countOf(ExampleSource::Accepted);
    out.corrected = countOf(ExampleSource::Corrected);
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

Result<std::vector<Decision>> heldOutDecisions(std::span<const Example> examples, const TrainingOptions& options,
                                               const std::function<void(TrainingProgress)>& progress,
                                               std::span<const std::uint32_t> groups)
{
    const auto data = prepare(examples, options);
    if (!data) {
        return tl::make_unexpected(data.error());
    }
    Trainer trainer(*data, options, progress, 0);
    const HeldOut heldOut = crossValidate(*data, options, trainer, groups);
    return heldOut.logits.decisions(heldOut.logits.fit());
}

Result<TrainedModel> trainModel(std::span<const Example> examples, const TrainingOptions& options,
                                const std::function<void(TrainingProgress)>& progress)
{
    auto data = prepare(examples, options);
    if (!data) {
        return tl::make_unexpected(std::move(data.error()));
    }
    Trainer trainer(*data, options, progress, 1 + (missesLabels(*data) ? kLabelGroups : 0));
    const HeldOut heldOut = crossValidate(*data, options, trainer);
    ModelParts parts;
    parts.origin = originOf(examples, options);
    parts.link = data->link;
    parts.calibration = heldOut.logits.fit();
    parts.own = heldOut.logits.fitOwnScores();
    parts.scope = fitScope(heldOut.signs, outsideOf(*data, trainer), options.lostToScope);
    std::vector<Decision> decisions = heldOut.logits.decisions(parts.calibration);
    parts.thresholds = fitThresholds(decisions, data->labels.size(), options.thresholds);
    Fitted fitted = trainer.fit([](std::uint32_t) { return true; });
    parts.labels = std::move(data->labels);
    parts.vocabulary = std::move(data->vocabulary);
    parts.space = std::move(fitted.space);
    parts.weights = std::move(fitted.weights);
    return TrainedModel{Model(std::move(parts)), std::move(decisions)};
}

} // namespace stillgate::triage
