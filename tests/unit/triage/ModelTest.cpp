// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <thread>

#include "core/triage/Model.h"
#include "core/triage/Reasons.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

const TrainedModel& trained()
{
    static const TrainedModel kTrained = trainModel(miniSet(), miniOptions()).value();
    return kTrained;
}

const Model& model()
{
    return trained().model;
}

std::string labelOf(std::string_view text)
{
    return model().labels()[model().predict(redact(text)).label];
}

std::string wordAt(const Redaction& redaction, const Reason& reason)
{
    return redaction.text().substr(reason.range.begin, reason.range.end - reason.range.begin);
}

constexpr ReasonLimits kAllReasons{1000, 1000};

/// The logits as the model computes them, and what they are of no text at all.
std::vector<Lane> logitsOf(const Redaction& redaction)
{
    std::vector<Ngram> ngrams;
    ngramsOf(splitWords(redaction.text()), ngrams);
    std::vector<Feature> features;
    model().parts().space.weigh(termsOf(model().parts().vocabulary, ngrams).list, features);
    std::vector<Lane> out(model().parts().weights.lanesPerRow());
    model().parts().weights.logits(features, out);
    return out;
}

/// How far a label is over the others in thousandths, the biases left out.
double distanceOf(const Redaction& redaction, LabelIndex label)
{
    const auto logits = logitsOf(redaction);
    const ModelParts& parts = model().parts();
    const Contrast contrast =
        contrastOf(parts.weights, logits, parts.labels.size(), label, parts.calibration.temperature, parts.link);
    double out = 0;
    for (std::size_t i = 0; i < parts.labels.size(); ++i) {
        const float lead = numbersOf(std::span(logits))[i] - parts.weights.biases()[i];
        out += static_cast<double>(numbersOf(std::span(contrast.columns))[i] * lead) * 1000;
    }
    return out;
}

} // namespace

