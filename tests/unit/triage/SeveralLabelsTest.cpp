// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/Classify.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// The mini set with each two neighbouring labels' texts joined as well.
std::vector<Example> joinedSet()
{
    std::vector<Example> out = miniSet();
    const std::size_t singles = out.size();
    for (std::size_t i = 0; i < singles; ++i) {
        const Example& one = out[i];
        const Example& other = out[(i + 10) % singles];
        out.push_back({one.text + ". Also " + other.text, one.label, ExampleSource::Labelled, {other.label}});
    }
    for (const char* text : {"hello", "thanks", "good morning to you", "have a nice day"}) {
        out.push_back({text, {}, ExampleSource::Labelled, {}});
    }
    return out;
}

const TrainedModel& joined()
{
    static const TrainedModel kTrained = trainModel(joinedSet(), miniOptions()).value();
    return kTrained;
}

std::vector<std::string> labelsFor(const Model& model, std::string_view text)
{
    std::vector<std::string> out;
    for (const LabelIndex label : model.givenBy(model.predict(redact(text)))) {
        out.push_back(model.labels()[label]);
    }
    std::ranges::sort(out);
    return out;
}

} // namespace

class SeveralLabelsTest : public QObject {
    Q_OBJECT

private slots:
    void message_withTwoMatters_getsBothLabels()
    {
        const Model& model = joined().model;
        QVERIFY(model.parts().link == Link::Independent);
        QVERIFY((labelsFor(model, "I forgot my password. Also where is my parcel") ==
                 std::vector<std::string>{"delivery", "password"}));
        QVERIFY((labelsFor(model, "where is my parcel") == std::vector<std::string>{"delivery"}));
        QVERIFY(labelsFor(model, "good morning").empty());
    }

    void furtherLabels_areScoredBestFirstAndNeverThePrimaryOne()
    {
        const Model& model = joined().model;
        for (const Example& example : joinedSet()) {
            const Prediction prediction = model.predict(redact(example.text));
            for (std::size_t i = 0; i < prediction.further.size(); ++i) {
                const FurtherLabel& further = prediction.further[i];
                QVERIFY(further.label != prediction.label);
                QVERIFY(further.confidence >= model.parts().own.from[further.label]);
                QVERIFY(i == 0 || prediction.further[i - 1].confidence >= further.confidence);
            }
        }
    }

    void model_ofSeveralLabels_comesBackFromItsFile()
    {
        const auto read = Model::fromBytes(joined().model.toBytes());
        STILLGATE_VERIFY_VALUE(read);
        QVERIFY(read->id() == joined().model.id());
        for (const Example& example : joinedSet()) {
            QVERIFY(read->predict(redact(example.text)) == joined().model.predict(redact(example.text)));
        }
    }

    void exampleWithoutALabel_isRefusedWhereEachHasOne()
    {
        auto examples = miniSet();
        examples.push_back({"hello", {}, ExampleSource::Labelled, {}});
        STILLGATE_VERIFY_CODE(trainModel(examples, miniOptions()), ErrorCode::Malformed);
        STILLGATE_VERIFY_VALUE(trainModel(joinedSet(), miniOptions()));
    }

    void labelNamedTwice_countsOnce()
    {
        auto examples = joinedSet();
        const auto once = trainModel(examples, miniOptions());
        for (Example& example : examples) {
            if (!example.further.empty()) {
                example.further.push_back(example.label);
            }
        }
        const auto twice = trainModel(examples, miniOptions());
        STILLGATE_VERIFY_VALUE(twice);
        QVERIFY(twice->model.id() == once->model.id());
    }

    void classification_listsWhatIsBesideThePrimaryLabel()
    {
        Taxonomy taxonomy;
        const Classified said = classify(joined().model, taxonomy, redact("I forgot my password. Also where is my parcel"));
        QCOMPARE(said.further.size(), 1U);
        QVERIFY(said.further.front().intent != said.labels.front().intent);
        QCOMPARE(said.bandReason, BandReason::UnknownIntent);
    }
};

QTEST_GUILESS_MAIN(SeveralLabelsTest)
#include "SeveralLabelsTest.moc"
