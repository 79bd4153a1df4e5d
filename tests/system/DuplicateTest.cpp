// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

/// Channels deliver more than once; people do write the same thing twice.
class DuplicateTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void message_deliveredAgain_isKnownByItsId()
    {
        const HttpReply first = m_stand->daemon().http().post("/v1/messages", question("m-1"));
        QVERIFY(!isDuplicate(first));
        verifyKnown(m_stand->daemon().http().post("/v1/messages", question("m-1")), first);
        // The control: another id makes another ticket.
        const HttpReply other = m_stand->daemon().http().post("/v1/messages", question("m-2"));
        QVERIFY(other.body.textAt("ticket") != first.body.textAt("ticket"));
        QCOMPARE(tickets(), std::int64_t{2});
        m_byId = first;
    }

    void message_deliveredAgain_isKnownByItsIdempotencyKey()
    {
        const Json message = question({});
        m_byKey = m_stand->daemon().http().post("/v1/messages", message, {{"Idempotency-Key", "k-1"}});
        QCOMPARE(m_byKey.status, 200);
        verifyKnown(m_stand->daemon().http().post("/v1/messages", message, {{"Idempotency-Key", "k-1"}}), m_byKey);
        QVERIFY(!isDuplicate(m_stand->daemon().http().post("/v1/messages", message, {{"Idempotency-Key", "k-2"}})));
        QCOMPARE(tickets(), std::int64_t{4});
    }

    void equalTexts_withTheirOccurrence_bothCount()
    {
        Json second = question({});
        second.set("occurrence", 1);
        Json batch;
        batch.set("messages", Json(Json::Array{question({}), second}));
        for (const bool known : {false, true}) {
            const HttpReply reply = m_stand->daemon().http().post("/v1/messages/batch", batch);
            const Json* results = reply.body.find("results");
            QVERIFY(results != nullptr && results->asArray() != nullptr && results->asArray()->size() == 2);
            for (const Json& result : *results->asArray()) {
                QCOMPARE(isDuplicate({reply.status, result}), known);
            }
            QVERIFY(results->asArray()->front().textAt("ticket") != results->asArray()->back().textAt("ticket"));
            QCOMPARE(tickets(), std::int64_t{6});
        }
    }

    void message_deliveredAgainAfterARestart_isKnown()
    {
        m_stand->daemon().program().kill();
        QVERIFY(m_stand->daemon().start());
        verifyKnown(m_stand->daemon().http().post("/v1/messages", question("m-1")), m_byId);
        verifyKnown(m_stand->daemon().http().post("/v1/messages", question({}), {{"Idempotency-Key", "k-1"}}), m_byKey);
        QCOMPARE(tickets(), std::int64_t{6});
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    static Json question(const std::string& id)
    {
        Json customer;
        customer.set("email", "customer20@sample.example");
        Json message;
        if (!id.empty()) {
            message.set("id", id);
        }
        message.set("channel", "email").set("source", "sample").set("customer", std::move(customer));
        return message.set("text", "Where is my parcel? It should have been here on Monday.");
    }

    static bool isDuplicate(const HttpReply& reply)
    {
        const Json* duplicate = reply.body.find("duplicate");
        return duplicate != nullptr && duplicate->asBool() != nullptr && *duplicate->asBool();
    }

    static void verifyKnown(const HttpReply& again, const HttpReply& first)
    {
        QCOMPARE(again.status, 200);
        QVERIFY(isDuplicate(again));
        QVERIFY(!first.body.textAt("ticket").empty());
        QCOMPARE(again.body.textAt("ticket"), first.body.textAt("ticket"));
    }

    std::int64_t tickets()
    {
        const auto counts = m_stand->daemon().call<rpc::TicketsCounts>({});
        return counts ? counts->total : -1;
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    HttpReply m_byId;
    HttpReply m_byKey;
};

QTEST_GUILESS_MAIN(DuplicateTest)
#include "DuplicateTest.moc"
