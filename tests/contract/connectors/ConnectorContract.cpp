// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/connectors/ConnectorContract.h"

#include <set>

#include <QTest>

#include "tests/contract/connectors/SandboxProcess.h"

namespace stillgate {

namespace {

constexpr Duration kShort{300};
/// More than any library repeats a read by itself.
constexpr int kOften = 20;

QByteArray wordOf(const std::optional<CallOutcome>& outcome)
{
    if (!outcome) {
        return "no outcome";
    }
    const std::string_view word = *outcome ? "reply" : nameOf(outcome->error().fault);
    return {word.data(), static_cast<qsizetype>(word.size())};
}

CallRequest lookupOf(const OperationSpec& spec, const std::string& key)
{
    CallRequest request{.operation = spec.lookup};
    request.params.set("key", key);
    return request;
}

} // namespace

void ConnectorContract::init()
{
    m_fixture = makeFixture();
    QVERIFY(m_fixture);
    m_connector = m_fixture->connector();
}

void ConnectorContract::cleanup()
{
    m_connector.reset();
    m_fixture.reset();
}

std::optional<CallOutcome> ConnectorContract::call(const CallRequest& request)
{
    return awaitOutcome(m_connector->call(request));
}

const OperationSpec& ConnectorContract::specOf(const CallRequest& request) const
{
    return *findOperation(*m_connector, request.operation);
}

void ConnectorContract::operations_declared_fitTogether()
{
    std::set<std::string> names;
    for (const OperationSpec& spec : m_connector->operations()) {
        QVERIFY2(names.insert(spec.name).second, spec.name.c_str());
        QVERIFY2(!spec.scope.empty(), spec.name.c_str());
        QVERIFY2(spec.keys != KeySupport::ByLookup || !spec.lookup.empty(), spec.name.c_str());
        QVERIFY2(spec.reversibility != Reversibility::Compensable || !spec.compensation.empty(), spec.name.c_str());
        QVERIFY2(!isRead(spec) || (spec.compensation.empty() && spec.lookup.empty()), spec.name.c_str());
        for (const std::string& other : {spec.lookup, spec.compensation}) {
            QVERIFY2(other.empty() || findOperation(*m_connector, other) != nullptr, other.c_str());
        }
        QVERIFY2(spec.lookup.empty() || isRead(*findOperation(*m_connector, spec.lookup)), spec.name.c_str());
    }
}

void ConnectorContract::call_ofUnknownOperation_isRejected()
{
    QCOMPARE(wordOf(call({.operation = "nothing.known"})), QByteArray("rejected"));
}

void ConnectorContract::call_withoutParameters_isRejected()
{
    CallRequest request = m_fixture->read();
    request.params = Json::object();
    QCOMPARE(wordOf(call(request)), QByteArray("rejected"));
}

void ConnectorContract::read_ofSomething_gives()
{
    const auto outcome = call(m_fixture->read());
    QCOMPARE(wordOf(outcome), QByteArray("reply"));
    QVERIFY((*outcome)->body.asObject() != nullptr);
    QVERIFY(!(*outcome)->artifactId.empty());
}

void ConnectorContract::read_ofNothing_isRejected()
{
    QCOMPARE(wordOf(call(m_fixture->readOfNothing())), QByteArray("rejected"));
}

void ConnectorContract::read_troubled_failsAsItShould_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("silence") << static_cast<int>(Trouble::Silence) << QByteArray("unavailable");
    QTest::newRow("not received") << static_cast<int>(Trouble::NotReceived) << QByteArray("unavailable");
    QTest::newRow("broken") << static_cast<int>(Trouble::Broken) << QByteArray("unavailable");
    QTest::newRow("slowness") << static_cast<int>(Trouble::Slowness) << QByteArray("unavailable");
    QTest::newRow("garbage") << static_cast<int>(Trouble::Garbage) << QByteArray("malformed");
    QTest::newRow("throttling") << static_cast<int>(Trouble::Throttling) << QByteArray("throttled");
}

