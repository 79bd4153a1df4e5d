// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/triage/Bands.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

Confidence confidence(int value)
{
    return *Confidence::fromInteger(value);
}

/// So many decisions for label 0, right from `from` on and wrong under it.
std::vector<Decision> rightFrom(int from, int count)
{
    std::vector<Decision> out;
    for (int i = 0; i < count; ++i) {
        const int value = 10'000 * (i + 1) / count;
        out.push_back({value >= from ? 0U : 1U, 0, confidence(value), {}});
    }
    return out;
}

} // namespace

class ThresholdsTest : public QObject {
    Q_OBJECT

private slots:
    void enoughData_choosesByPrecision()
    {
        const auto fitted = fitThresholds(rightFrom(4000, 1000), 2, {});
        QCOMPARE(fitted[0].source, ThresholdSource::HeldOut);
        QCOMPARE(fitted[0].heldOut, 1000U);
        QVERIFY(fitted[0].autoFrom < confidence(4000) && fitted[0].autoFrom > confidence(3500));
        QVERIFY(fitted[0].assistedFrom < fitted[0].autoFrom);
    }

    void thinData_keepsTheDefaultBandsAndSaysSo()
    {
        const auto fitted = fitThresholds(rightFrom(4000, 49), 2, {});
        QCOMPARE(fitted[0].source, ThresholdSource::ThinData);
        QCOMPARE(fitted[0].autoFrom, kDefaultAutoFrom);
        QCOMPARE(fitted[0].assistedFrom, kDefaultAssistedFrom);
        QCOMPARE(fitted[0].heldOut, 49U);
        QCOMPARE(fitted[1].heldOut, 0U);
    }

    void labelThatIsNeverRight_neverRunsAlone()
    {
        const auto fitted = fitThresholds(rightFrom(10'001, 500), 2, {});
        QCOMPARE(fitted[0].autoFrom, confidence(10'000));
        QCOMPARE(fitted[0].assistedFrom, confidence(10'000));
    }

    void anySet_keepsItsPromises()
    {
        QVERIFY(rc::check("thresholds hold the precision they were chosen for", [] {
            const auto values = *rc::gen::container<std::vector<std::pair<int, bool>>>(
                rc::gen::pair(rc::gen::inRange(0, 10'001), rc::gen::arbitrary<bool>()));
            std::vector<Decision> decisions;
            decisions.reserve(values.size());
            for (const auto& [value, right] : values) {
                decisions.push_back({right ? 0U : 1U, 0, confidence(value), {}});
            }
            const ThresholdTargets targets{0.9, 0.7, 10, 5};
            const auto fitted = fitThresholds(decisions, 1, targets).front();
            RC_ASSERT(fitted.assistedFrom <= fitted.autoFrom);
            RC_ASSERT((fitted.source == ThresholdSource::HeldOut) == (decisions.size() >= targets.leastHeldOut));
            if (fitted.source == ThresholdSource::HeldOut && fitted.autoFrom < confidence(10'000)) {
                RC_ASSERT(coverageAt(decisions, fitted.autoFrom).precision >= targets.autoPrecision);
            }
        }));
    }

    void bandInForce_isNeverUnderWhatPeopleWrote()
    {
        const Intent intent{"refund",      "billing",        TicketType::Request, "Refund",
                            "Money back.", confidence(9000), confidence(7000)};
        const LabelThresholds low{confidence(5000), confidence(3000), ThresholdSource::HeldOut, 100};
        QCOMPARE(thresholdsInForce(intent, low).autoFrom, confidence(9000));
        const LabelThresholds high{confidence(9500), confidence(8000), ThresholdSource::HeldOut, 100};
        QCOMPARE(thresholdsInForce(intent, high).autoFrom, confidence(9500));
        QCOMPARE(thresholdsInForce(intent, high).assistedFrom, confidence(8000));
        const LabelThresholds thin{confidence(9900), confidence(9900), ThresholdSource::ThinData, 3};
        QCOMPARE(thresholdsInForce(intent, thin).autoFrom, confidence(9000));
    }

    void band_outOfScope_isManualHoweverSure()
    {
        Taxonomy taxonomy;
        taxonomy.categories.push_back({"billing", "Billing", "Payments.", "billing", std::nullopt, std::nullopt});
        taxonomy.intents.push_back(
            {"refund", "billing", TicketType::Request, "Refund", "Money back.", confidence(9000), confidence(7000)});
        const LabelThresholds measured{confidence(9000), confidence(7000), ThresholdSource::HeldOut, 100};
        const auto band = [&](bool isOutOfScope) {
            return bandOf(taxonomy, {"refund", confidence(10'000), measured, isOutOfScope});
        };
        QVERIFY((band(true) == BandDecision{Band::Manual, BandReason::OutOfScope}));
        QVERIFY((band(false) == BandDecision{Band::Auto, BandReason::Confidence}));
    }
};

QTEST_GUILESS_MAIN(ThresholdsTest)
#include "ThresholdsTest.moc"
