// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/triage/Calibration.h"
#include "core/triage/Redaction.h"
#include "core/triage/Scope.h"
#include "core/triage/Thresholds.h"

namespace stillgate::triage {

/// How much one word spoke for the predicted label rather than the others, each of these weighed by its score among them: its share of
/// the distance between the logit of the label and the mean of the others at the model's temperature, in thousandths. No single
/// runner-up decides, so a small edit elsewhere in the text moves the shares a little and never turns them round. Where a text may have
/// several labels the others do not compete, and a word's share is that of the label's own log-odds.
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

/// A label that a message has besides the primary one, with the chance that it has it.
struct FurtherLabel {
    LabelIndex label = 0;
    Confidence confidence;

    friend bool operator==(const FurtherLabel&, const FurtherLabel&) = default;
};

struct Prediction {
    LabelIndex label = 0;
    LabelIndex runnerUp = 0;
    Confidence confidence; ///< of `label`
    std::vector<Confidence> scores; ///< by label; together at most 1, unless the model was trained on texts with several labels
    std::vector<FurtherLabel> further; ///< labels besides `label` that passed their own thresholds, best first
    double largestLogit = 0; ///< as trained, before the temperature
    double scope = 0; ///< the lower, the less the message belongs to any label
    bool isOutOfScope = false; ///< `scope` is under the model's threshold: no band but the manual one
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
    std::optional<Digest> parent; ///< of a model that single corrections made out of another one: the id of that one
    std::vector<Digest> corrections; ///< what these were, by the ids they were given with, in order

    friend bool operator==(const ModelOrigin&, const ModelOrigin&) = default;
};

/// All a model consists of. `labels` are sorted and unique.
struct ModelParts {
    ModelOrigin origin;
    std::vector<std::string> labels;
    Link link = Link::Softmax;
    Calibration calibration;
    OwnScores own;
    Scope scope;
    std::vector<LabelThresholds> thresholds; ///< by label
    Vocabulary vocabulary;
    FeatureSpace space;
    SoftmaxWeights weights; ///< a column for each label; with softmax one more for the background class
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
    [[nodiscard]] const std::vector<LabelThresholds>& thresholds() const { return m_parts.thresholds; }
    /// Nothing for a label that the model does not know.
    [[nodiscard]] const LabelThresholds* thresholdsOf(std::string_view label) const;
    [[nodiscard]] const ModelParts& parts() const { return m_parts; }
    [[nodiscard]] std::size_t features() const { return m_parts.vocabulary.size(); }

    [[nodiscard]] Prediction predict(const Redaction& redaction, ReasonLimits limits = {}) const;

    /// All labels that a message is given: the primary one where it passes its own threshold, and the further ones.
    [[nodiscard]] std::vector<LabelIndex> givenBy(const Prediction& prediction) const;

    /// The bytes of its file, see ModelFile.h. The last 32 are the id.
    [[nodiscard]] std::string toBytes() const;
    /// Malformed: no model file. Corrupt: damaged. Unsupported: written by a newer build, or for other features or redaction.
    [[nodiscard]] static Result<Model> fromBytes(std::string_view bytes);

private:
    Model(ModelParts parts, const Digest& id);
    void addFurther(Prediction& out, std::span<const float> logits) const;
    void addScope(Prediction& out, std::span<const Lane> logits, const Terms& terms) const;

    ModelParts m_parts;
    Digest m_id;
};

} // namespace stillgate::triage
