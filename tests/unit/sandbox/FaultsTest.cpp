// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QTest>

#include "app/sandbox/Faults.h"

using namespace stillgate;
using namespace stillgate::sandbox;

namespace {

Result<void> order(Faults& faults, const char* text)
{
    return parseJson(text).and_then([&](const Json& json) { return faults.add(json); });
}

} // namespace

class FaultsTest : public QObject {
    Q_OBJECT
private slots:
    void fault_withCount_strikesThatOften()
    {
        Faults faults;
        QVERIFY(order(faults, R"({"match": "POST /v1/refunds", "mode": "drop_response", "count": 2})"));
        QVERIFY(!faults.strike("GET", "/v1/refunds"));
        QVERIFY(!faults.strike("POST", "/v1/refunds/x"));
        for (int i = 0; i < 2; ++i) {
            const auto strike = faults.strike("POST", "/v1/refunds");
            QVERIFY(strike && strike->mode == FaultMode::DropResponse);
        }
        QVERIFY(!faults.strike("POST", "/v1/refunds"));
    }

    void fault_withStars_matchesAnyMethodAndBeginning()
    {
        Faults faults;
        QVERIFY(order(faults, "{\"match\": \"* /v1/orders/*\", \"mode\": \"latency\", \"ms\": 7}"));
        const auto strike = faults.strike("GET", "/v1/orders/O-1");
        QVERIFY(strike);
        QCOMPARE(strike->span.count(), 7);
        QVERIFY(!faults.strike("GET", "/v1/customers"));
    }

    void fault_withPercentAndSeed_strikesTheSameRequestsAgain()
    {
        const auto run = [] {
            Faults faults;
            const auto added = order(faults, "{\"match\": \"* /*\", \"mode\": \"fail\", \"percent\": 30, \"seed\": 5}");
            std::string out;
            for (int i = 0; added && i < 200; ++i) {
                out += faults.strike("GET", "/x") ? '1' : '0';
            }
            return out;
        };
        const std::string first = run();
        QCOMPARE(run(), first);
        const auto struck = std::count(first.begin(), first.end(), '1');
        QVERIFY(struck > 30 && struck < 90);
    }

    void faults_listedAndCleared_areShownWithWhatTheyDid()
    {
        Faults faults;
        QVERIFY(order(faults, R"({"match": "GET /x", "mode": "garbage"})"));
        QVERIFY(faults.strike("GET", "/x"));
        QCOMPARE(canonicalJson(faults.list()), std::string(R"({"faults":[{"match":"GET /x","mode":"garbage","struck":1}]})"));
        faults.clear();
        QVERIFY(!faults.strike("GET", "/x"));
    }

    void fault_malformed_namesThePlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        QTest::newRow("mode") << QByteArray(R"({"match": "GET /x", "mode": "explode"})") << QByteArray("$.mode");
        QTest::newRow("no mode") << QByteArray(R"({"match": "GET /x"})") << QByteArray("$.mode");
        QTest::newRow("match") << QByteArray(R"({"match": "/x", "mode": "fail"})") << QByteArray("$.match");
        QTest::newRow("path") << QByteArray(R"({"match": "GET x", "mode": "fail"})") << QByteArray("$.match");
        QTest::newRow("count") << QByteArray(R"({"match": "GET /x", "mode": "fail", "count": 0})") << QByteArray("$.count");
        QTest::newRow("negative") << QByteArray(R"({"match": "GET /x", "mode": "fail", "count": -1})") << QByteArray("$.count");
        QTest::newRow("no ms") << QByteArray(R"({"match": "GET /x", "mode": "latency"})") << QByteArray("$.ms");
        QTest::newRow("percent") << QByteArray(R"({"match": "GET /x", "mode": "fail", "percent": 101})")
                                 << QByteArray("$.percent");
    }
    void fault_malformed_namesThePlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, place);
        Faults faults;
        const auto added = order(faults, text.constData());
        QVERIFY(!added);
        QCOMPARE(QByteArray::fromStdString(added.error().where), place);
    }

    void wait_whenStopped_endsEarly()
    {
        Faults faults;
        std::jthread stopper([&] { faults.stop(); });
        QVERIFY(!faults.wait(std::chrono::minutes(10)));
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "FaultsTest.moc"
