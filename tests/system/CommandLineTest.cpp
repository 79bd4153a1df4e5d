// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/File.h"
#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

/// The showcase as a person at the command line has it: the message in, the gate, the approval, the books, the proof.
class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        m_reach = {QStringLiteral("--ready"), text(m_stand->daemon().program().readyFile()), QStringLiteral("--data"),
                   text(m_stand->daemon().data()), QStringLiteral("--json")};
    }

    void import_ofTheMessage_opensAGate()
    {
        const std::filesystem::path file = m_stand->folder() / "inbox.jsonl";
        QVERIFY(writeFile(file, canonicalJson(sampleMessage("sample-0008")) + "\n"));
        const CommandRun run = ctl(QStringList{QStringLiteral("import"), text(file)} + m_reach);
        QCOMPARE(run.code, 0);
        QVERIFY(becomes([&] {
            const CommandRun gates =
                ctl(QStringList{QStringLiteral("gates"), QStringLiteral("--status"), QStringLiteral("open")} + m_reach);
            const Json::Array* rows = gates.json.asArray();
            if (rows != nullptr && rows->size() == 1) {
                m_gate = QString::fromStdString(std::string(rows->front().textAt("id")));
                m_ticket = QString::fromStdString(std::string(rows->front().textAt("ticket")));
            }
            return !m_gate.isEmpty();
        }));
    }

    /// A question goes out; with the answer the gate is another one.
    void ask_ofTheGate_waitsForTheCustomer()
    {
        const QStringList reach = m_reach;
        QCOMPARE(ctl(QStringList{QStringLiteral("ask"), m_gate} + reach).code, 2);
        const QStringList question{QStringLiteral("ask"), m_gate, QStringLiteral("--text"), QStringLiteral("Which card?")};
        QCOMPARE(ctl(question + reach).code, 0);
        const auto id = TicketId::fromText(m_ticket.toStdString());
        QVERIFY(id && m_stand->daemon().reaches(*id, Stage::WaitingCustomer));
        QVERIFY(becomes([&] { return m_stand->sandbox().books().messagesTo("C-07").size() == 1; }));
        Json reply = sampleMessage("sample-0008");
        reply.set("id", "reply").set("text", "The one that ends in 4242.");
        QCOMPARE(m_stand->daemon().takeIn(reply).value_or(TicketId{}), *id);
        const auto again = m_stand->daemon().awaitGate(*id, *GateId::fromText(m_gate.toStdString()));
        QVERIFY(again);
        m_gate = QString::fromStdString(again->text());
    }

    void review_ofTheLabel_isTakenOnceAndTakenBack()
    {
        const QStringList accept{QStringLiteral("review"), m_ticket, QStringLiteral("--accept")};
        QCOMPARE(ctl(accept + m_reach).json.textAt("outcome"), std::string_view("accepted"));
        const CommandRun again = ctl(accept + m_reach);
        QCOMPARE(again.code, 1);
        QCOMPARE(again.json.find("refusal")->textAt("code"), std::string_view("already_reviewed"));
        const CommandRun unknown = ctl(
            QStringList{QStringLiteral("review"), m_ticket, QStringLiteral("--intent"), QStringLiteral("teleport")} + m_reach);
        QCOMPARE(unknown.json.find("refusal")->textAt("code"), std::string_view("unknown_intent"));
        QCOMPARE(ctl(QStringList{QStringLiteral("review"), m_ticket, QStringLiteral("--withdraw")} + m_reach).code, 0);
        QCOMPARE(ctl(QStringList{QStringLiteral("review"), m_ticket, QStringLiteral("--withdraw")} + m_reach).code, 3);
        QCOMPARE(ctl(QStringList{QStringLiteral("review"), m_ticket} + m_reach).code, 2);
    }

    void approve_ofTheGate_refundsOnce()
    {
        QVERIFY(m_stand->sandbox().books().refundsOf("ORD-7719").empty());
        const CommandRun run = ctl(QStringList{QStringLiteral("approve"), m_gate} + m_reach);
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json.textAt("outcome"), std::string_view("accepted"));
        const auto id = TicketId::fromText(m_ticket.toStdString());
        QVERIFY(id && m_stand->daemon().reaches(*id, Stage::Closed));
        const auto refunds = m_stand->sandbox().books().refundsOf("ORD-7719");
        QCOMPARE(refunds.size(), std::size_t{1});
        QCOMPARE(*refunds.front().find("amount_minor")->asInteger(), 12'900);
        QCOMPARE(m_stand->sandbox().books().messagesTo("C-07").size(), std::size_t{2});
    }

    void approve_again_findsItDecided()
    {
        const CommandRun run = ctl(QStringList{QStringLiteral("approve"), m_gate} + m_reach);
        QCOMPARE(run.code, 1);
        QCOMPARE(run.json.textAt("outcome"), std::string_view("refused"));
        const Json* decided = run.json.find("refusal")->find("decided");
        QVERIFY(decided != nullptr);
        QCOMPARE(decided->textAt("verdict"), std::string_view("approve"));
    }

    void ticket_andItsExplanation_sayWhatWasDone()
    {
        const CommandRun ticket = ctl(QStringList{QStringLiteral("ticket"), m_ticket} + m_reach);
        QCOMPARE(ticket.code, 0);
        QVERIFY(ticket.json.find("row") != nullptr);
        QCOMPARE(ticket.json.find("row")->textAt("resolution"), std::string_view("refund_issued"));
        const CommandRun explained = ctl(QStringList{QStringLiteral("explain"), m_ticket} + m_reach);
        QCOMPARE(explained.code, 0);
        QVERIFY(explained.text.find("129.00 EUR") != std::string::npos);
    }

    void verify_besideTheOrchestratorAndWithoutIt_isClean()
    {
        const QStringList verify{QStringLiteral("verify"), text(m_stand->daemon().data())};
        QCOMPARE(ctl(verify).code, 0);
        QCOMPARE(ctl(QStringList{QStringLiteral("stop")} + m_reach).code, 0);
        QCOMPARE(m_stand->daemon().program().waitForEnd(), 0);
        QCOMPARE(ctl(verify).code, 0);
        // Without an orchestrator the data itself is read.
        const CommandRun tickets = ctl(QStringList{QStringLiteral("tickets")} + m_reach);
        QCOMPARE(tickets.code, 0);
        QVERIFY(tickets.json.asArray() != nullptr);
        QCOMPARE(tickets.json.asArray()->size(), std::size_t{1});
    }

    void approve_withNobodyThere_saysSo() { QCOMPARE(ctl(QStringList{QStringLiteral("approve"), m_gate} + m_reach).code, 3); }

private:
    static QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    QStringList m_reach;
    QString m_gate;
    QString m_ticket;
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "CommandLineTest.moc"
