// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Records.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

struct Payment {
    std::string id;
    std::string amount = "129.00";
    std::string captured = "2026-03-01T09:00:00Z";
    std::string refunded = "0.00";
    std::string currency = "EUR";
};

Json orderOf(const std::vector<Payment>& payments)
{
    Json list = Json::array();
    for (const Payment& payment : payments) {
        Json one;
        one.set("id", payment.id).set("amount", payment.amount).set("captured_at", payment.captured);
        one.set("refunded", payment.refunded).set("currency", payment.currency).set("method", "sample card");
        list.push(one);
    }
    return order(chargedTwice(euro(12900))).set("payments", list);
}

RunbookSelect select()
{
    return {"duplicate", "repeated_payment", "order", Duration::days(1)};
}

Result<Facts> selected(const Json& record)
{
    Facts facts;
    return addSelected(facts, select(), record).map([&] { return facts; });
}

RunbookRead read(std::string pick = {})
{
    return {"order", "sandbox", "order.read", {}, std::move(pick), {"total", "paid"}};
}

} // namespace

class RecordsTest : public QObject {
    Q_OBJECT

private slots:
    void repeatedPayment_onePair_isTheLaterOne()
    {
        const auto facts = selected(orderOf({{"P-2", "129.00", "2026-03-01T09:02:00Z"}, {"P-1"}, {"P-3", "20.00"}}));
        STILLGATE_VERIFY_VALUE(facts);
        QCOMPARE(factText(facts->at("duplicate.id")), std::string("P-2"));
        QVERIFY(facts->at("duplicate.amount") == Fact(euro(12900)));
        QCOMPARE(factText(facts->at("duplicate.amount.decimal")), std::string("129.00"));
        QCOMPARE(factText(facts->at("duplicate.method")), std::string("sample card"));
        QCOMPARE(factText(facts->at("duplicate.captured_at")), std::string("2026-03-01T09:02:00Z"));
        QVERIFY(facts->at("duplicate.excess") == Fact(euro(12900)));
    }

