// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/triage/Evaluation.h"
#include "core/triage/Typos.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

LabelledMessages miniMessages()
{
    LabelledMessages out;
    out.hasSplit = true;
    std::size_t index = 0;
    for (Example& example : miniSet()) {
        (++index % 5 == 0 ? out.test : out.train).push_back(std::move(example));
    }
    out.outOfScope = {"пример", "12345", "zzz qqq"};
    return out;
}

/// Every look at it is a millisecond later.
Stopwatch tickingStopwatch()
{
    return [now = std::int64_t{0}]() mutable { return now += 1'000'000; };
}

} // namespace

class EvaluationTest : public QObject {
    Q_OBJECT

private slots:
    void csv_withSplits_isDealtOut()
    {
        const auto messages =
            parseLabelledCsv("id,text,split,label\n1,hello,train,a\n2,\"bye, now\",test,b\n3,what,oos,\n", "x.csv");
        STILLGATE_VERIFY_VALUE(messages);
        QVERIFY(messages->hasSplit);
        QVERIFY((messages->train == std::vector<Example>{{"hello", "a"}}));
        QVERIFY((messages->test == std::vector<Example>{{"bye, now", "b"}}));
        QVERIFY((messages->outOfScope == std::vector<std::string>{"what"}));
        QVERIFY(messages->rejected.empty());
    }

    void csv_withoutSplit_isForTraining()
    {
        const auto messages = parseLabelledCsv("text,label\nhello,a\n", "x.csv");
        STILLGATE_VERIFY_VALUE(messages);
        QVERIFY(!messages->hasSplit);
        QCOMPARE(messages->train.size(), 1U);
    }

    void csv_withBadRows_namesThemAndReadsOn()
    {
        const auto messages = parseLabelledCsv("text,label,split\n"
                                               "good,a,train\n"
                                               ",a,train\n"
                                               "no label,,train\n"
                                               "no split,a,\n"
                                               "too,many,train,fields\n"
                                               "a \"quote\",a,train\n"
                                               "\xFF,a,train\n"
                                               "good too,b,test\n",
                                               "x.csv");
        STILLGATE_VERIFY_VALUE(messages);
        QCOMPARE(messages->train.size(), 1U);
        QCOMPARE(messages->test.size(), 1U);
        std::vector<std::string> places;
        std::ranges::transform(messages->rejected, std::back_inserter(places), &Error::where);
        QVERIFY((places == std::vector<std::string>{"x.csv, line 3", "x.csv, line 4", "x.csv, line 5", "x.csv, line 6",
                                                    "x.csv, line 7", "x.csv, line 8"}));
        QCOMPARE(messages->rejected[2].detail, std::string("expected train, test or oos in the field split, found "));
    }

    void csv_withSeveralLabels_readsThemAll()
    {
        const auto messages = parseLabelledCsv("text,label,split\n"
                                               "one,a,train\n"
                                               "two,b|a|c,train\n"
                                               "none,,test\n"
                                               "gap,a||b,test\n",
                                               "x.csv");
        STILLGATE_VERIFY_VALUE(messages);
        QVERIFY(messages->hasSeveral);
        QCOMPARE(messages->train.size(), 2U);
        QCOMPARE(messages->train[1].label, std::string("b"));
        QVERIFY((messages->train[1].further == std::vector<std::string>{"a", "c"}));
        QCOMPARE(messages->test.size(), 1U);
        QVERIFY(messages->test[0].label.empty());
        QCOMPARE(messages->rejected.size(), 1U);
        QCOMPARE(messages->rejected[0].where, std::string("x.csv, line 5"));
    }

    void bands_coverEveryMessageOnce()
    {
        const auto figures = evaluate(miniMessages(), miniOptions(), tickingStopwatch());
        STILLGATE_VERIFY_VALUE(figures);
        std::size_t count = 0;
        for (const BandFigures& band : figures->bands) {
            count += band.count;
            QVERIFY(band.precision >= 0 && band.precision <= 1);
        }
        QCOMPARE(count, figures->testCount);
        QCOMPARE(figures->thinLabels, 3U); // ten examples each choose no threshold
        QVERIFY(!figures->several);
    }

    void csv_withoutItsColumns_isMalformed()
    {
        const auto noLabel = parseLabelledCsv("text,intent\na,b\n", "x.csv");
        STILLGATE_VERIFY_ERROR(noLabel, ErrorCode::Malformed, "x.csv, line 1");
        QCOMPARE(noLabel.error().detail, std::string("expected a column named label"));
        STILLGATE_VERIFY_ERROR(parseLabelledCsv("", "x.csv"), ErrorCode::Malformed, "x.csv, line 1");
        STILLGATE_VERIFY_ERROR(readLabelledCsv("/nowhere/x.csv"), ErrorCode::NotFound, "/nowhere/x.csv");
    }

