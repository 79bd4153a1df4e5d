// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <rapidcheck.h>

#include "core/base/Money.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Currency currency(std::string_view text)
{
    return *Currency::fromText(text);
}

Money euro(std::int64_t cents)
{
    return {cents, currency("EUR")};
}

} // namespace

class MoneyTest : public QObject {
    Q_OBJECT

private slots:
    void decimal_eachKindOfCurrency_hasItsPlaces_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QByteArray>("decimal");
        QTest::newRow("euro") << QByteArray("EUR") << qint64{12900} << QByteArray("129.00");
        QTest::newRow("a cent") << QByteArray("EUR") << qint64{1} << QByteArray("0.01");
        QTest::newRow("minus five cents") << QByteArray("EUR") << qint64{-5} << QByteArray("-0.05");
        QTest::newRow("nothing") << QByteArray("EUR") << qint64{0} << QByteArray("0.00");
        QTest::newRow("yen") << QByteArray("JPY") << qint64{500} << QByteArray("500");
        QTest::newRow("no yen") << QByteArray("JPY") << qint64{0} << QByteArray("0");
        QTest::newRow("minus a yen") << QByteArray("JPY") << qint64{-1} << QByteArray("-1");
        QTest::newRow("dinar") << QByteArray("KWD") << qint64{1} << QByteArray("0.001");
        QTest::newRow("dinars") << QByteArray("KWD") << qint64{-12345} << QByteArray("-12.345");
        QTest::newRow("most") << QByteArray("EUR") << qint64{kMost} << QByteArray("92233720368547758.07");
        QTest::newRow("least") << QByteArray("EUR") << qint64{kLeast} << QByteArray("-92233720368547758.08");
        QTest::newRow("least yen") << QByteArray("JPY") << qint64{kLeast} << QByteArray("-9223372036854775808");
    }

    void decimal_eachKindOfCurrency_hasItsPlaces()
    {
        QFETCH(QByteArray, code);
        QFETCH(qint64, minor);
        QFETCH(QByteArray, decimal);
        const Money money{minor, currency(code.toStdString())};
        QCOMPARE(money.decimal(), decimal.toStdString());
        QVERIFY(Money::fromDecimal(money.decimal(), money.currency) == Result<Money>(money));
    }

    void decimal_anyAmount_comesBack()
    {
        QVERIFY(rc::check("decimal comes back", [](std::int64_t minor) {
            const Money money{minor, currency(*rc::gen::element<std::string>("EUR", "USD", "JPY", "KWD", "ISK", "TND"))};
            RC_ASSERT((Money::fromDecimal(money.decimal(), money.currency) == Result<Money>(money)));
        }));
    }

    void fromDecimal_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",        "129",    "129.0",   "129.000", "129.",
                                 ".50",     "-.50",   "0129.00", "+129.00", "-0.00",
                                 "1 29.00", "129,00", "1e3.00",  "129.00 ", " 129.00",
                                 "1.2.00",  "--1.00", "12.-5",   "129.0x",  "92233720368547758.08",
                                 "-"}) {
            QTest::addRow("EUR '%s'", text) << QByteArray("EUR") << QByteArray(text);
        }
        for (const char* text : {"500.00", "500.", "0500", "-0", "", "9223372036854775808"}) {
            QTest::addRow("JPY '%s'", text) << QByteArray("JPY") << QByteArray(text);
        }
        QTest::newRow("KWD with two decimals") << QByteArray("KWD") << QByteArray("1.00");
    }

    void fromDecimal_otherForms_areMalformed()
    {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, text);
        STILLGATE_VERIFY_ERROR(Money::fromDecimal(text.toStdString(), currency(code.toStdString())), ErrorCode::Malformed, "");
    }

    void currency_otherThanThreeCapitals_isMalformed()
    {
        for (const char* text : {"", "EU", "EURO", "eur", "Eur", "E R", "12A", "\xC3\x84R"}) {
            STILLGATE_VERIFY_ERROR(Currency::fromText(text), ErrorCode::Malformed, "");
        }
    }

    void arithmetic_anyAmounts_areExactOrRefused()
    {
        QVERIFY(rc::check("sums are exact", [](std::int64_t left, std::int64_t right) {
            const bool sumFits = right > 0 ? left <= kMost - right : left >= kLeast - right;
            const auto sum = euro(left).plus(euro(right));
            RC_ASSERT(sum.has_value() == sumFits);
            RC_ASSERT((!sum || sum->minor == left + right));
            const bool differenceFits = right < 0 ? left <= kMost + right : left >= kLeast + right;
            const auto difference = euro(left).minus(euro(right));
            RC_ASSERT(difference.has_value() == differenceFits);
            RC_ASSERT((!difference || difference->minor == left - right));
        }));
    }

    void arithmetic_atTheEdges_isALimit()
    {
        STILLGATE_VERIFY_ERROR(euro(kMost).plus(euro(1)), ErrorCode::Limit, "");
        STILLGATE_VERIFY_ERROR(euro(kLeast).plus(euro(-1)), ErrorCode::Limit, "");
        STILLGATE_VERIFY_ERROR(euro(kLeast).minus(euro(1)), ErrorCode::Limit, "");
        STILLGATE_VERIFY_ERROR(euro(0).minus(euro(kLeast)), ErrorCode::Limit, "");
        QVERIFY(euro(-1).minus(euro(kLeast)) == Result<Money>(euro(kMost)));
        QVERIFY(euro(kMost).plus(euro(0)) == Result<Money>(euro(kMost)));
    }

    void arithmetic_twoCurrencies_isRefused()
    {
        const Money dollars{100, currency("USD")};
        STILLGATE_VERIFY_ERROR(euro(100).plus(dollars), ErrorCode::Refused, "");
        STILLGATE_VERIFY_ERROR(euro(100).minus(dollars), ErrorCode::Refused, "");
        STILLGATE_VERIFY_ERROR(euro(100).minus(Money{kLeast, currency("USD")}), ErrorCode::Refused, "");
        QVERIFY(euro(100) != dollars);
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "MoneyTest.moc"
