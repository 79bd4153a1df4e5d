// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/triage/Confidence.h"
#include "core/triage/Softmax.h"

namespace stillgate::triage {

/// What a model said of a text whose labels are known.
struct Decision {
    LabelIndex truth = kNoLabel; ///< of several that one that was given, or the first
    LabelIndex given = 0;
    Confidence confidence;
    Confidence ofTruth; ///< what the model gave the label that is right

    [[nodiscard]] bool isRight() const { return truth == given; }
    friend bool operator==(const Decision&, const Decision&) = default;
};

/// How logits become scores that mean what they say. The temperature (Guo et al. 2017) fits all labels at once; what it leaves wrong
/// for the best one, too sure at the top and not sure enough below, two numbers on its log-odds mend (Platt 1999).
struct Calibration {
    float temperature = 1;
    float slope = 1; ///< over 0, so that no two messages change places
    float offset = 0;

    friend bool operator==(const Calibration&, const Calibration&) = default;
};

/// How the logit of one label, taken for itself, becomes the probability that a text has this label whatever others it has, and the
/// least such probability at which a label is given besides the primary one (of each label).
struct OwnScores {
    float slope = 1; ///< over 0
    float offset = 0;
    std::vector<Confidence> from;

    [[nodiscard]] Confidence of(float logit) const;
    friend bool operator==(const OwnScores&, const OwnScores&) = default;
};

/// Turns logits in place into scores from 0 to 1; the padding becomes 0, the largest stays the largest. With softmax they add up to 1 at
/// the most; independent ones are each the chance that the text has the label.
void calibrate(std::span<Lane> logits, std::size_t labels, const Calibration& calibration, Link link = Link::Softmax);

/// Logits of texts that the model giving them was not trained on.
class HeldOutLogits {
public:
    explicit HeldOutLogits(std::size_t labels, Link link = Link::Softmax) : m_labels(labels), m_link(link) {}

    /// With softmax exactly one truth.
    void add(std::span<const LabelIndex> truths, std::span<const Lane> logits);
    void add(LabelIndex truth, std::span<const Lane> logits) { add(std::span(&truth, 1), logits); }
    [[nodiscard]] std::size_t size() const { return m_truths.size(); }

    /// The calibration that makes what is known likeliest. A truth counts a little less than certain, the less so the more texts
    /// there are (Platt 1999), so that no small and easy set leads to boundless confidence.
    [[nodiscard]] Calibration fit() const;
    [[nodiscard]] std::vector<Decision> decisions(const Calibration& calibration) const;
    /// Independent labels take the threshold of their best F1. With softmax, where no text shows two labels, it is the least score at
    /// which nine of ten held-out texts had the label. A label with too few texts takes the threshold of all together.
    [[nodiscard]] OwnScores fitOwnScores() const;

private:
    [[nodiscard]] double loss(double temperature) const;
    [[nodiscard]] float fitTemperature() const;
    [[nodiscard]] std::vector<Confidence> fitOwnThresholds(const OwnScores& own) const;
    /// What each text's logits become.
    template <typename Use>
    void forEachScored(const Calibration& calibration, Use use) const;

    std::size_t m_labels;
    Link m_link;
    LabelTable m_truths;
    std::vector<float> m_logits;
};

/// The least confidence from which on at least `precision` of the decisions are right; nothing when there is none.
[[nodiscard]] std::optional<Confidence> thresholdFor(std::span<const Decision> decisions, double precision);

/// What lies at a threshold and above: the share of all decisions, and the share of these that is right.
struct Coverage {
    double share = 0;
    double precision = 0;
};
[[nodiscard]] Coverage coverageAt(std::span<const Decision> decisions, Confidence threshold);

/// One bin of equal width of a reliability table.
struct ReliabilityBin {
    std::size_t count = 0;
    double meanConfidence = 0;
    double accuracy = 0;
};
inline constexpr std::size_t kReliabilityBins = 15;
[[nodiscard]] std::vector<ReliabilityBin> reliability(std::span<const Decision> decisions, std::size_t bins = kReliabilityBins);

/// The mean distance between confidence and accuracy over the bins, weighed by their counts (ECE, Naeini et al. 2015).
[[nodiscard]] double expectedCalibrationError(std::span<const ReliabilityBin> bins);

} // namespace stillgate::triage
