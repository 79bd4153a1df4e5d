// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QProcess>
#include <QTest>

#include "core/ledger/Merkle.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/system/Stand.h"
#include "tests/support/system/Waiting.h"

using namespace stillgate;
using namespace std::literals;

namespace {

/// Debian keeps the packages of node where no other node looks for them.
QProcessEnvironment nodeEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString before = environment.value(QStringLiteral("NODE_PATH"));
    environment.insert(QStringLiteral("NODE_PATH"),
                       before.isEmpty() ? QStringLiteral("/usr/share/nodejs") : before + QStringLiteral(":/usr/share/nodejs"));
    return environment;
}

bool isNodeThere()
{
    QProcess node;
    node.setProcessEnvironment(nodeEnvironment());
    node.start(QStringLiteral("node"), {QStringLiteral("-e"), QStringLiteral("require('ws')")});
    return node.waitForFinished(kPatience) && node.exitStatus() == QProcess::NormalExit && node.exitCode() == 0;
}

/// tests/system/node/follow.js as a process.
class Follower {
public:
    Follower(const std::filesystem::path& ready, const QStringList& from)
    {
        m_process.setProcessEnvironment(nodeEnvironment());
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QStringLiteral("node"),
                        QStringList{sourceFile("tests/system/node/follow.js"), QString::fromStdString(ready.string())} + from);
    }
    ~Follower()
    {
        m_process.kill();
        m_process.waitForFinished(kPatience);
    }

    /// What the next line with this key says; waits for it. Null when the program ends before.
    Json await(std::string_view key)
    {
        for (;;) {
            for (; m_read < m_lines.size(); ++m_read) {
                if (const Json* found = m_lines[m_read].find(key)) {
                    ++m_read;
                    return *found;
                }
            }
            if (!readLine()) {
                return {};
            }
        }
    }
    void endAt(std::uint64_t size) { m_process.write(QByteArray::number(static_cast<qulonglong>(size)) + "\n"); }
    [[nodiscard]] int waitForEnd() { return m_process.waitForFinished(kPatience) ? m_process.exitCode() : -1; }
    [[nodiscard]] std::string errors() { return m_process.readAllStandardError().toStdString(); }
    [[nodiscard]] std::vector<Json> events() const
    {
        std::vector<Json> out;
        for (const Json& line : m_lines) {
            if (const Json* event = line.find("event")) {
                out.push_back(*event);
            }
        }
        return out;
    }

private:
    bool readLine()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(kPatience)) {
                return false;
            }
        }
        m_lines.push_back(parseJson(m_process.readLine().trimmed().toStdString()).value_or(Json()));
        return true;
    }

    QProcess m_process;
    std::vector<Json> m_lines;
    std::size_t m_read = 0;
};

std::int64_t numberAt(const Json& json, std::string_view key)
{
    const Json* found = json.find(key);
    return found != nullptr && found->asInteger() != nullptr ? *found->asInteger() : -1;
}

/// The row of a list by its id, as canonical JSON; empty when there is none.
std::string rowIn(const Json& done, std::string_view list, const std::string& id)
{
    const Json::Array& rows = *done.find(list)->asArray();
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const Json& row) { return row.textAt("id") == id; });
    return at == rows.end() ? std::string() : canonicalJson(*at);
}

} // namespace

