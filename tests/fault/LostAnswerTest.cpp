// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/fault/TwoRefunds.h"
#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// A fault as the sandbox takes it (docs/sandbox.md); what is 0 is left out.
struct Fault {
    const char* match;
    const char* mode;
    int count = 0;
    int ms = 0;
    int percent = 0;
};

Json orderOf(const Fault& fault)
{
    Json order;
    order.set("match", fault.match).set("mode", fault.mode);
    if (fault.count != 0) {
        order.set("count", fault.count);
    }
    if (fault.ms != 0) {
        order.set("ms", fault.ms);
    }
    if (fault.percent != 0) {
        order.set("percent", fault.percent).set("seed", 7);
    }
    return order;
}

/// A system of record that misbehaves, what protects, and what its books must say in the end.
struct Trouble {
    const char* name;
    std::vector<Fault> faults;
    QStringList weaker; ///< options of the sandbox
    const char* disabled; ///< protections of ours that are off
    std::size_t refunds;
    std::size_t messages;
    Stage end;
};

std::vector<Trouble> troubles()
{
    const QString keys = QStringLiteral("--ignore-keys");
    const QString versions = QStringLiteral("--ignore-versions");
    const QString limits = QStringLiteral("--ignore-limits");
    const QString lookups = QStringLiteral("--no-lookup");
    const Fault lost{"POST /v1/refunds", "drop_response", 1};
    const char* const bothOff = "reconciliation,compare_and_set";
    return {
        {"lost answer", {lost}, {}, "", 1, 1, Stage::Closed},
        // Each alone suffices; the refund would double without it, as the last of these shows.
        {"lost answer, look-up alone", {lost}, {keys, versions, limits}, "compare_and_set", 1, 1, Stage::Closed},
        {"lost answer, key alone", {lost}, {versions, limits}, bothOff, 1, 1, Stage::Closed},
        {"lost answer, version alone", {lost}, {keys, limits}, "reconciliation", 1, 0, Stage::Escalated},
        {"lost answer, limit alone", {lost}, {keys, versions}, bothOff, 1, 0, Stage::Escalated},
        {"lost answer, nothing", {lost}, {keys, versions, limits}, bothOff, 2, 0, Stage::Escalated},
        // What cannot be looked up stays in doubt: a person looks, nothing is sent again.
        {"lost answer, no look-up", {lost}, {lookups}, "", 1, 0, Stage::Escalated},
        {"lost answer, look-up fails", {lost, {"GET /v1/refunds*", "fail", 2}}, {}, "", 1, 1, Stage::Closed},
        {"lost answer, look-up always fails", {lost, {"GET /v1/refunds*", "fail"}}, {}, "", 1, 0, Stage::Escalated},
        {"lost answer to the message", {{"POST /v1/messages", "drop_response", 1}}, {}, "", 1, 1, Stage::Closed},
        {"lost request", {{"POST /v1/*", "drop_request", 2}}, {}, "", 1, 1, Stage::Closed},
        {"throttled", {{"POST /v1/*", "throttle", 2, 200}}, {}, "", 1, 1, Stage::Closed},
        {"failing", {{"POST /v1/*", "fail", 2}}, {}, "", 1, 1, Stage::Closed},
        {"garbage", {{"POST /v1/*", "garbage", 1}}, {}, "", 1, 1, Stage::Closed},
        // Longer than the connector waits, and then it happens after all.
        {"late", {{"POST /v1/refunds", "latency", 1, 11'000}}, {}, "", 1, 1, Stage::Closed},
        {"everything now and then", {{"* /v1/*", "drop_response", 0, 0, 25}}, {}, "", 1, 1, Stage::Closed},
    };
}

} // namespace

/// One refund by policy from a system of record that loses answers and worse. Its own books decide.
class LostAnswerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_charge = m_shop.addDoubleCharge(7'450);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        m_troubles = troubles();
        std::vector<std::function<RunReport()>> runs;
        for (std::size_t i = 0; i < m_troubles.size(); ++i) {
            runs.emplace_back([this, i] { return refundThrough(m_troubles[i], "run-" + std::to_string(i)); });
        }
        m_reports = runAll(runs);
    }

    void refund_throughTrouble_isInTheBooksAsItMustBe_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_troubles.size(); ++i) {
            QTest::newRow(m_troubles[i].name) << static_cast<int>(i);
        }
    }

    void refund_throughTrouble_isInTheBooksAsItMustBe()
    {
        QFETCH(const int, index);
        QCOMPARE(m_reports.at(static_cast<std::size_t>(index)).fault, std::string());
    }

private:
    RunReport refundThrough(const Trouble& trouble, const std::string& name) const
    {
        RunReport report;
        report.name = trouble.name;
        Sandbox sandbox(m_stand->folder() / (name + ".sandbox"), m_shop.books(), trouble.weaker);
        if (!sandbox.start()) {
            report.fault = "the sandbox does not start";
            return report;
        }
        Daemon::Place place = m_stand->placeFor(name);
        place.sandbox = sandbox.readyFile();
        Daemon daemon(place);
        const bool ordered = std::all_of(trouble.faults.begin(), trouble.faults.end(),
                                         [&](const Fault& fault) { return sandbox.order(orderOf(fault)); });
        const bool started = ordered && daemon.start({{}, trouble.disabled});
        const auto ticket = started ? daemon.takeIn(complaintAbout(m_charge, "m-1")) : std::nullopt;
        if (!ticket || !daemon.reaches(*ticket, trouble.end)) {
            const auto stands = ticket ? daemon.ticket(*ticket) : fail(ErrorCode::NotFound, "ticket", "none");
            report.fault = stands ? "it stands at " + std::string(nameOf(stands->row.stage)) + " " + stands->row.detail
                                  : stands.error().text();
            return report;
        }
        const Books books = sandbox.books();
        const std::size_t refunds = books.refundsOf(m_charge.order).size();
        const std::size_t messages = books.messagesTo(m_charge.customer).size();
        if (refunds != trouble.refunds || messages != trouble.messages) {
            report.fault = std::to_string(refunds) + " refunds and " + std::to_string(messages) + " messages";
        } else if (daemon.program().terminate() != 0) {
            report.fault = "it did not end cleanly";
        } else {
            report.fault = ledgerFaults(daemon.data());
        }
        return report;
    }

    SampleShop m_shop;
    DoubleCharge m_charge;
    std::unique_ptr<Stand> m_stand;
    std::vector<Trouble> m_troubles;
    std::vector<RunReport> m_reports;
};

QTEST_GUILESS_MAIN(LostAnswerTest)
#include "LostAnswerTest.moc"
