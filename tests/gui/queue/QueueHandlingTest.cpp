// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/queue/Watched.h"

using namespace stillgate;

/// Priority, clocks, categories and people in the rows of the queue.
class QueueHandlingTest final : public QObject {
    Q_OBJECT

private slots:
    void sort_priority_thenByWhatIsDueFirst_eitherWay()
    {
        QueueStand stand;
        const auto put = [&](int number, std::optional<Priority> priority, int minutesLeft) {
            SampleTicket ticket = gate(number, minutesLeft);
            ticket.priority = priority;
            ticket.stage = minutesLeft == 0 ? Stage::Closed : Stage::Gate;
            stand.put(ticket);
        };
        put(1, Priority::P3, 5);
        put(2, Priority::P1, 90);
        put(3, Priority::P1, -10);
        put(4, std::nullopt, 1);
        put(5, Priority::P1, 0);
        put(6, Priority::P4, 2);
        put(7, Priority::P1, 90);
        Watched queue(stand);
        queue.model.setSort({QueueColumn::Priority, Qt::AscendingOrder});
        QCOMPARE(queue.numbers(), (Numbers{3, 2, 7, 5, 1, 6, 4}));
        queue.model.setSort({QueueColumn::Priority, Qt::DescendingOrder});
        QCOMPARE(queue.numbers(), (Numbers{6, 1, 3, 2, 7, 5, 4}));
    }

    void sort_deadline_clocksAndGatesTogetherThenThoseThatStandStill()
    {
        QueueStand stand;
        const auto owed = [&](int number, int minutes, bool paused) {
            SampleTicket ticket = gate(number, 0);
            ticket.stage = paused ? Stage::WaitingCustomer : Stage::Escalated;
            ticket.owed = SlaMetric::Resolution;
            ticket.minutesOwed = minutes;
            ticket.paused = paused;
            return ticket;
        };
        SampleTicket closed = gate(1, 0);
        closed.stage = Stage::Closed;
        stand.put(closed);
        stand.put(owed(2, 1, true));
        stand.put(gate(3, 40));
        stand.put(owed(4, -30, false));
        stand.put(owed(5, 50, false));
        SampleTicket both = gate(6, 45);
        both.owed = SlaMetric::FirstResponse;
        both.minutesOwed = 35;
        stand.put(both);
        Watched queue(stand);
        QCOMPARE(queue.numbers(), (Numbers{4, 6, 3, 5, 2, 1}));
        queue.model.setSort({QueueColumn::Deadline, Qt::DescendingOrder});
        QCOMPARE(queue.numbers(), (Numbers{2, 5, 3, 6, 4, 1}));
    }

    void view_slaAtRisk_hasTheMostUrgentOnTopAndFollowsTheClocks()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        queue.model.setFilter(viewFilter(3));
        QCOMPARE(queue.numbers(), (Numbers{20, 112, 131, 21, 30}));
        SampleTicket calm = sampleDay().front();
        calm.clock = SlaState::Running;
        calm.minutesOwed = 300;
        stand.put(calm);
        SampleTicket late = gate(40, 0);
        late.stage = Stage::Confirm;
        late.owed = SlaMetric::FirstResponse;
        late.clock = SlaState::Breached;
        late.minutesOwed = -200;
        stand.put(late);
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{40, 20, 131, 21, 30}));
        QCOMPARE(queue.model.viewCounts()[3], 5);
    }

    void view_security_hasItsTicketsOnceCategoriesAreKnown()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        queue.model.setFilter(viewFilter(4));
        QCOMPARE(queue.model.viewCounts()[4], 0);
        QSignalSpy counted(&queue.model, &QueueModel::viewCountsChanged);
        queue.model.setTaxonomy(*stand.taxonomy.read().result());
        QCOMPARE(counted.size(), 1);
        QCOMPARE(queue.model.viewCounts()[4], 1);
        QCOMPARE(queue.numbers(), Numbers{30});
        QCOMPARE(queue.model.names().categories, (QStringList{QStringLiteral("billing"), QStringLiteral("security")}));
    }

    void filter_assigneeMe_followsWhoIsSignedIn()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        queue.model.setFilter(filterOf("assignee:me"));
        QCOMPARE(queue.model.rowCount(), 0);
        queue.model.setSelf(samplePerson(1));
        QCOMPARE(queue.numbers(), (Numbers{21, 148}));
        queue.model.setSelf(samplePerson(2));
        QCOMPARE(queue.numbers(), (Numbers{131, 22}));
        QCOMPARE(queue.model.names().assignees.size(), 2);
    }

    void cells_handling_sayInWordsWhatTheyShowBySign()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        const auto cell = [&](int number, QueueColumn column, int role) {
            return queue.model.index(queue.rowOf(number), static_cast<int>(column)).data(role).toString();
        };
        QCOMPARE(cell(20, QueueColumn::Deadline, Qt::AccessibleTextRole), QStringLiteral("\u221201:35, breached 1 h ago"));
        QCOMPARE(cell(21, QueueColumn::Deadline, Qt::AccessibleTextRole), QStringLiteral("00:11, at risk"));
        QCOMPARE(cell(38, QueueColumn::Deadline, Qt::AccessibleTextRole), QStringLiteral("paused"));
        QCOMPARE(cell(30, QueueColumn::Priority, Qt::DisplayRole), QStringLiteral("P1"));
        QVERIFY(cell(30, QueueColumn::Priority, Qt::ToolTipRole).contains(QStringLiteral("Priority P1, score 8.7 of 10")));
        QVERIFY(cell(131, QueueColumn::Deadline, Qt::ToolTipRole).contains(QStringLiteral("Next response: at risk")));
        QVERIFY(cell(20, QueueColumn::Team, Qt::DisplayRole).contains(QStringLiteral("held: all are full")));
        constexpr int kPriority = static_cast<int>(QueueColumn::Priority);
        QCOMPARE(queue.model.headerData(kPriority, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("P"));
        QCOMPARE(queue.model.headerData(kPriority, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Priority"));
    }
};

QTEST_GUILESS_MAIN(QueueHandlingTest)
#include "QueueHandlingTest.moc"
