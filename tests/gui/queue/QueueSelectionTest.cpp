// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/queue/QueueDesk.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/kit/widget/KitLabel.h"

using namespace stillgate;

/// Which ticket the queue has selected: the one on top until the user chose, and then the chosen one.
class QueueSelectionTest final : public QObject {
    Q_OBJECT

private slots:
    void open_withApprovals_showsThemAndSelectsTheFirst()
    {
        QueueStand stand;
        stand.fill();
        const QueueDesk desk(stand);
        QCOMPARE(desk.rows(), 17);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(112)));
        QCOMPARE(desk.find<KitLabel>("queueCount").text(), QStringLiteral("17 tickets"));
    }

    void rows_thatComeAfterTheWorkspaceWasShown_takeTheFocus()
    {
        QueueStand stand;
        QueueDesk desk(stand);
        desk.space.setFocus();
        stand.fill();
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&desk.table()));
    }

    void snapshot_inAnyOrder_selectsTheTopRowOnceItIsIn()
    {
        QueueStand stand;
        stand.link.enter(LinkState::CatchingUp);
        QueueDesk desk(stand);
        desk.space.focusRows();
        const std::vector<SampleTicket> day = sampleDay();
        for (auto ticket = day.rbegin(); ticket != day.rend(); ++ticket) {
            stand.put(*ticket);
            stand.advance(Duration{100});
        }
        stand.advance(Duration::seconds(1));
        QCOMPARE(desk.rows(), 17);
        QVERIFY(!desk.space.currentTicket());
        stand.link.enter(LinkState::Live);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(112)));
        QCOMPARE(desk.table().currentIndex().row(), 0);
    }

    void snapshot_liveRightAfterItsEnd_selectsTheTopRow()
    {
        QueueStand stand;
        stand.link.enter(LinkState::CatchingUp);
        QueueDesk desk(stand);
        const std::vector<SampleTicket> day = sampleDay();
        const auto middle = day.begin() + static_cast<std::ptrdiff_t>(day.size() / 2);
        for (auto ticket = middle; ticket != day.end(); ++ticket) {
            stand.put(*ticket);
        }
        stand.advance(Duration::seconds(1));
        for (auto ticket = day.begin(); ticket != middle; ++ticket) {
            stand.put(*ticket);
        }
        stand.link.enter(LinkState::Live);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(112)));
        QCOMPARE(desk.table().currentIndex().row(), 0);
        stand.advance(Duration::seconds(1));
        QCOMPARE(desk.table().currentIndex().row(), 0);
    }

    void snapshot_thatComesOverAChoice_leavesIt()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.select(sampleTicketId(148));
        stand.link.enter(LinkState::CatchingUp);
        SampleTicket sooner = sampleDay().front();
        sooner.number = 901;
        sooner.minutesLeft = -30;
        stand.put(sooner);
        stand.advance(Duration::seconds(1));
        stand.link.enter(LinkState::Live);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(148)));
    }

    void select_ticketOfAnotherView_widensToAll()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.select(sampleTicketId(30));
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(30)));
        QCOMPARE(desk.rows(), 45);
    }
};

STILLGATE_GUI_MAIN(QueueSelectionTest)
#include "QueueSelectionTest.moc"
