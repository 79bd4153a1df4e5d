// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/triage/Features.h"
#include "core/triage/Shuffle.h"

namespace stillgate::triage {

/// Which label a text has; an index into the model's labels.
using LabelIndex = std::uint32_t;
inline constexpr LabelIndex kNoLabel = 0xFFFFFFFF; ///< none that the model knows

/// The labels of each text; none, one or several.
using LabelTable = TextTable<LabelIndex>;

/// How logits become probabilities: of a text that has one label (softmax), or of each label apart (a logistic function, one against
/// the rest), for texts that may have several or none.
enum class Link : std::uint8_t { Softmax, Independent };

/// Sixteen weights, one cache line: the weights of one feature for up to sixteen labels.
struct alignas(64) Lane {
    static constexpr std::size_t kWidth = 16;
    float weight[kWidth] = {};
};

/// The numbers of lanes that lie one behind the other.
[[nodiscard]] inline std::span<float> numbersOf(std::span<Lane> lanes)
{
    return {reinterpret_cast<float*>(lanes.data()), lanes.size() * Lane::kWidth};
}
[[nodiscard]] inline std::span<const float> numbersOf(std::span<const Lane> lanes)
{
    return {reinterpret_cast<const float*>(lanes.data()), lanes.size() * Lane::kWidth};
}

[[nodiscard]] inline std::span<float> numbersOf(std::vector<Lane>& lanes)
{
    return numbersOf(std::span(lanes));
}

/// A weight for each feature and label, laid out by feature: the labels of one feature lie together, padded to whole lanes with zeros.
class SoftmaxWeights {
public:
    SoftmaxWeights() = default;
    SoftmaxWeights(std::size_t features, std::size_t labels)
        : m_lanesPerRow((labels + Lane::kWidth - 1) / Lane::kWidth)
        , m_labels(labels)
        , m_rows(features * m_lanesPerRow)
        , m_bias(m_lanesPerRow)
    {
    }

    [[nodiscard]] std::size_t columns() const { return m_labels; }
    [[nodiscard]] std::size_t lanesPerRow() const { return m_lanesPerRow; }
    [[nodiscard]] std::span<Lane> row(std::uint32_t feature)
    {
        return std::span(m_rows).subspan(feature * m_lanesPerRow, m_lanesPerRow);
    }
    [[nodiscard]] std::span<const Lane> row(std::uint32_t feature) const
    {
        return std::span(m_rows).subspan(feature * m_lanesPerRow, m_lanesPerRow);
    }
    [[nodiscard]] std::span<Lane> bias() { return m_bias; }
    [[nodiscard]] std::span<const Lane> bias() const { return m_bias; }

    /// The same without the padding, by label.
    [[nodiscard]] std::span<float> weights(std::uint32_t feature) { return numbersOf(row(feature)).first(m_labels); }
    [[nodiscard]] std::span<const float> weights(std::uint32_t feature) const
    {
        return numbersOf(row(feature)).first(m_labels);
    }
    [[nodiscard]] std::span<float> biases() { return numbersOf(bias()).first(m_labels); }
    [[nodiscard]] std::span<const float> biases() const { return numbersOf(bias()).first(m_labels); }

    /// The logit of each label, not yet divided by a temperature: bias + sum of value x weight. `out` holds lanesPerRow() lanes.
    void logits(std::span<const Feature> features, std::span<Lane> out) const;

private:
    std::size_t m_lanesPerRow = 0;
    std::size_t m_labels = 0;
    std::vector<Lane> m_rows;
    std::vector<Lane> m_bias;
};

/// Stochastic gradient descent on the cross entropy. At each step half of the features, drawn anew, are left out and the others
/// count double (dropout, Srivastava et al. 2014): it keeps single n-grams from carrying a label alone, and halves the work.
struct SgdOptions {
    std::uint32_t epochs = 20;
    float firstRate = 2.0F;
    float lastRate = 0.2F; ///< reached linearly
    float biasRate = 0.1F; ///< of the rate, because the bias is part of every step
    std::uint64_t seed = 1;
};

/// The chosen texts of a table, with their labels.
struct TrainingSet {
    const TermTable& terms;
    const LabelTable& labels; ///< of all texts of the table
    std::span<const std::uint32_t> chosen;
    std::size_t labelCount = 0;
    Link link = Link::Softmax; ///< with softmax each text has exactly one label
};

/// Takes single steps of the descent.
class SgdSteps {
public:
    SgdSteps(Link link, const SgdOptions& options, SoftmaxWeights& weights)
        : m_link(link)
        , m_biasRate(options.biasRate)
        , m_weights(weights)
        , m_random(options.seed)
        , m_gradient(weights.lanesPerRow())
    {
    }

    void step(std::span<const Term> text, const FeatureSpace& space, std::span<const LabelIndex> truth, float rate);
    [[nodiscard]] Random& random() { return m_random; }

private:
    Link m_link;
    float m_biasRate;
    SoftmaxWeights& m_weights;
    Random m_random;
    std::vector<Feature> m_features;
    std::vector<Lane> m_gradient;
};

/// The same set, space and options give the same weights, bit for bit, on any processor of one architecture.
/// `epochDone` is called after each pass over the set.
[[nodiscard]] SoftmaxWeights trainSoftmax(const TrainingSet& set, const FeatureSpace& space, const SgdOptions& options,
                                          const std::function<void()>& epochDone);

/// Turns logits into probabilities in place, each for itself; the padding becomes 0.
void logisticInPlace(std::span<Lane> logits, std::size_t labels);

/// Turns logits into probabilities in place; `labels` of them, the padding becomes 0.
void softmaxInPlace(std::span<Lane> logits, std::size_t labels, float temperature);

} // namespace stillgate::triage
