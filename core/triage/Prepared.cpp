// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Prepared.h"

#include <algorithm>
#include <set>

#include "core/triage/Background.h"

namespace stillgate::triage {

namespace {

constexpr std::size_t kMostLabelsTaken = 4096;
constexpr std::size_t kLongestLabel = 255;
/// The background is at most this part of the examples, so that it never drowns a small set.
constexpr std::size_t kExamplesPerBackground = 4;

bool hasSeveral(const Example& example)
{
    return !example.further.empty();
}

/// Takes a label into the list, or says what is wrong with it.
Result<void> takeLabel(const std::string& label, const std::string& where, std::set<std::string>& labels)
{
    if (label.empty()) {
        return fail(ErrorCode::Malformed, where, "expected a text and a label, found an empty one");
    }
    if (label.size() > kLongestLabel) {
        return fail(ErrorCode::Limit, where, "the label is over " + std::to_string(kLongestLabel) + " bytes");
    }
    labels.insert(label);
    return {};
}

Result<std::vector<std::string>> labelsOf(std::span<const Example> examples, Link link)
{
    std::set<std::string> labels;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const std::string where = "example " + std::to_string(i + 1);
        const bool mayLack = link == Link::Independent && examples[i].further.empty();
        Result<void> taken;
        if (examples[i].text.empty()) {
            taken = fail(ErrorCode::Malformed, where, "expected a text and a label, found an empty one");
        } else if (!(mayLack && examples[i].label.empty())) {
            taken = takeLabel(examples[i].label, where, labels);
        }
        for (const std::string& label : examples[i].further) {
            taken = taken.and_then([&] { return takeLabel(label, where, labels); });
        }
        if (!taken) {
            return tl::make_unexpected(std::move(taken.error()));
        }
    }
    if (labels.size() < 2) {
        return fail(ErrorCode::Malformed, "labels",
                    "expected examples of at least two labels, found " + std::to_string(labels.size()));
    }
    if (labels.size() > kMostLabelsTaken) {
        return fail(ErrorCode::Limit, "labels", "over " + std::to_string(kMostLabelsTaken) + " labels");
    }
    return std::vector<std::string>(labels.begin(), labels.end());
}

/// The labels of an example by index, the primary one first, none twice.
std::vector<LabelIndex> truthsOf(const Example& example, const std::vector<std::string>& labels)
{
    std::vector<LabelIndex> out;
    const auto take = [&](const std::string& label) {
        const auto index = static_cast<LabelIndex>(std::ranges::lower_bound(labels, label) - labels.begin());
        if (!label.empty() && std::ranges::find(out, index) == out.end()) {
            out.push_back(index);
        }
    };
    take(example.label);
    std::ranges::for_each(example.further, take);
    return out;
}

} // namespace

void trainingNgrams(std::string_view text, std::vector<Ngram>& out)
{
    ngramsOf(splitWords(redact(text).text()), out);
}

std::vector<Term> trainingTerms(const Vocabulary& vocabulary, std::span<const Ngram> ngrams)
{
    std::vector<Term> out = termsOf(vocabulary, ngrams).list;
    std::ranges::sort(out);
    return out;
}

Result<Prepared> prepare(std::span<const Example> examples, const TrainingOptions& options)
{
    Prepared out;
    out.link = std::ranges::any_of(examples, hasSeveral) ? Link::Independent : Link::Softmax;
    out.examples = static_cast<std::uint32_t>(examples.size());
    auto labels = labelsOf(examples, out.link);
    if (!labels) {
        return tl::make_unexpected(std::move(labels.error()));
    }
    out.labels = std::move(*labels);
    for (const Example& example : examples) {
        out.truths.add(truthsOf(example, out.labels));
    }
    // Two passes over the texts are cheaper than keeping the n-grams of all of them.
    std::vector<Ngram> ngrams;
    VocabularyBuilder builder;
    for (const Example& example : examples) {
        trainingNgrams(example.text, ngrams);
        builder.add(ngrams);
    }
    out.vocabulary = builder.build(std::min<std::size_t>(Term::kMostIds, options.mostWeights / out.columns()));
    const auto addText = [&](std::string_view text) {
        trainingNgrams(text, ngrams);
        out.terms.add(trainingTerms(out.vocabulary, ngrams));
        out.ngrams.push_back(static_cast<std::uint32_t>(ngrams.size()));
    };
    for (const Example& example : examples) {
        addText(example.text);
    }
    const auto background = backgroundTexts();
    const auto column = static_cast<LabelIndex>(out.labels.size());
    const std::size_t most = std::min(background.size(), examples.size() / kExamplesPerBackground + 1);
    for (const std::string_view text : background.first(most)) {
        addText(text);
        out.truths.add(std::span(&column, out.link == Link::Softmax ? 1 : 0));
    }
    return out;
}

} // namespace stillgate::triage
