// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/queue/Watched.h"

using namespace stillgate;

class QueueModelRandomTest final : public QObject {
    Q_OBJECT

private slots:
    void changes_byChance_endAsIfReadAnew_data()
    {
        QTest::addColumn<QueueColumn>("column");
        QTest::newRow("intent") << QueueColumn::Intent;
        QTest::newRow("priority") << QueueColumn::Priority;
        QTest::newRow("deadline") << QueueColumn::Deadline;
    }
    void changes_byChance_endAsIfReadAnew()
    {
        QFETCH(QueueColumn, column);
        QueueStand stand;
        Watched live(stand);
        live.model.setFilter(filterOf("stage:gate confidence:>=0.6"));
        live.model.setVisibleRows(0, 20);
        live.model.setSort({column, Qt::DescendingOrder});
        std::uint32_t seed = 7;
        const auto next = [&seed](std::uint32_t below) {
            seed = seed * 1'664'525U + 1'013'904'223U;
            return static_cast<int>((seed >> 8U) % below);
        };
        for (int i = 0; i < 1'000; ++i) {
            SampleTicket ticket = gate(1 + next(120), 1 + next(500));
            ticket.stage = next(4) == 0 ? Stage::HoldBack : Stage::Gate;
            ticket.confidence = 4'000 + 100 * next(60);
            ticket.intent = "intent_" + std::to_string(next(9));
            ticket.priority = static_cast<Priority>(next(4));
            if (next(2) == 0) {
                ticket.owed = SlaMetric::Resolution;
                ticket.clock = static_cast<SlaState>(next(3));
                ticket.minutesOwed = next(600) - 100;
                ticket.paused = next(5) == 0;
            }
            stand.put(ticket);
            if (next(10) == 0) {
                stand.advance({next(300)});
            }
            if (next(50) == 0) {
                live.model.setArrivals(next(2) == 0 ? QueueModel::Arrivals::Gather : QueueModel::Arrivals::Insert);
                live.model.showGathered();
            }
        }
        live.model.setArrivals(QueueModel::Arrivals::Insert);
        stand.advance(kArrangePast);
        live.model.showGathered();
        Watched anew(stand);
        anew.model.setFilter(live.model.filter());
        anew.model.setSort(live.model.sorting());
        QVERIFY(live.model.rowCount() > 20);
        QCOMPARE(live.numbers(), anew.numbers());
        QCOMPARE(live.model.viewCounts(), anew.model.viewCounts());
        QVERIFY(live.model.viewCounts()[3] > 0);
    }
};

QTEST_GUILESS_MAIN(QueueModelRandomTest)
#include "QueueModelRandomTest.moc"
