// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/approval/Desk.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/approval/ApprovalStreamModel.h"
#include "ui/approval/ApprovalsWorkspace.h"
#include "ui/approval/NextCard.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/NoticeCard.h"
#include "ui/kit/widget/StatePanel.h"

using namespace stillgate;

namespace {

constexpr HoldTimes kShort{200, 20, 5000};
constexpr int kLongestHoldMs = 30'000; ///< however busy the computer is

StreamRow row(int number)
{
    StreamRow out;
    out.gate = GateId{samples::person(number).uuid};
    out.title = QStringLiteral("Refund %1").arg(number);
    return out;
}

struct Shown {
    explicit Shown(int refunds = 3)
    {
        for (int i = 0; i < refunds; ++i) {
            RefundWords words;
            words.customer = 7 + i;
            words.order = "ORD-770" + std::to_string(i);
            all.push_back(&desk.refund(12'900 + i * 1000, words));
            desk.loop.clock().advance(Duration::minutes(1));
        }
        desk.sync();
        workspace = std::make_unique<ApprovalsWorkspace>(ApprovalsParts{desk.parts(), desk.audit()}, nullptr, kShort);
        workspace->resize(1392, 828);
        workspace->show();
        QVERIFY(QTest::qWaitForWindowActive(workspace.get()));
    }

    template <typename W = QWidget>
    [[nodiscard]] W* find(const char* name) const
    {
        return workspace->findChild<W*>(QLatin1String(name));
    }
    [[nodiscard]] QString question() const { return find<KitLabel>("decisionQuestion")->text(); }
    [[nodiscard]] bool asksFor(std::size_t which) const { return question().contains(QStringLiteral("ORD-770%1").arg(which)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* target = workspace->focusWidget() != nullptr ? workspace->focusWidget() : workspace.get();
        QTest::keyClick(target, key, modifiers);
    }
    void hold() const
    {
        auto* button = find<HoldButton>("approveButton");
        QSignalSpy held(button, &HoldButton::held);
        QTest::mousePress(button, Qt::LeftButton);
        QVERIFY(held.wait(kLongestHoldMs));
        QTest::mouseRelease(button, Qt::LeftButton);
    }
    void deliver()
    {
        desk.deliver();
        desk.pass(Duration::seconds(1));
        QTest::qWait(0);
    }

    Desk desk;
    std::vector<SampleRefund*> all;
    std::unique_ptr<ApprovalsWorkspace> workspace;
};

} // namespace

class ApprovalsTest : public QObject {
    Q_OBJECT

private slots:
    void model_anyChange_keepsItsPromises();
    void model_rowsMoved_keepTheirIndexes();
    void stream_opened_showsTheFirstDeadline();
    void stream_keys_goDownAndUp();
    void stream_nextCard_goesThere();
    void stream_approved_movesOnWithReceipt();
    void stream_keysPressedOn_doNotReachTheNextQuestion();
    void stream_afterAMoment_nextQuestionCanBeDecided();
    void receipt_undo_bringsTheQuestionBack();
    void receipt_executed_cannotBeUndone();
    void stream_settledByColleague_staysInViewAndLeavesTheList();
    void stream_otherRoles_areHeldWithReason();
    void stream_nothing_saysSoAndOffersTheQueue();
    void count_changes_areTold();
    void count_outOfView_isKeptAndTheListIsThereWhenShown();
    void narrow_signatures_standBelowTheDecision();
    void commands_all_areActionsWithTheirKeys();
};

void ApprovalsTest::model_anyChange_keepsItsPromises()
{
    ApprovalStreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::vector<std::vector<StreamRow>> states{
        {row(1), row(2), row(3)},         {row(3), row(1), row(2)},         {row(2)}, {},
        {row(4), row(2), row(5), row(1)}, {row(1), row(5), row(2), row(4)},
    };
    for (const auto& rows : states) {
        model.setRows(rows);
        QCOMPARE(model.rows(), rows);
    }
}

void ApprovalsTest::model_rowsMoved_keepTheirIndexes()
{
    ApprovalStreamModel model;
    model.setRows({row(1), row(2), row(3)});
    const QPersistentModelIndex second = model.indexOf(row(2).gate);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows({row(3), row(2), row(1), row(4)});
    QCOMPARE(second.row(), 1);
    QCOMPARE(changed.count(), 0);
    StreamRow other = row(2);
    other.title = QStringLiteral("Refund two");
    model.setRows({row(3), other, row(1), row(4)});
    QCOMPARE(changed.count(), 1);
}

void ApprovalsTest::stream_opened_showsTheFirstDeadline()
{
    Shown shown;
    QCOMPARE(shown.find<QListView>("approvalStream")->model()->rowCount(), 3);
    QVERIFY(shown.asksFor(0));
    QCOMPARE(shown.find<KitLabel>("decisionKicker")->text(), QStringLiteral("The decision, 1 of 3"));
    QCOMPARE(shown.find<QListView>("approvalStream")->currentIndex().row(), 0);
}

void ApprovalsTest::stream_keys_goDownAndUp()
{
    Shown shown;
    shown.key(Qt::Key_J);
    QVERIFY(shown.asksFor(1));
    shown.key(Qt::Key_J);
    shown.key(Qt::Key_J);
    QVERIFY(shown.asksFor(2));
    shown.key(Qt::Key_K);
    QVERIFY(shown.asksFor(1));
    QCOMPARE(shown.find<QListView>("approvalStream")->currentIndex().row(), 1);
}

void ApprovalsTest::stream_nextCard_goesThere()
{
    Shown shown;
    QTest::mouseClick(shown.find("nextCard"), Qt::LeftButton);
    QVERIFY(shown.asksFor(1));
    QTest::mouseClick(shown.find("nextCard"), Qt::LeftButton);
    QVERIFY(shown.asksFor(2));
    QVERIFY(!shown.find("nextCard")->isVisible());
}

void ApprovalsTest::stream_approved_movesOnWithReceipt()
{
    Shown shown;
    shown.hold();
    QVERIFY(shown.asksFor(0)); // not before it is recorded
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    QTRY_VERIFY(shown.asksFor(1));
    const auto* receipt = shown.find<NoticeCard>("receiptCard");
    QVERIFY(receipt->isVisible());
    QVERIFY(receipt->notice().title.startsWith(QStringLiteral("Approved: Refund")));
    QVERIFY(receipt->notice().note.contains(QStringLiteral("to undo")));
}

void ApprovalsTest::stream_keysPressedOn_doNotReachTheNextQuestion()
{
    Shown shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 1);
    shown.desk.deliver();
    shown.desk.pass({200});
    QTRY_VERIFY(shown.asksFor(1));
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 1);
}

void ApprovalsTest::stream_afterAMoment_nextQuestionCanBeDecided()
{
    // The control of the test above: the same keys, a moment later.
    Shown shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.deliver();
    QTRY_VERIFY(shown.asksFor(1));
    shown.desk.pass(Duration::seconds(1));
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 2);
}

