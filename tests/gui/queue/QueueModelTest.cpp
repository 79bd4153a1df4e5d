// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QSignalSpy>
#include <QTest>

#include "tests/gui/queue/Watched.h"

using namespace stillgate;

class QueueModelTest final : public QObject {
    Q_OBJECT

private slots:
    void load_storeWithTickets_rowsStandByDeadlineThenNumber()
    {
        QueueStand stand;
        stand.put(gate(1, 50));
        stand.put(gate(2, 10));
        SampleTicket closed = gate(3, 0);
        closed.stage = Stage::Closed;
        stand.put(closed);
        stand.put(gate(4, 10));
        Watched queue(stand);
        QCOMPARE(queue.numbers(), (Numbers{2, 4, 1, 3}));
        queue.model.setSort({QueueColumn::Deadline, Qt::DescendingOrder});
        QCOMPARE(queue.numbers(), (Numbers{1, 2, 4, 3}));
    }

    void sort_everyColumn_ordersByWhatItShows_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<Numbers>("expected");
        QTest::newRow("ticket") << static_cast<int>(QueueColumn::Ticket) << Numbers{4, 1, 3, 2};
        QTest::newRow("asks") << static_cast<int>(QueueColumn::Asks) << Numbers{2, 4, 1, 3};
        QTest::newRow("intent") << static_cast<int>(QueueColumn::Intent) << Numbers{2, 1, 4, 3};
        QTest::newRow("stage") << static_cast<int>(QueueColumn::Stage) << Numbers{1, 2, 4, 3};
        QTest::newRow("team") << static_cast<int>(QueueColumn::Team) << Numbers{3, 1, 4, 2};
        QTest::newRow("age") << static_cast<int>(QueueColumn::Age) << Numbers{4, 3, 2, 1};
    }
    void sort_everyColumn_ordersByWhatItShows()
    {
        QFETCH(int, column);
        QFETCH(Numbers, expected);
        QueueStand stand;
        SampleTicket one = gate(1, 50);
        one.subject = "beta";
        one.stakes = Stakes::High;
        one.minutesOld = 9;
        SampleTicket two = gate(2, 10);
        two.subject = "Gamma";
        two.cents = 100;
        two.intent = "a_first";
        two.team = "zebra";
        two.minutesOld = 8;
        SampleTicket three = gate(3, 0);
        three.subject = "Beta two";
        three.stage = Stage::Closed;
        three.cents = 0;
        three.intent = "z_last";
        three.team = "a team";
        three.minutesOld = 7;
        SampleTicket four = gate(4, 5);
        four.subject = "Alpha";
        four.cents = 5'000;
        four.confidence = 9'900;
        four.minutesOld = 6;
        for (const SampleTicket& ticket : {one, two, three, four}) {
            stand.put(ticket);
        }
        Watched queue(stand);
        queue.model.setSort({static_cast<QueueColumn>(column), Qt::AscendingOrder});
        QCOMPARE(queue.numbers(), expected);
    }

    void changes_inView_areAnnouncedCellByCell()
    {
        QueueStand stand;
        for (int number = 1; number <= 30; ++number) {
            stand.put(gate(number, 100 + number));
        }
        Watched queue(stand);
        queue.model.setVisibleRows(0, 9);
        QSignalSpy changed(&queue.model, &QAbstractItemModel::dataChanged);
        QSignalSpy moved(&queue.model, &QAbstractItemModel::layoutChanged);
        SampleTicket seen = gate(3, 103);
        seen.signedBy = 1;
        SampleTicket unseen = gate(20, 120);
        unseen.signedBy = 1;
        stand.put(seen);
        stand.put(unseen);
        QCOMPARE(changed.size(), 0);
        stand.advance(kTickPast);
        QCOMPARE(changed.size(), kQueueColumns);
        for (const QList<QVariant>& signal : changed) {
            QCOMPARE(signal[0].toModelIndex(), signal[1].toModelIndex());
            QCOMPARE(signal[0].toModelIndex().row(), 2);
        }
        stand.advance(kArrangePast);
        QCOMPARE(moved.size(), 0);
        QCOMPARE(queue.rowAt(2)->quorum, QStringLiteral("1/1"));
        QCOMPARE(queue.rowAt(19)->quorum, QStringLiteral("1/1"));
    }

    void changes_ofTheSortedColumn_moveTogether()
    {
        QueueStand stand;
        for (int number = 1; number <= 6; ++number) {
            stand.put(gate(number, 10 * number));
        }
        Watched queue(stand);
        QSignalSpy moved(&queue.model, &QAbstractItemModel::layoutChanged);
        QSignalSpy reset(&queue.model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex kept = queue.model.index(queue.rowOf(4), 2);
        stand.put(gate(5, 5));
        stand.put(gate(1, 35));
        stand.advance(kTickPast);
        QCOMPARE(moved.size(), 0);
        stand.advance(kArrangePast);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(queue.numbers(), (Numbers{5, 2, 3, 1, 4, 6}));
        QCOMPARE(kept.row(), queue.rowOf(4));
    }

    void rows_thatNoLongerFit_leaveAndOthersEnter()
    {
        QueueStand stand;
        for (int number = 1; number <= 5; ++number) {
            stand.put(gate(number, 10 * number));
        }
        Watched queue(stand);
        queue.model.setFilter(filterOf("stage:gate"));
        SampleTicket held = gate(2, 0);
        held.stage = Stage::HoldBack;
        SampleTicket denied = gate(4, 0);
        denied.stage = Stage::Escalated;
        stand.put(held);
        stand.put(denied);
        stand.put(gate(9, 15));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{1, 9, 3, 5}));
        stand.put(gate(2, 20));
        stand.put(gate(10, 1));
        stand.put(gate(11, 99));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{10, 1, 9, 2, 3, 5, 11}));
    }

    void arrivals_whileReading_gatherUntilAskedFor()
    {
        QueueStand stand;
        for (int number = 1; number <= 8; ++number) {
            stand.put(gate(number, 10 * number));
        }
        Watched queue(stand);
        queue.model.setVisibleRows(0, 3);
        queue.model.setArrivals(QueueModel::Arrivals::Gather);
        QSignalSpy gathered(&queue.model, &QueueModel::gatheredChanged);
        stand.put(gate(20, 5));
        stand.put(gate(21, 25));
        stand.put(gate(22, 75));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{1, 2, 3, 4, 5, 6, 7, 22, 8}));
        QCOMPARE(queue.model.gathered(), 2);
        QCOMPARE(gathered.last().first().toInt(), 2);
        // What gathered and no longer fits is not counted.
        queue.model.showGathered();
        QCOMPARE(queue.numbers(), (Numbers{20, 1, 2, 21, 3, 4, 5, 6, 7, 22, 8}));
        QCOMPARE(queue.model.gathered(), 0);
    }

    void arrivals_thatStopFitting_areNoLongerCounted()
    {
        QueueStand stand;
        stand.put(gate(1, 10));
        Watched queue(stand);
        queue.model.setFilter(filterOf("stage:gate"));
        queue.model.setVisibleRows(0, 3);
        queue.model.setArrivals(QueueModel::Arrivals::Gather);
        stand.put(gate(2, 5));
        stand.advance(kArrangePast);
        QCOMPARE(queue.model.gathered(), 1);
        SampleTicket closed = gate(2, 5);
        closed.stage = Stage::Closed;
        stand.put(closed);
        stand.advance(kArrangePast);
        QCOMPARE(queue.model.gathered(), 0);
        QCOMPARE(queue.numbers(), Numbers{1});
    }

    void pinned_ticketThatLeftTheFilter_staysUntilUnpinned()
    {
        QueueStand stand;
        for (int number = 1; number <= 3; ++number) {
            stand.put(gate(number, 10 * number));
        }
        Watched queue(stand);
        queue.model.setFilter(filterOf("stage:gate"));
        queue.model.setPinned(sampleTicketId(2));
        SampleTicket held = gate(2, 0);
        held.stage = Stage::HoldBack;
        stand.put(held);
        stand.advance(kArrangePast);
        QVERIFY(queue.rowOf(2) >= 0);
        queue.model.setPinned(sampleTicketId(1));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{1, 3}));
    }

    void pinned_ticketThatLeftTheFilter_keepsItsPlaceWhileOthersMove()
    {
        QueueStand stand;
        for (int number = 1; number <= 4; ++number) {
            stand.put(gate(number, 10 * number));
        }
        Watched queue(stand);
        queue.model.setFilter(filterOf("stage:gate"));
        queue.model.setPinned(sampleTicketId(2));
        SampleTicket held = gate(2, 0);
        held.stage = Stage::HoldBack; // without a deadline it would sort to the end
        stand.put(held);
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{1, 2, 3, 4}));
        stand.put(gate(1, 35));
        stand.put(gate(5, 15));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{2, 5, 3, 1, 4}));
        queue.model.refreshTimes();
        QCOMPARE(queue.numbers(), (Numbers{2, 5, 3, 1, 4}));
        stand.put(gate(2, 38)); // the customer answered: it belongs here again, and where it sorts
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{5, 3, 1, 2, 4}));
    }

    void holding_whileSomebodyPoints_noRowMoves()
    {
        QueueStand stand;
        stand.put(gate(1, 10));
        stand.put(gate(2, 20));
        Watched queue(stand);
        queue.model.setHolding(true);
        stand.put(gate(2, 5));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{1, 2}));
        queue.model.setHolding(false);
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), (Numbers{2, 1}));
    }

    void glow_changedRowInView_glowsOnceAndFades()
    {
        QueueStand stand;
        stand.put(gate(1, 10));
        stand.put(gate(2, 20));
        Watched queue(stand);
        queue.model.setVisibleRows(0, 5);
        queue.model.setGlow({900});
        const auto glow = [&](int row) { return queue.model.index(row, 0).data(QueueModel::GlowRole).toDouble(); };
        SampleTicket touched = gate(1, 10);
        touched.signedBy = 1;
        stand.put(touched);
        stand.advance(kTickPast);
        QVERIFY(glow(0) > 0.9);
        QCOMPARE(glow(1), 0.0);
        stand.advance({450});
        QVERIFY(glow(0) > 0.3 && glow(0) < 0.7);
        stand.advance({900});
        QCOMPARE(glow(0), 0.0);
        QCOMPARE(stand.timers.pending(), std::size_t{0});
    }

    void glow_withoutMotion_neverGlows()
    {
        QueueStand stand;
        stand.put(gate(1, 10));
        Watched queue(stand);
        queue.model.setVisibleRows(0, 5);
        stand.put(gate(1, 11));
        stand.advance(kTickPast);
        QCOMPARE(queue.model.index(0, 0).data(QueueModel::GlowRole).toDouble(), 0.0);
    }

    void counts_followEveryChange()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        QCOMPARE(queue.model.viewCounts(), (ViewCounts::Counts{17, 7, 7, 5, 0, 7, 2, 7, 12, 45}));
        QSignalSpy counted(&queue.model, &QueueModel::viewCountsChanged);
        SampleTicket closed = gate(148, 0);
        closed.stage = Stage::Closed;
        stand.put(closed);
        stand.advance(kArrangePast);
        QCOMPARE(counted.size(), 1);
        QCOMPARE(queue.model.viewCounts(), (ViewCounts::Counts{16, 7, 7, 5, 0, 7, 2, 7, 13, 45}));
    }

    void closedToday_afterMidnight_isEmptyAgain()
    {
        QueueStand stand;
        stand.fill();
        Watched queue(stand);
        queue.model.setFilter(filterOf("stage:closed moved:today"));
        QCOMPARE(queue.model.rowCount(), 12);
        stand.advance(Duration::days(1));
        queue.model.refreshTimes();
        QCOMPARE(queue.model.rowCount(), 0);
        QCOMPARE(queue.model.viewCounts()[8], 0);
    }

    void erased_subject_isFoundNoMore()
    {
        QueueStand stand;
        SampleTicket named = gate(1, 10);
        named.subject = "Unmistakable words";
        stand.put(named);
        Watched queue(stand);
        queue.model.setFilter(filterOf("unmistakable"));
        QCOMPARE(queue.model.rowCount(), 1);
        stand.store.erase(sampleRow(named, stand.clock.now()).customer);
        stand.advance(kArrangePast);
        QCOMPARE(queue.model.rowCount(), 0);
        queue.model.setFilter({});
        QCOMPARE(queue.rowAt(0)->subjectAs, ShownAs::Withheld);
        QVERIFY(queue.rowAt(0)->subject.contains(QStringLiteral("erased")));
    }

    void reset_ofTheStore_readsAnew()
    {
        QueueStand stand;
        stand.put(gate(1, 10));
        Watched queue(stand);
        stand.store.clear();
        QCOMPARE(queue.model.rowCount(), 0);
        stand.put(gate(2, 10));
        stand.advance(kArrangePast);
        QCOMPARE(queue.numbers(), Numbers{2});
    }
};

QTEST_GUILESS_MAIN(QueueModelTest)
#include "QueueModelTest.moc"
