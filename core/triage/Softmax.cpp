// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Softmax.h"

#include <algorithm>
#include <cmath>

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

/// One against the rest begins where each label is as likely as it is frequent: most of them are absent from most texts.
void startAtFrequencies(const TrainingSet& set, std::span<float> biases)
{
    std::vector<std::size_t> counts(biases.size());
    for (const std::uint32_t text : set.chosen) {
        for (const LabelIndex label : set.labels[text]) {
            ++counts[label];
        }
    }
    for (std::size_t label = 0; label < counts.size(); ++label) {
        const double with = static_cast<double>(counts[label]) + 0.5;
        const double without = static_cast<double>(set.chosen.size() - counts[label]) + 0.5;
        biases[label] = static_cast<float>(std::log(with / without));
    }
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

void logisticInPlace(std::span<Lane> logits, std::size_t labels)
{
    for (float& value : numbersOf(logits).first(labels)) {
        value = 1.0F / (1.0F + std::exp(-value));
    }
    std::ranges::fill(numbersOf(logits).subspan(labels), 0.0F);
}

void SgdSteps::step(std::span<const Term> text, const FeatureSpace& space, std::span<const LabelIndex> truth, float rate)
{
    space.weigh(text, m_features);
    dropHalf(m_features, m_random);
    m_weights.logits(m_features, m_gradient);
    if (m_link == Link::Softmax) {
        softmaxInPlace(m_gradient, m_weights.columns(), 1.0F);
    } else {
        logisticInPlace(m_gradient, m_weights.columns());
    }
    for (const LabelIndex label : truth) {
        numbersOf(m_gradient)[label] -= 1.0F;
    }
    for (const Feature& feature : m_features) {
        addScaled(m_weights.row(feature.id), m_gradient, -rate * feature.value);
    }
    addScaled(m_weights.bias(), m_gradient, -rate * m_biasRate);
}

SoftmaxWeights trainSoftmax(const TrainingSet& set, const FeatureSpace& space, const SgdOptions& options,
                            const std::function<void()>& epochDone)
{
    SoftmaxWeights weights(space.size(), set.labelCount);
    if (set.link == Link::Independent) {
        startAtFrequencies(set, weights.biases());
    }
    SgdSteps steps(set.link, options, weights);
    std::vector<std::uint32_t> order(set.chosen.begin(), set.chosen.end());
    const auto all = static_cast<float>(order.size()) * static_cast<float>(options.epochs);
    std::size_t done = 0;
    for (std::uint32_t epoch = 0; epoch < options.epochs; ++epoch) {
        shuffle(order, steps.random());
        for (const std::uint32_t text : order) {
            const float progress = static_cast<float>(done++) / all;
            const float rate = options.firstRate + (options.lastRate - options.firstRate) * progress;
            steps.step(set.terms[text], space, set.labels[text], rate);
        }
        epochDone();
    }
    return weights;
}

} // namespace stillgate::triage
