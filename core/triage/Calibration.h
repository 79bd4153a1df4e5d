// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/triage/Confidence.h"
#include "core/triage/Softmax.h"

namespace stillgate::triage {

/// What a model said of a text whose label is known.
struct Decision {
    LabelIndex truth = kNoLabel;
    LabelIndex given = 0;
    Confidence confidence;

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

/// Turns logits in place into scores from 0 to 1 that add up to 1 at the most; the padding becomes 0. The largest stays the largest.
void calibrate(std::span<Lane> logits, std::size_t labels, const Calibration& calibration);

/// Logits of texts that the model giving them was not trained on.
class HeldOutLogits {
public:
    explicit HeldOutLogits(std::size_t labels) : m_labels(labels) {}

    void add(LabelIndex truth, std::span<const Lane> logits);
    [[nodiscard]] std::size_t size() const { return m_truths.size(); }

    /// The calibration that makes what is known likeliest. A truth counts a little less than certain, the less so the more texts
    /// there are (Platt 1999), so that no small and easy set leads to boundless confidence.
    [[nodiscard]] Calibration fit() const;
    [[nodiscard]] std::vector<Decision> decisions(const Calibration& calibration) const;

private:
    [[nodiscard]] double loss(double temperature) const;
    [[nodiscard]] float fitTemperature() const;
    /// What each text's logits become.
    template <typename Use>
    void forEachScored(const Calibration& calibration, Use use) const;

    std::size_t m_labels;
    std::vector<LabelIndex> m_truths;
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
