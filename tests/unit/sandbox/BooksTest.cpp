// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QTest>

#include <SQLiteCpp/Database.h>

#include "tests/unit/sandbox/BooksFixture.h"

using namespace stillgate;
using namespace stillgate::sandbox;

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
            threads.reserve(answers.size());
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
