// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/unit/sandbox/BooksFixture.h"

using namespace stillgate;
using namespace stillgate::sandbox;

class BooksRulesTest : public QObject {
    Q_OBJECT
private slots:
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
};

QTEST_GUILESS_MAIN(BooksRulesTest)
#include "BooksRulesTest.moc"
