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

    const auto values = numbersOf(lanes).first(labels().size());
    Prediction out;
    out.label = largestBut(values, kNoLabel);
    out.runnerUp = largestBut(values, out.label);
    out.largestLogit = static_cast<double>(values[out.label]);
    calibrate(lanes, labels().size(), m_parts.calibration);
    out.scores.reserve(values.size());
    for (const float value : values) {
        out.scores.push_back(Confidence::floorOf(static_cast<double>(value)));
    }
    out.confidence = out.scores[out.label];
    const Contrast contrast{m_parts.weights, out.label, out.runnerUp, m_parts.calibration.temperature};
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
