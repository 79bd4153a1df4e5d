// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include "core/triage/Language.h"
#include "core/triage/Redaction.h"
#include "core/triage/Taxonomy.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

class LanguageTest : public QObject {
    Q_OBJECT

private slots:
    void text_isInItsLanguage_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("language");
        const auto row = [](const char* name, const char* text, const char* language) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(language);
        };
        row("English", "I was charged twice for my order and would like one payment back.", "en");
        row("German", "Ich habe die Rechnung noch nicht bekommen, bitte schicken Sie sie mir noch einmal.", "de");
        row("Spanish", "Todavía no he recibido mi pedido y el seguimiento no cambia desde hace días.", "es");
        row("French", "Je n'ai toujours pas reçu mon colis et personne ne répond à mes messages.", "fr");
        row("Arabic", "لم يصلني الطلب حتى الآن وأريد استرداد المبلغ من فضلكم.", "ar");
        row("Italian", "Non ho ancora ricevuto il pacco che ho ordinato due settimane fa.", "it");
        row("Hebrew by its present code", "עדיין לא קיבלתי את ההזמנה שלי ואני רוצה החזר כספי", "he");
        row("without accents", "Todavia no he recibido mi pedido y nadie contesta mis mensajes", "es");
        row("capitals", "WHERE IS MY PARCEL, IT SHOULD HAVE BEEN HERE LAST WEEK", "en");
        row("English quoted in German",
            "Auf der Seite steht payment failed, obwohl ich schon drei Mal versucht habe, die Bestellung mit meiner Karte zu "
            "bezahlen.",
            "de");
        row("half and half",
            "Ich warte seit zwei Wochen auf mein Paket und niemand antwortet. I have been waiting for two weeks and nobody "
            "answers my messages at all.",
            "und");
        row("two scripts",
            "لم يصلني الطلب حتى الآن وأريد استرداد المبلغ I did not get the order and I want my money back please", "und");
        row("nothing", "", "und");
        row("a number", "ORD-7719 129.00 2026-03-02", "und");
        row("too short", "ok danke", "und");
        row("placeholders alone", "[email] [phone] [card] [address] [national_id]", "und");
        row("signs", "!?!? :-) ... 123", "und");
        row("not UTF-8", "\xFF\xFE\xC3 broken \x80", "und");
    }

    void text_isInItsLanguage()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, language);
        QCOMPARE(QByteArray::fromStdString(detectLanguage(text.toStdString()).code), language);
    }

    void channelThatSaysTheLanguage_isBelieved_data()
    {
        QTest::addColumn<QByteArray>("stated");
        QTest::addColumn<QByteArray>("language");
        QTest::newRow("plain") << QByteArray("fr") << QByteArray("fr");
        QTest::newRow("with a region") << QByteArray("de-AT") << QByteArray("de");
        QTest::newRow("in capitals") << QByteArray("ES_mx") << QByteArray("es");
        QTest::newRow("nothing said") << QByteArray("") << QByteArray("en");
        QTest::newRow("undetermined") << QByteArray("und") << QByteArray("en");
        QTest::newRow("no tag at all") << QByteArray("!?") << QByteArray("en");
    }

    void channelThatSaysTheLanguage_isBelieved()
    {
        QFETCH(QByteArray, stated);
        QFETCH(QByteArray, language);
        const std::string text = "I was charged twice for my order and would like one payment back.";
        QCOMPARE(QByteArray::fromStdString(languageOf(text, stated.toStdString())), language);
    }

    /// What the threshold costs and what it saves, on all examples of the pack: a wrong language is worse than none.
    void starterPack_isSeldomTakenForAnotherLanguage()
    {
        const auto pack = loadTriagePack(sourceFile("resources/packs/starter").toStdString());
        STILLGATE_VERIFY_VALUE(pack);
        std::map<std::string, std::array<int, 3>> counts; // right, unknown, wrong
        int wrong = 0;
        int all = 0;
        for (const IntentExamples& intent : pack->examples) {
            for (const std::string& text : intent.examples) {
                const std::string code = detectLanguage(redact(text).text()).code;
                const std::size_t outcome = code == intent.language ? 0 : code == kUndetermined ? 1 : 2;
                ++counts[intent.language][outcome];
                wrong += outcome == 2 ? 1 : 0;
                ++all;
            }
        }
        for (const auto& [language, count] : counts) {
            qInfo("%s: %d right, %d undetermined, %d wrong", language.c_str(), count[0], count[1], count[2]);
            QVERIFY2(count[0] >= 7 * (count[0] + count[1] + count[2]) / 10, language.c_str());
        }
        QVERIFY2(wrong * 100 <= all, qPrintable(QString::number(wrong)));
    }

    void manyThreads_getTheSameAnswers()
    {
        std::vector<std::string> codes(4);
        std::vector<std::thread> threads;
        threads.reserve(codes.size());
        for (std::string& code : codes) {
            threads.emplace_back([&code] {
                for (int i = 0; i < 50; ++i) {
                    code = detectLanguage("Ich habe die Rechnung noch nicht bekommen, bitte senden Sie sie.").code;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY((codes == std::vector<std::string>(4, "de")));
    }
};

QTEST_GUILESS_MAIN(LanguageTest)
#include "LanguageTest.moc"
