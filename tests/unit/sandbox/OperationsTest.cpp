// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "core/connectors/sandbox/SandboxOperations.h"

using namespace stillgate;

namespace {

const SandboxOperation& named(const std::string& name)
{
    const auto& operations = sandboxOperations();
    return *std::find_if(operations.begin(), operations.end(), [&](const auto& each) { return each.spec.name == name; });
}

CallRequest requestFor(const std::string& operation, const char* params)
{
    return {.operation = operation, .params = parseJson(params).value()};
}

} // namespace

class OperationsTest : public QObject {
    Q_OBJECT
private slots:
    void read_planned_encodesItsParameters()
    {
        const auto path = planOf(named("order.read"), requestFor("order.read", R"({"order": "O/1 ?%"})"));
        QCOMPARE(path->target, QByteArray("/v1/orders/O%2F1%20%3F%25"));
        const auto query = planOf(named("customer.find"), requestFor("customer.find", R"({"email": "a+b&c@sample.example"})"));
        QCOMPARE(query->target, QByteArray("/v1/customers?email=a%2Bb%26c%40sample.example"));
        QVERIFY(query->body.isEmpty());
    }

    void write_planned_carriesBodyVersionAndKey()
    {
        CallRequest request = requestFor("refund.create", R"({"payment": "P-1", "amount": "1.00", "currency": "EUR"})");
        request.expectedVersion = "7";
        request.idempotencyKey = "key-1";
        const auto plan = planOf(named("refund.create"), request);
        QVERIFY(plan);
        QCOMPARE(plan->target, QByteArray("/v1/refunds"));
        QCOMPARE(plan->body, QByteArray(R"({"amount":"1.00","currency":"EUR","expected_version":7,"payment":"P-1"})"));
        QCOMPARE(plan->key, QByteArray("key-1"));
    }

    void parameterOfThePath_planned_isNotInTheBody()
    {
        const auto plan = planOf(named("refund.recharge"), requestFor("refund.recharge", R"({"refund": "rf_1"})"));
        QVERIFY(plan);
        QCOMPARE(plan->target, QByteArray("/v1/refunds/rf_1/recharge"));
        QCOMPARE(plan->body, QByteArray("{}"));
    }

    void call_thatDoesNotFit_isRejected_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("missing") << QByteArray("order.read") << QByteArray("{}") << QByteArray() << QByteArray();
        QTest::newRow("number") << QByteArray("order.read") << QByteArray(R"({"order": 7})") << QByteArray() << QByteArray();
        QTest::newRow("empty") << QByteArray("order.read") << QByteArray(R"({"order": ""})") << QByteArray() << QByteArray();
        QTest::newRow("array") << QByteArray("order.read") << QByteArray("[]") << QByteArray() << QByteArray();
        QTest::newRow("version") << QByteArray("refund.create") << QByteArray("{}") << QByteArray("7a") << QByteArray();
        QTest::newRow("version of nothing")
            << QByteArray("message.send") << QByteArray("{}") << QByteArray("7") << QByteArray();
        QTest::newRow("key with a line end")
            << QByteArray("refund.create") << QByteArray("{}") << QByteArray() << QByteArray("a\r\nb");
        QTest::newRow("long key") << QByteArray("refund.create") << QByteArray("{}") << QByteArray() << QByteArray(256, 'k');
    }
    void call_thatDoesNotFit_isRejected()
    {
        QFETCH(QByteArray, operation);
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, key);
        CallRequest request = requestFor(operation.toStdString(), params.constData());
        request.expectedVersion = version.isEmpty() ? std::nullopt : std::optional(version.toStdString());
        request.idempotencyKey = key.isEmpty() ? std::nullopt : std::optional(key.toStdString());
        const auto plan = planOf(named(operation.toStdString()), request);
        QVERIFY(!plan);
        QCOMPARE(plan.error().fault, CallFault::Rejected);
        QCOMPARE(plan.error().code, std::string("malformed_parameters"));
    }
};

QTEST_GUILESS_MAIN(OperationsTest)
#include "OperationsTest.moc"