void ApprovalsTest::receipt_undo_bringsTheQuestionBack()
{
    Shown shown;
    shown.hold();
    shown.deliver();
    QTRY_VERIFY(shown.asksFor(1));
    shown.key(Qt::Key_Z);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::Withdraw);
    QTRY_VERIFY(shown.find<NoticeCard>("receiptCard")->notice().title.startsWith(QStringLiteral("Taken back")));
    QVERIFY(shown.asksFor(1)); // the one in view stays
    QCOMPARE(shown.find<QListView>("approvalStream")->model()->rowCount(), 3);
}

void ApprovalsTest::receipt_executed_cannotBeUndone()
{
    Shown shown;
    shown.hold();
    shown.deliver();
    QTRY_VERIFY(shown.asksFor(1));
    shown.all[0]->beginCall();
    shown.all[0]->answer();
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QTest::qWait(0);
    const auto* receipt = shown.find<NoticeCard>("receiptCard");
    QTRY_VERIFY(receipt->notice().action.isEmpty());
    QVERIFY(receipt->notice().note.contains(QStringLiteral("Carried out")));
    const int before = shown.desk.decisions;
    shown.key(Qt::Key_Z);
    QCOMPARE(shown.desk.decisions, before);
}

void ApprovalsTest::stream_settledByColleague_staysInViewAndLeavesTheList()
{
    Shown shown;
    shown.all[0]->decide(shown.desk.colleague, Verdict::Deny);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QTest::qWait(0);
    QVERIFY(shown.asksFor(0));
    QCOMPARE(shown.find<KitLabel>("outcomeHeadline")->text(), QStringLiteral("Denied"));
    QCOMPARE(shown.find<QListView>("approvalStream")->model()->rowCount(), 2);
    shown.key(Qt::Key_J);
    QVERIFY(shown.asksFor(1));
}

