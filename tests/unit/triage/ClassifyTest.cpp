// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Classify.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

const Model& model()
{
    static const Model kModel = trainModel(miniSet(), miniOptions()).value().model;
    return kModel;
}

/// Knows all labels of the mini set but "password".
Taxonomy taxonomy()
{
    Taxonomy out;
    out.id = "sample";
    out.categories.push_back({"billing", "Billing", "Payments.", "billing-team", std::nullopt, std::nullopt});
    out.categories.push_back({"sensitive", "Sensitive", "By hand.", "privacy-team", true, std::nullopt});
    const auto thousandth = [](int value) { return *Confidence::fromInteger(value); };
    out.intents.push_back({"refund", "billing", TicketType::Request, "Refund", "Money back.", thousandth(1), thousandth(1)});
    out.intents.push_back({"delivery", "sensitive", TicketType::Question, "Delivery", "Where.", thousandth(1), thousandth(1)});
    return out;
}

} // namespace

class ClassifyTest : public QObject {
    Q_OBJECT

private slots:
    void message_isClassifiedAsTheLedgerTakesIt()
    {
        const Redaction redaction = redact("please refund me, mail customer07@sample.example");
        const Classified classified = classify(model(), taxonomy(), redaction);
        QVERIFY(classified.model == model().id());
        QCOMPARE(classified.labels.front().intent, std::string("refund"));
        QCOMPARE(classified.category, std::string("billing"));
        QCOMPARE(classified.team, std::string("billing-team"));
        QCOMPARE(classified.band, Band::Auto);
        QVERIFY(classified.bandReason != BandReason::AlwaysManual);
        QCOMPARE(classified.reasons.size(), classified.words.size());
        QVERIFY(!classified.reasons.empty());
        for (std::size_t i = 0; i < classified.reasons.size(); ++i) {
            const ReasonSpan& span = classified.reasons[i];
            QCOMPARE(
                redaction.text().substr(static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end - span.begin)),
                classified.words[i]);
            QVERIFY(classified.words[i].find('@') == std::string::npos);
        }
    }

    void message_ofASensitiveCategory_isManual()
    {
        const Classified classified = classify(model(), taxonomy(), redact("where is my parcel"));
        QCOMPARE(classified.labels.front().intent, std::string("delivery"));
        QCOMPARE(classified.band, Band::Manual);
        QVERIFY(classified.bandReason == BandReason::AlwaysManual);
    }

    void message_ofAnIntentTheTaxonomyLacks_isManualWithoutATeam()
    {
        const Classified classified = classify(model(), taxonomy(), redact("reset my password"));
        QCOMPARE(classified.labels.front().intent, std::string("password"));
        QCOMPARE(classified.band, Band::Manual);
        QVERIFY(classified.category.empty());
        QVERIFY(classified.team.empty());
    }

    void labels_areBestFirstAndWorthALine()
    {
        Prediction prediction;
        prediction.label = 2;
        for (const int score : {50, 3000, 3000, 200, 99}) {
            prediction.scores.push_back(*Confidence::fromInteger(score));
        }
        const Confidence least = *Confidence::fromInteger(kLeastListedConfidence);
        QVERIFY((bestLabels(prediction, 5, least) == std::vector<LabelIndex>{2, 1, 3}));
        QVERIFY((bestLabels(prediction, 2, least) == std::vector<LabelIndex>{2, 1}));
        QVERIFY((bestLabels(prediction, 9, Confidence()) == std::vector<LabelIndex>{2, 1, 3, 4, 0}));
    }

    void primaryLabel_isListedHoweverUnsure()
    {
        Prediction prediction;
        prediction.scores.resize(300, *Confidence::fromInteger(33));
        prediction.label = 17;
        QVERIFY((bestLabels(prediction, 5, *Confidence::fromInteger(100)) == std::vector<LabelIndex>{17}));
    }
};

QTEST_GUILESS_MAIN(ClassifyTest)
#include "ClassifyTest.moc"
