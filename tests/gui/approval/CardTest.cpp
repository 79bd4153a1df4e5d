// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QVBoxLayout>

#include "tests/gui/approval/ShownCard.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/PaintedText.h"
#include "ui/approval/DecisionCard.h"
#include "ui/approval/SignedFold.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"

using namespace stillgate;

namespace {

constexpr int kLongHold = 400;
constexpr int kShortHold = 60;

} // namespace

class CardTest : public QObject {
    Q_OBJECT

private slots:
    void lines_allThatIsSigned_isPainted_data();
    void lines_allThatIsSigned_isPainted();
    void lines_foldClosed_areNotAllPainted();
    void hold_toTheEnd_approvesOnce();
    void hold_releasedEarly_decidesNothing();
    void hold_windowClosedMeanwhile_decidesNothing();
    void hold_questionReadAgainMeanwhile_decidesNothing();
    void click_double_decidesNothing();
    void keys_confirmTwice_approveOnce();
    void keys_confirmOnce_decideNothing();
    void keys_confirmFourTimes_approveOnce();
    void highStakes_amountNotTyped_cannotBeHeld();
    void highStakes_amountTyped_canBeHeld();
    void focusFirst_eachState_isWhatToDoFirst();
    void faces_ofButtonsAndWords_beginInOneLine();
    void stale_approved_showsWhatChanged();
    void undo_byKey_takesTheApprovalBack();
    void hindrance_shown_inWordsBesideDisabledButtons();
    void names_everyControl_areAccessible();
};

void CardTest::lines_allThatIsSigned_isPainted_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("pane") << static_cast<int>(CardForm::Pane);
    QTest::newRow("page") << static_cast<int>(CardForm::Page);
    QTest::newRow("stream") << static_cast<int>(CardForm::Stream);
}

void CardTest::lines_allThatIsSigned_isPainted()
{
    QFETCH(int, form);
    RefundWords words;
    words.method = "a means of payment with a name that is long enough to be cut somewhere if it were ever cut ··4242";
    ShownCard shown(static_cast<CardForm>(form), kNormal, words);
    shown.key(Qt::Key_S);
    QTRY_VERIFY(shown.find("signedLines") != nullptr);
    QTest::qWait(0);
    const QString painted = paintedText(*shown.card);
    const Packet packet = shown.desk.packetOf(shown.refund.ticket());
    QVERIFY(packet.gate->lines.size() >= 15);
    for (const OpenedLine& line : packet.gate->lines) {
        for (const std::string& text : {line.detail, line.value.unescaped()}) {
            const QString wanted = withoutSpaces(QString::fromStdString(text));
            QVERIFY2(painted.contains(wanted), qPrintable(QStringLiteral("not painted: %1").arg(wanted)));
        }
    }
    QVERIFY(painted.contains(withoutSpaces(shown.presenter->values().question)));
}

void CardTest::lines_foldClosed_areNotAllPainted()
{
    // The control: the recording sees what is painted and nothing else.
    ShownCard shown;
    QVERIFY(!paintedText(*shown.card).contains(QStringLiteral("PAY-2")));
}

void CardTest::hold_toTheEnd_approvesOnce()
{
    ShownCard shown;
    shown.holdToTheEnd();
    QCOMPARE(shown.desk.decisions, 1);
    QCOMPARE(shown.presenter->values().phase, DecisionPhase::Sending);
    QVERIFY(!shown.approve()->isVisible());
    shown.deliver();
    QTRY_COMPARE(shown.presenter->values().phase, DecisionPhase::Held);
    QVERIFY(shown.find("undoButton")->isVisible());
}

