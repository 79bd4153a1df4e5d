// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/triage/Calibration.h"
#include "core/triage/Redaction.h"

namespace stillgate::triage {

/// How much one word spoke for the predicted label rather than the runner-up: its share of the log-odds between the two at the model's
/// temperature, in thousandths. Without limits, all of them and the difference of the two biases add up to those log-odds.
struct Reason {
    TextRange range; ///< in the redacted text
    std::int32_t contribution = 0;

    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Strongest first, equal ones in the order of the text.
struct Reasons {
    std::vector<Reason> forLabel;
    std::vector<Reason> against;

    friend bool operator==(const Reasons&, const Reasons&) = default;
};

struct ReasonLimits {
    std::size_t forLabel = 8;
    std::size_t against = 8;
};

struct Prediction {
    LabelIndex label = 0;
    LabelIndex runnerUp = 0;
    Confidence confidence; ///< of `label`
    std::vector<Confidence> scores; ///< by label; together at most 1
    double largestLogit = 0; ///< as trained, before the temperature: tells messages that belong to no label
    Reasons reasons;

    friend bool operator==(const Prediction&, const Prediction&) = default;
};

/// How a model came to be. What it was trained on stands nowhere in it.
struct ModelOrigin {
    std::uint64_t seed = 0;
    std::uint32_t epochs = 0;
    std::uint32_t folds = 0;
    std::uint64_t texts = 0;
    std::uint64_t accepted = 0; ///< of the texts: labels of a model that people agreed with
    std::uint64_t corrected = 0; ///< of the texts: labels that people gave against a model

    friend bool operator==(const ModelOrigin&, const ModelOrigin&) = default;
};

/// All a model consists of. `labels` are sorted and unique.
struct ModelParts {
    ModelOrigin origin;
    std::vector<std::string> labels;
    Calibration calibration;
    Vocabulary vocabulary;
    FeatureSpace space;
    SoftmaxWeights weights;
};

/// A trained classifier: immutable, so any number of threads may ask it at once.
class Model {
public:
    explicit Model(ModelParts parts);

    /// SHA-256 of all that stands in the model's file: the same content has the same id everywhere.
    [[nodiscard]] const Digest& id() const { return m_id; }
    [[nodiscard]] const std::vector<std::string>& labels() const { return m_parts.labels; }
    [[nodiscard]] const ModelOrigin& origin() const { return m_parts.origin; }
    [[nodiscard]] const Calibration& calibration() const { return m_parts.calibration; }
    [[nodiscard]] std::size_t features() const { return m_parts.vocabulary.size(); }

    [[nodiscard]] Prediction predict(const Redaction& redaction, ReasonLimits limits = {}) const;

    /// The bytes of its file, see ModelFile.h. The last 32 are the id.
    [[nodiscard]] std::string toBytes() const;
    /// Malformed: no model file. Corrupt: damaged. Unsupported: written by a newer build, or for other features or redaction.
    [[nodiscard]] static Result<Model> fromBytes(std::string_view bytes);

private:
    Model(ModelParts parts, const Digest& id);

    ModelParts m_parts;
    Digest m_id;
};

} // namespace stillgate::triage
