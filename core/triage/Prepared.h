// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/triage/Scope.h"
#include "core/triage/Training.h"

/// Training's own view of the examples; inner to core/triage.
namespace stillgate::triage {

/// The examples made ready once, for the folds and the final model alike. Behind the examples stand the background texts.
struct Prepared {
    std::vector<std::string> labels; ///< sorted
    Link link = Link::Softmax;
    std::uint32_t examples = 0;
    LabelTable truths; ///< of all texts; with softmax the background has the column behind the labels
    Vocabulary vocabulary; ///< of the examples: what only the background says stays unknown
    TermTable terms;
    std::vector<std::uint32_t> ngrams; ///< occurrences in each text, unknown ones included

    [[nodiscard]] std::size_t columns() const { return labels.size() + (link == Link::Softmax ? 1 : 0); }
};

/// Fails as trainModel() says.
[[nodiscard]] Result<Prepared> prepare(std::span<const Example> examples, const TrainingOptions& options);

/// The n-grams of a text after redaction; `out` is replaced.
void trainingNgrams(std::string_view text, std::vector<Ngram>& out);

/// The terms of n-grams, sorted as training takes them.
[[nodiscard]] std::vector<Term> trainingTerms(const Vocabulary& vocabulary, std::span<const Ngram> ngrams);

} // namespace stillgate::triage
