// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/contract/connectors/ConnectorContract.h"
#include "tests/contract/connectors/SandboxProcess.h"

using namespace stillgate;

namespace {

std::string_view modeOf(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Silence: return "drop_response";
    case Trouble::NotReceived: return "drop_request";
    case Trouble::Broken: return "fail";
    case Trouble::Garbage: return "garbage";
    case Trouble::Throttling: return "throttle";
    case Trouble::Slowness: return "latency";
    }
    return {};
}

CallRequest refundOf(const std::string& amount, const std::string& key)
{
    CallRequest request{.operation = "refund.create", .idempotencyKey = key};
    request.params.set("payment", "P-2").set("amount", amount).set("currency", "EUR");
    return request;
}

CallRequest requestOf(const std::string& operation, const std::string& parameter, const std::string& value)
{
    CallRequest request{.operation = operation};
    request.params.set(parameter, value);
    return request;
}

class SandboxFixture final : public ConnectorFixture {
public:
    explicit SandboxFixture(const QStringList& options = {}) : m_process(options) {}

    [[nodiscard]] bool start() { return m_process.start(); }
    [[nodiscard]] SandboxProcess& process() { return m_process; }

    [[nodiscard]] std::unique_ptr<Connector> connector() const override
    {
        return std::make_unique<SandboxConnector>(m_process.access());
    }
    [[nodiscard]] std::unique_ptr<Connector> connectorToNobody() const override
    {
        return std::make_unique<SandboxConnector>(SandboxAccess{"http://127.0.0.1:1", m_process.access().token});
    }
    [[nodiscard]] CallRequest read() const override { return requestOf("order.read", "order", "O-1"); }
    [[nodiscard]] CallRequest readOfNothing() const override { return requestOf("order.read", "order", "O-2"); }
    [[nodiscard]] CallRequest write(const std::string& key) const override { return refundOf("12.90", key); }
    [[nodiscard]] CallRequest otherWrite(const std::string& key) const override { return refundOf("12.91", key); }
    [[nodiscard]] std::size_t effects() const override { return m_process.rows("refunds"); }
    [[nodiscard]] bool trouble(const CallRequest& call, Trouble trouble, int count) override
    {
        Json fault;
        fault.set("match", call.operation == "order.read" ? "GET /v1/orders/*" : "POST /v1/refunds");
        fault.set("mode", modeOf(trouble)).set("count", count).set("ms", 5000);
        return m_process.order(fault);
    }

private:
    SandboxProcess m_process;
};

} // namespace

/// The contract, and what only the sandbox has.
class SandboxConnectorTest : public ConnectorContract {
    Q_OBJECT
protected:
    [[nodiscard]] std::unique_ptr<ConnectorFixture> makeFixture() override
    {
        auto fixture = std::make_unique<SandboxFixture>();
        return fixture->start() ? std::move(fixture) : nullptr;
    }

private:
    /// What a caller without any care does after a lost answer: the same again.
    static std::size_t effectsOfABlindRepeat(SandboxFixture& fixture)
    {
        const CallRequest request = fixture.write("key-1");
        if (!fixture.start() || !fixture.trouble(request, Trouble::Silence, 1)) {
            return 0;
        }
        const auto connector = fixture.connector();
        const auto lost = awaitOutcome(connector->call(request));
        const auto again = awaitOutcome(connector->call(request));
        return lost && again ? fixture.effects() : 0;
    }

private slots:
    void blindRepeat_withKeys_isOneEffect()
    {
        SandboxFixture fixture;
        QCOMPARE(effectsOfABlindRepeat(fixture), std::size_t{1});
    }

    void blindRepeat_withKeysIgnored_doubles()
    {
        SandboxFixture fixture({QStringLiteral("--ignore-keys")});
        QCOMPARE(effectsOfABlindRepeat(fixture), std::size_t{2});
    }

