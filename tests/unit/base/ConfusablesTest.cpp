// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Confusables.h"
#include "tests/support/Readable.h"

using namespace stillgate;

/// Letters of other scripts stand here as escapes, for who reads this file sees what the tests are about.
class ConfusablesTest : public QObject {
    Q_OBJECT

private slots:
    void skeleton_textsThatLookAlike_areTheSame_data();
    void skeleton_textsThatLookAlike_areTheSame();
    void skeleton_noUtf8_isEmpty();
    void scriptMix_byWord_asTheStandardHasIt_data();
    void scriptMix_byWord_asTheStandardHasIt();
    void passesForAscii_byText_data();
    void passesForAscii_byText();
};

void ConfusablesTest::skeleton_textsThatLookAlike_areTheSame_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("alike");
    QTest::newRow("Cyrillic a") << QByteArray("paypal") << QByteArray("p\u0430yp\u0430l") << true;
    QTest::newRow("digit one for l, as UTS 39 has it") << QByteArray("paypal") << QByteArray("paypa1") << true;
    QTest::newRow("rn for m") << QByteArray("modern") << QByteArray("rnodern") << true;
    QTest::newRow("Greek omicron") << QByteArray("bonus") << QByteArray("b\u03BFnus") << true;
    QTest::newRow("another word") << QByteArray("paypal") << QByteArray("payroll") << false;
}

void ConfusablesTest::skeleton_textsThatLookAlike_areTheSame()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(bool, alike);
    const auto skeleton = [](const QByteArray& text) { return skeletonOf(text.toStdString()); };
    QVERIFY(!skeleton(one).empty());
    QCOMPARE(skeleton(one) == skeleton(other), alike);
}

void ConfusablesTest::skeleton_noUtf8_isEmpty()
{
    QCOMPARE(skeletonOf("ab\xFF"), std::string());
    QCOMPARE(scriptMixOf("\u0430\xC3"), ScriptMix::Harmless);
    QVERIFY(!passesForAscii("\xFF"));
}

void ConfusablesTest::scriptMix_byWord_asTheStandardHasIt_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<ScriptMix>("mix");
    QTest::newRow("ASCII") << QByteArray("refund") << ScriptMix::Harmless;
    QTest::newRow("German") << QByteArray("Gr\u00FC\u00DFe") << ScriptMix::Harmless;
    QTest::newRow("Russian") << QByteArray("\u0432\u043E\u0437\u0432\u0440\u0430\u0442") << ScriptMix::Harmless;
    QTest::newRow("Japanese with Latin") << QByteArray("T\u30B7\u30E3\u30C4\u8CB7\u3046") << ScriptMix::Harmless;
    QTest::newRow("Korean with Latin") << QByteArray("A\uD658\uBD88") << ScriptMix::Harmless;
    QTest::newRow("Thai with Latin") << QByteArray("app\u0E04\u0E37\u0E19") << ScriptMix::Uncommon;
    QTest::newRow("Latin with Armenian") << QByteArray("b\u0585nus") << ScriptMix::Uncommon;
    QTest::newRow("Latin with Cyrillic") << QByteArray("p\u0430yment") << ScriptMix::Deceptive;
    QTest::newRow("Latin with Greek") << QByteArray("b\u03BFnus") << ScriptMix::Deceptive;
    QTest::newRow("Cyrillic with Latin") << QByteArray("\u0432o\u0437\u0432\u0440\u0430\u0442") << ScriptMix::Deceptive;
    QTest::newRow("Latin with Cherokee") << QByteArray("\u13AAard") << ScriptMix::Deceptive;
}

void ConfusablesTest::scriptMix_byWord_asTheStandardHasIt()
{
    QFETCH(QByteArray, word);
    QFETCH(ScriptMix, mix);
    QCOMPARE(scriptMixOf(word.toStdString()), mix);
}

void ConfusablesTest::passesForAscii_byText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("passes");
    QTest::newRow("ASCII is no disguise") << QByteArray("example") << false;
    QTest::newRow("all Cyrillic that reads as Latin") << QByteArray("\u0440\u0430\u0443\u0440\u0430") << true;
    QTest::newRow("Cyrillic that does not") << QByteArray("\u0434\u0435\u043D\u044C\u0433\u0438") << false;
    QTest::newRow("one letter of it") << QByteArray("ex\u0430mple") << true;
    QTest::newRow("accents are seen") << QByteArray("caf\u00E9") << false;
    QTest::newRow("Chinese") << QByteArray("\u9000\u6B3E") << false;
}

void ConfusablesTest::passesForAscii_byText()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, passes);
    QCOMPARE(passesForAscii(text.toStdString()), passes);
}

QTEST_GUILESS_MAIN(ConfusablesTest)
#include "ConfusablesTest.moc"
