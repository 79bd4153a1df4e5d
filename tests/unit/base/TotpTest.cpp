// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Totp.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

constexpr std::string_view kTwenty = "12345678901234567890";
constexpr std::string_view kThirtyTwo = "12345678901234567890123456789012";
constexpr std::string_view kSixtyFour = "1234567890123456789012345678901234567890123456789012345678901234";

UtcTime seconds(std::int64_t count)
{
    return UtcTime{} + Duration::seconds(count);
}

std::string codeAt(UtcTime time)
{
    return totpCode(asBytes(kTwenty), totpStep(time));
}

} // namespace

class TotpTest : public QObject {
    Q_OBJECT

private slots:
    void code_vectorsOfTheRfc_areGiven_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QByteArray>("sha1");
        QTest::addColumn<QByteArray>("sha256");
        QTest::addColumn<QByteArray>("sha512");
        // RFC 6238, appendix B.
        QTest::newRow("59") << qint64{59} << QByteArray("94287082") << QByteArray("46119246") << QByteArray("90693936");
        QTest::newRow("1111111109") << qint64{1111111109} << QByteArray("07081804") << QByteArray("68084774")
                                    << QByteArray("25091201");
        QTest::newRow("1111111111") << qint64{1111111111} << QByteArray("14050471") << QByteArray("67062674")
                                    << QByteArray("99943326");
        QTest::newRow("1234567890") << qint64{1234567890} << QByteArray("89005924") << QByteArray("91819424")
                                    << QByteArray("93441116");
        QTest::newRow("2000000000") << qint64{2000000000} << QByteArray("69279037") << QByteArray("90698825")
                                    << QByteArray("38618901");
        QTest::newRow("20000000000") << qint64{20000000000} << QByteArray("65353130") << QByteArray("77737706")
                                     << QByteArray("47863826");
    }

    void code_vectorsOfTheRfc_areGiven()
    {
        QFETCH(qint64, time);
        const auto code = [&](std::string_view secret, TotpHash hash) {
            const TotpForm form{hash, 8, Duration::seconds(30)};
            return QByteArray::fromStdString(totpCode(asBytes(secret), totpStep(seconds(time), form), form));
        };
        QTEST(code(kTwenty, TotpHash::Sha1), "sha1");
        QTEST(code(kThirtyTwo, TotpHash::Sha256), "sha256");
        QTEST(code(kSixtyFour, TotpHash::Sha512), "sha512");
    }

    void match_oneStepAround_isTaken()
    {
        const UtcTime now = seconds(1'000'000);
        for (const std::int64_t off : {-30, 0, 30}) {
            QVERIFY(matchTotp(asBytes(kTwenty), codeAt(now + Duration::seconds(off)), now, 0).has_value());
        }
        for (const std::int64_t off : {-60, 60}) {
            QVERIFY(!matchTotp(asBytes(kTwenty), codeAt(now + Duration::seconds(off)), now, 0).has_value());
        }
    }

    void match_codeThatServed_isNotTakenAgainNorAnOlderOne()
    {
        const UtcTime now = seconds(1'000'000);
        const auto used = matchTotp(asBytes(kTwenty), codeAt(now), now, 0);
        QVERIFY(used.has_value());
        QVERIFY(!matchTotp(asBytes(kTwenty), codeAt(now), now, *used));
        QVERIFY(!matchTotp(asBytes(kTwenty), codeAt(now + Duration::seconds(-30)), now, *used));
        QVERIFY(matchTotp(asBytes(kTwenty), codeAt(now + Duration::seconds(30)), now, *used));
    }

    void match_anythingElse_isRefused()
    {
        const UtcTime now = seconds(1'000'000);
        for (const std::string_view code : {"", "0", "1234567", "abcdef"}) {
            QVERIFY(!matchTotp(asBytes(kTwenty), code, now, 0));
        }
        QVERIFY(!matchTotp(asBytes("another secret here!"), codeAt(now), now, 0));
    }

    void base32_vectorsOfTheRfc_areGiven()
    {
        // RFC 4648, section 10, without padding.
        QCOMPARE(base32(asBytes("")), std::string());
        QCOMPARE(base32(asBytes("f")), std::string("MY"));
        QCOMPARE(base32(asBytes("fo")), std::string("MZXQ"));
        QCOMPARE(base32(asBytes("foo")), std::string("MZXW6"));
        QCOMPARE(base32(asBytes("foob")), std::string("MZXW6YQ"));
        QCOMPARE(base32(asBytes("fooba")), std::string("MZXW6YTB"));
        QCOMPARE(base32(asBytes("foobar")), std::string("MZXW6YTBOI"));
    }
};

QTEST_GUILESS_MAIN(TotpTest)
#include "TotpTest.moc"