void ApprovalsTest::stream_otherRoles_areHeldWithReason()
{
    Shown shown(1);
    LinkStatus status = shown.desk.link.status();
    status.roles = {Role::Supervisor};
    shown.desk.link.set(status);
    const StreamValues values = ApprovalStream(shown.desk.tickets, shown.desk.outbox, shown.desk.formatting).values(status);
    QVERIFY(values.rows.empty());
    QCOMPARE(values.held.size(), std::size_t{1});
    QVERIFY(values.held.front().words.contains(QStringLiteral("1 of L2")));
    status.person = samples::person(7);
    status.roles = {Role::L2Agent};
    const StreamValues own = ApprovalStream(shown.desk.tickets, shown.desk.outbox, shown.desk.formatting).values(status);
    QCOMPARE(own.waiting, 0);
    QVERIFY(own.held.front().words.contains(QStringLiteral("about you")));
}

void ApprovalsTest::stream_nothing_saysSoAndOffersTheQueue()
{
    Shown shown(0);
    auto* empty = shown.find<StatePanel>("approvalsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(!shown.find("decisionCard")->isVisible());
    QCOMPARE(empty->words().title, QStringLiteral("Nothing waits for you"));
    QSignalSpy asked(shown.workspace.get(), &ApprovalsWorkspace::queueAsked);
    QTest::mouseClick(empty->findChild<QWidget*>(QStringLiteral("stateStep")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    // Something comes: it is shown by itself.
    shown.desk.refund(12'900);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QTRY_VERIFY(shown.find("decisionCard")->isVisible());
    QVERIFY(!empty->isVisible());
}

void ApprovalsTest::count_changes_areTold()
{
    Shown shown(1);
    QSignalSpy counts(shown.workspace.get(), &ApprovalsWorkspace::countChanged);
    RefundWords another;
    another.customer = 8; // what the same person writes joins their open ticket
    shown.desk.refund(12'900, another);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QCOMPARE(counts.count(), 1);
    QCOMPARE(counts.front().front().toInt(), 2);
}

void ApprovalsTest::count_outOfView_isKeptAndTheListIsThereWhenShown()
{
    Shown shown(2);
    shown.workspace->hide();
    QSignalSpy counts(shown.workspace.get(), &ApprovalsWorkspace::countChanged);
    RefundWords another;
    another.customer = 10;
    shown.desk.refund(12'900, another);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QCOMPARE(counts.count(), 1);
    QCOMPARE(counts.front().front().toInt(), 3);
    const auto* list = shown.find<QListView>("approvalStream");
    QCOMPARE(list->model()->rowCount(), 2);
    shown.workspace->show();
    QCOMPARE(list->model()->rowCount(), 3);
    // Every gate's time is over: the count falls without anything being read.
    shown.workspace->hide();
    shown.desk.pass(Duration::minutes(45));
    QCOMPARE(counts.back().front().toInt(), 0);
    shown.workspace->show();
    QCOMPARE(counts.back().front().toInt(), 0);
    QCOMPARE(list->model()->rowCount(), 0);
}

void ApprovalsTest::narrow_signatures_standBelowTheDecision()
{
    Shown shown;
    QVERIFY(shown.find("approvalsSide")->isVisible());
    shown.workspace->resize(976, 628);
    QTest::qWait(0);
    QVERIFY(!shown.find("approvalsSide")->isVisible());
    QVERIFY(shown.find("signaturesPane")->isVisible());
    QVERIFY(shown.find("approvalsCentre")->isAncestorOf(shown.find("signaturesPane")));
    shown.workspace->resize(1392, 828);
    QTest::qWait(0);
    QVERIFY(shown.find("approvalsSide")->isAncestorOf(shown.find("signaturesPane")));
}

void ApprovalsTest::commands_all_areActionsWithTheirKeys()
{
    Shown shown;
    QHash<QString, QString> keys;
    for (const QAction* action : shown.workspace->actions()) {
        QCOMPARE(action->shortcutContext(), Qt::WidgetWithChildrenShortcut);
        keys[action->objectName()] = action->shortcut().toString();
    }
    QCOMPARE(keys.value(QStringLiteral("approveAction")), QStringLiteral("Ctrl+Return"));
    QCOMPARE(keys.value(QStringLiteral("denyAction")), QStringLiteral("D"));
    QCOMPARE(keys.value(QStringLiteral("escalateAction")), QStringLiteral("E"));
    QCOMPARE(keys.value(QStringLiteral("nextApproval")), QStringLiteral("J"));
    QCOMPARE(keys.value(QStringLiteral("previousApproval")), QStringLiteral("K"));
    QSignalSpy opened(shown.workspace.get(), &ApprovalsWorkspace::ticketOpened);
    shown.key(Qt::Key_O);
    QCOMPARE(opened.count(), 1);
}

STILLGATE_GUI_MAIN(ApprovalsTest)
#include "ApprovalsTest.moc"
