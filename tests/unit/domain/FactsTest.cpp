// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/domain/Facts.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

const std::array<Operator, 6> kComparing{Operator::Is,      Operator::IsNot, Operator::Over,
                                         Operator::AtLeast, Operator::Under, Operator::AtMost};

Facts sampleFacts()
{
    return {{"amount", euro(12900)},
            {"limit", euro(10000)},
            {"dollars", Money{12900, *Currency::fromText("USD")}},
            {"yen", Money{129, *Currency::fromText("JPY")}},
            {"strength", std::int64_t{2}},
            {"tier", std::string("gold")},
            {"email", std::string("customer07@sample.example")},
            {"sender", std::string("customer07@sample.example")},
            {"number", std::string("2")},
            {"vip", true}};
}

bool holdsIn(const char* fact, Operator op, const char* value)
{
    return holds(condition(fact, op, value), sampleFacts());
}

} // namespace

class FactsTest : public QObject {
    Q_OBJECT

private slots:
    void condition_eachOperator_comparesAsItSays_data()
    {
        QTest::addColumn<QByteArray>("fact");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("holding"); // the operators that hold, in the order of kComparing
        QTest::newRow("amount over") << QByteArray("amount") << QByteArray("100.00 EUR") << QByteArray(".+++..");
        QTest::newRow("amount equal") << QByteArray("amount") << QByteArray("129.00 EUR") << QByteArray("+..+.+");
        QTest::newRow("amount under") << QByteArray("amount") << QByteArray("129.01 EUR") << QByteArray(".+..++");
        QTest::newRow("amount of another fact") << QByteArray("amount") << QByteArray("@limit") << QByteArray(".+++..");
        QTest::newRow("number over") << QByteArray("strength") << QByteArray("1") << QByteArray(".+++..");
        QTest::newRow("number equal") << QByteArray("strength") << QByteArray("2") << QByteArray("+..+.+");
        QTest::newRow("number under") << QByteArray("strength") << QByteArray("10") << QByteArray(".+..++");
        QTest::newRow("text equal") << QByteArray("tier") << QByteArray("gold") << QByteArray("+.....");
        QTest::newRow("text other") << QByteArray("tier") << QByteArray("vip") << QByteArray(".+....");
        QTest::newRow("text of another fact") << QByteArray("email") << QByteArray("@sender") << QByteArray("+.....");
        QTest::newRow("text that looks like a number") << QByteArray("number") << QByteArray("1") << QByteArray(".+....");
        QTest::newRow("flag equal") << QByteArray("vip") << QByteArray("yes") << QByteArray("+.....");
        QTest::newRow("flag other") << QByteArray("vip") << QByteArray("no") << QByteArray(".+....");
    }

