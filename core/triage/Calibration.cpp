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

std::size_t largestOf(std::span<const float> scores)
{
    return static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
}

Best bestOf(std::span<const float> scores, std::size_t index)
{
    Best out;
    out.index = index;
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
struct Line {
    double slope = 1;
    double offset = 0;
};

Line fitLine(std::span<const Outcome> outcomes)
{
    constexpr double kPull = 4;
    constexpr int kSteps = 25;
    const auto right = static_cast<double>(std::ranges::count_if(outcomes, &Outcome::right));
    const double wrong = static_cast<double>(outcomes.size()) - right;
    const double targetRight = (right + 1) / (right + 2);
    const double targetWrong = 1 / (wrong + 2);
    Line line;
    for (int step = 0; step < kSteps; ++step) {
        double slopeGradient = kPull * (line.slope - 1);
        double offsetGradient = kPull * line.offset;
        double slopeCurve = kPull;
        double offsetCurve = kPull;
        double crossCurve = 0;
        for (const auto& [odds, isRight] : outcomes) {
            const double said = logistic(line.slope * odds + line.offset);
            const double error = said - (isRight ? targetRight : targetWrong);
            const double curve = said * (1 - said);
            slopeGradient += error * odds;
            offsetGradient += error;
            slopeCurve += curve * odds * odds;
            offsetCurve += curve;
            crossCurve += curve * odds;
        }
        const double determinant = slopeCurve * offsetCurve - crossCurve * crossCurve;
        const double slopeStep = (offsetCurve * slopeGradient - crossCurve * offsetGradient) / determinant;
        const double offsetStep = (slopeCurve * offsetGradient - crossCurve * slopeGradient) / determinant;
        line.slope -= slopeStep;
        line.offset -= offsetStep;
        if (std::abs(slopeStep) + std::abs(offsetStep) < 1e-9) {
            break;
        }
    }
    // A set on which sure answers are wrong more often than unsure ones has nothing to teach here.
    const bool usable = std::isfinite(line.slope) && std::isfinite(line.offset) && line.slope > 0;
    return usable ? line : Line{};
}

/// Whether a score at or over which a label is given was right to be; by falling score.
struct Given {
    Confidence score;
    bool right = false;
};

/// How a threshold for giving a label is chosen.
enum class Choice {
    BestF1,
    /// Texts that had one label only say nothing of second ones: there nine of ten at the threshold or over it must have been right.
    NineOfTen
};

/// The score from which on the label is given; certainty when nothing fits.
Confidence leastScore(std::vector<Given>& given, std::size_t positives, Choice choice)
{
    constexpr double kRight = 0.9;
    std::ranges::sort(given, [](const Given& a, const Given& b) { return a.score > b.score; });
    Confidence out = Confidence::floorOf(1);
    double best = 0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        right += given[i].right ? 1 : 0;
        const bool lastOfItsScore = i + 1 == given.size() || given[i + 1].score != given[i].score;
        const double f1 = 2 * static_cast<double>(right) / static_cast<double>(i + 1 + positives);
        const bool fits =
            choice == Choice::BestF1 ? f1 > best : static_cast<double>(right) >= kRight * static_cast<double>(i + 1);
        if (lastOfItsScore && fits) {
            best = f1;
            out = given[i].score;
        }
    }
    return out;
}

bool isIn(std::span<const LabelIndex> truths, std::size_t label)
{
    return std::ranges::find(truths, label) != truths.end();
}

} // namespace

Confidence OwnScores::of(float logit) const
{
    return Confidence::floorOf(logistic(static_cast<double>(slope * logit + offset)));
}

namespace {

void calibrateIndependent(std::span<Lane> logits, std::size_t labels, const Calibration& calibration)
{
    const std::span<float> scores = numbersOf(logits).first(labels);
    const auto best = std::ranges::max_element(scores);
    const double odds = static_cast<double>(*best / calibration.temperature * calibration.slope + calibration.offset);
    logisticInPlace(logits, labels);
    *best = static_cast<float>(logistic(odds));
    for (float& score : scores) {
        score = std::min(score, *best);
    }
}

} // namespace

