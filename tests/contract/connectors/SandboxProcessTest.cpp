// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include "core/base/File.h"
#include "tests/contract/connectors/SandboxProcess.h"

using namespace stillgate;

namespace {

QProcess& runToTheEnd(QProcess& process, const QStringList& arguments)
{
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("STILLGATE_BIN") + QStringLiteral("/stillgate-sandbox"), arguments);
    process.waitForFinished(30'000);
    return process;
}

CallRequest refund(const std::string& key)
{
    CallRequest request{.operation = "refund.create", .idempotencyKey = key};
    request.params.set("payment", "P-2").set("amount", "129.00").set("currency", "EUR");
    return request;
}

} // namespace

class SandboxProcessTest : public QObject {
    Q_OBJECT
private slots:
    void process_serving_saysWhereAndKeepsItsFilesPrivate()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        const auto ready = parseJson(readFile(sandbox.folder().toStdString() + "/ready.json").value()).value();
        QVERIFY(ready.textAt("url").starts_with("http://127.0.0.1:"));
        QVERIFY(!ready.textAt("http").empty());
        QVERIFY(!ready.textAt("token").empty());
        const auto onlyOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        for (const char* name : {"ready.json", "data/token", "data/books.sqlite", "data/lock"}) {
            const QFileInfo file(sandbox.folder() + QLatin1Char('/') + QString::fromLatin1(name));
            QVERIFY2(file.exists(), name);
            QVERIFY2(file.permissions() == onlyOwner, name);
        }
    }

    void process_terminated_endsCleanlyAndComesBackWithItsBooks()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        const SandboxAccess first = sandbox.access();
        std::string artifact;
        {
            SandboxConnector connector(first);
            const auto outcome = awaitOutcome(connector.call(refund("key-1")));
            QVERIFY(outcome && *outcome);
            artifact = (*outcome)->artifactId;
            // The connection is kept open: it must not hold the process up.
            QCOMPARE(sandbox.terminate(), 0);
        }
        QVERIFY(!QFile::exists(sandbox.folder() + QStringLiteral("/ready.json")));
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.access().token, first.token);
        SandboxConnector connector(sandbox.access());
        const auto again = awaitOutcome(connector.call(refund("key-1")));
        QVERIFY(again && *again);
        QCOMPARE((*again)->artifactId, artifact);
        QVERIFY((*again)->replayed == Replayed::Yes);
        QCOMPARE(sandbox.rows("refunds"), std::size_t{1});
    }

    void process_killedWhileItWorks_losesNoAnsweredEffect()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        std::vector<std::string> answered;
        int next = 0;
        for (int round = 0; round < 5; ++round) {
            SandboxConnector connector(sandbox.access());
            std::vector<std::pair<std::string, QFuture<CallOutcome>>> calls;
            for (int i = 0; i < 30; ++i) {
                CallRequest request = refund("key-" + std::to_string(next++));
                request.params.set("amount", "0.10");
                calls.emplace_back(*request.idempotencyKey, connector.call(request));
            }
            QVERIFY(awaitOutcome(calls[5].second));
            sandbox.kill();
            for (const auto& [key, call] : calls) {
                const auto outcome = awaitOutcome(call);
                QVERIFY(outcome);
                if (*outcome) {
                    answered.push_back(key);
                }
            }
            QVERIFY(sandbox.start());
        }
        QVERIFY(answered.size() >= 5);
        SandboxConnector connector(sandbox.access());
        for (const std::string& key : answered) {
            CallRequest find{.operation = "refund.find"};
            find.params.set("key", key);
            const auto found = awaitOutcome(connector.call(find));
            QVERIFY(found && *found);
            QVERIFY2(!(*found)->artifactId.empty(), key.c_str());
        }
        QCOMPARE(sandbox.rows("refunds"), sandbox.rows("journal"));
        QCOMPARE(sandbox.rows("refunds"), sandbox.rows("idempotency"));
    }

    void process_terminatedDuringALatency_doesNotCarryTheEffectOut()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QVERIFY(sandbox.order(Json::Object{{"match", "POST /v1/refunds"}, {"mode", "latency"}, {"ms", 60'000}}));
        SandboxConnector connector(sandbox.access());
        const auto open = connector.call(refund("key-1"));
        QTest::qWait(200);
        QCOMPARE(sandbox.terminate(), 0);
        const auto outcome = awaitOutcome(open);
        QVERIFY(outcome && !*outcome);
        QVERIFY(outcome->error().fault == CallFault::InDoubt);
        QVERIFY(sandbox.start());
        QCOMPARE(sandbox.rows("refunds"), std::size_t{0});
    }

    void secondProcess_onTheSameFolder_isKeptOut()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QProcess second;
        runToTheEnd(second, {QStringLiteral("--data"), sandbox.folder() + QStringLiteral("/data"), QStringLiteral("--ready"),
                             sandbox.folder() + QStringLiteral("/second.json")});
        QCOMPARE(second.exitCode(), 3);
        QVERIFY(!QFile::exists(sandbox.folder() + QStringLiteral("/second.json")));
        QVERIFY(!sandbox.get("/healthz").isNull());
    }

    void call_withoutToken_isRefusedEverywhere()
    {
        SandboxProcess sandbox;
        QVERIFY(sandbox.start());
        QNetworkAccessManager network;
        for (const char* path : {"/healthz", "/v1/books", "/v1/faults", "/v1/orders/O-1", "/v1/customers?email=x"}) {
            const HttpCall call{.url = QUrl(QString::fromStdString(sandbox.access().url) + QString::fromLatin1(path))};
            HttpExchange exchange(network, call, nullptr);
            std::optional<HttpOutcome> ended;
            connect(&exchange, &HttpExchange::finished, this, [&](const HttpOutcome& outcome) { ended = outcome; });
            QVERIFY(QTest::qWaitFor([&] { return ended.has_value(); }, 30'000));
            QVERIFY2(*ended && (*ended)->status == 401, path);
        }
    }

    void commandLine_byItsKind_endsWithTheDocumentedCode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& arguments, int code, const char* says) {
            QTest::newRow(name) << arguments << code << QString::fromLatin1(says);
        };
        row("help", {QStringLiteral("--help")}, 0, "--data");
        row("version", {QStringLiteral("--version")}, 0, "0.");
        row("no folder", {}, 2, "--data is required");
        row("unknown option", {QStringLiteral("--data"), QStringLiteral("x"), QStringLiteral("--wrong")}, 2, "--wrong");
        row("no port", {QStringLiteral("--data"), QStringLiteral("x"), QStringLiteral("--listen"), QStringLiteral("nowhere")},
            2, "expected ADDRESS:PORT");
        row("folder that cannot be", {QStringLiteral("--data"), QStringLiteral("/proc/nothing")}, 3, "/proc/nothing");
    }
    void commandLine_byItsKind_endsWithTheDocumentedCode()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        QProcess process;
        runToTheEnd(process, arguments);
        QCOMPARE(process.exitCode(), code);
        const QString said = QString::fromUtf8(process.readAll());
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void seed_thatIsWrong_endsWithItsPlace()
    {
        const QTemporaryDir folder;
        const QString seed = folder.filePath(QStringLiteral("seed.json"));
        QVERIFY(writeFile(seed.toStdString(), R"({"customers": [{"id": 7}]})"));
        QProcess process;
        runToTheEnd(process,
                    {QStringLiteral("--data"), folder.filePath(QStringLiteral("data")), QStringLiteral("--seed"), seed});
        QCOMPARE(process.exitCode(), 1);
        const QString said = QString::fromUtf8(process.readAll());
        QVERIFY2(said.contains(QStringLiteral("$.customers[0].id")), qPrintable(said));

        QProcess missing;
        runToTheEnd(missing, {QStringLiteral("--data"), folder.filePath(QStringLiteral("data")), QStringLiteral("--seed"),
                              folder.filePath(QStringLiteral("none.json"))});
        QCOMPARE(missing.exitCode(), 3);
    }
};

QTEST_GUILESS_MAIN(SandboxProcessTest)
#include "SandboxProcessTest.moc"