    void repeatedPayment_whatIsNoClearPair_isRefused_data()
    {
        using Payments = std::vector<Payment>;
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const Payments& payments, ErrorCode code) {
            QTest::newRow(name) << QByteArray::fromStdString(canonicalJson(orderOf(payments))) << static_cast<int>(code);
        };
        const Payment first{"P-1"};
        const Payment second{"P-2", "129.00", "2026-03-01T09:02:00Z"};
        row("no payment", {}, ErrorCode::NotFound);
        row("one payment", {first}, ErrorCode::NotFound);
        row("a cent apart", {first, {"P-2", "129.01"}}, ErrorCode::NotFound);
        row("another currency", {first, {"P-2", "129.00", "2026-03-01T09:02:00Z", "0.00", "USD"}}, ErrorCode::NotFound);
        row("just outside the window", {first, {"P-2", "129.00", "2026-03-02T09:00:00.001Z"}}, ErrorCode::NotFound);
        row("the first refunded", {{"P-1", "129.00", "2026-03-01T09:00:00Z", "129.00"}, second}, ErrorCode::NotFound);
        row("the second refunded in part", {first, {"P-2", "129.00", "2026-03-01T09:02:00Z", "0.01"}}, ErrorCode::NotFound);
        row("three alike", {first, second, {"P-3"}}, ErrorCode::Conflict);
        row("two pairs", {first, second, {"P-3", "20.00"}, {"P-4", "20.00"}}, ErrorCode::Conflict);
        row("no time", {first, {"P-2", "129.00", "yesterday"}}, ErrorCode::Malformed);
        row("no amount", {first, {"P-2", "129"}}, ErrorCode::Malformed);
        row("no id", {first, {""}}, ErrorCode::Malformed);
    }

    void repeatedPayment_whatIsNoClearPair_isRefused()
    {
        QFETCH(QByteArray, record);
        QFETCH(int, code);
        STILLGATE_VERIFY_CODE(selected(*parseJson(record.toStdString())), static_cast<ErrorCode>(code));
    }

    void repeatedPayment_justInsideTheWindow_isFound()
    {
        STILLGATE_VERIFY_VALUE(selected(orderOf({{"P-1"}, {"P-2", "129.00", "2026-03-02T09:00:00Z"}})));
    }

    /// Of three payments one was given back already; what is left is one pair.
    void repeatedPayment_thirdRefundedAlready_leavesAPair()
    {
        const auto facts = selected(
            orderOf({{"P-1"}, {"P-2", "129.00", "2026-03-01T09:02:00Z", "129.00"}, {"P-3", "129.00", "2026-03-01T09:04:00Z"}}));
        STILLGATE_VERIFY_VALUE(facts);
        QCOMPARE(factText(facts->at("duplicate.id")), std::string("P-3"));
    }

    void repeatedPayment_excess_isWhatWasPaidTooMuchAndNotGivenBack()
    {
        Json record = orderOf({{"P-1"}, {"P-2", "129.00", "2026-03-01T09:02:00Z"}});
        record.set("paid", "300.00").set("refunded", "40.50").set("total", "130.00");
        QVERIFY(selected(record)->at("duplicate.excess") == Fact(euro(12950)));
        record.set("total", "400.00");
        QVERIFY(selected(record)->at("duplicate.excess") == Fact(euro(-14050)));
        record.set("refunded", Json());
        STILLGATE_VERIFY_CODE(selected(record), ErrorCode::Malformed);
    }

    void select_unknownRule_isUnsupported()
    {
        Facts facts;
        RunbookSelect unknown = select();
        unknown.rule = "largest_payment";
        STILLGATE_VERIFY_ERROR(addSelected(facts, unknown, orderOf({})), ErrorCode::Unsupported, "largest_payment");
    }

    void recordOf_pick_mustHoldExactlyOne()
    {
        const Json one = Json().set("list", Json().push("a"));
        QVERIFY(recordOf(read("list"), one) == Result<Json>(Json("a")));
        QVERIFY(recordOf(read(), one) == Result<Json>(one));
        STILLGATE_VERIFY_ERROR(recordOf(read("list"), Json().set("list", Json::array())), ErrorCode::NotFound, "list");
        STILLGATE_VERIFY_ERROR(recordOf(read("list"), Json().set("list", Json().push(1).push(2))), ErrorCode::Conflict, "list");
        STILLGATE_VERIFY_ERROR(recordOf(read("list"), Json().set("list", "a")), ErrorCode::Malformed, "list");
        STILLGATE_VERIFY_ERROR(recordOf(read("list"), Json("a")), ErrorCode::Malformed, "list");
    }

    void addFacts_everyKindOfMember_becomesItsFact()
    {
        Facts facts;
        Json record = order(chargedTwice(euro(12900)));
        record.set("vip", true).set("nothing", nullptr).set("share", 0.5);
        STILLGATE_VERIFY_VALUE(addFacts(facts, read(), record));
        QVERIFY(facts.at("order.total") == Fact(euro(12900)));
        QVERIFY(facts.at("order.refunded") == Fact(std::string("0.00"))); // not declared as an amount
        QVERIFY(facts.at("order.version") == Fact(std::int64_t{1}));
        QVERIFY(facts.at("order.vip") == Fact(true));
        for (const char* absent : {"order.nothing", "order.share", "order.payments"}) {
            QVERIFY2(!facts.contains(absent), absent);
        }
    }

    void addFacts_declaredAmountThatIsNone_isNamed()
    {
        Facts facts;
        for (const Json& value : {Json("129"), Json(129), Json("129.00 EUR"), Json(nullptr)}) {
            const Json record = order({}).set("total", value);
            STILLGATE_VERIFY_ERROR(addFacts(facts, read(), record), ErrorCode::Malformed, "order.total");
        }
        STILLGATE_VERIFY_ERROR(addFacts(facts, read(), order({}).set("currency", "euro")), ErrorCode::Malformed, "order.total");
        STILLGATE_VERIFY_ERROR(addFacts(facts, read(), Json("text")), ErrorCode::Malformed, "order");
    }

    void render_braces_areFilledOnce()
    {
        const Facts facts{
            {"a", std::string("{b}")}, {"b", std::string("secret")}, {"m", euro(4000)}, {"", std::string("empty")}};
        QVERIFY(render("", facts) == Result<std::string>(""));
        QVERIFY(render("no braces }", facts) == Result<std::string>("no braces }"));
        QVERIFY(render("{a}-{m}-{}", facts) == Result<std::string>("{b}-40.00 EUR-empty"));
        STILLGATE_VERIFY_ERROR(render("x {gone} y", facts), ErrorCode::NotFound, "gone");
        STILLGATE_VERIFY_ERROR(render("x {a", facts), ErrorCode::Malformed, "x {a");
        STILLGATE_VERIFY_ERROR(render("{a{b}}", facts), ErrorCode::NotFound, "a{b");
    }

    void expectedStates_eachShownFact_hasItsBeforeAndAfter()
    {
        Runbook book = runbook();
        book.changes = {
            {"order.refunded", "+@duplicate.amount"}, {"order.paid", "-@duplicate.amount"}, {"order.status", "{word}"}};
        const Facts facts{{"order.total", euro(12900)},      {"order.paid", euro(25800)},
                          {"order.refunded", euro(0)},       {"order.status", std::string("paid")},
                          {"duplicate.amount", euro(12900)}, {"word", std::string("settled")}};
        const auto states = expectedStates(book, facts);
        STILLGATE_VERIFY_VALUE(states);
        QVERIFY((*states == std::vector<StateChange>{{"order.total", "129.00 EUR", "129.00 EUR"},
                                                     {"order.paid", "258.00 EUR", "129.00 EUR"},
                                                     {"order.refunded", "0.00 EUR", "129.00 EUR"},
                                                     {"order.status", "paid", "settled"}}));
    }

    void expectedStates_whatCannotBeTold_isAnError()
    {
        Facts facts{{"order.total", euro(1)},
                    {"order.paid", euro(1)},
                    {"order.refunded", euro(INT64_MAX)},
                    {"order.status", std::string("paid")},
                    {"duplicate.amount", euro(1)}};
        STILLGATE_VERIFY_CODE(expectedStates(runbook(), facts), ErrorCode::Limit);
        facts["duplicate.amount"] = Money{1, *Currency::fromText("USD")};
        STILLGATE_VERIFY_CODE(expectedStates(runbook(), facts), ErrorCode::Refused);
        facts["duplicate.amount"] = std::string("1.00 EUR");
        STILLGATE_VERIFY_ERROR(expectedStates(runbook(), facts), ErrorCode::NotFound, "order.refunded");
        facts.erase("order.status");
        facts["order.refunded"] = euro(0);
        facts["duplicate.amount"] = euro(1);
        STILLGATE_VERIFY_ERROR(expectedStates(runbook(), facts), ErrorCode::NotFound, "order.status");
    }

    void shownFacts_ofTheObservedRecordAlone()
    {
        const auto facts = shownFacts(runbook(), order(chargedTwice(euro(12900))));
        STILLGATE_VERIFY_VALUE(facts);
        QVERIFY(facts->at("order.paid") == Fact(euro(25800)));
        STILLGATE_VERIFY_CODE(shownFacts(runbook(), Json("gone")), ErrorCode::Malformed);
        Runbook blind = runbook();
        blind.observe = "account";
        STILLGATE_VERIFY_ERROR(shownFacts(blind, order({})), ErrorCode::NotFound, "account");
    }
};

QTEST_GUILESS_MAIN(RecordsTest)
#include "RecordsTest.moc"
