// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Calibration.h"

#include <algorithm>
#include <cmath>

namespace stillgate::triage {

namespace {

double logOdds(double probability, double rest)
{
    constexpr double kLeast = 1e-9; // keeps a certain answer finite
    return std::log(std::max(probability, kLeast) / std::max(rest, kLeast));
}

double logistic(double odds)
{
    return 1.0 / (1.0 + std::exp(-odds));
}

/// The best score and what all others add up to; kept apart because 1 - best would lose the small rest.
struct Best {
    std::size_t index = 0;
    double score = 0;
    double rest = 0;
};

Best bestOf(std::span<const float> scores)
{
    Best out;
    out.index = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        (i == out.index ? out.score : out.rest) += static_cast<double>(scores[i]);
    }
    return out;
}

/// Whether the best label of one held-out text was right, and its log-odds at the fitted temperature.
struct Outcome {
    double odds = 0;
    bool right = false;
};

/// Logistic regression of right on odds by Newton's method. A pull towards slope 1 and offset 0, worth a few texts, decides where
/// there are few.
Calibration fitBestLabel(std::span<const Outcome> outcomes, float temperature)
{
    constexpr double kPull = 4;
    constexpr int kSteps = 25;
    const auto right = static_cast<double>(std::ranges::count_if(outcomes, &Outcome::right));
    const double wrong = static_cast<double>(outcomes.size()) - right;
    const double targetRight = (right + 1) / (right + 2);
    const double targetWrong = 1 / (wrong + 2);
    double slope = 1;
    double offset = 0;
    for (int step = 0; step < kSteps; ++step) {
        double slopeGradient = kPull * (slope - 1);
        double offsetGradient = kPull * offset;
        double slopeCurve = kPull;
        double offsetCurve = kPull;
        double crossCurve = 0;
        for (const auto& [odds, isRight] : outcomes) {
            const double said = logistic(slope * odds + offset);
            const double error = said - (isRight ? targetRight : targetWrong);
            const double curve = said * (1 - said);
            slopeGradient += error * odds;
            offsetGradient += error;
            slopeCurve += curve * odds * odds;
            offsetCurve += curve;
            crossCurve += curve * odds;
        }
        const double determinant = slopeCurve * offsetCurve - crossCurve * crossCurve;
        slope -= (offsetCurve * slopeGradient - crossCurve * offsetGradient) / determinant;
        offset -= (slopeCurve * offsetGradient - crossCurve * slopeGradient) / determinant;
    }
    // A set on which sure answers are wrong more often than unsure ones has nothing to teach here.
    const bool usable = std::isfinite(slope) && std::isfinite(offset) && slope > 0;
    return usable ? Calibration{temperature, static_cast<float>(slope), static_cast<float>(offset)}
                  : Calibration{temperature, 1, 0};
}

} // namespace

void calibrate(std::span<Lane> logits, std::size_t labels, const Calibration& calibration)
{
    softmaxInPlace(logits, labels, calibration.temperature);
    const std::span<float> scores = numbersOf(logits).first(labels);
    const Best best = bestOf(scores);
    const double odds = static_cast<double>(calibration.slope) * logOdds(best.score, best.rest);
    const double mended = logistic(odds + static_cast<double>(calibration.offset));
    // What the best one gains the others give; what it loses nobody gets, so none of them overtakes it by that.
    const double factor = best.rest > 0 ? std::min(1.0, (1.0 - mended) / best.rest) : 1.0;
    float second = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (i != best.index) {
            scores[i] = static_cast<float>(static_cast<double>(scores[i]) * factor);
            second = std::max(second, scores[i]);
        }
    }
    scores[best.index] = std::max(static_cast<float>(mended), second);
}

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

template <typename Use>
void HeldOutLogits::forEachScored(const Calibration& calibration, Use use) const
{
    std::vector<Lane> lanes((m_labels + Lane::kWidth - 1) / Lane::kWidth);
    const auto scores = numbersOf(lanes).first(m_labels);
    for (std::size_t text = 0; text < size(); ++text) {
        std::ranges::copy(std::span(m_logits).subspan(text * m_labels, m_labels), scores.begin());
        calibrate(lanes, m_labels, calibration);
        use(m_truths[text], bestOf(scores));
    }
}

Calibration HeldOutLogits::fit() const
{
    if (size() == 0) {
        return {};
    }
    const float temperature = fitTemperature();
    std::vector<Outcome> outcomes;
    outcomes.reserve(size());
    forEachScored({temperature, 1, 0}, [&](LabelIndex truth, const Best& best) {
        outcomes.push_back({logOdds(best.score, best.rest), truth == best.index});
    });
    return fitBestLabel(outcomes, temperature);
}

std::vector<Decision> HeldOutLogits::decisions(const Calibration& calibration) const
{
    std::vector<Decision> out;
    out.reserve(size());
    forEachScored(calibration, [&](LabelIndex truth, const Best& best) {
        out.push_back({truth, static_cast<LabelIndex>(best.index), Confidence::floorOf(best.score)});
    });
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
