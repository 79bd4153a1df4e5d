// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/triage/Training.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// `labels` labels with `each` made-up texts each, every text of so many sentences.
std::vector<Example> made(std::size_t labels, std::size_t each, std::size_t sentences = 1)
{
    std::vector<Example> out;
    for (std::size_t label = 0; label < labels; ++label) {
        for (std::size_t text = 0; text < each; ++text) {
            std::string words;
            for (std::size_t sentence = 0; sentence < sentences; ++sentence) {
                words += "please help with matter" + std::string(1 + label % 5, static_cast<char>('a' + label % 26)) +
                         std::to_string(label) + " number " + std::to_string(text) + " today. ";
            }
            out.push_back({words, "label " + std::to_string(label), ExampleSource::Labelled, {}});
        }
    }
    return out;
}

/// Few passes: it is the shapes that are tried here, not how well they are learned.
TrainingOptions few()
{
    TrainingOptions out;
    out.sgd.epochs = 4;
    return out;
}

/// Everything that is computed is a number and in its range.
bool isSound(const TrainedModel& trained, const std::vector<std::string>& texts)
{
    for (const std::string& text : texts) {
        const Prediction prediction = trained.model.predict(redact(text));
        const bool inRange = prediction.label < trained.model.labels().size() && std::isfinite(prediction.largestLogit) &&
                             std::isfinite(prediction.scope) && prediction.scores.size() == trained.model.labels().size();
        if (!inRange) {
            return false;
        }
    }
    return Model::fromBytes(trained.model.toBytes()).has_value();
}

} // namespace

class ShapesTest : public QObject {
    Q_OBJECT

private slots:
    void set_ofAnyShape_givesASoundModel_data()
    {
        QTest::addColumn<int>("labels");
        QTest::addColumn<int>("each");
        QTest::addColumn<int>("sentences");
        QTest::newRow("two labels, one example each") << 2 << 1 << 1;
        QTest::newRow("two labels, two each") << 2 << 2 << 1;
        QTest::newRow("seven labels, one each") << 7 << 1 << 1;
        QTest::newRow("150 labels, two each") << 150 << 2 << 1;
        QTest::newRow("long mails") << 4 << 5 << 60;
    }

    void set_ofAnyShape_givesASoundModel()
    {
        QFETCH(int, labels);
        QFETCH(int, each);
        QFETCH(int, sentences);
        const auto count = [](int number) { return static_cast<std::size_t>(number); };
        const auto trained = trainModel(made(count(labels), count(each), count(sentences)), few());
        STILLGATE_VERIFY_VALUE(trained);
        QVERIFY(isSound(*trained, {"", " ", "\xFF\xFE", "please help", "\u4E2D\u6587\u5BA2\u670D", std::string(100'000, 'a')}));
    }

    void set_withOneLargeAndTinyClasses_isTrained()
    {
        std::vector<Example> examples = made(1, 100);
        examples.push_back({"something else", "label 1", ExampleSource::Labelled, {}});
        examples.push_back({"and a third matter", "label 2", ExampleSource::Labelled, {}});
        const auto trained = trainModel(examples, few());
        STILLGATE_VERIFY_VALUE(trained);
        QVERIFY(isSound(*trained, {"something else", "please help"}));
        QCOMPARE(trained->model.thresholdsOf("label 1")->source, ThresholdSource::ThinData);
    }

    void set_inOtherScripts_isTrained()
    {
        const std::vector<Example> examples{
            {"\u0623\u064A\u0646 \u0637\u0631\u062F\u064A", "delivery", ExampleSource::Labelled, {}},
            {"\u0644\u0645 \u064A\u0635\u0644 \u0627\u0644\u0637\u0631\u062F", "delivery", ExampleSource::Labelled, {}},
            {"\u9000\u6B3E\u8BF7\u6C42", "refund", ExampleSource::Labelled, {}},
            {"\u8BF7\u9000\u6B3E\u7ED9\u6211", "refund", ExampleSource::Labelled, {}}};
        const auto trained = trainModel(examples, {});
        STILLGATE_VERIFY_VALUE(trained);
        QVERIFY(isSound(*trained, {"\u9000\u6B3E"}));
        const auto label = [&](const char* text) {
            return trained->model.labels()[trained->model.predict(redact(text)).label];
        };
        QCOMPARE(label("\u9000\u6B3E"), std::string("refund"));
        QCOMPARE(label("\u0627\u0644\u0637\u0631\u062F"), std::string("delivery"));
    }

    void set_ofPunctuationOnly_isTrained()
    {
        const std::vector<Example> examples{{"...", "a", ExampleSource::Labelled, {}},
                                            {"---", "b", ExampleSource::Labelled, {}}};
        const auto trained = trainModel(examples, few());
        STILLGATE_VERIFY_VALUE(trained);
        QVERIFY(isSound(*trained, {"...", "words"}));
    }

    void set_ofOneLabel_isRefused() { STILLGATE_VERIFY_ERROR(trainModel(made(1, 5), few()), ErrorCode::Malformed, "labels"); }
};

QTEST_GUILESS_MAIN(ShapesTest)
#include "ShapesTest.moc"
