// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/Cells.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

/// What single cells of past tickets say.
class CellsTest : public QObject {
    Q_OBJECT

private slots:
    void time_inTheFormOfAnExport_isRead_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("time");
        QTest::newRow("RFC 3339") << QByteArray("2026-03-02T09:12:04Z") << QByteArray("2026-03-02T09:12:04.000Z");
        QTest::newRow("offset") << QByteArray("2026-03-02T09:12:04+02:00") << QByteArray("2026-03-02T07:12:04.000Z");
        QTest::newRow("blank for T") << QByteArray("2026-03-02 09:12:04") << QByteArray("2026-03-02T09:12:04.000Z");
        QTest::newRow("no seconds") << QByteArray("2026-03-02 09:12") << QByteArray("2026-03-02T09:12:00.000Z");
        QTest::newRow("UTC behind") << QByteArray("2026-03-02 09:12:04 UTC") << QByteArray("2026-03-02T09:12:04.000Z");
        QTest::newRow("offset behind") << QByteArray(" 2026-03-02 09:12:04 -0130 ") << QByteArray("2026-03-02T10:42:04.000Z");
        QTest::newRow("fractions") << QByteArray("2026-03-02T09:12:04.5Z") << QByteArray("2026-03-02T09:12:04.500Z");
        QTest::newRow("date") << QByteArray("2026-03-02") << QByteArray("2026-03-02T00:00:00.000Z");
    }

    void time_inTheFormOfAnExport_isRead()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QByteArray, time);
        const auto read = timeOf(cell.toStdString());
        STILLGATE_VERIFY_VALUE(read);
        QCOMPARE(toRfc3339(*read), time.toStdString());
    }

    void time_inAnyOtherForm_isRefused_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char* cell : {"02/03/2026", "3/2/26 9:12", "2026-13-02", "2026-03-02x09:12", "2026-03-02 25:00", "soon",
                                 "2026-03-02 09:12:04 CET", "1772442724", "2026-3-2", "2026-03-02T"}) {
            QTest::newRow(cell) << QByteArray(cell);
        }
    }

    void time_inAnyOtherForm_isRefused()
    {
        QFETCH(QByteArray, cell);
        STILLGATE_VERIFY_CODE(timeOf(cell.toStdString()), ErrorCode::Malformed);
    }

    void reopened_isYesNoOrANumber()
    {
        QVERIFY(reopenedOf("Yes") == Reopened::Yes);
        QVERIFY(reopenedOf("3") == Reopened::Yes);
        QVERIFY(reopenedOf("TRUE") == Reopened::Yes);
        QVERIFY(reopenedOf(" no ") == Reopened::No);
        QVERIFY(reopenedOf("00") == Reopened::No);
        QVERIFY(reopenedOf("") == Reopened::Unknown);
        STILLGATE_VERIFY_CODE(reopenedOf("perhaps"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(reopenedOf("-1"), ErrorCode::Malformed);
    }

    void email_thatIsNone_isMalformed_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<bool>("isWellFormed");
        QTest::newRow("address") << QByteArray("customer07@sample.example") << true;
        QTest::newRow("plus and dots") << QByteArray("customer.07+shop@mail.sample.example") << true;
        QTest::newRow("no domain") << QByteArray("customer07@") << false;
        QTest::newRow("no at") << QByteArray("customer07.sample.example") << false;
        QTest::newRow("two ats") << QByteArray("customer07@@sample.example") << false;
        QTest::newRow("one label") << QByteArray("customer07@localhost") << false;
        QTest::newRow("blank inside") << QByteArray("customer 07@sample.example") << false;
        QTest::newRow("two addresses") << QByteArray("customer07@sample.example;customer08@sample.example") << false;
        QTest::newRow("word") << QByteArray("unknown") << false;
    }

    void email_thatIsNone_isMalformed()
    {
        QFETCH(QByteArray, cell);
        QFETCH(bool, isWellFormed);
        QCOMPARE(emailKeyOf(cell.toStdString()).isWellFormed, isWellFormed);
    }

    void key_countsWithoutCaseAndBlanks_andHoldsNoValue()
    {
        QVERIFY(emailKeyOf(" Customer07@Sample.example") == emailKeyOf("customer07@sample.example"));
        QVERIFY(emailKeyOf("customer08@sample.example").digest != emailKeyOf("customer07@sample.example").digest);
        QVERIFY(customerKeyOf("C-7 ") == customerKeyOf("C-7"));
        QVERIFY(customerKeyOf("c-7").digest != customerKeyOf("C-7").digest);
    }
};

QTEST_GUILESS_MAIN(CellsTest)
#include "CellsTest.moc"
