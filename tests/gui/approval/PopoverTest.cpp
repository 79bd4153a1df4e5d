// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include "tests/gui/approval/ShownCard.h"
#include "tests/support/gui/GuiMain.h"

using namespace stillgate;

/// What hangs from the buttons: the reasons of a denial or an escalation, and the question to the customer.
class PopoverTest : public QObject {
    Q_OBJECT

private slots:
    void deny_byKeys_sendsCodeAndNote();
    void deny_escape_closesAndGivesFocusBack();
    void deny_withoutReason_cannotBeConfirmed();
    void deny_enterTwice_deniesOnce();
    void deny_questionSettledMeanwhile_closes();
    void deny_somethingElse_needsASentence();
    void deny_littleRoom_leavesItsButtonInView();
    void escalate_byKeys_sendsCode();
    void ask_byKeys_sendsTheQuestion();
    void ask_empty_cannotBeSent();
};

void PopoverTest::deny_byKeys_sendsCodeAndNote()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    QVERIFY(!shown.find("reasonConfirm")->isEnabled());
    shown.key(Qt::Key_2);
    QVERIFY(shown.find<QAbstractButton>("reason2")->isChecked());
    QTest::keyClicks(shown.find("reasonNote"), QStringLiteral("Sample note 12"));
    QTest::keyClick(shown.find("reasonNote"), Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    const auto decided = shown.desk.loop.newestAs<GateDecided>();
    QCOMPARE(decided.statement.verdict, Verdict::Deny);
    QCOMPARE(decided.statement.reason, std::string("already_refunded"));
    QVERIFY(decided.statement.note.has_value());
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Denied"));
}

void PopoverTest::deny_escape_closesAndGivesFocusBack()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    shown.key(Qt::Key_Escape);
    QTRY_VERIFY(shown.find("reasonPopover") == nullptr);
    QCOMPARE(shown.window->focusWidget(), shown.find("denyButton"));
    QCOMPARE(shown.desk.decisions, 0);
}

void PopoverTest::deny_withoutReason_cannotBeConfirmed()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 0);
    QVERIFY(shown.find("reasonPopover")->isVisible());
}

void PopoverTest::deny_enterTwice_deniesOnce()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    QWidget* popover = shown.find("reasonPopover");
    QTest::keyClick(popover, Qt::Key_Return);
    QTest::keyClick(popover, Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 1);
}

void PopoverTest::deny_questionSettledMeanwhile_closes()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.refund.decide(shown.desk.colleague, Verdict::Deny);
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    QTRY_VERIFY(shown.find("reasonPopover") == nullptr);
    QCOMPARE(shown.desk.decisions, 0);
}

void PopoverTest::deny_somethingElse_needsASentence()
{
    ShownCard shown;
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_7);
    QVERIFY(!shown.find("reasonConfirm")->isEnabled());
    auto* note = shown.find<QLineEdit>("reasonNote");
    QVERIFY(note->placeholderText().contains(QStringLiteral("needed")));
    shown.key(Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 0);
    QVERIFY(note->hasFocus());
    QTest::keyClicks(note, QStringLiteral("A sample sentence"));
    QVERIFY(shown.find("reasonConfirm")->isEnabled());
    QTest::keyClick(note, Qt::Key_Return);
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.reason, std::string("other"));
}

void PopoverTest::deny_littleRoom_leavesItsButtonInView()
{
    ShownCard shown;
    shown.window->resize(900, 480);
    shown.key(Qt::Key_D);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    const QWidget* button = shown.find("denyButton");
    const QRect anchor(button->mapTo(shown.window.get(), QPoint()), button->size());
    const QRect popover = shown.find("reasonPopover")->geometry();
    QVERIFY(!popover.intersects(anchor));
    QVERIFY(shown.window->rect().contains(popover));
}

void PopoverTest::escalate_byKeys_sendsCode()
{
    ShownCard shown;
    shown.key(Qt::Key_E);
    QTRY_VERIFY(shown.find("reasonPopover") != nullptr);
    shown.key(Qt::Key_1);
    shown.key(Qt::Key_Return);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::Escalate);
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Escalated"));
}

void PopoverTest::ask_byKeys_sendsTheQuestion()
{
    ShownCard shown;
    shown.key(Qt::Key_Q);
    QTRY_VERIFY(shown.find("askText") != nullptr);
    QTest::keyClicks(shown.find("askText"), QStringLiteral("Which card?"));
    QTest::keyClick(shown.find("askText"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    const Event& event = shown.desk.loop.newest(GateDecided::kCode);
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::AskCustomer);
    QCOMPARE(shown.desk.loop.opening(event.header.sequence, "note").value, std::string("Which card?"));
}

void PopoverTest::ask_empty_cannotBeSent()
{
    ShownCard shown;
    shown.key(Qt::Key_Q);
    QTRY_VERIFY(shown.find("askText") != nullptr);
    QVERIFY(!shown.find("askSend")->isEnabled());
    QTest::keyClick(shown.find("askText"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 0);
    QTest::keyClick(shown.find("askText"), Qt::Key_Escape);
    QTRY_VERIFY(shown.find("askText") == nullptr);
    QCOMPARE(shown.window->focusWidget(), shown.find("askButton"));
}

STILLGATE_GUI_MAIN(PopoverTest)
#include "PopoverTest.moc"
