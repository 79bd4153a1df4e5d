// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "core/learning/history/HeldOut.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

triage::Confidence sure(double probability)
{
    return triage::Confidence::floorOf(probability);
}

/// Twenty rows of each of two labels, of which the model is as sure as is said.
HeldOutGuesses plain(double ofFirst, double ofSecond, std::size_t each = 20)
{
    HeldOutGuesses out;
    out.labels = {"first", "second"};
    out.texts = {each, each};
    for (std::size_t i = 0; i < each; ++i) {
        out.rows.push_back({0, 0, sure(ofFirst), sure(ofFirst)});
        out.rows.push_back({1, 1, sure(ofSecond), sure(ofSecond)});
    }
    return out;
}

std::vector<std::uint32_t> alone(std::size_t count)
{
    std::vector<std::uint32_t> out(count);
    std::iota(out.begin(), out.end(), 0U);
    return out;
}

} // namespace

/// Labels that a model which did not learn from them doubts.
class HeldOutTest : public QObject {
    Q_OBJECT

private slots:
    void row_thatLooksLikeAnotherLabel_isSuspect()
    {
        HeldOutGuesses guesses = plain(0.9, 0.6);
        guesses.rows.push_back({0, 1, sure(0.1), sure(0.7)});
        const auto suspects = suspectsIn(guesses);
        QCOMPARE(suspects.size(), 1U);
        QVERIFY(suspects.front() == (Suspect{40, 1, sure(0.7)}));
    }

    void row_lessLikeTheOtherLabelThanItsOwnRows_isNotSuspect()
    {
        HeldOutGuesses guesses = plain(0.9, 0.8);
        guesses.rows.push_back({0, 1, sure(0.1), sure(0.7)});
        QVERIFY(suspectsIn(guesses).empty());
    }

    void row_ofALabelWithFewTexts_isNotJudged()
    {
        HeldOutGuesses guesses = plain(0.9, 0.6);
        guesses.labels.emplace_back("third");
        guesses.texts.push_back(9);
        for (int i = 0; i < 30; ++i) {
            guesses.rows.push_back({2, 1, sure(0), sure(0.7)});
        }
        QVERIFY(suspectsIn(guesses).empty());
        guesses.texts.back() = 10;
        QCOMPARE(suspectsIn(guesses).size(), 30U);
    }

    void suspects_comeTheMostDoubtfulFirst()
    {
        HeldOutGuesses guesses = plain(0.9, 0.6);
        guesses.rows.push_back({0, 1, sure(0.25), sure(0.7)});
        guesses.rows.push_back({0, 1, sure(0.02), sure(0.9)});
        guesses.rows.push_back({0, 1, sure(0.25), sure(0.7)});
        const auto suspects = suspectsIn(guesses);
        QCOMPARE(suspects.size(), 3U);
        QCOMPARE(suspects[0].example, 41U);
        QCOMPARE(suspects[1].example, 40U);
        QCOMPARE(suspects[2].example, 42U);
    }

    void plantedLabel_inRealTexts_isFound()
    {
        std::vector<triage::Example> examples = triage::miniSet();
        examples[3].label = "delivery";
        const auto guesses = heldOutGuesses(examples, alone(examples.size()), 1);
        STILLGATE_VERIFY_VALUE(guesses);
        QCOMPARE(guesses->rows.size(), examples.size());
        QCOMPARE(guesses->labels[guesses->rows[3].best], std::string("refund"));
    }

    void sameSeed_givesTheSameGuesses()
    {
        const std::vector<triage::Example> examples = triage::miniSet();
        const auto first = heldOutGuesses(examples, alone(examples.size()), 5);
        const auto again = heldOutGuesses(examples, alone(examples.size()), 5);
        QVERIFY(first->rows == again->rows);
    }

    /// A wrong label whose copies are learned from is confirmed by them.
    void copiesOfAWrongLabel_confirmItOnlyWhenTheyAreTornApart()
    {
        std::vector<triage::Example> examples = triage::miniSet();
        std::vector<std::uint32_t> groups = alone(examples.size());
        for (int copy = 0; copy < 6; ++copy) {
            examples.push_back({"please send my second payment back to me, refund it", "password"});
            groups.push_back(static_cast<std::uint32_t>(triage::miniSet().size()));
        }
        const auto wrong = [&](const std::vector<std::uint32_t>& of) {
            const auto guesses = heldOutGuesses(examples, of, 1);
            return guesses->labels[guesses->rows.back().best];
        };
        QCOMPARE(wrong(groups), std::string("refund"));
        QCOMPARE(wrong(alone(examples.size())), std::string("password"));
    }

    void progress_reachesItsEnd()
    {
        const std::vector<triage::Example> examples = triage::miniSet();
        triage::TrainingProgress last;
        QVERIFY(heldOutGuesses(examples, alone(examples.size()), 1, [&](triage::TrainingProgress now) { last = now; }));
        QCOMPARE(last.done, last.all);
        QVERIFY(last.all > 0);
    }

    void oneLabelAlone_cannotBeJudged()
    {
        const std::vector<triage::Example> examples(12, {"where is my parcel", "delivery"});
        STILLGATE_VERIFY_CODE(heldOutGuesses(examples, alone(12), 1), ErrorCode::Malformed);
    }
};

QTEST_GUILESS_MAIN(HeldOutTest)
#include "HeldOutTest.moc"
