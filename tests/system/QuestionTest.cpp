// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const std::string kQuestion = "Did you pay by card or by bank transfer?";

Json complaint(const DoubleCharge& charge)
{
    return complaintAbout(charge, "complaint-" + charge.order).set("thread", "thread-" + charge.order);
}

Json answer(const DoubleCharge& charge, const std::string& text)
{
    return complaintAbout(charge, "answer-" + charge.order)
        .set("thread", "thread-" + charge.order)
        .set("subject", "Re: a question")
        .set("text", text);
}

} // namespace

/// Asking the customer: through the same books as everything else, once, and with a new decision at the end.
class QuestionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (DoubleCharge* charge : {&m_asked, &m_writer, &m_other}) {
            *charge = m_shop.addDoubleCharge(15'000);
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void question_isAskedOnce_andItsAnswerIsDecidedAnew()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaint(m_asked));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const auto early = m_stand->agent(2).look(*gate);
        STILLGATE_VERIFY_VALUE(early);
        QCOMPARE(verdictOn(m_stand->agent(1).ask(*gate, " \n")), std::string("note_missing"));
        QCOMPARE(verdictOn(m_stand->agent(1).ask(*gate, kQuestion)), std::string("accepted"));
        QVERIFY(daemon.reaches(*ticket, Stage::WaitingCustomer));
        QVERIFY(becomes([&] { return mailsTo(m_asked).size() == 1; }));
        QVERIFY(mailsTo(m_asked).front().textAt("body").find(kQuestion) != std::string_view::npos);

        // Somebody else had the same gate before them, and learns whose decision counts.
        const Approver other = m_stand->agent(2);
        const auto late = other.submit(other.sign(other.statement(*early, Verdict::Approve)));
        QCOMPARE(verdictOn(late), std::string("gate_not_open"));
        QCOMPARE(late->refusal->detail, std::string("asked"));
        QVERIFY(late->refusal->decided.has_value());
        QVERIFY(late->refusal->decided->person == m_stand->agent(1).key().person);
        QVERIFY(late->refusal->decided->verdict == Verdict::AskCustomer);

        QCOMPARE(daemon.takeIn(answer(m_asked, "By card, both of them.")), ticket);
        const auto again = daemon.awaitGate(*ticket, gate);
        QVERIFY(again);
        QVERIFY(m_stand->sandbox().books().refundsOf(m_asked.order).empty());
        QCOMPARE(verdictOn(other.decide(*again, Verdict::Approve)), std::string("accepted"));
        QVERIFY(daemon.reaches(*ticket, Stage::Closed));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_asked.order).size(), std::size_t{1});
        QCOMPARE(mailsTo(m_asked).size(), std::size_t{2});
    }

    /// What the customer answers counts before what was written first.
    void answer_withAnotherOrder_isAboutThatOne()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaint(m_writer).set("id", "mistaken").set("thread", "thread-mistaken"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        QCOMPARE(verdictOn(m_stand->agent(1).ask(*gate, "Which order?")), std::string("accepted"));
        QVERIFY(becomes([&] { return mailsTo(m_writer).size() == 1; }));
        QVERIFY(becomes([&] { return !daemon.ticket(*ticket)->row.gate; }));
        // Another customer's order: what was proven before is proven anew, and does not hold.
        const Json wrong = answer(m_writer, "Sorry, it was " + m_other.order).set("thread", "thread-mistaken");
        QCOMPARE(daemon.takeIn(wrong), ticket);
        QVERIFY(daemon.reaches(*ticket, Stage::Escalated));
        QCOMPARE(daemon.ticket(*ticket)->row.reason, std::string("identity_failed"));
        QVERIFY(m_stand->sandbox().books().refundsOf(m_other.order).empty());
    }

    /// Killed when the question is out and nobody has written that down: it is not asked again.
    void question_killedBehindTheCall_isAskedOnce()
    {
        const DoubleCharge charge = m_other;
        Daemon daemon(m_stand->placeFor("killed"));
        QVERIFY(daemon.start({"notice.after", {}}));
        const auto ticket = daemon.takeIn(complaint(charge));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const Approver agent(daemon, daemon.agent(1));
        QCOMPARE(verdictOn(agent.ask(*gate, kQuestion)), std::string("accepted"));
        QVERIFY(daemon.program().waitForEnd() != 0);
        QCOMPARE(mailsTo(charge).size(), std::size_t{1});
        QVERIFY(daemon.start());
        QVERIFY(becomes([&] { return !payloadsOf<NoticeSent>(*daemon.ticket(*ticket)).empty(); }));
        QCOMPARE(mailsTo(charge).size(), std::size_t{1});
        QCOMPARE(daemon.ticket(*ticket)->row.stage, Stage::WaitingCustomer);
        QCOMPARE(daemon.takeIn(answer(charge, "By card.")), ticket);
        QVERIFY(daemon.awaitGate(*ticket, gate));
        QCOMPARE(daemon.program().terminate(), 0);
        QCOMPARE(ledgerFaults(daemon.data()), std::string());
    }

    void ledger_ofTheDay_verifies()
    {
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
    }

private:
    [[nodiscard]] std::vector<Json> mailsTo(const DoubleCharge& charge)
    {
        return m_stand->sandbox().books().messagesTo(charge.customer);
    }

    SampleShop m_shop;
    DoubleCharge m_asked;
    DoubleCharge m_writer;
    DoubleCharge m_other;
    std::unique_ptr<Stand> m_stand;
};

QTEST_GUILESS_MAIN(QuestionTest)
#include "QuestionTest.moc"
