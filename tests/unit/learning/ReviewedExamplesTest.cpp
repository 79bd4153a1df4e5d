// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/learning/ReviewedExamples.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// The mini set as a pack.
TriagePack miniPack()
{
    TriagePack pack;
    for (const Example& example : miniSet()) {
        if (pack.taxonomy.intent(example.label) == nullptr) {
            Intent intent;
            intent.id = example.label;
            pack.taxonomy.intents.push_back(std::move(intent));
            pack.examples.push_back({example.label, "en", {}});
        }
        pack.examples.back().examples.push_back(example.text);
    }
    return pack;
}

ReviewedText review(Sequence event, const std::string& text, const std::string& intent,
                    ReviewVerdict verdict = ReviewVerdict::Correct)
{
    return {{event, event - 1, verdict, intent}, redact(text).text()};
}

std::string saysOf(const Model& model, const std::string& text)
{
    return model.labels()[model.predict(redact(text)).label];
}

} // namespace

/// What people said of real messages, beside the examples of a pack.
class ReviewedExamplesTest : public QObject {
    Q_OBJECT

private slots:
    void reviews_none_arePackExamples()
    {
        const auto all = examplesWithReviews(miniPack(), {});
        QVERIFY(all.examples == miniSet());
        QCOMPARE(all.replaced + all.erased + all.unknownIntent, std::size_t{0});
    }

    void reviews_standBehindThePack_inTheirOrder()
    {
        const std::vector<ReviewedText> reviewed{review(20, "the shop is closed", "delivery", ReviewVerdict::Accept),
                                                 review(10, "mail me at customer07@sample.example", "password")};
        const auto all = examplesWithReviews(miniPack(), reviewed);
        QCOMPARE(all.examples.size(), miniSet().size() + 2);
        const Example first{"mail me at [email]", "password", ExampleSource::Corrected};
        const Example second{"the shop is closed", "delivery", ExampleSource::Accepted};
        QVERIFY(all.examples[miniSet().size()] == first);
        QVERIFY(all.examples.back() == second);
    }

    /// The same words under two labels would teach neither: people have the last word, the newest of them.
    void reviews_ofAKnownText_takeItsPlace()
    {
        const std::string known = miniSet().front().text;
        const std::vector<ReviewedText> reviewed{review(30, known, "password"), review(10, known, "delivery"),
                                                 review(20, known, "refund", ReviewVerdict::Accept)};
        const auto all = examplesWithReviews(miniPack(), reviewed);
        QCOMPARE(all.replaced, std::size_t{1});
        QCOMPARE(all.examples.size(), miniSet().size());
        QCOMPARE(std::ranges::count(all.examples, known, &Example::text), 1);
        QCOMPARE(all.examples.back().label, std::string("password"));
    }

    void reviews_erasedOrOfUnknownIntents_areCountedAndLeftOut()
    {
        const std::vector<ReviewedText> reviewed{review(10, "", "refund"), review(20, "", "delivery"),
                                                 review(30, "teleport me", "teleport")};
        const auto all = examplesWithReviews(miniPack(), reviewed);
        QVERIFY(all.examples == miniSet());
        QCOMPARE(all.erased, std::size_t{2});
        QCOMPARE(all.unknownIntent, std::size_t{1});
    }

    /// What a correction is for. The control is the model that was not told.
    void correction_changesWhatTheModelSays()
    {
        const std::string text = "my gift voucher has vanished";
        const std::string alike = "the gift voucher vanished";
        const Model before = trainModel(miniSet(), miniOptions()).value().model;
        const std::string wrong = saysOf(before, text);
        const std::string right = wrong == "password" ? "delivery" : "password";
        QVERIFY(saysOf(before, alike) != right);

        const auto all = examplesWithReviews(miniPack(), std::vector<ReviewedText>{review(10, text, right)});
        const Model after = trainModel(all.examples, miniOptions()).value().model;
        QCOMPARE(saysOf(after, text), right);
        QCOMPARE(saysOf(after, alike), right);
        QCOMPARE(after.origin().corrected, std::uint64_t{1});
        QCOMPARE(before.origin().corrected, std::uint64_t{0});
        QVERIFY(after.id() != before.id());
        // What it knew it still knows.
        QCOMPARE(saysOf(after, "please refund my payment, it was charged twice"), std::string("refund"));
    }
};

QTEST_GUILESS_MAIN(ReviewedExamplesTest)
#include "ReviewedExamplesTest.moc"