void calibrate(std::span<Lane> logits, std::size_t labels, const Calibration& calibration, Link link)
{
    if (link == Link::Independent) {
        calibrateIndependent(logits, labels, calibration);
        return;
    }
    softmaxInPlace(logits, labels, calibration.temperature);
    const std::span<float> scores = numbersOf(logits).first(labels);
    const Best best = bestOf(scores, largestOf(scores));
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

void HeldOutLogits::add(std::span<const LabelIndex> truths, std::span<const Lane> logits)
{
    m_truths.add(truths);
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
        const double truth = static_cast<double>(logits[m_truths[text].front()] - most) / temperature;
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
        // Independent scores carry the logits of the labels, which is what their line is fitted on.
        const std::size_t index = largestOf(scores);
        const float largest = scores[index];
        calibrate(lanes, m_labels, calibration, m_link);
        use(m_truths[text], bestOf(scores, index), static_cast<double>(largest), scores);
    }
}

Calibration HeldOutLogits::fit() const
{
    if (size() == 0) {
        return {};
    }
    const float temperature = m_link == Link::Softmax ? fitTemperature() : 1.0F;
    std::vector<Outcome> outcomes;
    outcomes.reserve(size());
    forEachScored({temperature, 1, 0}, [&](std::span<const LabelIndex> truths, const Best& best, double largest, auto&&) {
        const double odds = m_link == Link::Softmax ? logOdds(best.score, best.rest) : largest;
        outcomes.push_back({odds, isIn(truths, best.index)});
    });
    const Line line = fitLine(outcomes);
    return {temperature, static_cast<float>(line.slope), static_cast<float>(line.offset)};
}

std::vector<Decision> HeldOutLogits::decisions(const Calibration& calibration) const
{
    std::vector<Decision> out;
    out.reserve(size());
    forEachScored(
        calibration, [&](std::span<const LabelIndex> truths, const Best& best, double, std::span<const float> scores) {
            const auto given = static_cast<LabelIndex>(best.index);
            const LabelIndex truth = isIn(truths, given) ? given : truths.empty() ? kNoLabel : truths.front();
            out.push_back({truth, given, Confidence::floorOf(best.score),
                           truth == kNoLabel ? Confidence() : Confidence::floorOf(static_cast<double>(scores[truth]))});
        });
    return out;
}

OwnScores HeldOutLogits::fitOwnScores() const
{
    std::vector<Outcome> outcomes;
    outcomes.reserve(size() * m_labels);
    for (std::size_t text = 0; text < size(); ++text) {
        for (std::size_t label = 0; label < m_labels; ++label) {
            outcomes.push_back({static_cast<double>(m_logits[text * m_labels + label]), isIn(m_truths[text], label)});
        }
    }
    const Line line = fitLine(outcomes);
    OwnScores out{static_cast<float>(line.slope), static_cast<float>(line.offset), {}};
    out.from = fitOwnThresholds(out);
    return out;
}

std::vector<Confidence> HeldOutLogits::fitOwnThresholds(const OwnScores& own) const
{
    constexpr std::size_t kLeastPositives = 20;
    constexpr Confidence kLeastScore = Confidence::floorOf(0.02); // no label is given at less
    std::vector<std::vector<Given>> byLabel(m_labels);
    std::vector<std::size_t> positives(m_labels);
    std::vector<Given> all;
    std::size_t allPositives = 0;
    for (std::size_t text = 0; text < size(); ++text) {
        for (std::size_t label = 0; label < m_labels; ++label) {
            const Given given{own.of(m_logits[text * m_labels + label]), isIn(m_truths[text], label)};
            positives[label] += given.right ? 1 : 0;
            if (given.score >= kLeastScore) {
                byLabel[label].push_back(given);
                all.push_back(given);
            }
        }
    }
    for (const std::size_t count : positives) {
        allPositives += count;
    }
    const Choice choice = m_link == Link::Softmax ? Choice::NineOfTen : Choice::BestF1;
    const Confidence shared = leastScore(all, allPositives, choice);
    std::vector<Confidence> out;
    out.reserve(m_labels);
    for (std::size_t label = 0; label < m_labels; ++label) {
        const bool isEnough = positives[label] >= kLeastPositives;
        out.push_back(isEnough ? leastScore(byLabel[label], positives[label], choice) : shared);
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
