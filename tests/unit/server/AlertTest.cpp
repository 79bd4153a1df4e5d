// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/domain/Payload.h"
#include "core/server/alerts/AlertSettings.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

template <typename P>
EventHeader headerOf(const P& payload)
{
    EventHeader header;
    header.sequence = 41;
    header.ticket = TicketId{person(1).uuid};
    setPayload(header, payload);
    return header;
}

bool no()
{
    return false;
}

bool yes()
{
    return true;
}

PrioritySet urgent()
{
    return {92, Priority::P1, {}, PriorityFloor{"security", Priority::P1}};
}

TicketAssigned held()
{
    TicketAssigned out;
    out.rule = "category";
    out.teams = {{"billing", {}, HoldReason::AllFull, false}, {"security", person(2), {}, false}};
    return out;
}

Result<std::vector<AlertWebhook>> loaded(const std::string& text)
{
    const QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "alerts.toml";
    return writeFile(file, text).and_then([&] { return loadAlertWebhooks(file); });
}

} // namespace

/// What is told of which events, and in which form.
class AlertTest : public QObject {
    Q_OBJECT

private slots:
    void alertOf_becomingP1_isToldOnce()
    {
        const auto alert = alertOf(headerOf(urgent()), no);
        QVERIFY(alert.has_value());
        QCOMPARE(alert->text, "Ticket " + person(1).text() + " is P1 with 9.2 of 10 (security)");
        QVERIFY(!alertOf(headerOf(urgent()), yes).has_value());
        PrioritySet calm = urgent();
        calm.priority = Priority::P2;
        QVERIFY(!alertOf(headerOf(calm), no).has_value());
    }

    void alertOf_clocksAndHolds_areTold()
    {
        const UtcTime due = kMorning;
        QCOMPARE(alertOf(headerOf(SlaAtRisk{SlaMetric::FirstResponse, due}), no)->text,
                 "Ticket " + person(1).text() + " is at risk: first response is due at 2026-03-02T08:00:00.000Z");
        QCOMPARE(alertOf(headerOf(SlaBreached{SlaMetric::Resolution, due}), no)->text,
                 "Ticket " + person(1).text() + " is breached: resolution was due at 2026-03-02T08:00:00.000Z");
        QCOMPARE(alertOf(headerOf(held()), no)->text,
                 "Ticket " + person(1).text() + " waits for a person of billing (all full)");
        TicketAssigned taken = held();
        taken.teams[0].held.reset();
        QVERIFY(!alertOf(headerOf(taken), no).has_value());
    }

    void mayAlert_isTrueOfEveryEventThatAlerts()
    {
        for (const EventHeader& header :
             {headerOf(urgent()), headerOf(held()), headerOf(SlaAtRisk{}), headerOf(SlaBreached{})}) {
            QVERIFY(mayAlert(*encodeHeader(header)));
        }
        QVERIFY(!mayAlert(*encodeHeader(headerOf(TicketClaimed{}))));
    }

    void alertMessage_slack_isPlainTextWithAnId()
    {
        const Json message = alertMessage(AlertFormat::Slack, "sample.example/ledger", {*alertOf(headerOf(held()), no)});
        const std::string text = "Ticket " + person(1).text() + " waits for a person of billing (all full)";
        QCOMPARE(canonicalJson(message), R"({"blocks":[{"block_id":"sample.example/ledger#41","text":{"emoji":false,"text":")" +
                                             text + R"(","type":"plain_text"},"type":"section"}],"text":")" + text + R"("})");
    }

    void alertMessage_teams_isAnAdaptiveCard()
    {
        const Json message = alertMessage(AlertFormat::Teams, "sample.example/ledger", {*alertOf(headerOf(held()), no)});
        QCOMPARE(message.textAt("type"), std::string_view("message"));
        const Json& attachment = message.find("attachments")->asArray()->at(0);
        QCOMPARE(attachment.textAt("contentType"), std::string_view("application/vnd.microsoft.card.adaptive"));
        const Json& card = *attachment.find("content");
        QCOMPARE(card.textAt("type"), std::string_view("AdaptiveCard"));
        QCOMPARE(card.find("body")->asArray()->at(0).textAt("id"), std::string_view("sample.example/ledger#41"));
    }

    void isTaken_answersOfBothKinds()
    {
        QVERIFY(isTaken(200, "ok"));
        QVERIFY(isTaken(202, ""));
        QVERIFY(!isTaken(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"));
        for (const int status : {0, 302, 400, 404, 408, 429, 500, 503}) {
            QVERIFY(!isTaken(status, ""));
        }
        QVERIFY(isRefusedForGood(400));
        QVERIFY(!isRefusedForGood(429) && !isRefusedForGood(500) && !isRefusedForGood(0) && !isRefusedForGood(404));
    }

    void loadAlertWebhooks_wrongEntry_namesTheLine()
    {
        const std::string good =
            "[[webhook]]\nname = \"leads\"\nformat = \"slack\"\nurl = \"https://hooks.example/services/x\"\n";
        STILLGATE_VERIFY_VALUE(loaded(good));
        QVERIFY(loaded(good)->at(0).kinds.empty());
        STILLGATE_VERIFY_ERROR(loaded(good + good), ErrorCode::Malformed, "alerts.toml:6:8: $.webhook[1].name");
        const auto with = [&](const std::string& from, const std::string& to) {
            std::string text = good;
            text.replace(text.find(from), from.size(), to);
            return loaded(text);
        };
        STILLGATE_VERIFY_ERROR(with("https:", "http:"), ErrorCode::Refused, "alerts.toml:4:7: $.webhook[0].url");
        STILLGATE_VERIFY_ERROR(with("slack", "smoke"), ErrorCode::Malformed, "alerts.toml:3:10: $.webhook[0].format");
        STILLGATE_VERIFY_ERROR(with("leads", "../leads"), ErrorCode::Malformed, "alerts.toml:2:8: $.webhook[0].name");
        STILLGATE_VERIFY_VALUE(with("https://hooks.example", "http://127.0.0.1:9999"));
    }
};

QTEST_GUILESS_MAIN(AlertTest)
#include "AlertTest.moc"
