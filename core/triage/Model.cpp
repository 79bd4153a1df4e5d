// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Model.h"

#include <algorithm>

#include "core/triage/ModelFile.h"
#include "core/triage/Reasons.h"

namespace stillgate::triage {

namespace {

/// The label with the largest value, `excluded` left out; the first of equals.
LabelIndex largestBut(std::span<const float> values, LabelIndex excluded)
{
    LabelIndex best = excluded == 0 ? 1 : 0;
    for (LabelIndex label = best + 1; label < values.size(); ++label) {
        if (label != excluded && values[label] > values[best]) {
            best = label;
        }
    }
    return best;
}

} // namespace

Model::Model(ModelParts parts) : m_parts(std::move(parts)), m_id(modelId(m_parts)) {}

Model::Model(ModelParts parts, const Digest& id) : m_parts(std::move(parts)), m_id(id) {}

const LabelThresholds* Model::thresholdsOf(std::string_view label) const
{
    const auto found = std::ranges::lower_bound(labels(), label);
    const auto index = static_cast<std::size_t>(found - labels().begin());
    return found != labels().end() && *found == label && index < thresholds().size() ? &thresholds()[index] : nullptr;
}

std::vector<LabelIndex> Model::givenBy(const Prediction& prediction) const
{
    std::vector<LabelIndex> out;
    // Of one label only there is always one; of several there may be none.
    if (m_parts.link == Link::Softmax || prediction.confidence >= m_parts.own.from[prediction.label]) {
        out.push_back(prediction.label);
    }
    std::ranges::transform(prediction.further, std::back_inserter(out), &FurtherLabel::label);
    return out;
}

void Model::addFurther(Prediction& out, std::span<const float> logits) const
{
    for (LabelIndex label = 0; label < logits.size(); ++label) {
        const Confidence own = m_parts.own.of(logits[label]);
        if (label != out.label && own >= m_parts.own.from[label]) {
            out.further.push_back({label, own});
        }
    }
    std::ranges::stable_sort(out.further, std::ranges::greater{}, &FurtherLabel::confidence);
}

void Model::addScope(Prediction& out, std::span<const Lane> logits, const Terms& terms) const
{
    const auto known = terms.ofNgram.size() - static_cast<std::size_t>(std::ranges::count(terms.ofNgram, Terms::kUnknown));
    const ScopeSigns signs = scopeSignsOf(logits, labels().size(), m_parts.weights.columns(), {known, terms.ofNgram.size()});
    const float score = m_parts.scope.score(signs);
    out.scope = static_cast<double>(score);
    out.isOutOfScope = m_parts.scope.isForeign(score);
}

Prediction Model::predict(const Redaction& redaction, ReasonLimits limits) const
{
    const Words words = splitWords(redaction.text());
    std::vector<Ngram> ngrams;
    ngramsOf(words, ngrams);
    const Terms terms = termsOf(m_parts.vocabulary, ngrams);
    std::vector<Feature> features;
    m_parts.space.weigh(terms.list, features);
    std::vector<Lane> lanes(m_parts.weights.lanesPerRow());
    m_parts.weights.logits(features, lanes);

    const auto values = numbersOf(std::span<const Lane>(lanes)).first(labels().size());
    Prediction out;
    out.label = largestBut(values, kNoLabel);
    out.runnerUp = largestBut(values, out.label);
    out.largestLogit = static_cast<double>(values[out.label]);
    addFurther(out, values);
    addScope(out, lanes, terms);
    const Contrast contrast =
        contrastOf(m_parts.weights, lanes, labels().size(), out.label, m_parts.calibration.temperature, m_parts.link);
    calibrate(lanes, labels().size(), m_parts.calibration, m_parts.link);
    out.scores.reserve(values.size());
    for (const float value : values) {
        out.scores.push_back(Confidence::floorOf(static_cast<double>(value)));
    }
    out.confidence = out.scores[out.label];
    out.reasons = reasonsOf(contrast, words, ngrams, terms, features, limits);
    return out;
}

std::string Model::toBytes() const
{
    return modelBytes(m_parts);
}

Result<Model> Model::fromBytes(std::string_view bytes)
{
    return modelParts(bytes).and_then([bytes](ModelParts&& parts) -> Result<Model> {
        // The checksum at the end was verified; it is the id.
        const auto id = fixedFrom<Digest>(asBytes(bytes.substr(bytes.size() - Digest::kSize)));
        return Model(std::move(parts), *id);
    });
}

} // namespace stillgate::triage