    void figures_ofASmallSet_holdTogether()
    {
        const LabelledMessages messages = miniMessages();
        const auto figures = evaluate(messages, miniOptions(), tickingStopwatch());
        STILLGATE_VERIFY_VALUE(figures);
        QCOMPARE(figures->trainCount, messages.train.size());
        QCOMPARE(figures->testCount, messages.test.size());
        QVERIFY(figures->accuracy >= 0.5 && figures->accuracy <= 1);
        QVERIFY(figures->macroF1 > 0 && figures->macroF1 <= 1);
        QVERIFY(figures->calibrationError >= 0 && figures->calibrationError <= 1);
        QVERIFY(figures->typoAccuracy > 0);
        QVERIFY(figures->outOfScope && figures->outOfScope->auroc > 0.5);
        QCOMPARE(figures->trainSeconds, 0.001);
        QCOMPARE(figures->predictMicroseconds, 1000.0);
        QCOMPARE(figures->labels.size(), 3U);
    }

    void evaluation_withoutASplit_isRefused()
    {
        LabelledMessages noTest = miniMessages();
        noTest.test.clear();
        STILLGATE_VERIFY_ERROR(evaluate(noTest, miniOptions(), tickingStopwatch()), ErrorCode::Malformed, "split");
        LabelledMessages noTrain = miniMessages();
        noTrain.train.clear();
        STILLGATE_VERIFY_ERROR(evaluate(noTrain, miniOptions(), tickingStopwatch()), ErrorCode::Malformed, "split");
    }

    void labelOnlyInTheTestSet_countsAsWrong()
    {
        LabelledMessages messages = miniMessages();
        messages.test.push_back({"please refund me", "never seen"});
        const auto figures = evaluate(messages, miniOptions(), tickingStopwatch());
        const auto without = evaluate(miniMessages(), miniOptions(), tickingStopwatch());
        STILLGATE_VERIFY_VALUE(figures);
        QVERIFY(figures->accuracy < without->accuracy);
        QVERIFY(figures->macroF1 < without->macroF1 * 0.8);
        QVERIFY(std::ranges::count(figures->confusions, std::string("never seen"), &Confusion::truth) == 1);
    }

    void labelFigures_areCountedByLabel()
    {
        const Confidence any;
        // a: one of two found, one false; b: one of one found; c: never true, never given.
        const std::vector<Decision> decisions{{0, 0, any}, {0, 1, any}, {1, 1, any}, {kNoLabel, 0, any}};
        const auto figures = labelFigures(decisions, {"a", "b", "c"});
        QCOMPARE(figures.size(), 2U);
        QCOMPARE(figures[0].precision, 0.5);
        QCOMPARE(figures[0].recall, 0.5);
        QCOMPARE(figures[0].f1, 0.5);
        QCOMPARE(figures[1].precision, 0.5);
        QCOMPARE(figures[1].recall, 1.0);
        QCOMPARE(figures[1].examples, 1U);
    }

    void areaUnderRoc_countsPairsInOrder()
    {
        QCOMPARE(areaUnderRoc({2, 3}, {0, 1}), 1.0);
        QCOMPARE(areaUnderRoc({0, 1}, {2, 3}), 0.0);
        QCOMPARE(areaUnderRoc({1, 1}, {1, 1}), 0.5);
        QCOMPARE(areaUnderRoc({1, 3}, {2}), 0.5);
    }

    void typos_touchAboutOneWordInTen()
    {
        Random random(1);
        std::string text;
        for (int i = 0; i < 5000; ++i) {
            text += "word ";
        }
        const auto typed = QByteArray::fromStdString(withTypos(text, random)).split(' ');
        const auto changed =
            std::ranges::count_if(typed, [](const QByteArray& word) { return !word.isEmpty() && word != "word"; });
        QVERIFY2(changed > 300 && changed < 600, qPrintable(QString::number(changed)));
        QCOMPARE(typed.size(), 5001);
    }

    void typos_leaveShortWordsAndOtherLettersAlone()
    {
        Random random(1);
        std::string text;
        for (int i = 0; i < 1000; ++i) {
            text += "is ü 12345 ";
        }
        QCOMPARE(withTypos(text, random), text);
    }
};

QTEST_GUILESS_MAIN(EvaluationTest)
#include "EvaluationTest.moc"
