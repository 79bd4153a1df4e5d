// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Scope.h"

#include <algorithm>
#include <cmath>

namespace stillgate::triage {

namespace {

using Numbers = std::array<double, ScopeSigns::kCount>;

struct Spread {
    Numbers mean{};
    Numbers deviation{1, 1, 1};
};

Spread spreadOf(std::span<const ScopeSigns> texts)
{
    Spread out;
    const auto count = static_cast<double>(texts.size());
    Numbers squares{};
    for (const ScopeSigns& signs : texts) {
        for (std::size_t i = 0; i < ScopeSigns::kCount; ++i) {
            const auto value = static_cast<double>(signs.values[i]);
            out.mean[i] += value / count;
            squares[i] += value * value / count;
        }
    }
    for (std::size_t i = 0; i < ScopeSigns::kCount; ++i) {
        const double variance = squares[i] - out.mean[i] * out.mean[i];
        out.deviation[i] = variance > 1e-9 ? std::sqrt(variance) : 1.0; // a sign that is always the same says nothing
    }
    return out;
}

/// Gradient descent on standardised signs; convex, so a fixed number of small steps is enough and always the same.
class InsideOrOutside {
public:
    void descend(std::span<const ScopeSigns> inside, std::span<const ScopeSigns> outside, const Spread& spread)
    {
        constexpr int kSteps = 300;
        constexpr double kRate = 0.5;
        constexpr double kPull = 10; // texts
        const auto all = static_cast<double>(inside.size() + outside.size()) / 2;
        for (int step = 0; step < kSteps; ++step) {
            Numbers gradient{};
            double offsetGradient = 0;
            for (const auto& [texts, truth] : {std::pair(inside, 1.0), std::pair(outside, 0.0)}) {
                // Both sides weigh the same, however many texts each has.
                const double weight = texts.empty() ? 0 : all / static_cast<double>(texts.size());
                for (const ScopeSigns& signs : texts) {
                    const Numbers x = standard(signs, spread);
                    const double error = weight * (1 / (1 + std::exp(-odds(x))) - truth);
                    for (std::size_t i = 0; i < x.size(); ++i) {
                        gradient[i] += error * x[i];
                    }
                    offsetGradient += error;
                }
            }
            for (std::size_t i = 0; i < gradient.size(); ++i) {
                weights[i] -= kRate * (gradient[i] + kPull * (weights[i] - 1)) / (2 * all + kPull);
                weights[i] = std::max(weights[i], 0.0); // more of a sign is never a sign of the outside
            }
            offset -= kRate * offsetGradient / (2 * all + kPull);
        }
    }

    Numbers weights{1, 1, 1};
    double offset = 0;

private:
    static Numbers standard(const ScopeSigns& signs, const Spread& spread)
    {
        Numbers out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = (static_cast<double>(signs.values[i]) - spread.mean[i]) / spread.deviation[i];
        }
        return out;
    }
    [[nodiscard]] double odds(const Numbers& x) const
    {
        double out = offset;
        for (std::size_t i = 0; i < x.size(); ++i) {
            out += weights[i] * x[i];
        }
        return out;
    }
};

} // namespace

ScopeSigns scopeSignsOf(std::span<const Lane> logits, std::size_t labels, std::size_t columns, KnownNgrams ngrams)
{
    const auto numbers = numbersOf(logits);
    const float largest = *std::ranges::max_element(numbers.first(labels));
    const float background = columns > labels ? numbers[labels] : 0.0F;
    const float share = ngrams.all > 0 ? static_cast<float>(ngrams.known) / static_cast<float>(ngrams.all) : 0.0F;
    return {{largest, share, largest - background}};
}

float Scope::score(const ScopeSigns& signs) const
{
    float out = offset;
    for (std::size_t i = 0; i < ScopeSigns::kCount; ++i) {
        out += weights[i] * signs.values[i];
    }
    return out;
}

Scope fitScope(std::span<const ScopeSigns> inside, std::span<const ScopeSigns> outside, double lost)
{
    Scope out;
    if (inside.empty()) {
        return out;
    }
    const Spread spread = spreadOf(inside);
    InsideOrOutside fit;
    if (!outside.empty()) {
        fit.descend(inside, outside, spread);
    }
    double offset = fit.offset;
    for (std::size_t i = 0; i < ScopeSigns::kCount; ++i) {
        const double weight = fit.weights[i] / spread.deviation[i];
        out.weights[i] = static_cast<float>(weight);
        offset -= weight * spread.mean[i];
    }
    out.offset = static_cast<float>(offset);
    std::vector<float> scores;
    scores.reserve(inside.size());
    for (const ScopeSigns& signs : inside) {
        scores.push_back(out.score(signs));
    }
    const auto at = scores.begin() + static_cast<std::ptrdiff_t>(lost * static_cast<double>(scores.size()));
    std::ranges::nth_element(scores, at);
    out.threshold = *at;
    return out;
}

} // namespace stillgate::triage