    void condition_eachOperator_comparesAsItSays()
    {
        QFETCH(QByteArray, fact);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, holding);
        QByteArray found;
        for (const Operator op : kComparing) {
            found += holdsIn(fact.constData(), op, value.constData()) ? '+' : '.';
        }
        QCOMPARE(found, holding);
    }

    /// What cannot be compared holds under no operator, `is_not` included: a rule never matches by a misunderstanding.
    void condition_whatCannotBeCompared_neverHolds_data()
    {
        QTest::addColumn<QByteArray>("fact");
        QTest::addColumn<QByteArray>("value");
        const std::pair<const char*, const char*> pairs[] = {{"amount", "100.00 USD"},
                                                             {"amount", "@dollars"},
                                                             {"yen", "@amount"},
                                                             {"amount", "100"},
                                                             {"amount", "100 EUR"},
                                                             {"amount", "EUR 100.00"},
                                                             {"amount", ""},
                                                             {"amount", "@strength"},
                                                             {"amount", "@gone"},
                                                             {"strength", "two"},
                                                             {"strength", "2.0"},
                                                             {"strength", " 2"},
                                                             {"strength", ""},
                                                             {"strength", "@tier"},
                                                             {"strength", "@number"},
                                                             {"vip", "true"},
                                                             {"vip", "1"},
                                                             {"vip", "@tier"},
                                                             {"gone", "1"},
                                                             {"gone", "@gone"},
                                                             {"tier", "@amount"},
                                                             {"number", "@strength"},
                                                             {"strength", "99999999999999999999"}};
        for (const auto& [fact, value] : pairs) {
            QTest::addRow("%s and '%s'", fact, value) << QByteArray(fact) << QByteArray(value);
        }
    }

    void condition_whatCannotBeCompared_neverHolds()
    {
        QFETCH(QByteArray, fact);
        QFETCH(QByteArray, value);
        for (const Operator op : kComparing) {
            QVERIFY2(!holdsIn(fact.constData(), op, value.constData()), std::string(nameOf(op)).c_str());
        }
    }

    void condition_exists_asksForPresenceOrAbsence()
    {
        QVERIFY(holdsIn("tier", Operator::Exists, "yes"));
        QVERIFY(!holdsIn("tier", Operator::Exists, "no"));
        QVERIFY(!holdsIn("gone", Operator::Exists, "yes"));
        QVERIFY(holdsIn("gone", Operator::Exists, "no"));
    }

    void condition_anyTwoAmounts_compareAsTheirCents()
    {
        QVERIFY(rc::check("amounts", [](std::int64_t left, std::int64_t right) {
            const Facts facts{{"a", euro(left)}, {"b", euro(right)}};
            const auto both = [&](Operator op) {
                const bool named = holds(condition("a", op, "@b"), facts);
                RC_ASSERT(named == holds(condition("a", op, moneyText(euro(right))), facts));
                return named;
            };
            RC_ASSERT(both(Operator::Is) == (left == right));
            RC_ASSERT(both(Operator::IsNot) == (left != right));
            RC_ASSERT(both(Operator::Over) == (left > right));
            RC_ASSERT(both(Operator::AtLeast) == (left >= right));
            RC_ASSERT(both(Operator::Under) == (left < right));
            RC_ASSERT(both(Operator::AtMost) == (left <= right));
        }));
    }

    void conditions_allAnyNone_areJoined()
    {
        const Facts facts = sampleFacts();
        const Condition yes = condition("tier", Operator::Is, "gold");
        const Condition no = condition("tier", Operator::Is, "vip");
        QVERIFY(holds(Conditions{}, facts));
        QVERIFY(holds(Conditions{{yes, yes}, {}, {}}, facts));
        QVERIFY(!holds(Conditions{{yes, no}, {}, {}}, facts));
        QVERIFY(holds(Conditions{{}, {no, yes}, {}}, facts));
        QVERIFY(!holds(Conditions{{}, {no, no}, {}}, facts));
        QVERIFY(holds(Conditions{{}, {}, {no, no}}, facts));
        QVERIFY(!holds(Conditions{{}, {}, {no, yes}}, facts));
        QVERIFY(!holds(Conditions{{yes}, {yes}, {yes}}, facts));
    }

    void text_everyKindOfFact_readsAsConditionsWriteIt()
    {
        for (const auto& [name, fact] : sampleFacts()) {
            QVERIFY2(holds(Condition{name, Operator::Is, factText(fact)}, sampleFacts()), name.c_str());
        }
        QCOMPARE(factText(Fact(euro(12900))), std::string("129.00 EUR"));
        QCOMPARE(factText(Fact(false)), std::string("no"));
    }

    void money_otherForms_areMalformed()
    {
        QVERIFY(moneyFromText("129.00 EUR") == Result<Money>(euro(12900)));
        for (const char* text :
             {"", "129.00", "129.00EUR", "129.00  EUR", "EUR 129.00", "129 EUR", "129.00 eur", "129.00 EUR "}) {
            STILLGATE_VERIFY_CODE(moneyFromText(text), ErrorCode::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(FactsTest)
#include "FactsTest.moc"