/// A client in another language: it makes every call from the OpenRPC document, and checks the feed by itself.
class NodeClientTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!isNodeThere()) {
            QSKIP("node or its package ws is not installed");
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void node_followsFromTheFirstEventAndFromASnapshot()
    {
        Daemon& daemon = m_stand->daemon();
        const auto refund = daemon.takeIn(sampleMessage("sample-0008"));
        const auto gate = refund ? daemon.awaitGate(*refund) : std::nullopt;
        QVERIFY(gate);
        Follower whole(daemon.program().readyFile(), {QStringLiteral("0")});
        Follower late(daemon.program().readyFile(), {});
        for (Follower* follower : {&whole, &late}) {
            QCOMPARE(std::string(follower->await("hello").textAt("server")), "stillgated"s);
            const Json gates = follower->await("gates");
            QVERIFY2(gates.asArray() != nullptr && gates.asArray()->size() == 1, follower->errors().c_str());
            QCOMPARE(std::string(gates.asArray()->front().textAt("id")), gate->text());
        }
        QCOMPARE(std::string(whole.await("following").textAt("start")), "events"s);
        const Json snapshot = late.await("following");
        QCOMPARE(std::string(snapshot.textAt("start")), "snapshot"s);

        for (const char* message : {"sample-0001", "sample-0002", "sample-0003", "sample-0004", "sample-0005"}) {
            QVERIFY(daemon.takeIn(sampleMessage(message)));
        }
        const Approver agent = m_stand->agent(1);
        const auto shown = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        QCOMPARE(verdictOn(agent.submit(agent.sign(agent.statement(*shown, Verdict::Approve)))), "accepted"s);
        QVERIFY(daemon.reaches(*refund, Stage::Closed));
        compare(whole, 0);
        compare(late, static_cast<Sequence>(numberAt(snapshot, "next")));
    }

    /// The control: what does not hold together is noticed.
    void node_withAWrongBeginning_says()
    {
        const auto status = m_stand->daemon().call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(status);
        Follower follower(m_stand->daemon().program().readyFile(),
                          {QString::number(static_cast<qulonglong>(status->size + 1000))});
        QCOMPARE(follower.waitForEnd(), 1);
        QVERIFY(follower.errors().find("-32002") != std::string::npos);
    }

private:
    /// Ends the follower where the ledger is now, or a little later, and holds what it saw to what is asked for.
    void compare(Follower& follower, Sequence from)
    {
        const auto status = m_stand->daemon().call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(status);
        follower.endAt(status->size);
        const Json done = follower.await("done");
        QCOMPARE(follower.waitForEnd(), 0);
        QCOMPARE(follower.errors(), ""s);
        const auto size = static_cast<std::uint64_t>(numberAt(done, "size"));
        QVERIFY(size >= status->size);
        QVERIFY(numberAt(done, "checkpoints") > 0);
        const auto there = m_stand->daemon().call<rpc::FeedSubscribe>({size});
        STILLGATE_VERIFY_VALUE(there);
        QCOMPARE(std::string(done.textAt("root")), toHex(Frontier::from(size, there->frontier)->root().view()));

        compareEvents(follower.events(), from, size);
        const auto tickets = m_stand->daemon().call<rpc::TicketsList>({{}, {}, rpc::SortOrder::OldestFirst, {1000}});
        const auto gates = m_stand->daemon().call<rpc::GatesList>({{}, {}, rpc::SortOrder::OldestFirst, {1000}});
        QVERIFY(tickets && gates);
        std::set<TicketId> settled;
        for (const TicketRow& row : tickets->rows) {
            // What has moved since then was told to nobody who had left.
            if (row.latest < size) {
                settled.insert(row.id);
                QCOMPARE(rowIn(done, "tickets", row.id.text()), canonicalJson(toJson(row)));
            }
        }
        QVERIFY(!settled.empty());
        for (const GateRow& row : gates->rows) {
            if (settled.contains(row.ticket)) {
                QCOMPARE(rowIn(done, "gates", row.id.text()), canonicalJson(toJson(row)));
            }
        }
    }

    void compareEvents(const std::vector<Json>& events, Sequence from, std::uint64_t size)
    {
        rpc::EventsList::Params params;
        params.from = from;
        params.most.value = rpc::PageSize::kMost;
        const auto listed = m_stand->daemon().call<rpc::EventsList>(params);
        STILLGATE_VERIFY_VALUE(listed);
        QCOMPARE(events.size(), size - from);
        QVERIFY(listed->headers.size() >= events.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(canonicalJson(events[i]), listed->headers[i].bytes());
        }
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(NodeClientTest)
#include "NodeClientTest.moc"
