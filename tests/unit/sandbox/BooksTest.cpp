// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QTest>

#include <SQLiteCpp/Database.h>

#include "tests/unit/sandbox/BooksFixture.h"

using namespace stillgate;
using namespace stillgate::sandbox;

namespace {

constexpr const char* kRefund = R"({"payment": "P-2", "amount": "129.00", "currency": "EUR", "expected_version": 1})";
constexpr const char* kPartOfIt = R"({"payment": "P-2", "amount": "40.00", "currency": "EUR"})";

std::string codeOf(const Answer& answer)
{
    const Json* error = answer.body.find("error");
    return error != nullptr ? std::string(error->textAt("code")) : std::string();
}

} // namespace

class BooksTest : public QObject {
    Q_OBJECT
private slots:
    void order_read_showsPaymentsAndSums()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Json order = fixture.order();
        QCOMPARE(order.textAt("total"), "129.00");
        QCOMPARE(order.textAt("paid"), "258.00");
        QCOMPARE(order.textAt("refunded"), "0.00");
        QCOMPARE(order.find("version")->asInteger()[0], 1);
        const Json::Array& payments = *order.find("payments")->asArray();
        QCOMPARE(payments.size(), std::size_t{2});
        QCOMPARE(payments[1].textAt("captured_at"), "2026-03-01T09:00:10.000Z");
    }

    void customer_foundByEmail_exactlyOrNotAtAll()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const auto find = [&](const std::string& email) {
            return fixture.books.read([&](const View& view) { return findCustomers(view, email); }).body;
        };
        const Json found = find("customer01@sample.example");
        QCOMPARE(found.find("customers")->asArray()->size(), std::size_t{1});
        const Json& customer = found.find("customers")->asArray()->front();
        QCOMPARE(customer.find("orders")->asArray()->front().asString()[0], std::string("O-1"));
        QCOMPARE(customer.find("account")->textAt("plan"), "basic");
        QVERIFY(find("Customer01@sample.example").find("customers")->asArray()->empty());
        QVERIFY(find("customer01%").find("customers")->asArray()->empty());
    }

    void refund_created_leavesEffectVersionAndJournal()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Answer answer = fixture.refund(kRefund, "key-1");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body.textAt("created_at"), "2026-03-02T09:12:04.000Z");
        QCOMPARE(answer.body.find("before")->textAt("refunded"), "0.00");
        QCOMPARE(answer.body.find("after")->textAt("refunded"), "129.00");
        QCOMPARE(answer.body.find("after")->find("version")->asInteger()[0], 2);
        QCOMPARE(fixture.order().textAt("refunded"), "129.00");
        QCOMPARE(fixture.rows("refunds"), std::size_t{1});
        QCOMPARE(fixture.rows("journal"), std::size_t{1});
    }

    void sameKey_sameRequest_replaysTheStoredAnswer()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Answer first = fixture.refund(kPartOfIt, "key-1");
        const Answer second = fixture.refund(R"({"currency": "EUR", "amount": "40.00", "payment": "P-2"})", "key-1");
        QCOMPARE(second.status, 201);
        QVERIFY(second.replay == Replay::Replayed);
        QCOMPARE(canonicalJson(second.body), canonicalJson(first.body));
        QCOMPARE(fixture.rows("refunds"), std::size_t{1});
        QCOMPARE(fixture.rows("journal"), std::size_t{1});
    }

    void sameKey_keysIgnored_doublesTheEffect()
    {
        const BooksFixture fixture({.keys = Keys::Ignored});
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
        QCOMPARE(fixture.rows("refunds"), std::size_t{2});
        QCOMPARE(fixture.order().textAt("refunded"), "80.00");
    }

    void sameKey_otherRequest_isAnError()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
        const Answer other = fixture.refund(R"({"payment": "P-2", "amount": "40.01", "currency": "EUR"})", "key-1");
        QCOMPARE(other.status, 409);
        QCOMPARE(codeOf(other), std::string("idempotency_error"));
        QCOMPARE(fixture.rows("refunds"), std::size_t{1});
    }

    void sameKey_afterReopening_replays()
    {
        BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Answer first = fixture.refund(kRefund, "key-1");
        fixture.books = Books::open(fixture.file, fixture.clock, {}).value();
        const Answer second = fixture.refund(kRefund, "key-1");
        QVERIFY(second.replay == Replay::Replayed);
        QCOMPARE(canonicalJson(second.body), canonicalJson(first.body));
    }

    void sameKey_fromManyThreads_isOneEffect()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        std::vector<Answer> answers(16);
        {
            std::vector<std::jthread> threads;
            for (Answer& answer : answers) {
                threads.emplace_back([&] { answer = fixture.refund(kPartOfIt, "key-1"); });
            }
        }
        for (const Answer& answer : answers) {
            QCOMPARE(answer.status, 201);
            QCOMPARE(answer.body.textAt("id"), answers.front().body.textAt("id"));
        }
        QCOMPARE(fixture.rows("refunds"), std::size_t{1});
    }

    void malformedRequest_underAKey_isNotKept()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(R"({"payment": "P-2", "amount": "40", "currency": "EUR"})", "key-1").status, 400);
        QCOMPARE(fixture.rows("idempotency"), std::size_t{0});
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
    }

    void refusal_underAKey_isKept()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const char* stale = R"({"payment": "P-2", "amount": "40.00", "currency": "EUR", "expected_version": 9})";
        QCOMPARE(fixture.refund(stale, "key-1").status, 412);
        const Answer again = fixture.refund(stale, "key-1");
        QCOMPARE(again.status, 412);
        QVERIFY(again.replay == Replay::Replayed);
    }

    void staleVersion_compared_isRefusedWithTheCurrentOne()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
        const Answer stale = fixture.refund(kRefund, "key-2");
        QCOMPARE(stale.status, 412);
        QCOMPARE(stale.body.find("error")->find("version")->asInteger()[0], 2);
        QCOMPARE(fixture.rows("refunds"), std::size_t{1});
    }

    void staleVersion_ignored_goesThrough()
    {
        const BooksFixture fixture({.versions = Versions::Ignored});
        QVERIFY(fixture.seed().value());
        const char* part = R"({"payment": "P-2", "amount": "40.00", "currency": "EUR", "expected_version": 1})";
        QCOMPARE(fixture.refund(part, "key-1").status, 201);
        QCOMPARE(fixture.refund(part, "key-2").status, 201);
        QCOMPARE(fixture.order().textAt("refunded"), "80.00");
    }

    void refund_overWhatRemains_isRefused()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 201);
        const Answer over = fixture.refund(R"({"payment": "P-2", "amount": "89.01", "currency": "EUR"})", "key-2");
        QCOMPARE(over.status, 422);
        QCOMPARE(codeOf(over), std::string("amount_over_remaining"));
        QCOMPARE(over.body.find("error")->textAt("remaining"), "89.00");
        QCOMPARE(fixture.refund(R"({"payment": "P-2", "amount": "89.00", "currency": "EUR"})", "key-3").status, 201);
    }

    void refund_overWhatRemains_limitsIgnored_goesThrough()
    {
        const BooksFixture fixture({.limits = Limits::Ignored});
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.refund(R"({"payment": "P-2", "amount": "129.01", "currency": "EUR"})", "key-1").status, 201);
    }

    void refund_malformed_isRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("no payment") << QByteArray(R"({"amount": "1.00", "currency": "EUR"})") << QByteArray("$.payment");
        QTest::newRow("number") << QByteArray(R"({"payment": "P-2", "amount": 1.0, "currency": "EUR"})")
                                << QByteArray("$.amount");
        QTest::newRow("one decimal") << QByteArray(R"({"payment": "P-2", "amount": "1.0", "currency": "EUR"})")
                                     << QByteArray("$.amount");
        QTest::newRow("nothing") << QByteArray(R"({"payment": "P-2", "amount": "0.00", "currency": "EUR"})")
                                 << QByteArray("$.amount");
        QTest::newRow("negative") << QByteArray(R"({"payment": "P-2", "amount": "-1.00", "currency": "EUR"})")
                                  << QByteArray("$.amount");
        QTest::newRow("currency") << QByteArray(R"({"payment": "P-2", "amount": "1.00", "currency": "eur"})")
                                  << QByteArray("$.currency");
        QTest::newRow("version") << QByteArray(
                                        R"({"payment": "P-2", "amount": "1.00", "currency": "EUR", "expected_version": "1"})")
                                 << QByteArray("$.expected_version");
    }
    void refund_malformed_isRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, place);
        const auto request = refundFromJson(parseJson(body.toStdString()).value());
        QVERIFY(!request);
        QCOMPARE(QByteArray::fromStdString(request.error().where), place);
    }

    void refund_inAnotherCurrency_isRefused()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Answer answer = fixture.refund(R"({"payment": "P-2", "amount": "40.00", "currency": "USD"})", "key-1");
        QCOMPARE(answer.status, 422);
        QCOMPARE(codeOf(answer), std::string("currency_mismatch"));
    }

    void refund_ofUnknownPayment_isNotFound()
    {
        const BooksFixture fixture;
        QCOMPARE(fixture.refund(kPartOfIt, "key-1").status, 404);
    }

    void recharge_ofRefund_takesItBackOnce()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const std::string refund(fixture.refund(kRefund, "key-1").body.textAt("id"));
        const Answer recharge = fixture.recharge(refund, R"({"expected_version": 2})", "key-2");
        QCOMPARE(recharge.status, 201);
        QCOMPARE(recharge.body.find("after")->textAt("refunded"), "0.00");
        QCOMPARE(fixture.order().textAt("refunded"), "0.00");
        QCOMPARE(fixture.order().find("version")->asInteger()[0], 3);

        QVERIFY(fixture.recharge(refund, R"({"expected_version": 2})", "key-2").replay == Replay::Replayed);
        QCOMPARE(codeOf(fixture.recharge(refund, "{}", "key-3")), std::string("already_recharged"));
        QCOMPARE(fixture.rows("recharges"), std::size_t{1});

        const Answer read = fixture.books.read([&](const View& view) { return readRefund(view, refund); });
        QCOMPARE(read.body.textAt("status"), "recharged");
        QCOMPARE(read.body.textAt("recharge"), recharge.body.textAt("id"));
    }

    void recharge_withStaleVersion_isRefused()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const std::string refund(fixture.refund(kRefund, "key-1").body.textAt("id"));
        QCOMPARE(fixture.recharge(refund, R"({"expected_version": 1})", "key-2").status, 412);
        QCOMPARE(fixture.recharge("rf_unknown", "{}", "key-3").status, 404);
    }

    void effects_lookedUpByKey_areFound()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Answer refund = fixture.refund(kRefund, "key-1");
        const Answer recharge = fixture.recharge(std::string(refund.body.textAt("id")), "{}", "key-2");
        const Json refunds = fixture.books.read([](const View& view) { return findRefunds(view, "key-1"); }).body;
        QCOMPARE(refunds.find("refunds")->asArray()->front().textAt("id"), refund.body.textAt("id"));
        const Json recharges = fixture.books.read([](const View& view) { return findRecharges(view, "key-2"); }).body;
        QCOMPARE(recharges.find("recharges")->asArray()->front().textAt("id"), recharge.body.textAt("id"));
        const Answer none = fixture.books.read([](const View& view) { return findRefunds(view, "key-3"); });
        QCOMPARE(none.status, 200);
        QVERIFY(none.body.find("refunds")->asArray()->empty());
    }

    void lookUp_bySystemWithout_isNotFound()
    {
        const BooksFixture fixture({.lookups = Lookups::Missing});
        const Answer answer = fixture.books.read([](const View& view) { return findRefunds(view, "key-1"); });
        QCOMPARE(answer.status, 404);
        QCOMPARE(codeOf(answer), std::string("lookup_not_offered"));
    }

    void message_sent_liesInTheMailboxOnce()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        const Json body =
            parseJson(R"({"to_customer": "C-1", "channel": "email", "subject": "Refund", "body": "Done."})").value();
        const MessageRequest request = messageFromJson(body).value();
        for (const Replay expected : {Replay::Fresh, Replay::Replayed}) {
            const Answer answer = fixture.books.write({"POST /v1/messages", body, "key-1"},
                                                      [&](const Entry& entry) { return sendMessage(entry, request); });
            QCOMPARE(answer.status, 201);
            QCOMPARE(answer.body.textAt("to"), "customer01@sample.example");
            QVERIFY(answer.replay == expected);
        }
        QCOMPARE(fixture.rows("mailbox"), std::size_t{1});
    }

    void message_malformed_namesThePlace()
    {
        const auto place = [](const char* body) { return messageFromJson(parseJson(body).value()).error().where; };
        QCOMPARE(place(R"({"channel": "email", "subject": "s", "body": "b"})"), std::string("$.to"));
        QCOMPARE(place(R"({"to": "a@sample.example", "to_customer": "C-1", "channel": "email", "subject": "s", "body": "b"})"),
                 std::string("$.to"));
        QCOMPARE(place(R"({"to": "a@sample.example", "channel": "pigeon", "subject": "s", "body": "b"})"),
                 std::string("$.channel"));
        QCOMPARE(place(R"({"to": "a@sample.example", "channel": "email", "subject": "s"})"), std::string("$.body"));
    }

    // The effect, the answer under the key, the journal and the version are one transaction: when the last of them cannot be
    // written, none is there, and the same key works once it can.
    void transaction_brokenInTheMiddle_leavesNothing()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        SQLite::Database other(fixture.file.string(), SQLite::OPEN_READWRITE);
        other.exec("CREATE TRIGGER broken BEFORE INSERT ON idempotency BEGIN SELECT raise(ABORT, 'broken'); END");
        QCOMPARE(fixture.refund(kRefund, "key-1").status, 500);
        QCOMPARE(fixture.rows("refunds"), std::size_t{0});
        QCOMPARE(fixture.rows("journal"), std::size_t{0});
        QCOMPARE(fixture.order().find("version")->asInteger()[0], 1);
        other.exec("DROP TRIGGER broken");
        const Answer answer = fixture.refund(kRefund, "key-1");
        QCOMPARE(answer.status, 201);
        QVERIFY(answer.replay == Replay::Fresh);
    }

    void books_ofAnotherVersion_areNotOpened()
    {
        const BooksFixture fixture;
        SQLite::Database(fixture.file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
        const auto reopened = Books::open(fixture.file, fixture.clock, {});
        QVERIFY(!reopened);
        QVERIFY(reopened.error().code == ErrorCode::Unsupported);
    }

    void books_open_areDurable()
    {
        const BooksFixture fixture;
        const auto setting = [&](const std::string& name) {
            const Answer answer = fixture.books.read(
                [&](const View& view) { return Answer{.body = view.database.execAndGet("PRAGMA " + name).getString()}; });
            return *answer.body.asString();
        };
        QCOMPARE(setting("synchronous"), std::string("2"));
        QCOMPARE(setting("journal_mode"), std::string("wal"));
    }
};

QTEST_GUILESS_MAIN(BooksTest)
#include "BooksTest.moc"
