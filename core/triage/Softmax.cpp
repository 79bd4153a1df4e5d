// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Softmax.h"

#include <algorithm>
#include <cmath>

#include "core/triage/Shuffle.h"

namespace stillgate::triage {

namespace {

/// to += factor x from. Each element is computed on its own, so wider registers change the speed and not one bit of the result.
void addScaled(std::span<Lane> to, std::span<const Lane> from, float factor)
{
    Lane* __restrict target = to.data();
    const Lane* __restrict source = from.data();
    for (std::size_t lane = 0; lane < to.size(); ++lane) {
        for (std::size_t i = 0; i < Lane::kWidth; ++i) {
            target[lane].weight[i] += factor * source[lane].weight[i];
        }
    }
}

/// Leaves out half of the features and doubles the others.
void dropHalf(std::vector<Feature>& features, Random& random)
{
    std::size_t kept = 0;
    std::uint64_t coins = 0;
    for (std::size_t i = 0; i < features.size(); ++i) {
        coins = i % 64 == 0 ? random() : coins >> 1U;
        features[kept] = {features[i].id, features[i].value * 2};
        kept += coins & 1U;
    }
    features.resize(kept);
}

} // namespace

void SoftmaxWeights::logits(std::span<const Feature> features, std::span<Lane> out) const
{
    std::ranges::copy(m_bias, out.begin());
    for (const Feature& feature : features) {
        addScaled(out, row(feature.id), feature.value);
    }
}

void softmaxInPlace(std::span<Lane> logits, std::size_t labels, float temperature)
{
    const std::span<float> values = numbersOf(logits).first(labels);
    const float most = *std::ranges::max_element(values);
    const float scale = 1.0F / temperature;
    float sum = 0;
    for (float& value : values) {
        value = std::exp((value - most) * scale);
        sum += value;
    }
    const float factor = 1.0F / sum;
    for (float& value : values) {
        value *= factor;
    }
    std::ranges::fill(numbersOf(logits).subspan(labels), 0.0F);
}

SoftmaxWeights trainSoftmax(const TrainingSet& set, const FeatureSpace& space, const SgdOptions& options,
                            const std::function<void()>& epochDone)
{
    SoftmaxWeights weights(space.size(), set.labelCount);
    std::vector<std::uint32_t> order(set.chosen.begin(), set.chosen.end());
    std::vector<Feature> features;
    std::vector<Lane> gradient(weights.lanesPerRow());
    Random random(options.seed);
    const auto steps = static_cast<float>(order.size()) * static_cast<float>(options.epochs);
    std::size_t step = 0;
    for (std::uint32_t epoch = 0; epoch < options.epochs; ++epoch) {
        shuffle(order, random);
        for (const std::uint32_t text : order) {
            const float progress = static_cast<float>(step++) / steps;
            const float rate = options.firstRate + (options.lastRate - options.firstRate) * progress;
            space.weigh(set.terms[text], features);
            dropHalf(features, random);
            weights.logits(features, gradient);
            softmaxInPlace(gradient, set.labelCount, 1.0F);
            numbersOf(gradient)[set.labels[text]] -= 1.0F;
            for (const Feature& feature : features) {
                addScaled(weights.row(feature.id), gradient, -rate * feature.value);
            }
            addScaled(weights.bias(), gradient, -rate * options.biasRate);
        }
        epochDone();
    }
    return weights;
}

} // namespace stillgate::triage
