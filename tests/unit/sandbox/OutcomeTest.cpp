// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/connectors/sandbox/SandboxOutcome.h"

using namespace stillgate;

namespace {

const AnswerShape kRead{AnswerShape::Effect::Read, {}};
const AnswerShape kList{AnswerShape::Effect::Read, "refunds"};
const AnswerShape kWrite{AnswerShape::Effect::Write, {}};

QByteArray wordOf(const CallOutcome& outcome)
{
    const std::string_view word = outcome ? "reply" : nameOf(outcome.error().fault);
    return {word.data(), static_cast<qsizetype>(word.size())};
}

} // namespace

class OutcomeTest : public QObject {
    Q_OBJECT
private slots:
    void answer_byStatus_meansTheSameEverywhere_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("read");
        QTest::addColumn<QByteArray>("write");
        const auto row = [](const char* name, int status, const char* body, const char* read, const char* write) {
            QTest::newRow(name) << status << QByteArray(body) << QByteArray(read) << QByteArray(write);
        };
        row("record", 200, R"({"id": "x"})", "reply", "reply");
        row("created", 201, R"({"id": "x"})", "reply", "reply");
        row("broken", 201, "{\"id\": ", "malformed", "in_doubt");
        row("no identifier", 200, "{}", "malformed", "in_doubt");
        row("no object", 200, "[]", "malformed", "in_doubt");
        row("empty", 200, "", "malformed", "in_doubt");
        row("redirect", 302, "", "malformed", "in_doubt");
        row("malformed", 400, R"({"error": {"code": "malformed"}})", "rejected", "rejected");
        row("unauthorized", 401, R"({"error": {"code": "unauthorized"}})", "rejected", "rejected");
        row("not found", 404, R"({"error": {"code": "not_found"}})", "rejected", "rejected");
        row("refused, broken body", 422, "<html>", "rejected", "rejected");
        row("key reused", 409, R"({"error": {"code": "idempotency_error"}})", "key_reused", "key_reused");
        row("other conflict", 409, "<html>", "malformed", "in_doubt");
        row("moved", 412, R"({"error": {"code": "state_moved", "version": 4}})", "state_moved", "state_moved");
        row("throttled", 429, "", "throttled", "throttled");
        row("broken inside", 500, R"({"error": {"code": "internal"}})", "unavailable", "in_doubt");
        row("gateway", 502, "", "unavailable", "in_doubt");
        row("unavailable", 503, "", "not_sent", "not_sent");
        row("late gateway", 504, "", "unavailable", "in_doubt");
    }
    void answer_byStatus_meansTheSameEverywhere()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, read);
        QFETCH(QByteArray, write);
        const HttpAnswer answer{.status = status, .body = body.toStdString()};
        QCOMPARE(wordOf(outcomeOf(kRead, answer)), read);
        QCOMPARE(wordOf(outcomeOf(kWrite, answer)), write);
    }

    void loss_byReasonAndReach_meansTheSameEverywhere_data()
    {
        using Reason = HttpLoss::Reason;
        using Reach = HttpLoss::Reach;
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("reach");
        QTest::addColumn<QByteArray>("read");
        QTest::addColumn<QByteArray>("write");
        const auto row = [](const char* name, Reason reason, Reach reach, const char* read, const char* write) {
            QTest::newRow(name) << static_cast<int>(reason) << static_cast<int>(reach) << QByteArray(read) << QByteArray(write);
        };
        row("unreachable", Reason::Unreachable, Reach::Nothing, "not_sent", "not_sent");
        row("unreachable at the second try", Reason::Unreachable, Reach::Anything, "unavailable", "in_doubt");
        row("lost before", Reason::Lost, Reach::Nothing, "not_sent", "not_sent");
        row("lost after", Reason::Lost, Reach::Anything, "unavailable", "in_doubt");
        row("late before", Reason::TimedOut, Reach::Nothing, "not_sent", "not_sent");
        row("late after", Reason::TimedOut, Reach::Anything, "unavailable", "in_doubt");
        row("too large", Reason::TooLarge, Reach::Anything, "malformed", "in_doubt");
        row("given up before", Reason::GivenUp, Reach::Nothing, "cancelled", "cancelled");
        row("given up after", Reason::GivenUp, Reach::Anything, "cancelled", "in_doubt");
    }
    void loss_byReasonAndReach_meansTheSameEverywhere()
    {
        QFETCH(int, reason);
        QFETCH(int, reach);
        QFETCH(QByteArray, read);
        QFETCH(QByteArray, write);
        const HttpLoss loss{static_cast<HttpLoss::Reach>(reach), static_cast<HttpLoss::Reason>(reason)};
        QCOMPARE(wordOf(outcomeOf(kRead, tl::make_unexpected(loss))), read);
        QCOMPARE(wordOf(outcomeOf(kWrite, tl::make_unexpected(loss))), write);
    }

    void write_answered_givesArtifactVersionAndReplay()
    {
        const HttpAnswer answer{.status = 201, .body = R"({"id": "rf_1", "after": {"version": 5}})", .isReplayed = true};
        const auto outcome = outcomeOf(kWrite, answer);
        QVERIFY(outcome);
        QCOMPARE(outcome->artifactId, std::string("rf_1"));
        QCOMPARE(outcome->version, std::string("5"));
        QVERIFY(outcome->replayed == Replayed::Yes);
    }

    void lookUp_answered_namesAnArtifactOnlyWhenItIsTheOne()
    {
        const auto artifact = [](const char* body) {
            return outcomeOf(kList, HttpAnswer{.status = 200, .body = body}).value().artifactId;
        };
        QCOMPARE(artifact(R"({"refunds": []})"), std::string());
        QCOMPARE(artifact(R"({"refunds": [{"id": "rf_1"}]})"), std::string("rf_1"));
        QCOMPARE(artifact(R"({"refunds": [{"id": "rf_1"}, {"id": "rf_2"}]})"), std::string());
        QCOMPARE(wordOf(outcomeOf(kList, HttpAnswer{.status = 200, .body = R"({"id": "rf_1"})"})), QByteArray("malformed"));
    }

    void refusal_withParticulars_keepsThem()
    {
        const auto moved =
            outcomeOf(kWrite, HttpAnswer{.status = 412, .body = R"({"error": {"code": "state_moved", "version": 4}})"});
        QCOMPARE(moved.error().currentVersion.value(), std::string("4"));
        const auto late = outcomeOf(kWrite, HttpAnswer{.status = 429, .body = "", .retryAfter = Duration::seconds(3)});
        QCOMPARE(late.error().retryAfter.value(), Duration::seconds(3));
        QCOMPARE(late.error().code, std::string("http_429"));
    }
};

QTEST_GUILESS_MAIN(OutcomeTest)
#include "OutcomeTest.moc"