void CardTest::hold_releasedEarly_decidesNothing()
{
    ShownCard shown;
    shown.hold(kShortHold);
    shown.hold(kShortHold);
    shown.hold(kShortHold);
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::hold_windowClosedMeanwhile_decidesNothing()
{
    ShownCard shown;
    QTest::mousePress(shown.approve(), Qt::LeftButton);
    QTest::qWait(kShortHold);
    shown.window->close();
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::hold_questionReadAgainMeanwhile_decidesNothing()
{
    ShownCard shown;
    QTest::mousePress(shown.approve(), Qt::LeftButton);
    QTest::qWait(kShortHold);
    shown.presenter->follow(CardStep::ReadAgain);
    QTest::qWait(kLongHold);
    QTest::mouseRelease(shown.approve(), Qt::LeftButton);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::click_double_decidesNothing()
{
    ShownCard shown;
    QTest::mouseDClick(shown.approve(), Qt::LeftButton);
    QTest::mouseClick(shown.approve(), Qt::LeftButton);
    QTest::qWait(kLongHold);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::keys_confirmTwice_approveOnce()
{
    ShownCard shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(shown.approve()->isArmed());
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::keys_confirmOnce_decideNothing()
{
    ShownCard shown;
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::keys_confirmFourTimes_approveOnce()
{
    ShownCard shown;
    for (int i = 0; i < 4; ++i) {
        shown.key(Qt::Key_Return, Qt::ControlModifier);
    }
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::highStakes_amountNotTyped_cannotBeHeld()
{
    ShownCard shown(CardForm::Stream, kHigh);
    QVERIFY(!shown.approve()->isEnabled());
    QVERIFY(shown.approve()->text().contains(QStringLiteral("type the amount first")));
    shown.hold(kLongHold);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    shown.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(shown.desk.decisions, 0);
}

void CardTest::highStakes_amountTyped_canBeHeld()
{
    ShownCard shown(CardForm::Stream, kHigh);
    QTest::keyClicks(shown.find("amountField"), QStringLiteral("1940.00"));
    QVERIFY(shown.approve()->isEnabled());
    shown.holdToTheEnd();
    QCOMPARE(shown.desk.decisions, 1);
}

void CardTest::stale_approved_showsWhatChanged()
{
    ShownCard shown;
    shown.refund.books().paid = "270.00";
    shown.holdToTheEnd();
    QCOMPARE(shown.desk.decisions, 1);
    shown.deliver();
    QTRY_COMPARE(shown.words("outcomeHeadline"), QStringLiteral("Not carried out: the state has changed"));
    const auto* moved = shown.find<DiffTable>("movedTable");
    QVERIFY(moved->isVisible());
    QCOMPARE(moved->rows().size(), std::size_t{1});
    QVERIFY(shown.find("outcomeStep")->isVisible());
    QVERIFY(!shown.approve()->isVisible());
    // Nothing was called: the action was abandoned before.
    QCOMPARE(shown.desk.loop.newest(ActionAbandoned::kCode).header.code, std::string(ActionAbandoned::kCode));
    shown.refund.gather();
    shown.desk.sync();
    shown.desk.pass(Duration::seconds(1));
    shown.key(Qt::Key_R);
    QTRY_VERIFY(shown.approve()->isVisible());
}

void CardTest::undo_byKey_takesTheApprovalBack()
{
    ShownCard shown;
    shown.holdToTheEnd();
    shown.deliver();
    QTRY_VERIFY(shown.find("undoButton")->isVisible());
    shown.key(Qt::Key_Z);
    shown.deliver();
    QCOMPARE(shown.desk.loop.newestAs<GateDecided>().statement.verdict, Verdict::Withdraw);
    QTRY_VERIFY(shown.approve()->isVisible());
}

void CardTest::hindrance_shown_inWordsBesideDisabledButtons()
{
    ShownCard shown;
    shown.desk.watch.set({LedgerStanding::Diverged, 1, {}, Divergence::OtherRoot, {}});
    QVERIFY(!shown.approve()->isEnabled());
    QVERIFY(!shown.find("denyButton")->isEnabled());
    QVERIFY(!shown.find("escalateButton")->isEnabled());
    const QString painted = paintedText(*shown.card);
    QVERIFY(painted.contains(withoutSpaces(QStringLiteral("ledger not trusted"))));
    QVERIFY(shown.words("hindranceWords").contains(QStringLiteral("Nothing is decided on it")));
    shown.hold(kLongHold);
    shown.key(Qt::Key_D);
    QCOMPARE(shown.desk.decisions, 0);
    QVERIFY(shown.find("reasonPopover") == nullptr);
}

void CardTest::names_everyControl_areAccessible()
{
    ShownCard shown;
    for (const char* name : {"approveButton", "denyButton", "escalateButton", "signedToggle"}) {
        const auto* button = shown.find<QAbstractButton>(name);
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), name);
        QVERIFY2(button->focusPolicy() != Qt::NoFocus, name);
    }
    QVERIFY(!shown.card->accessibleName().isEmpty());
    for (const QAction* action : shown.card->actions()) {
        QVERIFY2(!action->text().isEmpty() || !action->isEnabled(), qPrintable(action->objectName()));
        QCOMPARE(action->shortcutContext(), Qt::WidgetWithChildrenShortcut);
    }
}

void CardTest::focusFirst_eachState_isWhatToDoFirst()
{
    ShownCard open(CardForm::Page);
    open.card->focusFirst();
    QCOMPARE(open.window->focusWidget(), open.find("approveButton"));
    ShownCard high(CardForm::Page, kHigh);
    high.card->focusFirst();
    QCOMPARE(high.window->focusWidget(), high.find("amountField"));
    high.desk.setState(LinkState::Offline);
    high.card->focusFirst();
    QCOMPARE(high.window->focusWidget(), high.find("hindranceStep"));
}

void CardTest::faces_ofButtonsAndWords_beginInOneLine()
{
    for (const CardForm form : {CardForm::Pane, CardForm::Page, CardForm::Stream}) {
        ShownCard shown(form);
        const auto left = [&](const char* name) { return shown.find(name)->mapTo(shown.card, QPoint()).x(); };
        QCOMPARE(left("approveButton") + KitButton::kRingRoom, left("decisionQuestion"));
        if (form != CardForm::Page) {
            QCOMPARE(left("changesTable"), left("decisionQuestion"));
            QCOMPARE(left("signedToggle") + KitButton::kRingRoom, left("decisionQuestion"));
        }
        QVERIFY(shown.find("signedToggle")->isVisible());
        const QWidget* changes = shown.find("changesTable");
        const int air = form == CardForm::Pane ? 16 : form == CardForm::Page ? 24 : 28;
        QCOMPARE(left("changesTable") + changes->width(), shown.card->width() - air);
    }
}

STILLGATE_GUI_MAIN(CardTest)
#include "CardTest.moc"
