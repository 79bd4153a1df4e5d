// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/triage/Shuffle.h"
#include "core/triage/Softmax.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// A text of one feature for each label, many times over.
struct OneFeatureEach {
    explicit OneFeatureEach(std::uint32_t labelCount) : space(std::vector<float>(labelCount, 1.0F), labelCount)
    {
        for (std::uint32_t i = 0; i < labelCount * 20; ++i) {
            terms.add(std::vector<Term>{Term(i % labelCount)});
            const LabelIndex label = i % labelCount;
            labels.add(std::span(&label, 1));
            chosen.push_back(i);
        }
    }
    [[nodiscard]] SoftmaxWeights train(SgdOptions options, std::uint32_t labelCount, Link link = Link::Softmax) const
    {
        return trainSoftmax({terms, labels, chosen, labelCount, link}, space, options, [] {});
    }

    FeatureSpace space;
    TermTable terms;
    LabelTable labels;
    std::vector<std::uint32_t> chosen;
};

std::vector<float> allWeights(const SoftmaxWeights& weights, std::uint32_t features)
{
    std::vector<float> out(weights.biases().begin(), weights.biases().end());
    for (std::uint32_t id = 0; id < features; ++id) {
        out.insert(out.end(), weights.weights(id).begin(), weights.weights(id).end());
    }
    return out;
}

} // namespace

class SoftmaxTest : public QObject {
    Q_OBJECT

private slots:
    void probabilities_addUpToOne()
    {
        std::vector<Lane> lanes(2);
        const std::size_t labels = 20;
        for (std::size_t i = 0; i < labels; ++i) {
            numbersOf(lanes)[i] = static_cast<float>(i) - 10;
        }
        softmaxInPlace(lanes, labels, 2.0F);
        double sum = 0;
        for (const float value : numbersOf(lanes)) {
            sum += static_cast<double>(value);
        }
        QVERIFY(std::abs(sum - 1) < 1e-5);
        QCOMPARE(numbersOf(lanes)[labels], 0.0F);
        const double ratio = static_cast<double>(numbersOf(lanes)[19] / numbersOf(lanes)[17]);
        QVERIFY(std::abs(ratio - std::exp(1.0)) < 1e-4);
    }

    void logits_ofHugeWeights_stayFinite()
    {
        std::vector<Lane> lanes(1);
        lanes[0].weight[0] = 1e30F;
        lanes[0].weight[1] = -1e30F;
        softmaxInPlace(lanes, 2, 0.05F);
        QCOMPARE(lanes[0].weight[0], 1.0F);
        QCOMPARE(lanes[0].weight[1], 0.0F);
    }

    void training_ofSeparableTexts_separatesThem_data()
    {
        QTest::addColumn<unsigned>("labels");
        QTest::newRow("two") << 2U;
        QTest::newRow("a lane") << 16U;
        QTest::newRow("over a lane") << 17U;
        QTest::newRow("many") << 77U;
    }

    void training_ofSeparableTexts_separatesThem()
    {
        QFETCH(unsigned, labels);
        const OneFeatureEach set(labels);
        const SoftmaxWeights weights = set.train({}, labels);
        std::vector<Lane> logits(weights.lanesPerRow());
        for (std::uint32_t label = 0; label < labels; ++label) {
            const Feature feature{label, 1.0F};
            weights.logits(std::span(&feature, 1), logits);
            const auto values = numbersOf(logits).first(labels);
            QCOMPARE(static_cast<std::uint32_t>(std::ranges::max_element(values) - values.begin()), label);
            QVERIFY(std::ranges::all_of(numbersOf(logits).subspan(labels), [](float value) { return value == 0.0F; }));
        }
    }

    void training_withTheSameSeed_givesTheSameBits()
    {
        const OneFeatureEach set(5);
        const SgdOptions one{.seed = 1};
        const SgdOptions two{.seed = 2};
        QVERIFY(allWeights(set.train(one, 5), 5) == allWeights(set.train(one, 5), 5));
        QVERIFY(allWeights(set.train(one, 5), 5) != allWeights(set.train(two, 5), 5));
    }

    void training_saysEachEpoch()
    {
        const OneFeatureEach set(2);
        int epochs = 0;
        (void)trainSoftmax({set.terms, set.labels, set.chosen, 2, Link::Softmax}, set.space, {.epochs = 7}, [&] { ++epochs; });
        QCOMPARE(epochs, 7);
    }

    void shuffle_keepsEveryItem()
    {
        std::vector<int> items(100);
        std::iota(items.begin(), items.end(), 0);
        const std::vector<int> before = items;
        Random random(3);
        shuffle(items, random);
        QVERIFY(items != before);
        std::ranges::sort(items);
        QVERIFY(items == before);
    }

    void draw_isBelowItsBound()
    {
        Random random(3);
        std::vector<int> counts(10);
        for (int i = 0; i < 10'000; ++i) {
            ++counts.at(drawBelow(10, random));
        }
        QVERIFY(std::ranges::all_of(counts, [](int count) { return count > 800 && count < 1200; }));
    }
};

QTEST_GUILESS_MAIN(SoftmaxTest)
#include "SoftmaxTest.moc"
