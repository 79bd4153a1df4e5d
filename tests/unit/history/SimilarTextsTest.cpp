// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/learning/history/SimilarTexts.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

constexpr const char* kMail =
    "Hello, I ordered a lamp two weeks ago and it has not arrived yet. The tracking page still says that the parcel is in the "
    "depot. Could you please find out where it is and send me another one if it is lost?";

std::optional<SimilarTexts::Match> secondOf(const std::string& first, const std::string& second)
{
    SimilarTexts texts;
    if (texts.add(triage::redact(first))) {
        qFatal("the first text is similar to none");
    }
    return texts.add(triage::redact(second));
}

} // namespace

/// Texts that say nearly the same.
class SimilarTextsTest : public QObject {
    Q_OBJECT

private slots:
    void text_withAWordChanged_isSimilar()
    {
        std::string other = kMail;
        other.replace(other.find("lamp"), 4, "desk");
        const auto match = secondOf(kMail, other);
        QVERIFY(match.has_value());
        QCOMPARE(match->first, 0U);
        QVERIFY(!match->isEqual);
    }

    void text_withOtherNumbersCaseAndAddress_saysTheSame()
    {
        const auto match = secondOf("Please refund 129.00 for order 7719, mail customer07@sample.example",
                                    "please REFUND 345.50 for order 1234, mail customer08@sample.example!!");
        QVERIFY(!match || !match->isEqual); // the exclamation marks are words of their own
        const auto same = secondOf("Please refund 129.00 for order 7719, mail customer07@sample.example",
                                   "please REFUND 345.50 for order 1234, mail customer08@sample.example");
        QVERIFY(same.has_value());
        QVERIFY(same->isEqual);
    }

    void text_thatSharesItsTopicAlone_isNotSimilar()
    {
        QVERIFY(!secondOf("where is my parcel, it has not arrived yet", "when will my parcel arrive"));
        QVERIFY(!secondOf("I want to cancel my order", "I want to change my order"));
        QVERIFY(!secondOf(kMail, "The lamp that I ordered two weeks ago arrived broken, I want my money back."));
    }

    void text_withoutWords_isSimilarToNone()
    {
        QVERIFY(!secondOf("", ""));
        QVERIFY(!secondOf("...", "..."));
    }

    void group_isNamedByItsFirst_howeverManyFollow()
    {
        SimilarTexts texts;
        QVERIFY(!texts.add(triage::redact("reset my password please")));
        QVERIFY(!texts.add(triage::redact(kMail)));
        for (int i = 0; i < 50; ++i) {
            const auto match = texts.add(triage::redact(kMail));
            QVERIFY(match.has_value());
            QCOMPARE(match->first, 1U);
            QVERIFY(match->isEqual);
        }
    }

    void anyText_isEqualToItself_andToNoTextOfOtherWords()
    {
        rc::check("similar", [] {
            const auto words = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'm')))));
            std::string text;
            std::string other;
            for (std::string word : words) {
                text += word + " ";
                for (char& c : word) {
                    c = static_cast<char>(c + ('n' - 'a'));
                }
                other += word + " ";
            }
            SimilarTexts texts;
            RC_ASSERT(!texts.add(triage::redact(text)));
            const auto again = texts.add(triage::redact(text));
            RC_ASSERT((again && again->isEqual));
            RC_ASSERT(!texts.add(triage::redact(other)));
        });
    }
};

QTEST_GUILESS_MAIN(SimilarTextsTest)
#include "SimilarTextsTest.moc"
