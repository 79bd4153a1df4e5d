// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/CorrectionStream.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

const Model& parentModel()
{
    static const Model kModel = trainModel(miniSet(), miniOptions()).value().model;
    return kModel;
}

CorrectionStream opened(std::uint64_t seed = 1)
{
    return CorrectionStream::open(parentModel(), miniSet(), {.seed = seed}).value();
}

std::string labelOf(const Model& model, std::string_view text)
{
    return model.labels()[model.predict(redact(text)).label];
}

/// Texts that the parent takes for another label than people do.
std::vector<Example> corrections()
{
    return {{"the charge for the parcel delivery was taken double", "delivery", ExampleSource::Corrected, {}},
            {"double parcel charge on my delivery", "delivery", ExampleSource::Corrected, {}},
            {"charged for the delivery of the parcel two times", "delivery", ExampleSource::Corrected, {}}};
}

} // namespace

class CorrectionStreamTest : public QObject {
    Q_OBJECT

private slots:
    void corrections_areLearnedAndTheRestIsKept()
    {
        CorrectionStream stream = opened();
        const std::string text = "the charge for the parcel delivery was taken double";
        for (int round = 0; round < 5; ++round) {
            for (const Example& correction : corrections()) {
                STILLGATE_VERIFY_VALUE(stream.learn(sha256(correction.text), correction));
            }
        }
        const Model model = stream.model();
        QCOMPARE(labelOf(model, text), std::string("delivery"));
        std::size_t right = 0;
        for (const Example& example : miniSet()) {
            right += labelOf(model, example.text) == example.label ? 1 : 0;
        }
        QVERIFY(right + 1 >= miniSet().size());
    }

    void step_recordsParentSeedAndCorrections()
    {
        CorrectionStream stream = opened(9);
        const Digest id = sha256("leaf of a review");
        STILLGATE_VERIFY_VALUE(stream.learn(id, corrections().front()));
        const Model model = stream.model();
        QVERIFY(model.origin().parent == parentModel().id());
        QCOMPARE(model.origin().seed, std::uint64_t{9});
        QVERIFY(model.origin().corrections == std::vector<Digest>{id});
        QCOMPARE(model.origin().corrected, std::uint64_t{1});
        QVERIFY(model.id() != parentModel().id());
        const auto read = Model::fromBytes(model.toBytes());
        STILLGATE_VERIFY_VALUE(read);
        QVERIFY(read->origin() == model.origin() && read->id() == model.id());
    }

    void sameCorrections_giveTheSameModel()
    {
        const auto after = [](std::uint64_t seed) {
            CorrectionStream stream = opened(seed);
            for (const Example& correction : corrections()) {
                (void)stream.learn(sha256(correction.text), correction);
            }
            return stream.model().id();
        };
        QVERIFY(after(1) == after(1));
        QVERIFY(after(1) != after(2));
    }

    void correction_thatCannotBeLearned_changesNothing()
    {
        CorrectionStream stream = opened();
        const Digest before = stream.model().id();
        STILLGATE_VERIFY_CODE(stream.learn(Digest{}, {"hello", "never seen", ExampleSource::Corrected, {}}),
                              ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(stream.learn(Digest{}, {"", "refund", ExampleSource::Corrected, {}}), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(stream.learn(Digest{}, {"hello", "refund", ExampleSource::Corrected, {"delivery"}}),
                              ErrorCode::Malformed);
        QVERIFY(stream.model().id() == before);
        QCOMPARE(stream.learned(), 0U);
    }
};

QTEST_GUILESS_MAIN(CorrectionStreamTest)
#include "CorrectionStreamTest.moc"
