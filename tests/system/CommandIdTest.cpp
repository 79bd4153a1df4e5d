// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/support/Readable.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

/// The caller mints a command's id: whoever is not sure that it arrived sends it again.
class CommandIdTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        const auto gate = ticket ? m_stand->daemon().awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        m_ticket = *ticket;
        const auto shown = m_stand->agent(1).look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        m_honest = m_stand->agent(1).sign(m_stand->agent(1).statement(*shown, Verdict::Approve));
        m_forged = m_honest;
        m_forged.signature = {};
    }

    void refused_sentAgain_isRefusedInTheSameWords()
    {
        const auto first = m_stand->agent(1).submit(m_forged, m_refusedId);
        QCOMPARE(verdictOn(first), std::string("bad_signature"));
        const auto again = m_stand->agent(1).submit(m_forged, m_refusedId);
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == *first);
    }

    void id_withAnotherBody_isAConflict()
    {
        const auto other = m_stand->agent(1).submit(m_honest, m_refusedId);
        STILLGATE_VERIFY_CODE(other, ErrorCode::Conflict);
    }

    void accepted_sentAgain_isAnsweredTheSameAndDoneOnce()
    {
        const auto first = m_stand->agent(1).submit(m_honest, m_acceptedId);
        QCOMPARE(verdictOn(first), std::string("accepted"));
        const auto again = m_stand->agent(1).submit(m_honest, m_acceptedId);
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == *first);
        m_first = *first;
    }

    void accepted_sentAgainAfterARestart_isAnsweredTheSame()
    {
        m_stand->daemon().program().kill();
        QVERIFY(m_stand->daemon().start());
        const auto again = m_stand->agent(1).submit(m_honest, m_acceptedId);
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == m_first);
        STILLGATE_VERIFY_CODE(m_stand->agent(1).submit(m_forged, m_acceptedId), ErrorCode::Conflict);
        QVERIFY(m_stand->daemon().reaches(m_ticket, Stage::Closed));
        QCOMPARE(payloadsOf<GateDecided>(*m_stand->daemon().ticket(m_ticket)).size(), std::size_t{1});
    }

    /// The control: under an id of its own the same decision is another one, and comes too late.
    void accepted_underAnotherId_isAnotherCommand()
    {
        QCOMPARE(verdictOn(m_stand->agent(1).submit(m_honest)), std::string("gate_not_open"));
    }

private:
    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    TicketId m_ticket;
    rpc::SubmitDecision m_honest;
    rpc::SubmitDecision m_forged;
    const CommandId m_refusedId = Approver::newCommandId();
    const CommandId m_acceptedId = Approver::newCommandId();
    rpc::CommandSubmit::Result m_first;
};

QTEST_GUILESS_MAIN(CommandIdTest)
#include "CommandIdTest.moc"
