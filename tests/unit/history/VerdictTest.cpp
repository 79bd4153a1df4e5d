// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/Readiness.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

/// An intent that may run alone: each test takes one thing from it.
IntentReadiness best()
{
    IntentReadiness out;
    out.intent = "refund";
    out.rows = 220;
    out.examples = 200;
    out.reopened = 20;
    out.doubtful = 10;
    out.autoShare = 8000;
    out.autoPrecision = 9500;
    out.assistedPrecision = 8000;
    return out;
}

struct Given {
    IntentVerdict verdict;
    std::vector<VerdictReason> why;

    friend bool operator==(const Given&, const Given&) = default;
};

Given verdictOf(IntentReadiness intent, std::uint64_t sure = 20, std::uint64_t fairlySure = 20, bool isCrossValidated = true,
                const triage::Taxonomy* taxonomy = nullptr)
{
    giveVerdict(intent, taxonomy, isCrossValidated, sure, fairlySure);
    return {intent.verdict, intent.why};
}

} // namespace

/// What an intent is ready for.
class VerdictTest : public QObject {
    Q_OBJECT

private slots:
    void everythingAtItsBar_isReadyForAuto() { QVERIFY(verdictOf(best()) == (Given{IntentVerdict::Auto, {}})); }

    void oneThingUnderItsBar_isAssisted_andSaysWhy()
    {
        IntentReadiness intent = best();
        intent.examples = 199;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::Assisted, {VerdictReason::TooFewExamples}}));
        intent = best();
        intent.reopened = 23;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::Assisted, {VerdictReason::ManyReopened}}));
        intent = best();
        intent.doubtful = 23;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::Assisted, {VerdictReason::ManyDoubtful}}));
        intent = best();
        intent.autoPrecision = 9499;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::Assisted, {VerdictReason::LowPrecision}}));
        QVERIFY(verdictOf(best(), 19) == (Given{IntentVerdict::Assisted, {VerdictReason::TooFewSure}}));
    }

    void assistedBarMissed_isNotYet()
    {
        IntentReadiness intent = best();
        intent.examples = 49;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::NotYet, {VerdictReason::TooFewExamples}}));
        intent.examples = 50;
        QVERIFY(verdictOf(intent).verdict == IntentVerdict::Assisted);
        intent = best();
        intent.assistedPrecision = 7999;
        QVERIFY(verdictOf(intent) == (Given{IntentVerdict::NotYet, {VerdictReason::LowPrecision}}));
        QVERIFY(verdictOf(best(), 20, 19) == (Given{IntentVerdict::NotYet, {VerdictReason::TooFewSure}}));
        QVERIFY(verdictOf(best(), 20, 20, false) == (Given{IntentVerdict::NotYet, {VerdictReason::NotMeasured}}));
    }

    void rulesOfTheTaxonomy_goBeforeTheFigures()
    {
        triage::Taxonomy taxonomy;
        triage::Category sensitive;
        sensitive.id = "sensitive";
        sensitive.alwaysManual = true;
        taxonomy.categories.push_back(sensitive);
        QVERIFY(verdictOf(best(), 20, 20, true, &taxonomy) == (Given{IntentVerdict::NotYet, {VerdictReason::UnknownIntent}}));
        triage::Intent intent;
        intent.id = "refund";
        intent.category = "sensitive";
        taxonomy.intents.push_back(intent);
        QVERIFY(verdictOf(best(), 20, 20, true, &taxonomy) == (Given{IntentVerdict::Manual, {VerdictReason::AlwaysManual}}));
        taxonomy.categories.front().alwaysManual = false;
        QVERIFY(verdictOf(best(), 20, 20, true, &taxonomy).verdict == IntentVerdict::Auto);
    }

    void severity_growsWithTheShare()
    {
        for (const auto& entry : EnumNames<FindingKind>::kNames) {
            Severity last = severityOf(entry.first, 0, 0);
            QVERIFY(last == Severity::Fine);
            for (const Share share : {0U, 100U, 500U, 1000U, 3000U, 6000U, kWhole}) {
                const Severity now = severityOf(entry.first, 1, share);
                QVERIFY(now > Severity::Fine && now >= last);
                last = now;
            }
        }
        QVERIFY(severityOf(FindingKind::WrongOrder, 1, 99) == Severity::Notice);
        QVERIFY(severityOf(FindingKind::WrongOrder, 1, 100) == Severity::Warning);
        QVERIFY(severityOf(FindingKind::WrongOrder, 1, 2000) == Severity::Serious);
    }
};

QTEST_GUILESS_MAIN(VerdictTest)
#include "VerdictTest.moc"
