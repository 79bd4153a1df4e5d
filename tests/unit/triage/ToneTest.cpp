// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/triage/Tone.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

const ToneLexicon& starter()
{
    static const ToneLexicon lexicon = *ToneLexicon::load(sourceFile("resources/packs/starter").toStdString());
    return lexicon;
}

int sentiment(std::string_view text, std::string_view language = "en")
{
    return starter().toneOf(text, language).sentiment;
}

int urgency(std::string_view text, std::string_view language = "en")
{
    return starter().toneOf(text, language).urgency;
}

} // namespace

class ToneTest : public QObject {
    Q_OBJECT

private slots:
    void plainWords_countWithTheirSign_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QByteArray>("good");
        const auto row = [](const char* language, const char* bad, const char* good) {
            QTest::newRow(language) << QByteArray(language) << QByteArray(bad) << QByteArray(good);
        };
        row("en", "This is a terrible service and I am angry.", "Great service, I am very happy.");
        row("de", "Das ist ein schrecklicher Service, ich bin wütend und enttäuscht.",
            "Toller Service, ich bin sehr zufrieden.");
        row("es", "Es un servicio horrible y estoy decepcionado.", "Un servicio excelente, estoy muy contento.");
        row("fr", "Un service inacceptable, je suis très déçu.", "Un service parfait, je suis ravie.");
        row("ar", "خدمة سيئة وأنا غاضب جدا", "خدمة ممتازة وأنا سعيد جدا");
    }

    void plainWords_countWithTheirSign()
    {
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, bad);
        QFETCH(QByteArray, good);
        QVERIFY(sentiment(bad.toStdString(), language.toStdString()) <= -25);
        QVERIFY(sentiment(good.toStdString(), language.toStdString()) >= 25);
    }

    void negation_turnsAWord_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("negated");
        const auto row = [](const char* language, const char* plain, const char* negated) {
            QTest::newRow(plain) << QByteArray(language) << QByteArray(plain) << QByteArray(negated);
        };
        row("en", "I am happy with it", "I am not happy with it");
        row("en", "I am happy", "I'm not really very happy");
        row("en", "the service was good", "the service wasn't good");
        row("de", "ich bin zufrieden", "ich bin nicht zufrieden");
        row("de", "das war gut", "das war gar nicht gut");
        row("es", "estoy contento", "no estoy contento");
        row("fr", "je suis satisfait", "je ne suis pas satisfait");
        row("ar", "أنا راض عن الخدمة", "أنا غير راض عن الخدمة");
    }

    void negation_turnsAWord()
    {
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, negated);
        QVERIFY(sentiment(plain.toStdString(), language.toStdString()) > 0);
        QVERIFY(sentiment(negated.toStdString(), language.toStdString()) < 0);
    }

    void negation_ofABadWord_isOnlyALittleGood()
    {
        const int bad = sentiment("that is bad");
        const int notBad = sentiment("that is not bad");
        QVERIFY(bad < 0);
        QVERIFY(notBad > 0);
        QVERIFY(notBad < -bad / 2);
    }

    void negation_staysInItsClause()
    {
        QVERIFY(sentiment("No, I am happy") > 0);
        QVERIFY(sentiment("It did not arrive, but I am happy") > 0);
        QVERIFY(sentiment("Did it not come? Great.") > 0);
        QVERIFY(sentiment("not on monday and not on tuesday at all happy") > 0); // too far in front
    }

    void intensity_strengthensAndWeakens()
    {
        QVERIFY(sentiment("I am very angry") < sentiment("I am angry"));
        QVERIFY(sentiment("I am a bit angry") > sentiment("I am angry"));
        QVERIFY(sentiment("ich bin sehr enttäuscht", "de") < sentiment("ich bin enttäuscht", "de"));
        QVERIFY(sentiment("estoy un poco decepcionado", "es") > sentiment("estoy decepcionado", "es"));
        QVERIFY(sentiment("je suis vraiment furieux", "fr") < sentiment("je suis furieux", "fr"));
        QVERIFY(urgency("this is very urgent") > urgency("this is urgent"));
    }

    void capitalsAndMarks_strengthenWhatIsThere()
    {
        QVERIFY(sentiment("I am ANGRY about this") < sentiment("I am angry about this"));
        QVERIFY(sentiment("I am angry!!!") < sentiment("I am angry"));
        QVERIFY(urgency("I am angry!!!") > urgency("I am angry"));
        QVERIFY(urgency("CANCEL THIS ORDER IT IS URGENT") > urgency("cancel this order it is urgent"));
    }

    void capitalsAndMarks_aloneSayNothing()
    {
        QCOMPARE(starter().toneOf("THE FAQ MENTIONS ORDER ORD-7719", "en"), Tone{});
        QCOMPARE(starter().toneOf("Order ORD-7719!!!", "en"), Tone{});
        QCOMPARE(urgency("Thank you so much!!!"), 0);
        QVERIFY(sentiment("THANKS!!!") > 0);
    }

    void urgency_isFoundAndTakenBack_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("urgent");
        QTest::addColumn<QByteArray>("calm");
        const auto row = [](const char* language, const char* urgent, const char* calm) {
            QTest::newRow(urgent) << QByteArray(language) << QByteArray(urgent) << QByteArray(calm);
        };
        row("en", "I need this today, it is urgent", "It is not urgent, whenever you have time");
        row("en", "please reply asap", "no rush, take your time");
        row("de", "bitte dringend, wir können nicht arbeiten", "das ist nicht dringend");
        row("de", "sofort bitte", "es eilt nicht");
        row("es", "es urgente, lo necesito hoy", "no es urgente, sin prisa");
        row("fr", "c'est urgent, répondez tout de suite", "ce n'est pas urgent");
        row("ar", "الأمر عاجل جدا وأحتاجه اليوم", "الأمر ليس عاجلا");
    }

    void urgency_isFoundAndTakenBack()
    {
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, urgent);
        QFETCH(QByteArray, calm);
        QVERIFY(urgency(urgent.toStdString(), language.toStdString()) >= 40);
        QCOMPARE(urgency(calm.toStdString(), language.toStdString()), 0);
    }

    void plainBusiness_isNeitherAngryNorUrgent_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"Where is my order ORD-6302?", "Please send me the invoice again.", "I would like the blue one in size M.",
              "The bathroom mat is 60 cm wide.", "I hated to disturb you", "My street is Badgasse 4", "The emergencyless kit",
              "Do you ship to Goodwood?", "We sell soonish brand pens"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void plainBusiness_isNeitherAngryNorUrgent()
    {
        QFETCH(QByteArray, text);
        const Tone tone = starter().toneOf(text.toStdString(), "en");
        QVERIFY2(std::abs(tone.sentiment) < 15, qPrintable(QString::number(tone.sentiment)));
        QCOMPARE(tone.urgency, 0);
    }

    void contributions_areSpansOfTheText()
    {
        const std::string text = "I am VERY angry, and it is urgent!";
        const Tone tone = starter().toneOf(text, "en");
        QVERIFY(tone.forSentiment.size() >= 2);
        const ToneWord& angry = tone.forSentiment.front();
        QCOMPARE(text.substr(angry.range.begin, angry.range.end - angry.range.begin), std::string("angry"));
        QCOMPARE(angry.points, -60);
        const ToneWord& urgent = tone.forUrgency.front();
        QCOMPARE(text.substr(urgent.range.begin, urgent.range.end - urgent.range.begin), std::string("urgent"));
    }

    void anyText_hasScoresThatAreTheirContributions()
    {
        QVERIFY(rc::check("sums, cut to their ranges", [] {
            const auto words = *rc::gen::container<std::vector<std::string>>(
                rc::gen::elementOf(std::vector<std::string>{"not", "very", "angry", "happy", "urgent", "today", "!", "!!!", ".",
                                                            "but", "TERRIBLE", "love", "déçu", "sofort", "\xFF"}));
            std::string text;
            for (const std::string& word : words) {
                text += word + " ";
            }
            const Tone tone = starter().toneOf(text, *rc::gen::elementOf(std::vector<std::string>{"en", "und", "fr"}));
            int feeling = 0;
            int haste = 0;
            for (const ToneWord& word : tone.forSentiment) {
                RC_ASSERT((word.range.begin < word.range.end && word.range.end <= text.size()));
                feeling += word.points;
            }
            for (const ToneWord& word : tone.forUrgency) {
                haste += word.points;
            }
            RC_ASSERT(tone.sentiment == std::clamp(feeling, -100, 100));
            RC_ASSERT(tone.urgency == std::clamp(haste, 0, 100));
        }));
    }

    void unknownLanguage_isReadWithAllLists()
    {
        QVERIFY(sentiment("inacceptable, je suis furieux", "und") < -50);
        QVERIFY(urgency("dringend", "und") > 0);
        QCOMPARE(urgency("dringend", "en"), 0);
    }

    void missingAccentsAndMarks_makeNoDifference()
    {
        QCOMPARE(sentiment("je suis decu", "fr"), sentiment("je suis déçu", "fr"));
        QCOMPARE(sentiment("estoy muy molesto, es pesimo", "es"), sentiment("estoy muy molesto, es pésimo", "es"));
        QCOMPARE(sentiment("خدمةٌ سيّئة", "ar"), sentiment("خدمة سيئة", "ar"));
    }

    void starterLexicon_hasFiveLanguages()
    {
        QCOMPARE(starter().languages(), (std::vector<std::string>{"ar", "de", "en", "es", "fr"}));
    }

    void lexicon_thatIsWrong_namesFileAndField()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        STILLGATE_VERIFY_ERROR(ToneLexicon::load(path), ErrorCode::NotFound, (path / "lexicon").string());
        std::filesystem::create_directory(path / "lexicon");
        const std::string head =
            "language = \"xx\"\nnegations = []\nnegations_behind = []\nturns = []\nintensity = []\nurgency = []\n";
        QVERIFY(writeFile(path / "lexicon/xx.toml", head + "[[sentiment]]\nweight = 101\nphrases = [\"a\"]\n"));
        STILLGATE_VERIFY_ERROR(ToneLexicon::load(path), ErrorCode::Malformed, "lexicon/xx.toml: $.sentiment[0].weight");
        QVERIFY(writeFile(path / "lexicon/xx.toml", head + "[[sentiment]]\nweight = 10\nphrases = [\"\"]\n"));
        STILLGATE_VERIFY_ERROR(ToneLexicon::load(path), ErrorCode::Malformed, "lexicon/xx.toml: $.sentiment[0].phrases");
    }
};

QTEST_GUILESS_MAIN(ToneTest)
#include "ToneTest.moc"
