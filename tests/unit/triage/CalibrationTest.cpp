// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numeric>

#include "core/triage/Calibration.h"
#include "core/triage/Shuffle.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

Decision decision(int confidence, bool right)
{
    return {right ? 0U : 1U, 0, *Confidence::fromInteger(confidence)};
}

/// Logits of two labels, `scale` times too far apart for how often the first is right.
HeldOutLogits misjudged(double scale)
{
    HeldOutLogits out(2);
    Random random(7);
    for (int i = 0; i < 4000; ++i) {
        const double logit = static_cast<double>(drawBelow(600, random)) / 100 - 3;
        const double chance = 1 / (1 + std::exp(-logit));
        const bool first = static_cast<double>(drawBelow(100'000, random)) < chance * 100'000;
        std::vector<Lane> lanes(1);
        lanes[0].weight[0] = static_cast<float>(logit * scale);
        out.add(first ? 0 : 1, lanes);
    }
    return out;
}

/// Ten labels, of which the first is the best: too sure where it is sure, not sure enough where it is not. No temperature does both.
HeldOutLogits bent()
{
    constexpr std::size_t kLabels = 10;
    HeldOutLogits out(kLabels);
    Random random(11);
    for (int i = 0; i < 6000; ++i) {
        std::vector<Lane> lanes(1);
        const double logit = 0.5 + static_cast<double>(drawBelow(850, random)) / 100;
        lanes[0].weight[0] = static_cast<float>(logit);
        const double odds = logit - std::log(kLabels - 1);
        const double chance = 1 / (1 + std::exp(-(0.4 * odds + 1)));
        const bool first = static_cast<double>(drawBelow(100'000, random)) < chance * 100'000;
        out.add(first ? 0 : static_cast<LabelIndex>(1 + drawBelow(kLabels - 1, random)), lanes);
    }
    return out;
}

} // namespace

class CalibrationTest : public QObject {
    Q_OBJECT

private slots:
    void confidence_ofAProbability_isRoundedDown_data()
    {
        QTest::addColumn<double>("probability");
        QTest::addColumn<int>("value");
        QTest::newRow("nothing") << 0.0 << 0;
        QTest::newRow("a third") << 1.0 / 3 << 3333;
        QTest::newRow("almost certain") << 0.99999 << 9999;
        QTest::newRow("certain") << 1.0 << 10000;
        QTest::newRow("beyond") << 1.5 << 10000;
        QTest::newRow("negative") << -0.5 << 0;
        QTest::newRow("not a number") << std::nan("") << 0;
    }

    void confidence_ofAProbability_isRoundedDown()
    {
        QFETCH(double, probability);
        QFETCH(int, value);
        QCOMPARE(static_cast<int>(Confidence::floorOf(probability).value()), value);
    }

    void confidence_inJson_isAWholeNumberInRange()
    {
        QVERIFY(toJson(Confidence::floorOf(0.85)) == Json(8500));
        QVERIFY(fromJson<Confidence>(Json(8500)) == Confidence::floorOf(0.85));
        STILLGATE_VERIFY_ERROR(fromJson<Confidence>(Json(10001), "$.auto"), ErrorCode::Malformed, "$.auto");
        STILLGATE_VERIFY_ERROR(fromJson<Confidence>(Json(-1), "$.auto"), ErrorCode::Malformed, "$.auto");
        STILLGATE_VERIFY_ERROR(fromJson<Confidence>(Json(0.5), "$.auto"), ErrorCode::Malformed, "$.auto");
    }

    void calibration_undoesHowFarTheLogitsAreOff_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("right as they are") << 1.0;
        QTest::newRow("too sure") << 3.0;
        QTest::newRow("not sure enough") << 0.4;
    }

    void calibration_undoesHowFarTheLogitsAreOff()
    {
        QFETCH(double, scale);
        const HeldOutLogits heldOut = misjudged(scale);
        const Calibration fitted = heldOut.fit();
        QVERIFY2(std::abs(static_cast<double>(fitted.temperature) / scale - 1) < 0.1,
                 qPrintable(QString::number(static_cast<double>(fitted.temperature))));
        const auto error = [&](const Calibration& by) { return expectedCalibrationError(reliability(heldOut.decisions(by))); };
        QVERIFY(error(fitted) < 0.03);
        // Without the calibration the misjudged sets are far off.
        QCOMPARE(error({}) > 0.05, scale != 1.0);
    }

    void calibration_mendsWhatATemperatureCannot()
    {
        const HeldOutLogits heldOut = bent();
        const Calibration fitted = heldOut.fit();
        const auto error = [&](const Calibration& by) { return expectedCalibrationError(reliability(heldOut.decisions(by))); };
        const double atTemperature = error({fitted.temperature, 1, 0});
        QVERIFY2(error(fitted) < atTemperature / 2, qPrintable(QString::number(error(fitted))));
        QVERIFY(error(fitted) < 0.03);
        QVERIFY(error({}) > 0.05);
    }

    void calibration_ofAFlawlessSet_staysBounded()
    {
        HeldOutLogits flawless(3);
        std::vector<Lane> lanes(1);
        lanes[0].weight[1] = 2;
        for (int i = 0; i < 30; ++i) {
            flawless.add(1, lanes);
        }
        const auto decisions = flawless.decisions(flawless.fit());
        QVERIFY(decisions.front().isRight());
        QVERIFY(decisions.front().confidence < Confidence::floorOf(0.995));
        QVERIFY(decisions.front().confidence > Confidence::floorOf(0.9));
    }

    void calibration_ofNothing_changesNothing() { QVERIFY(HeldOutLogits(2).fit() == Calibration{}); }

    void calibrated_scoresKeepTheirOrderAndSum_data()
    {
        QTest::addColumn<float>("slope");
        QTest::addColumn<float>("offset");
        QTest::newRow("raised") << 1.0F << 2.0F;
        QTest::newRow("lowered") << 1.0F << -5.0F;
        QTest::newRow("flattened") << 0.1F << 0.0F;
        QTest::newRow("sharpened") << 9.0F << 0.0F;
    }

    void calibrated_scoresKeepTheirOrderAndSum()
    {
        QFETCH(float, slope);
        QFETCH(float, offset);
        for (const float lead : {0.01F, 1.0F, 5.0F, 80.0F}) {
            std::vector<Lane> lanes(2);
            numbersOf(lanes)[4] = lead;
            numbersOf(lanes)[17] = 0.005F;
            calibrate(lanes, 20, {1.0F, slope, offset});
            const auto scores = numbersOf(lanes).first(20);
            const double sum = std::accumulate(scores.begin(), scores.end(), 0.0);
            QVERIFY2(sum <= 1 + 1e-5, qPrintable(QString::number(sum)));
            QCOMPARE(*std::ranges::max_element(scores), scores[4]);
            QVERIFY(std::ranges::all_of(scores, [](float score) { return score >= 0; }));
            QVERIFY(std::ranges::all_of(numbersOf(lanes).subspan(20), [](float score) { return score == 0; }));
        }
    }

    void threshold_isTheLowestThatKeepsThePrecision()
    {
        const std::vector<Decision> decisions{decision(9000, true), decision(8000, true), decision(7000, false),
                                              decision(6000, true), decision(5000, false)};
        QVERIFY(thresholdFor(decisions, 1.0) == Confidence::floorOf(0.8));
        QVERIFY(thresholdFor(decisions, 0.75) == Confidence::floorOf(0.6));
        QVERIFY(thresholdFor(decisions, 0.6) == Confidence::floorOf(0.5));
    }

    void threshold_amongEqualConfidences_takesAllOrNone()
    {
        const std::vector<Decision> decisions{decision(9000, true), decision(9000, false), decision(5000, true)};
        QVERIFY(!thresholdFor(decisions, 0.9));
        QVERIFY(thresholdFor(decisions, 0.6) == Confidence::floorOf(0.5));
    }

    void coverage_countsFromTheThresholdOn()
    {
        const std::vector<Decision> decisions{decision(9000, true), decision(8000, true), decision(7000, false),
                                              decision(6000, true)};
        const Coverage coverage = coverageAt(decisions, Confidence::floorOf(0.7));
        QCOMPARE(coverage.share, 0.75);
        QCOMPARE(coverage.precision, 2.0 / 3);
        QCOMPARE(coverageAt(decisions, Confidence::floorOf(1)).share, 0.0);
    }

    void calibrationError_isTheWeighedDistance()
    {
        // Two bins: 0.9 said and all right, 0.6 said and half right.
        const std::vector<Decision> decisions{decision(9000, true), decision(9000, true), decision(6000, true),
                                              decision(6000, false)};
        const auto bins = reliability(decisions, 15);
        QCOMPARE(bins.size(), 15U);
        QVERIFY(std::abs(expectedCalibrationError(bins) - 0.1) < 1e-12);
        QCOMPARE(expectedCalibrationError(reliability({}, 15)), 0.0);
    }

    void reliability_ofFullConfidence_isInTheLastBin()
    {
        const std::vector<Decision> decisions{decision(10000, true), decision(0, false)};
        const auto bins = reliability(decisions, 15);
        QCOMPARE(bins.back().count, 1U);
        QCOMPARE(bins.front().count, 1U);
    }
};

QTEST_GUILESS_MAIN(CalibrationTest)
#include "CalibrationTest.moc"