void ConnectorContract::read_troubled_failsAsItShould()
{
    QFETCH(int, trouble);
    QFETCH(QByteArray, fault);
    CallRequest request = m_fixture->read();
    QVERIFY(m_fixture->trouble(request, static_cast<Trouble>(trouble), kOften));
    request.timeout = static_cast<Trouble>(trouble) == Trouble::Slowness ? kShort : request.timeout;
    QCOMPARE(wordOf(call(request)), fault);
}

void ConnectorContract::read_fromNobody_isNotSent()
{
    const auto nobody = m_fixture->connectorToNobody();
    QCOMPARE(wordOf(awaitOutcome(nobody->call(m_fixture->read()))), QByteArray("not_sent"));
}

void ConnectorContract::write_once_leavesOneEffect()
{
    const auto outcome = call(m_fixture->write("key-1"));
    QCOMPARE(wordOf(outcome), QByteArray("reply"));
    QVERIFY(!(*outcome)->artifactId.empty());
    QVERIFY((*outcome)->replayed == Replayed::No);
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::write_withTheSameKey_replays()
{
    if (specOf(m_fixture->write("key-1")).keys != KeySupport::ByKey) {
        QSKIP("the system keeps no keys");
    }
    const auto first = call(m_fixture->write("key-1"));
    const auto second = call(m_fixture->write("key-1"));
    QCOMPARE(wordOf(second), QByteArray("reply"));
    QVERIFY((*second)->replayed == Replayed::Yes);
    QCOMPARE((*second)->artifactId, (*first)->artifactId);
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::write_withAReusedKey_isRefused()
{
    if (specOf(m_fixture->write("key-1")).keys != KeySupport::ByKey) {
        QSKIP("the system keeps no keys");
    }
    QCOMPARE(wordOf(call(m_fixture->write("key-1"))), QByteArray("reply"));
    QCOMPARE(wordOf(call(m_fixture->otherWrite("key-1"))), QByteArray("key_reused"));
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::write_withAStaleVersion_isRefused()
{
    if (specOf(m_fixture->write("key-1")).versions != VersionSupport::Compared) {
        QSKIP("the system compares no versions");
    }
    const auto read = call(m_fixture->read());
    QVERIFY(!(*read)->version.empty());
    CallRequest first = m_fixture->write("key-1");
    CallRequest second = m_fixture->write("key-2");
    first.expectedVersion = (*read)->version;
    second.expectedVersion = (*read)->version;
    const auto done = call(first);
    QCOMPARE(wordOf(done), QByteArray("reply"));
    const auto moved = call(second);
    QCOMPARE(wordOf(moved), QByteArray("state_moved"));
    QCOMPARE(moved->error().currentVersion.value(), (*done)->version);
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::write_troubled_failsAsItShould_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("effects");
    QTest::newRow("silence") << static_cast<int>(Trouble::Silence) << QByteArray("in_doubt") << 1;
    QTest::newRow("not received") << static_cast<int>(Trouble::NotReceived) << QByteArray("in_doubt") << 0;
    QTest::newRow("broken") << static_cast<int>(Trouble::Broken) << QByteArray("in_doubt") << 0;
    QTest::newRow("slowness") << static_cast<int>(Trouble::Slowness) << QByteArray("in_doubt") << 0;
    QTest::newRow("garbage") << static_cast<int>(Trouble::Garbage) << QByteArray("in_doubt") << 1;
    QTest::newRow("throttling") << static_cast<int>(Trouble::Throttling) << QByteArray("throttled") << 0;
}

// The trouble strikes once only: a connector that repeated the write by itself would get through and be found out.
void ConnectorContract::write_troubled_failsAsItShould()
{
    QFETCH(int, trouble);
    QFETCH(QByteArray, fault);
    QFETCH(int, effects);
    CallRequest request = m_fixture->write("key-1");
    QVERIFY(m_fixture->trouble(request, static_cast<Trouble>(trouble), 1));
    request.timeout = static_cast<Trouble>(trouble) == Trouble::Slowness ? kShort : request.timeout;
    QCOMPARE(wordOf(call(request)), fault);
    QCOMPARE(m_fixture->effects(), static_cast<std::size_t>(effects));
}

void ConnectorContract::write_inDoubt_isFoundByLookup()
{
    const CallRequest request = m_fixture->write("key-1");
    const OperationSpec& spec = specOf(request);
    if (spec.lookup.empty()) {
        QSKIP("the system cannot look up");
    }
    QVERIFY(m_fixture->trouble(request, Trouble::NotReceived, 1));
    QCOMPARE(wordOf(call(request)), QByteArray("in_doubt"));
    const auto none = call(lookupOf(spec, "key-1"));
    QCOMPARE(wordOf(none), QByteArray("reply"));
    QVERIFY((*none)->artifactId.empty());

    QVERIFY(m_fixture->trouble(request, Trouble::Silence, 1));
    QCOMPARE(wordOf(call(request)), QByteArray("in_doubt"));
    const auto found = call(lookupOf(spec, "key-1"));
    QCOMPARE(wordOf(found), QByteArray("reply"));
    QVERIFY(!(*found)->artifactId.empty());
    if (spec.keys == KeySupport::ByKey) {
        const auto again = call(request);
        QCOMPARE(wordOf(again), QByteArray("reply"));
        QCOMPARE((*again)->artifactId, (*found)->artifactId);
    }
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::write_toNobody_isNotSent()
{
    const auto nobody = m_fixture->connectorToNobody();
    QCOMPARE(wordOf(awaitOutcome(nobody->call(m_fixture->write("key-1")))), QByteArray("not_sent"));
}

void ConnectorContract::writes_atOnceWithOneKey_areOneEffect()
{
    if (specOf(m_fixture->write("key-1")).keys != KeySupport::ByKey) {
        QSKIP("the system keeps no keys");
    }
    std::vector<QFuture<CallOutcome>> calls;
    calls.reserve(40);
    for (int i = 0; i < 40; ++i) {
        calls.push_back(m_connector->call(m_fixture->write("key-1")));
    }
    std::set<std::string> artifacts;
    for (const auto& each : calls) {
        const auto outcome = awaitOutcome(each);
        QCOMPARE(wordOf(outcome), QByteArray("reply"));
        artifacts.insert((*outcome)->artifactId);
    }
    QCOMPARE(artifacts.size(), std::size_t{1});
    QCOMPARE(m_fixture->effects(), std::size_t{1});
}

void ConnectorContract::call_cancelled_endsWithoutOutcome()
{
    for (const CallRequest& request : {m_fixture->read(), m_fixture->write("key-1")}) {
        QVERIFY(m_fixture->trouble(request, Trouble::Slowness, kOften));
        QFuture<CallOutcome> open = m_connector->call(request);
        QTest::qWait(50);
        QVERIFY(!open.isFinished());
        open.cancel();
        QVERIFY(!awaitOutcome(open));
        QVERIFY(open.isFinished());
        QVERIFY(open.isCanceled());
    }
}

void ConnectorContract::connector_destroyed_endsItsCalls()
{
    QVERIFY(m_fixture->trouble(m_fixture->read(), Trouble::Slowness, kOften));
    QVERIFY(m_fixture->trouble(m_fixture->write("key-1"), Trouble::Slowness, kOften));
    const auto openRead = m_connector->call(m_fixture->read());
    const auto openWrite = m_connector->call(m_fixture->write("key-1"));
    const auto notEvenBegun = [&] {
        QTest::qWait(200);
        return m_connector->call(m_fixture->write("key-2"));
    }();
    m_connector.reset();
    QCOMPARE(wordOf(awaitOutcome(openRead)), QByteArray("cancelled"));
    QCOMPARE(wordOf(awaitOutcome(openWrite)), QByteArray("in_doubt"));
    QCOMPARE(wordOf(awaitOutcome(notEvenBegun)), QByteArray("cancelled"));
}

} // namespace stillgate
