// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Calibration.h"

#include <algorithm>
#include <cmath>

namespace stillgate::triage {

void HeldOutLogits::add(LabelIndex truth, std::span<const Lane> logits)
{
    m_truths.push_back(truth);
    const auto values = numbersOf(logits).first(m_labels);
    m_logits.insert(m_logits.end(), values.begin(), values.end());
}

double HeldOutLogits::loss(double temperature) const
{
    const double doubt = 1.0 / (static_cast<double>(size()) + 2.0);
    const double doubtEach = m_labels > 1 ? doubt / static_cast<double>(m_labels - 1) : 0.0;
    double total = 0;
    for (std::size_t text = 0; text < size(); ++text) {
        const auto logits = std::span(m_logits).subspan(text * m_labels, m_labels);
        const float most = *std::ranges::max_element(logits);
        double sum = 0;
        double distances = 0;
        for (const float logit : logits) {
            const double scaled = static_cast<double>(logit - most) / temperature;
            sum += std::exp(scaled);
            distances += scaled;
        }
        const double truth = static_cast<double>(logits[m_truths[text]] - most) / temperature;
        total += std::log(sum) - (1.0 - doubt) * truth - doubtEach * (distances - truth);
    }
    return total;
}

float HeldOutLogits::fitTemperature() const
{
    if (size() == 0) {
        return 1.0F;
    }
    // The loss is convex in 1 / temperature, so a golden-section search over its logarithm finds the one minimum.
    constexpr double kGolden = 0.6180339887498949;
    constexpr int kSteps = 24;
    double low = std::log(1.0 / 20.0);
    double high = std::log(20.0);
    double left = high - kGolden * (high - low);
    double right = low + kGolden * (high - low);
    double lossLeft = loss(std::exp(left));
    double lossRight = loss(std::exp(right));
    for (int step = 0; step < kSteps; ++step) {
        if (lossLeft < lossRight) {
            high = right;
            right = left;
            lossRight = lossLeft;
            left = high - kGolden * (high - low);
            lossLeft = loss(std::exp(left));
        } else {
            low = left;
            left = right;
            lossLeft = lossRight;
            right = low + kGolden * (high - low);
            lossRight = loss(std::exp(right));
        }
    }
    return static_cast<float>(std::exp((low + high) / 2));
}

std::vector<Decision> HeldOutLogits::decisions(float temperature) const
{
    std::vector<Decision> out;
    out.reserve(size());
    std::vector<Lane> lanes((m_labels + Lane::kWidth - 1) / Lane::kWidth);
    for (std::size_t text = 0; text < size(); ++text) {
        const auto values = numbersOf(lanes).first(m_labels);
        std::ranges::copy(std::span(m_logits).subspan(text * m_labels, m_labels), values.begin());
        softmaxInPlace(lanes, m_labels, temperature);
        const auto given = static_cast<LabelIndex>(std::ranges::max_element(values) - values.begin());
        out.push_back({m_truths[text], given, Confidence::floorOf(static_cast<double>(values[given]))});
    }
    return out;
}

std::optional<Confidence> thresholdFor(std::span<const Decision> decisions, double precision)
{
    std::vector<Decision> ordered(decisions.begin(), decisions.end());
    std::ranges::sort(ordered, std::ranges::greater{}, &Decision::confidence);
    std::optional<Confidence> threshold;
    std::size_t right = 0;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        right += ordered[i].isRight() ? 1 : 0;
        const bool lastOfItsConfidence = i + 1 == ordered.size() || ordered[i + 1].confidence != ordered[i].confidence;
        if (lastOfItsConfidence && static_cast<double>(right) >= precision * static_cast<double>(i + 1)) {
            threshold = ordered[i].confidence;
        }
    }
    return threshold;
}

Coverage coverageAt(std::span<const Decision> decisions, Confidence threshold)
{
    std::size_t covered = 0;
    std::size_t right = 0;
    for (const Decision& decision : decisions) {
        if (decision.confidence >= threshold) {
            ++covered;
            right += decision.isRight() ? 1 : 0;
        }
    }
    if (covered == 0) {
        return {};
    }
    return {static_cast<double>(covered) / static_cast<double>(decisions.size()),
            static_cast<double>(right) / static_cast<double>(covered)};
}

std::vector<ReliabilityBin> reliability(std::span<const Decision> decisions, std::size_t bins)
{
    std::vector<ReliabilityBin> out(bins);
    for (const Decision& decision : decisions) {
        const auto bin = std::min(decision.confidence.value() * bins / Confidence::kMost, bins - 1);
        ++out[bin].count;
        out[bin].meanConfidence += decision.confidence.probability();
        out[bin].accuracy += decision.isRight() ? 1 : 0;
    }
    for (ReliabilityBin& bin : out) {
        if (bin.count > 0) {
            bin.meanConfidence /= static_cast<double>(bin.count);
            bin.accuracy /= static_cast<double>(bin.count);
        }
    }
    return out;
}

double expectedCalibrationError(std::span<const ReliabilityBin> bins)
{
    double all = 0;
    double error = 0;
    for (const ReliabilityBin& bin : bins) {
        all += static_cast<double>(bin.count);
        error += static_cast<double>(bin.count) * std::abs(bin.meanConfidence - bin.accuracy);
    }
    return all > 0 ? error / all : 0;
}

} // namespace stillgate::triage
