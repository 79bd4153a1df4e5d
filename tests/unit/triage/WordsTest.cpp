// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/triage/Utf8.h"
#include "core/triage/Words.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void text_isSplitAndFolded_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("folded");
        QTest::newRow("case") << QByteArray("Where IS it") << QByteArray(" where is it ");
        QTest::newRow("digits count by their shape")
            << QByteArray("ORD-7719 over 129.00") << QByteArray(" ord 0000 over 000 00 ");
        QTest::newRow("apostrophe inside") << QByteArray("don't 'quote' it's") << QByteArray(" don't quote it's ");
        QTest::newRow("typographic apostrophe") << QByteArray("don’t") << QByteArray(" don't ");
        QTest::newRow("symbols count once a run") << QByteArray("why?\?\?!! $5") << QByteArray(" why ? ! $ 0 ");
        QTest::newRow("placeholder") << QByteArray("mail [email] me") << QByteArray(" mail [email] me ");
        QTest::newRow("other brackets") << QByteArray("[none] [e") << QByteArray(" none e ");
        QTest::newRow("umlauts") << QByteArray("ÜBER Größe") << QByteArray(" über größe ");
        QTest::newRow("combining marks") << QByteArray("cafe\xCC\x81") << QByteArray(" café ");
        QTest::newRow("full width") << QByteArray("ＲＥＦＵＮＤ １２") << QByteArray(" refund 00 ");
        QTest::newRow("Greek and Cyrillic") << QByteArray("ΠΑΡΑ Возврат") << QByteArray(" παρα возврат ");
        QTest::newRow("Arabic digits") << QByteArray("رقم ٧٧١٩") << QByteArray(" رقم 0000 ");
        QTest::newRow("ideographs one by one") << QByteArray("退款 ok") << QByteArray(" 退 款 ok ");
        QTest::newRow("invisible characters") << QByteArray("re\xE2\x80\x8B"
                                                            "fund")
                                              << QByteArray(" refund ");
        QTest::newRow("pictograph and currency") << QByteArray("😡😡 10€") << QByteArray(" 😡 00 € ");
        QTest::newRow("not UTF-8 separates") << QByteArray("a\xFF"
                                                           "b")
                                             << QByteArray(" a b ");
        QTest::newRow("nothing") << QByteArray(" ,.- ") << QByteArray(" ");
    }

    void text_isSplitAndFolded()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, folded);
        QCOMPARE(splitWords(text.toStdString()).folded, folded.toStdString());
    }

    void word_standsWhereItsOffsetsSay()
    {
        const std::string text = "Größe, DON'T [card]!";
        const Words words = splitWords(text);
        std::vector<std::string> seen;
        for (const Word& word : words.list) {
            seen.push_back(text.substr(word.begin, word.end - word.begin));
        }
        QVERIFY(seen == (std::vector<std::string>{"Größe", "DON'T", "[card]", "!"}));
        QCOMPARE(words.list[2].kind, WordKind::Symbol);
        QCOMPARE(words.list[1].kind, WordKind::Text);
    }

    void text_ofManyWords_isBounded()
    {
        std::string text;
        for (std::size_t i = 0; i < kMostWords * 2; ++i) {
            text += "word ";
        }
        QCOMPARE(splitWords(text).list.size(), kMostWords);
    }

    void anyBytes_giveWordsInOrder()
    {
        QVERIFY(rc::check("words lie in order inside the text", [](const std::string& text) {
            std::uint32_t at = 0;
            for (const Word& word : splitWords(text).list) {
                RC_ASSERT(word.begin >= at);
                RC_ASSERT(word.begin < word.end);
                at = word.end;
            }
            RC_ASSERT(at <= text.size());
        }));
    }

    void codePoint_ofBadUtf8_isTheReplacement_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("continuation first") << QByteArray("\x80");
        QTest::newRow("overlong") << QByteArray("\xC0\xAF");
        QTest::newRow("overlong in three") << QByteArray("\xE0\x80\xAF");
        QTest::newRow("cut short") << QByteArray("\xE2\x82");
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80");
        QTest::newRow("never a lead byte") << QByteArray("\xFE");
    }

    void codePoint_ofBadUtf8_isTheReplacement()
    {
        QFETCH(QByteArray, bytes);
        const CodePoint c = codePointAt(bytes.toStdString(), 0);
        QCOMPARE(static_cast<std::uint32_t>(c.value), static_cast<std::uint32_t>(kNoCharacter));
        QCOMPARE(c.bytes, 1U);
    }

    void codePoint_ofGoodUtf8_isRead()
    {
        for (const char32_t value : {0x41U, 0xE9U, 0x20ACU, 0xFFFDU, 0x1F621U, 0x10FFFFU}) {
            const std::string bytes = QString::fromUcs4(&value, 1).toStdString();
            const CodePoint c = codePointAt(bytes, 0);
            QCOMPARE(static_cast<std::uint32_t>(c.value), static_cast<std::uint32_t>(value));
            QCOMPARE(c.bytes, static_cast<std::uint32_t>(bytes.size()));
        }
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "WordsTest.moc"
