// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/queue/QueueDesk.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/queue/QueueTable.h"

using namespace stillgate;

class QueueWorkspaceTest final : public QObject {
    Q_OBJECT

private slots:
    void keys_arrowsAndLetters_moveTheSelection()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        QSignalSpy told(&desk.space, &QueueWorkspace::currentTicketChanged);
        QSignalSpy opened(&desk.space, &QueueWorkspace::ticketOpened);
        desk.space.focusRows();
        desk.press(Qt::Key_J);
        desk.press(Qt::Key_Down);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(148)));
        desk.press(Qt::Key_K);
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_K);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(112)));
        QCOMPARE(told.size(), 4);
        desk.press(Qt::Key_End);
        desk.press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().value<TicketId>(), sampleTicketId(201));
    }

    void keys_digits_chooseViews()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        QSignalSpy crumbs(&desk.space, &QueueWorkspace::crumbsChanged);
        desk.space.focusRows();
        desk.press(Qt::Key_6);
        QCOMPARE(desk.rows(), 7);
        QCOMPARE(crumbs.last().first().toStringList(), (QStringList{QStringLiteral("Queues"), QStringLiteral("Escalated")}));
        QCOMPARE(desk.find<QListView>("viewsList").currentIndex().row(), 5);
        desk.press(Qt::Key_4);
        QCOMPARE(desk.rows(), 5);
        QCOMPARE(desk.table().model()->index(0, 0).data().toString(), QStringLiteral("\u221201:35"));
        desk.press(Qt::Key_5);
        QCOMPARE(desk.rows(), 1);
        desk.press(Qt::Key_0);
        QCOMPARE(desk.rows(), 45);
    }

    void filter_typedByKeys_narrowsAndNamesWhatIsWrong()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.focusRows();
        desk.press(Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&desk.find<QLineEdit>("filterEdit")));
        desk.type("confidence:<0.7 ");
        QCOMPARE(desk.rows(), 3);
        QVERIFY(desk.find<QLineEdit>("filterEdit").text().isEmpty());
        desk.type("colour:red ");
        QCOMPARE(desk.rows(), 3);
        QVERIFY(desk.find<KitLabel>("filterFault").isVisible());
        QVERIFY(desk.find<KitLabel>("filterFault").text().contains(QStringLiteral("colour")));
        desk.find<QLineEdit>("filterEdit").clear();
        desk.press(Qt::Key_Backspace);
        QCOMPARE(desk.rows(), 17);
        desk.press(Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&desk.table()));
    }

    void header_clickAndKeys_sortByEveryColumn()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        QHeaderView* header = desk.table().horizontalHeader();
        for (int section = 0; section < kQueueColumns; ++section) {
            const QPoint middle(header->sectionViewportPosition(section) + header->sectionSize(section) / 2,
                                header->height() / 2);
            if (section == static_cast<int>(QueueColumn::Deadline)) {
                QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
                QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
                continue;
            }
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
            QCOMPARE(header->sortIndicatorSection(), section);
            QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
        }
        desk.space.focusRows();
        desk.press(Qt::Key_3, Qt::AltModifier);
        QCOMPARE(header->sortIndicatorSection(), static_cast<int>(QueueColumn::Ticket));
        // The selection goes with its ticket.
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(112)));
    }

    void space_key_hidesAndShowsThePane()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.focusRows();
        desk.press(Qt::Key_Space);
        QVERIFY(!desk.find<QWidget>("sampleDetail").isVisible());
        desk.press(Qt::Key_Space);
        QVERIFY(desk.find<QWidget>("sampleDetail").isVisible());
    }

    void arrivals_whileScrolled_waitInThePillAndKeepThePlace()
    {
        QueueStand stand;
        for (int number = 1; number <= 200; ++number) {
            SampleTicket ticket;
            ticket.number = number;
            ticket.subject = "Sample " + std::to_string(number);
            ticket.cents = 12'900;
            ticket.minutesLeft = 100 + number;
            stand.put(ticket);
        }
        stand.advance(Duration::seconds(1));
        const QueueDesk desk(stand);
        desk.table().scrollTo(desk.table().model()->index(100, 0), QAbstractItemView::PositionAtTop);
        const int place = desk.table().rowAt(5);
        const TicketId seen = *qobject_cast<QueueModel*>(desk.table().model())->ticketAt(place);
        const int top = desk.table().rowViewportPosition(place);
        SampleTicket urgent;
        urgent.number = 500;
        urgent.cents = 12'900;
        urgent.minutesLeft = 1;
        stand.put(urgent);
        SampleTicket gone;
        gone.number = 3;
        gone.stage = Stage::Escalated;
        stand.put(gone);
        stand.advance(Duration::seconds(1));
        auto& pill = desk.find<KitButton>("newTicketsPill");
        QVERIFY(pill.isVisible());
        QCOMPARE(pill.text(), QStringLiteral("1 new"));
        auto* model = qobject_cast<QueueModel*>(desk.table().model());
        QCOMPARE(desk.table().rowViewportPosition(*model->rowOf(seen)), top);
        QTest::mouseClick(&pill, Qt::LeftButton);
        QVERIFY(!pill.isVisible());
        QCOMPARE(desk.table().verticalScrollBar()->value(), 0);
        QVERIFY(model->rowOf(sampleTicketId(500)).has_value());
    }

    void decided_selectedTicket_staysUntilTheSelectionMoves()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.select(sampleTicketId(148));
        SampleTicket held;
        held.number = 148;
        held.stage = Stage::HoldBack;
        stand.put(held);
        stand.advance(Duration::seconds(1));
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(148)));
        QCOMPARE(desk.rows(), 17);
        desk.space.focusRows();
        desk.press(Qt::Key_J);
        stand.advance(Duration::seconds(1));
        QCOMPARE(desk.rows(), 16);
    }

    void view_awaitingCustomer_showsWhoWasAsked()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.focusRows();
        desk.press(Qt::Key_7);
        QCOMPARE(desk.rows(), 2);
        QCOMPARE(desk.space.currentTicket(), std::optional(sampleTicketId(38)));
        const QModelIndex asks = desk.table().model()->index(0, static_cast<int>(QueueColumn::Asks));
        QVERIFY(asks.data().toString().contains(QStringLiteral("Customer was asked")));
    }

    void columns_ofAView_leaveOutWhatItsFilterSays()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        constexpr int kStage = static_cast<int>(QueueColumn::Stage);
        const auto title = [&] { return desk.table().model()->headerData(kStage, Qt::Horizontal).toString(); };
        QCOMPARE(title(), QStringLiteral("Stakes"));
        desk.space.focusRows();
        desk.press(Qt::Key_6);
        QVERIFY(desk.table().isColumnHidden(kStage));
        desk.press(Qt::Key_0);
        QVERIFY(!desk.table().isColumnHidden(kStage));
        QCOMPARE(title(), QStringLiteral("Stage"));
    }

    void columns_at1440BesideThePane_cutNeitherSubjectNorAmount()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.resize(1392, 828); // 1440x900 without the frame of the shell
        desk.space.select(sampleTicketId(148));
        const Look look = Look::of(desk.table());
        const auto room = [&](QueueColumn column) { return desk.table().columnWidth(static_cast<int>(column)) - kColumnGap; };
        QVERIFY(room(QueueColumn::Ticket) >=
                textWidth(QStringLiteral("Charged twice for order ORD-7719"), Type::BodyStrong, look));
        QVERIFY(room(QueueColumn::Asks) >= textWidth(QStringLiteral("Refund 2,120.00 EUR"), Type::Body, look));
        QVERIFY(room(QueueColumn::Team) >= markSize(PersonMark{}, look).width());
        QVERIFY(desk.table().columnWidth(static_cast<int>(QueueColumn::Priority)) - kColumnGap >=
                markSize(PriorityMark{}, look).width());
    }

    void columns_withoutThePane_nameTheTeam()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.resize(1392, 828);
        desk.space.focusRows();
        desk.press(Qt::Key_Space);
        const int name = textWidth(QStringLiteral("logistics"), Type::Body, Look::of(desk.table()));
        QTRY_VERIFY(desk.table().columnWidth(static_cast<int>(QueueColumn::Team)) - kColumnGap >= name);
    }

    void columns_at1024_keepPriorityAndDeadline()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.resize(976, 628); // 1024x700 without the frame of the shell
        for (const QueueColumn column :
             {QueueColumn::Deadline, QueueColumn::Priority, QueueColumn::Ticket, QueueColumn::Asks}) {
            QVERIFY(!desk.table().isColumnHidden(static_cast<int>(column)));
        }
        desk.space.setLayoutDirection(Qt::RightToLeft);
        const auto left = [&](QueueColumn column) { return desk.table().columnViewportPosition(static_cast<int>(column)); };
        QVERIFY(left(QueueColumn::Deadline) > left(QueueColumn::Priority));
        QVERIFY(left(QueueColumn::Priority) > left(QueueColumn::Ticket));
    }

    void header_ofThePriority_sortsByItsLetter()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.showView(kQueueViews.size() - 1);
        desk.space.focusRows();
        desk.press(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(desk.table().horizontalHeader()->sortIndicatorSection(), static_cast<int>(QueueColumn::Priority));
        const QAbstractItemModel& model = *desk.table().model();
        constexpr int kPriority = static_cast<int>(QueueColumn::Priority);
        for (int row = 0; row < 3; ++row) {
            QCOMPARE(model.index(row, kPriority).data().toString(), QStringLiteral("P1"));
        }
        QCOMPARE(model.index(desk.rows() - 1, kPriority).data().toString(), QStringLiteral("P4"));
    }

    void filter_completedByKeys_needsNoMouse()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.setFilter({});
        desk.press(Qt::Key_Slash);
        desk.type("sta");
        auto* popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
        QVERIFY(popup != nullptr);
        QCOMPARE(popup->model()->index(0, 0).data().toString(), QStringLiteral("stage:"));
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(desk.find<QLineEdit>("filterEdit").text(), QStringLiteral("stage:"));
        popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
        QVERIFY(popup != nullptr);
        QTest::keyClicks(popup, QStringLiteral("wait"));
        QCOMPARE(popup->model()->rowCount(), 1);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(desk.rows(), 2);
        QVERIFY(desk.find<QLineEdit>("filterEdit").text().isEmpty());
        QVERIFY(QApplication::activePopupWidget() == nullptr);
    }

    void states_withoutRows_sayWhyAndWhatHelps()
    {
        QueueStand stand;
        stand.link.enter(LinkState::Offline);
        QueueDesk desk(stand);
        auto& state = desk.find<StatePanel>("queueState");
        QVERIFY(state.isVisible());
        QCOMPARE(state.words().kind, StateKind::Offline);
        takePicture(desk.space, QStringLiteral("queue-offline-light"));
        QTest::mouseClick(&desk.find<KitButton>("stateStep"), Qt::LeftButton);
        QCOMPARE(stand.link.retries, 1);
        stand.link.enter(LinkState::CatchingUp);
        QVERIFY(!state.isVisible());
        stand.link.enter(LinkState::Live);
        QCOMPARE(state.words().kind, StateKind::Empty);
        SampleTicket closed;
        closed.number = 1;
        closed.stage = Stage::Closed;
        stand.put(closed);
        stand.advance(Duration::seconds(1));
        QCOMPARE(state.words().step, QStringLiteral("Open Closed today"));
        QTest::mouseClick(&desk.find<KitButton>("stateStep"), Qt::LeftButton);
        QVERIFY(desk.table().isVisible());
        QCOMPARE(desk.rows(), 1);
    }

    void commands_ofTheWorkspace_areOfferedWithTheirKeys()
    {
        QueueStand stand;
        const QueueDesk desk(stand);
        QStringList names;
        for (const QAction* action : desk.space.actions()) {
            QVERIFY(!action->text().isEmpty());
            names.push_back(action->objectName());
        }
        for (const char* name : {"showView.approvals", "focusFilter", "openTicket", "togglePane", "toggleDensity", "sortBy0"}) {
            QVERIFY2(names.contains(QString::fromUtf8(name)), name);
        }
    }

    void pictures()
    {
        QueueStand stand;
        stand.fill();
        QueueDesk desk(stand);
        desk.space.select(sampleTicketId(148));
        desk.space.focusRows();
        takePictures(desk.space, QStringLiteral("queue"));
        desk.space.setDensity(QueueDensity::Compact);
        takePicture(desk.space, QStringLiteral("queue-compact-light"));
        desk.space.resize(1024, 700);
        takePicture(desk.space, QStringLiteral("queue-compact-1024x700-light"));
        desk.space.resize(1392, 828);
        desk.space.setDensity(QueueDensity::Comfortable);
        desk.space.showView(3);
        takePicture(desk.space, QStringLiteral("queue-sla-light"));
        desk.space.showView(kQueueViews.size() - 1);
        takePicture(desk.space, QStringLiteral("queue-all-light"));
        desk.press(Qt::Key_Slash);
        desk.type("colour:red ");
        takePicture(desk.space, QStringLiteral("queue-fault-light"));
        desk.space.setFilter(*parseFilter(QStringLiteral("stage:gate intent:nothing")));
        takePicture(desk.space, QStringLiteral("queue-empty-light"));
        QVERIFY(desk.find<StatePanel>("queueState").isVisible());
    }
};

STILLGATE_GUI_MAIN(QueueWorkspaceTest)
#include "QueueWorkspaceTest.moc"
