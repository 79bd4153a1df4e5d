// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/queue/QueueFixture.h"

using namespace stillgate;

namespace {

SampleTicket refund()
{
    SampleTicket out;
    out.number = 148;
    out.subject = "Charged twice";
    out.customer = "Sample Customer 07";
    out.cents = 12'900;
    out.minutesLeft = 41;
    return out;
}

QueueRow presented(const QueueStand& stand, const SampleTicket& ticket)
{
    QueuePresenter presenter(stand.formatting);
    presenter.setSelf(samplePerson(1), QStringLiteral("Sample Person"));
    TicketEntry entry;
    entry.row = sampleRow(ticket, stand.clock.now());
    entry.subject = UntrustedText(ticket.subject);
    entry.customer = UntrustedText(ticket.customer);
    const GateRow gate = sampleGate(ticket, stand.clock.now());
    return presenter.present(entry, ticket.stage == Stage::Gate ? &gate : nullptr);
}

} // namespace

class QueuePresenterTest final : public QObject {
    Q_OBJECT

private slots:
    void present_gate_saysWhatItAsksForAndOfHowMany()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.needed = 2;
        QueueRow row = presented(stand, ticket);
        QCOMPARE(row.number, QStringLiteral("#148"));
        QCOMPARE(row.asks, QStringLiteral("Refund 129.00\u00a0EUR"));
        QCOMPARE(row.support, QStringLiteral("0 of 2 signed"));
        QCOMPARE(row.supportMood, Mood::Neutral);
        QCOMPARE(row.quorum, QStringLiteral("0/2"));
        QCOMPARE(row.stakesBars, 2);
        ticket.signedBy = 1;
        row = presented(stand, ticket);
        QCOMPARE(row.support, QStringLiteral("1 of 2 signed"));
        QCOMPARE(row.supportMood, Mood::Yours);
    }

    void present_deadline_turnsFromCalmToSoonToBreached()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.minutesLeft = 90;
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::InTime);
        QCOMPARE(presented(stand, ticket).deadline->text, QStringLiteral("01:30"));
        ticket.minutesLeft = 10;
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::Soon);
        ticket.minutesLeft = -6;
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::Breached);
        QCOMPARE(presented(stand, ticket).deadline->left, 0.0);
    }

    void present_ticketWithoutAGate_hasNoDeadlineAndNoStakes()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.stage = Stage::Escalated;
        ticket.reason = "red_flag";
        const QueueRow row = presented(stand, ticket);
        QVERIFY(!row.deadline);
        QCOMPARE(row.stakesBars, 0);
        QVERIFY(row.quorum.isEmpty());
        QCOMPARE(row.asks, QStringLiteral("Needs a person"));
        QCOMPARE(row.support, QStringLiteral("Red flag"));
        QCOMPARE(row.supportMood, Mood::Harm);
    }

    void present_owed_turnsFromCalmToAtRiskToBreached()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.stage = Stage::Escalated;
        ticket.owed = SlaMetric::FirstResponse;
        ticket.minutesOwed = 125;
        QueueRow row = presented(stand, ticket);
        QCOMPARE(row.deadline->state, DeadlineState::InTime);
        QCOMPARE(row.deadline->text, QStringLiteral("02:05"));
        QVERIFY(row.deadlineState.isEmpty());
        QVERIFY(row.deadlineTip.startsWith(QStringLiteral("First response: due ")));
        ticket.owed = SlaMetric::NextResponse;
        ticket.clock = SlaState::AtRisk;
        row = presented(stand, ticket);
        QCOMPARE(row.deadline->state, DeadlineState::Soon);
        QCOMPARE(row.deadlineState, QStringLiteral("at risk"));
        QVERIFY(row.deadlineTip.startsWith(QStringLiteral("Next response: at risk, due ")));
        ticket.owed = SlaMetric::Resolution;
        ticket.clock = SlaState::Breached;
        ticket.minutesOwed = -125;
        row = presented(stand, ticket);
        QCOMPARE(row.deadline->state, DeadlineState::Breached);
        QCOMPARE(row.deadlineState, QStringLiteral("breached 2 h ago"));
        QVERIFY(row.deadlineTip.startsWith(QStringLiteral("Resolution: breached 2 h ago, was due ")));
        QVERIFY(row.deadlineTip.contains(stand.formatting.absolute({stand.clock.now().ms - 125 * 60'000})));
    }

    void present_owedAndPastBeforeTheOrchestratorSaidSo_isBreached()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.stage = Stage::Escalated;
        ticket.owed = SlaMetric::FirstResponse;
        ticket.minutesOwed = -1;
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::Breached);
    }

    void present_customerAwaited_clocksStandStillWhateverTheySaid()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.stage = Stage::WaitingCustomer;
        ticket.owed = SlaMetric::Resolution;
        ticket.clock = SlaState::Breached;
        ticket.minutesOwed = -30;
        ticket.paused = true;
        const QueueRow row = presented(stand, ticket);
        QCOMPARE(row.deadline->state, DeadlineState::Paused);
        QCOMPARE(row.deadline->text, QStringLiteral("paused"));
        QCOMPARE(row.deadlineTip, QStringLiteral("Resolution: paused while the customer is awaited"));
    }

    void present_atAGate_showsWhatEndsFirstAndTellsBoth()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.minutesLeft = 90;
        ticket.owed = SlaMetric::NextResponse;
        ticket.minutesOwed = 75;
        QueueRow row = presented(stand, ticket);
        QCOMPARE(row.deadline->text, QStringLiteral("01:15"));
        QCOMPARE(row.deadlineTip.count(QLatin1Char('\n')), 1);
        QVERIFY(row.deadlineTip.contains(QStringLiteral("Approval: the gate expires ")));
        QVERIFY(row.deadlineTip.contains(QStringLiteral("Next response: due ")));
        ticket.minutesOwed = 95;
        QCOMPARE(presented(stand, ticket).deadline->text, QStringLiteral("01:30"));
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::InTime);
        ticket.clock = SlaState::AtRisk;
        QCOMPARE(presented(stand, ticket).deadline->text, QStringLiteral("01:30"));
        QCOMPARE(presented(stand, ticket).deadline->state, DeadlineState::Soon);
        ticket.paused = true;
        ticket.minutesOwed = 1;
        QCOMPARE(presented(stand, ticket).deadline->text, QStringLiteral("01:30"));
    }

    void present_priority_isShownWithItsScore()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        QVERIFY(!presented(stand, ticket).priority);
        ticket.priority = Priority::P2;
        ticket.score = 64;
        const QueueRow row = presented(stand, ticket);
        QCOMPARE(row.priority->level, 2);
        QCOMPARE(row.priorityTip, QStringLiteral("Priority P2, score 6.4 of 10"));
    }

    void present_assignee_isYouOrAPseudonymOrHeld()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        QVERIFY(presented(stand, ticket).assignee.isEmpty());
        QVERIFY(presented(stand, ticket).assigneeTip.isEmpty());
        QVERIFY(!presented(stand, ticket).assigneeBadge);
        ticket.assignee = samplePerson(1);
        QCOMPARE(presented(stand, ticket).assignee, QStringLiteral("you"));
        QCOMPARE(presented(stand, ticket).assigneeBadge->initials, QStringLiteral("SP"));
        QCOMPARE(presented(stand, ticket).assigneeTip, QStringLiteral("assigned to you"));
        ticket.minutesClaimed = 20;
        QVERIFY(presented(stand, ticket).assigneeTip.startsWith(QStringLiteral("claimed by you until ")));
        ticket.minutesClaimed = 0;
        ticket.assignee = samplePerson(2);
        const QString end = QString::fromStdString(samplePerson(2).text()).right(4);
        QCOMPARE(presented(stand, ticket).assignee, end);
        QCOMPARE(presented(stand, ticket).assigneeBadge->initials, end.right(2).toUpper());
        QCOMPARE(presented(stand, ticket).assigneeTip, QStringLiteral("assigned to person ") + end);
        ticket.assignee.reset();
        ticket.held = HoldReason::AllOffShift;
        QCOMPARE(presented(stand, ticket).assignee, QStringLiteral("held"));
        QCOMPARE(presented(stand, ticket).assigneeTip, QStringLiteral("held: nobody works now"));
    }

    void present_everyStage_saysSomething()
    {
        const QueueStand stand;
        for (const auto& [stage, name] : EnumNames<Stage>::kNames) {
            SampleTicket ticket = refund();
            ticket.stage = stage;
            const QueueRow row = presented(stand, ticket);
            QVERIFY2(!row.asks.isEmpty() && !row.stage.isEmpty(), name.data());
        }
    }

    void present_outsideText_showsWhatIsHidden()
    {
        const QueueStand stand;
        SampleTicket ticket = refund();
        ticket.subject = "Pay \u202Enow\nplease";
        const QueueRow row = presented(stand, ticket);
        QVERIFY(row.subject.contains(QStringLiteral("<U+202E>")));
        QVERIFY(!row.subject.contains(QChar(0x202E)));
        QVERIFY(!row.subject.contains(QLatin1Char('\n')));
    }

    void present_withheldText_saysWhy()
    {
        const QueueStand stand;
        const QueuePresenter presenter(stand.formatting);
        TicketEntry entry;
        entry.row = sampleRow(refund(), stand.clock.now());
        entry.subject = tl::make_unexpected(Withheld::Erased);
        entry.customer = tl::make_unexpected(Withheld::NotYours);
        const QueueRow row = presenter.present(entry, nullptr);
        QCOMPARE(row.subject, QStringLiteral("Subject erased"));
        QCOMPARE(row.subjectAs, ShownAs::Withheld);
        QCOMPARE(row.customer, QStringLiteral("name not for your role"));
    }

    void present_thresholds_comeFromTheTaxonomyAlone()
    {
        QueueStand stand;
        QueuePresenter presenter(stand.formatting);
        TicketEntry entry;
        entry.row = sampleRow(refund(), stand.clock.now());
        QCOMPARE(presenter.present(entry, nullptr).confidence.autoFrom, 0.0);
        presenter.setTaxonomy(*stand.taxonomy.read().result());
        QCOMPARE(presenter.present(entry, nullptr).confidence.autoFrom, 0.85);
        QCOMPARE(presenter.present(entry, nullptr).confidence.assistedFrom, 0.6);
    }

    void request_unknownOperation_isNamedAsItIs()
    {
        const QueueStand stand;
        GateRow gate = sampleGate(refund(), stand.clock.now());
        gate.operation = "order.cancel";
        gate.amount.minor = 0;
        QVERIFY(queueRequestWords(gate, stand.formatting).contains(QStringLiteral("order.cancel")));
    }
};

QTEST_GUILESS_MAIN(QueuePresenterTest)
#include "QueuePresenterTest.moc"
