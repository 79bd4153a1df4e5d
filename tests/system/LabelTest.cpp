// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

/// A message that only this test writes, so that no other teaches the model what to say of it.
const std::string kPuzzle = "The zeppelin voucher that I got for the grinder has a hole in it.";

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

/// What people make of labels, from the console's calls to a model that learned from them.
class LabelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_charge = m_shop.addDoubleCharge(15'000);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void hello_saysWhoOneIsAndMayDo()
    {
        const auto agent = m_stand->daemon().callAs<rpc::SessionHello>(token(), {"test", "1", {}});
        STILLGATE_VERIFY_VALUE(agent);
        QVERIFY(agent->roles == std::vector<Role>{Role::L2Agent});
        QCOMPARE(agent->name, std::string("Demonstration agent 1"));
        // The token of the ready file is nobody's in particular, and in a demonstration an admin's.
        const auto somebody = m_stand->daemon().call<rpc::SessionHello>({"test", "1", {}});
        STILLGATE_VERIFY_VALUE(somebody);
        QVERIFY((somebody->roles == std::vector<Role>{Role::Admin, Role::Service}) && somebody->name.empty());
    }

    void taxonomy_isTheLoadedOne()
    {
        const auto taxonomy = m_stand->daemon().call<rpc::TaxonomyGet>({});
        STILLGATE_VERIFY_VALUE(taxonomy);
        QCOMPARE(taxonomy->id, std::string("starter"));
        const auto intent = std::find_if(taxonomy->intents.begin(), taxonomy->intents.end(),
                                         [](const rpc::IntentView& i) { return i.id == "data_deletion"; });
        QVERIFY(intent != taxonomy->intents.end());
        QVERIFY(intent->alwaysManual);
        QCOMPARE(intent->team, std::string("privacy"));
        QCOMPARE(intent->autoFrom, 10'000);
        QCOMPARE(taxonomy->denyReasons.size(), EnumNames<DenyReason>::kNames.size());
    }

    void correction_ofAnOpenGate_reroutes_andTakenBackComesBack()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaintAbout(m_charge, "gate"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const auto shown = m_stand->agent(2).look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        const auto before = daemon.ticket(*ticket);
        QVERIFY(before->row.classified.has_value());
        const rpc::SubmitReview correction{*ticket,           *before->row.classified, ReviewVerdict::Correct,
                                           "delivery_status", ReviewTag::PlainError,   std::nullopt};
        STILLGATE_VERIFY_CODE(daemon.call<rpc::CommandSubmit>({Approver::newCommandId(), correction}), ErrorCode::Refused);
        QCOMPARE(verdictOn(m_stand->agent(1).submit(correction)), std::string("accepted"));
        const auto moved = daemon.ticket(*ticket);
        QCOMPARE(moved->row.stage, Stage::Escalated);
        QCOMPARE(moved->row.team, std::string("logistics"));
        QCOMPARE(moved->row.detail, std::string("no_runbook"));

        const Approver other = m_stand->agent(2);
        const auto late = other.submit(other.sign(other.statement(*shown, Verdict::Approve)));
        QCOMPARE(verdictOn(late), std::string("gate_not_open"));
        QCOMPARE(late->refusal->detail, std::string("voided"));

        QVERIFY(moved->row.reviewed.has_value());
        const rpc::SubmitReviewWithdrawal undo{*ticket, moved->row.reviewed->event};
        QCOMPARE(verdictOn(other.submit(undo)), std::string("role_missing"));
        QCOMPARE(verdictOn(m_stand->agent(1).submit(undo)), std::string("accepted"));
        const auto again = daemon.awaitGate(*ticket, gate);
        QVERIFY(again);
        QCOMPARE(verdictOn(other.decide(*again, Verdict::Approve)), std::string("accepted"));
        QVERIFY(daemon.reaches(*ticket, Stage::Closed));
        QCOMPARE(daemon.ticket(*ticket)->row.attribution, std::string("assisted"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_charge.order).size(), std::size_t{1});
    }

    void correction_isInTheNextTrainingSet()
    {
        Daemon& daemon = m_stand->daemon();
        Json puzzle = complaintAbout(showcase(), "puzzle").set("subject", "Voucher").set("text", kPuzzle);
        const auto ticket = daemon.takeIn(puzzle);
        QVERIFY(ticket);
        const auto row = daemon.ticket(*ticket)->row;
        const std::string right = row.intent == "plan_change" ? "invoice_copy" : "plan_change";

        // The control: as long as nobody says otherwise, what is learned anew is what was known.
        QCOMPARE(*train("before.model").json.find("corrected")->asInteger(), 0);
        QCOMPARE(saidBy("before.model"), row.intent);

        QCOMPARE(verdictOn(m_stand->agent(1).submit(rpc::SubmitReview{*ticket, *row.classified, ReviewVerdict::Correct, right,
                                                                      ReviewTag::TaxonomyGap, std::nullopt})),
                 std::string("accepted"));
        const CommandRun learned = train("after.model");
        QCOMPARE(learned.code, 0);
        QCOMPARE(*learned.json.find("corrected")->asInteger(), 1);
        QCOMPARE(saidBy("after.model"), right);

        // What was erased teaches nothing any more, and is said to be missing.
        QCOMPARE(verdictOn(m_stand->admin().submit(rpc::SubmitErasure{row.customer, "request"})), std::string("accepted"));
        const CommandRun without = train("without.model");
        QCOMPARE(*without.json.find("corrected")->asInteger(), 0);
        QCOMPARE(*without.json.find("erased")->asInteger(), 1);
        QCOMPARE(without.json.textAt("model"), m_models.at("before.model"));
    }

    void ledger_ofTheDay_verifies()
    {
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    [[nodiscard]] std::string token() { return m_stand->daemon().agent(1).token; }
    [[nodiscard]] QString model(const std::string& name) const { return text(m_stand->folder() / name); }

    /// Beside the running orchestrator.
    CommandRun train(const std::string& name)
    {
        CommandRun run = ctl({QStringLiteral("triage"), QStringLiteral("train"), QStringLiteral("--from"),
                              text(m_stand->daemon().data()), QStringLiteral("--out"), model(name), QStringLiteral("--json")});
        m_models[name] = run.json.textAt("model");
        return run;
    }

    [[nodiscard]] std::string saidBy(const std::string& name) const
    {
        const CommandRun run = ctl({QStringLiteral("triage"), QStringLiteral("predict"), QStringLiteral("--model"), model(name),
                                    QStringLiteral("--json"), QString::fromStdString("Voucher\n" + kPuzzle)});
        const Json::Array* messages = run.json.asArray();
        return messages == nullptr || messages->empty() ? run.text : std::string(messages->front().textAt("label"));
    }

    SampleShop m_shop;
    DoubleCharge m_charge;
    std::unique_ptr<Stand> m_stand;
    std::map<std::string, std::string> m_models; ///< id by file name
};

QTEST_GUILESS_MAIN(LabelTest)
#include "LabelTest.moc"