class ModelTest : public QObject {
    Q_OBJECT

private slots:
    void message_likeTheExamples_getsTheirLabel_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("label");
        QTest::newRow("refund") << QByteArray("I was charged two times, refund me please") << QByteArray("refund");
        QTest::newRow("delivery") << QByteArray("my parcel is late, when does it arrive?") << QByteArray("delivery");
        QTest::newRow("password") << QByteArray("forgot the password and cannot sign in") << QByteArray("password");
        QTest::newRow("typos") << QByteArray("refnud the duplicat chrage") << QByteArray("refund");
        QTest::newRow("shouted") << QByteArray("RESET MY PASSWORD!!!") << QByteArray("password");
    }

    void message_likeTheExamples_getsTheirLabel()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, label);
        QCOMPARE(labelOf(text.toStdString()), label.toStdString());
    }

    void scores_ofAMessage_areProbabilities()
    {
        const Prediction prediction = model().predict(redact("refund my payment"));
        QCOMPARE(prediction.scores.size(), model().labels().size());
        int sum = 0;
        for (const Confidence score : prediction.scores) {
            QVERIFY(score <= prediction.confidence);
            sum += score.value();
        }
        QVERIFY(sum <= Confidence::kMost);
        QVERIFY(sum > 0);
        QVERIFY(prediction.label != prediction.runnerUp);
        QVERIFY(prediction.scores[prediction.label] == prediction.confidence);
    }

    void message_withoutAKnownWord_getsLowConfidence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blanks") << QByteArray("   \n");
        QTest::newRow("other script") << QByteArray("нет");
        QTest::newRow("not UTF-8") << QByteArray("\xFF\xFE\xFD");
    }

    void message_withoutAKnownWord_getsLowConfidence()
    {
        QFETCH(QByteArray, text);
        const Prediction prediction = model().predict(redact(text.toStdString()));
        QVERIFY(prediction.confidence < Confidence::floorOf(0.6));
        QVERIFY(prediction.reasons.forLabel.empty());
        QVERIFY(prediction.reasons.against.empty());
    }

    void reasons_nameTheWordsThatDecided()
    {
        const Redaction redaction = redact("hello, where is my parcel");
        const Prediction prediction = model().predict(redaction);
        QCOMPARE(model().labels()[prediction.label], std::string("delivery"));
        QVERIFY(!prediction.reasons.forLabel.empty());
        QCOMPARE(wordAt(redaction, prediction.reasons.forLabel.front()), std::string("parcel"));
    }

    void reasons_behindAPlaceholder_pointIntoTheRedactedText()
    {
        const Redaction redaction = redact("customer07@sample.example wants a refund");
        const Prediction prediction = model().predict(redaction, kAllReasons);
        const auto refund = std::ranges::find_if(prediction.reasons.forLabel,
                                                 [&](const Reason& reason) { return wordAt(redaction, reason) == "refund"; });
        QVERIFY(refund != prediction.reasons.forLabel.end());
        QCOMPARE(refund->range.begin, redaction.text().find("refund"));
    }

    void reasons_withoutLimits_addUpToTheDistance()
    {
        for (const Example& example : miniSet()) {
            const Redaction redaction = redact(example.text);
            const Prediction prediction = model().predict(redaction, kAllReasons);
            std::int64_t sum = 0;
            std::size_t count = 0;
            for (const auto* list : {&prediction.reasons.forLabel, &prediction.reasons.against}) {
                for (const Reason& reason : *list) {
                    sum += reason.contribution;
                    ++count;
                }
            }
            const double off = static_cast<double>(sum) - distanceOf(redaction, prediction.label);
            QVERIFY2(std::abs(off) <= static_cast<double>(count) + 1, qPrintable(QString::number(off)));
        }
    }

    /// Words that differ clearly keep their order when something is added elsewhere.
    void reasons_afterAnEditElsewhere_keepTheirOrder()
    {
        std::size_t compared = 0;
        for (const Example& example : miniSet()) {
            const Redaction plain = redact(example.text + " .");
            const Redaction edited = redact(example.text + " . thanks a lot and kind regards from Sample Customer");
            const auto reasons = model().predict(plain, kAllReasons).reasons.forLabel;
            const auto after = model().predict(edited, kAllReasons).reasons.forLabel;
            const auto placeOf = [&](const Reason& reason) { return std::ranges::find(after, reason.range, &Reason::range); };
            for (std::size_t i = 0; i < reasons.size(); ++i) {
                for (std::size_t j = i + 1; j < reasons.size(); ++j) {
                    const bool isClear = reasons[i].contribution > reasons[j].contribution * 3 / 2 + 100;
                    if (isClear && placeOf(reasons[j]) != after.end()) {
                        QVERIFY2(placeOf(reasons[i]) < placeOf(reasons[j]), example.text.c_str());
                        ++compared;
                    }
                }
            }
        }
        QVERIFY(compared > 30);
    }

    void message_ofAnotherWorld_isOutOfScope()
    {
        for (const char* text : {"", "\xF0\x9F\x8E\xB2", "quarterly zebra umbrella migration", "слон и жираф"}) {
            QVERIFY2(model().predict(redact(text)).isOutOfScope, text);
        }
        std::size_t lost = 0;
        for (const Example& example : miniSet()) {
            lost += model().predict(redact(example.text)).isOutOfScope ? 1 : 0;
        }
        QVERIFY(lost <= 1);
    }

    void heldOut_standsInTheOrderOfTheExamples()
    {
        const auto examples = miniSet();
        QCOMPARE(trained().heldOut.size(), examples.size());
        for (std::size_t i = 0; i < examples.size(); ++i) {
            QCOMPARE(model().labels()[trained().heldOut[i].truth], examples[i].label);
        }
        const auto alone = heldOutDecisions(examples, miniOptions());
        STILLGATE_VERIFY_VALUE(alone);
        QVERIFY(*alone == trained().heldOut);
        // A label that is wrong stands out: those that never saw it are surer of the right one.
        auto poisoned = examples;
        poisoned[3].label = "password";
        const auto doubtful = heldOutDecisions(poisoned, miniOptions());
        STILLGATE_VERIFY_VALUE(doubtful);
        QVERIFY((*doubtful)[3].ofTruth < (*doubtful)[3].confidence);
        QCOMPARE(model().labels()[(*doubtful)[3].given], std::string("refund"));
    }

    void reasons_areLimitedAndStrongestFirst()
    {
        const Redaction redaction = redact("please refund the double charge, I need my money back today please");
        const Reasons all = model().predict(redaction, kAllReasons).reasons;
        const Reasons some = model().predict(redaction, {2, 1}).reasons;
        QCOMPARE(some.forLabel.size(), 2U);
        QVERIFY(some.against.size() <= 1);
        QVERIFY(some.forLabel[0] == all.forLabel[0]);
        for (std::size_t i = 1; i < all.forLabel.size(); ++i) {
            QVERIFY(all.forLabel[i - 1].contribution >= all.forLabel[i].contribution);
        }
        for (const Reason& reason : all.against) {
            QVERIFY(reason.contribution < 0);
        }
    }

    void order_ofThings_doesNotDependOnTheThread()
    {
        const Redaction redaction = redact("please refund the double charge on my card");
        const Prediction expected = model().predict(redaction);
        std::array<bool, 4> same{};
        std::vector<std::jthread> threads;
        threads.reserve(same.size());
        for (bool& result : same) {
            threads.emplace_back([&result, &redaction, &expected] {
                result = true;
                for (int i = 0; i < 200; ++i) {
                    result = result && model().predict(redaction) == expected;
                }
            });
        }
        threads.clear();
        QVERIFY(std::ranges::all_of(same, std::identity{}));
    }

    void orderNumber_ofAnyDigits_countsTheSame()
    {
        QVERIFY(model().predict(redact("refund order ORD-7719")).scores ==
                model().predict(redact("refund order ORD-1234")).scores);
    }

    void training_ofTheSameSet_givesTheSameModel()
    {
        const Model again = trainModel(miniSet(), miniOptions()).value().model;
        QVERIFY(again.id() == model().id());
        QVERIFY(again.toBytes() == model().toBytes());
        const Model other = trainModel(miniSet(), miniOptions(2)).value().model;
        QVERIFY(other.id() != model().id());
    }

    void training_saysWhatItDoesAndKeepsWhatItCameFrom()
    {
        std::uint32_t last = 0;
        std::uint32_t all = 0;
        const auto result = trainModel(miniSet(), miniOptions(), [&](TrainingProgress progress) {
            last = progress.done;
            all = progress.all;
        });
        STILLGATE_VERIFY_VALUE(result);
        QCOMPARE(all, 120U);
        QCOMPARE(last, all);
        QCOMPARE(result->heldOut.size(), miniSet().size());
        QVERIFY((result->model.origin() == ModelOrigin{1, 20, 5, miniSet().size()}));
        QVERIFY(result->model.labels() == (std::vector<std::string>{"delivery", "password", "refund"}));
        const auto right = std::ranges::count_if(result->heldOut, &Decision::isRight);
        QVERIFY(right * 10 > static_cast<std::ptrdiff_t>(result->heldOut.size()) * 7);
    }

    void training_seesRedactedTextAlone()
    {
        // The same set with other addresses in it is the same set.
        auto one = miniSet();
        auto other = miniSet();
        for (std::size_t i = 0; i < one.size(); ++i) {
            one[i].text += " customer07@sample.example";
            other[i].text += " customer" + std::to_string(i) + "@another.example";
        }
        QVERIFY(trainModel(one, miniOptions())->model.id() == trainModel(other, miniOptions())->model.id());
        other[0].text += " sample";
        QVERIFY(trainModel(one, miniOptions())->model.id() != trainModel(other, miniOptions())->model.id());
    }

    void training_withLittleRoom_staysWithinIt()
    {
        TrainingOptions options = miniOptions();
        options.mostWeights = 300;
        const auto result = trainModel(miniSet(), options);
        STILLGATE_VERIFY_VALUE(result);
        QCOMPARE(result->model.features(), 75U); // three labels and the background
    }

    void training_ofAnUnfitSet_isRefused()
    {
        using Set = std::vector<Example>;
        STILLGATE_VERIFY_ERROR(trainModel(Set{}, {}), ErrorCode::Malformed, "labels");
        STILLGATE_VERIFY_ERROR(trainModel(Set{{"a", "x"}, {"b", "x"}}, {}), ErrorCode::Malformed, "labels");
        STILLGATE_VERIFY_ERROR(trainModel(Set{{"a", "x"}, {"", "y"}}, {}), ErrorCode::Malformed, "example 2");
        STILLGATE_VERIFY_ERROR(trainModel(Set{{"a", ""}, {"b", "y"}}, {}), ErrorCode::Malformed, "example 1");
        STILLGATE_VERIFY_ERROR(trainModel(Set{{"a", std::string(256, 'x')}, {"b", "y"}}, {}), ErrorCode::Limit, "example 1");
    }

    void training_ofOneExampleALabel_works()
    {
        const auto result = trainModel(std::vector<Example>{{"refund please", "refund"}, {"where is it", "delivery"}}, {});
        STILLGATE_VERIFY_VALUE(result);
        QCOMPARE(result->model.labels()[result->model.predict(redact("refund")).label], std::string("refund"));
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "ModelTest.moc"
