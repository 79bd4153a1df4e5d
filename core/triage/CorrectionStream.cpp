// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/CorrectionStream.h"

#include <algorithm>

#include "core/triage/Prepared.h"

namespace stillgate::triage {

CorrectionStream::CorrectionStream(const Model& parent, const StreamOptions& options)
    : m_options(options), m_parts(parent.parts()), m_random(options.seed)
{
    m_parts.origin.seed = options.seed;
    m_parts.origin.parent = parent.id();
    m_parts.origin.corrections.clear();
}

Result<CorrectionStream> CorrectionStream::open(const Model& parent, std::span<const Example> learned,
                                                const StreamOptions& options)
{
    CorrectionStream out(parent, options);
    for (const Example& example : learned) {
        if (auto remembered = out.remember(example); !remembered) {
            return tl::make_unexpected(std::move(remembered.error()));
        }
    }
    return out;
}

Result<std::vector<LabelIndex>> CorrectionStream::truthsOf(const Example& example) const
{
    std::vector<std::string_view> names(example.further.begin(), example.further.end());
    if (!example.label.empty() || m_parts.link == Link::Softmax) {
        names.insert(names.begin(), example.label);
    }
    if (m_parts.link == Link::Softmax && names.size() != 1) {
        return fail(ErrorCode::Malformed, "label", "the model was trained on messages with one label each");
    }
    std::vector<LabelIndex> out;
    for (const std::string_view name : names) {
        const auto found = std::ranges::lower_bound(m_parts.labels, name);
        if (found == m_parts.labels.end() || *found != name) {
            return fail(ErrorCode::Malformed, "label", "the model does not know the label " + std::string(name));
        }
        out.push_back(static_cast<LabelIndex>(found - m_parts.labels.begin()));
    }
    return out;
}

Result<void> CorrectionStream::remember(const Example& example)
{
    const auto truths = truthsOf(example);
    if (!truths || example.text.empty()) {
        return truths ? fail(ErrorCode::Malformed, "text", "expected a text, found an empty one")
                      : tl::make_unexpected(truths.error());
    }
    std::vector<Ngram> ngrams;
    trainingNgrams(example.text, ngrams);
    m_terms.add(trainingTerms(m_parts.vocabulary, ngrams));
    m_truths.add(*truths);
    return {};
}

Result<void> CorrectionStream::learn(const Digest& id, const Example& correction)
{
    if (auto remembered = remember(correction); !remembered) {
        return remembered;
    }
    const std::size_t newest = m_terms.size() - 1;
    step(newest);
    for (std::uint32_t i = 0; i < m_options.replayed; ++i) {
        step(drawBelow(m_terms.size(), m_random));
    }
    m_parts.origin.corrections.push_back(id);
    m_parts.origin.corrected += 1;
    m_parts.origin.texts += 1;
    return {};
}

void CorrectionStream::step(std::size_t text)
{
    SgdOptions options;
    options.seed = m_random();
    SgdSteps steps(m_parts.link, options, m_parts.weights);
    steps.step(m_terms[text], m_parts.space, m_truths[text], m_options.rate);
}

} // namespace stillgate::triage