    void lookUp_withKeysIgnored_stillFindsTheEffect()
    {
        SandboxFixture fixture({QStringLiteral("--ignore-keys")});
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        QVERIFY(fixture.trouble(fixture.write("key-1"), Trouble::Silence, 1));
        QVERIFY(!*awaitOutcome(connector->call(fixture.write("key-1"))));
        const auto found = awaitOutcome(connector->call(requestOf("refund.find", "key", "key-1")));
        QVERIFY(found && *found && !(*found)->artifactId.empty());
    }

    void lookUp_notOffered_isRejectedAsSuch()
    {
        SandboxFixture fixture({QStringLiteral("--no-lookup")});
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        const auto outcome = awaitOutcome(connector->call(requestOf("refund.find", "key", "key-1")));
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().code, std::string("lookup_not_offered"));
    }

    void staleVersion_ignored_overwrites()
    {
        SandboxFixture fixture({QStringLiteral("--ignore-versions")});
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        for (const char* key : {"key-1", "key-2"}) {
            CallRequest request = fixture.write(key);
            request.expectedVersion = "1";
            QVERIFY(*awaitOutcome(connector->call(request)));
        }
        QCOMPARE(fixture.effects(), std::size_t{2});
    }

    void customer_foundByAddress_withSignsOfTheQuery()
    {
        SandboxFixture fixture;
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        const auto found = awaitOutcome(connector->call(requestOf("customer.find", "email", "customer+01@sample.example")));
        QVERIFY(found && *found);
        QCOMPARE((*found)->artifactId, std::string("C-1"));
        const auto other = awaitOutcome(connector->call(requestOf("customer.find", "email", "customer 01@sample.example")));
        QVERIFY(other && *other);
        QVERIFY((*other)->artifactId.empty());
    }

    void refund_recharged_isFoundAndUndone()
    {
        SandboxFixture fixture;
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        const auto refund = awaitOutcome(connector->call(refundOf("129.00", "key-1")));
        QVERIFY(refund && *refund);
        CallRequest recharge = requestOf("refund.recharge", "refund", (*refund)->artifactId);
        recharge.idempotencyKey = "key-2";
        recharge.expectedVersion = (*refund)->version;
        const auto undone = awaitOutcome(connector->call(recharge));
        QVERIFY(undone && *undone);
        const auto found = awaitOutcome(connector->call(requestOf("recharge.find", "key", "key-2")));
        QCOMPARE((*found)->artifactId, (*undone)->artifactId);
        const auto order = awaitOutcome(connector->call(requestOf("order.read", "order", "O-1")));
        QCOMPARE((*order)->body.textAt("refunded"), "0.00");
        QCOMPARE((*order)->version, (*undone)->version);
        const auto read = awaitOutcome(connector->call(requestOf("refund.read", "refund", (*refund)->artifactId)));
        QCOMPARE((*read)->body.textAt("status"), "recharged");
    }

    void message_sent_liesInTheMailbox()
    {
        SandboxFixture fixture;
        QVERIFY(fixture.start());
        const auto connector = fixture.connector();
        CallRequest message = requestOf("message.send", "to_customer", "C-1");
        message.params.set("channel", "email").set("subject", "Your refund").set("body", "129.00 EUR: done \u2713");
        message.idempotencyKey = "key-1";
        const auto sent = awaitOutcome(connector->call(message));
        QVERIFY(sent && *sent);
        const auto found = awaitOutcome(connector->call(requestOf("message.find", "key", "key-1")));
        QCOMPARE((*found)->artifactId, (*sent)->artifactId);
        const Json books = fixture.process().get("/v1/books");
        QCOMPARE(books.find("mailbox")->asArray()->front().textAt("body"), "129.00 EUR: done \u2713");
    }

    void wrongToken_isRejected()
    {
        SandboxFixture fixture;
        QVERIFY(fixture.start());
        SandboxConnector stranger({fixture.process().access().url, "not-the-token"});
        const auto outcome = awaitOutcome(stranger.call(fixture.write("key-1")));
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().code, std::string("unauthorized"));
        QVERIFY(outcome->error().fault == CallFault::Rejected);
        QCOMPARE(fixture.effects(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(SandboxConnectorTest)
#include "SandboxConnectorTest.moc"
