// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QVBoxLayout>

#include "ui/kit/theme/Appearance.h"
#include "ui/kit/widget/HoldButton.h"

namespace stillgate {

namespace {

// A hold that runs through while the test looks on, and one that cannot within any test.
constexpr HoldTimes kShort{.hold = 40, .back = 10};
constexpr HoldTimes kEndless{.hold = 600'000, .back = 10};

/// A window with a button to sign with, and a field for the focus to go to.
class Desk : public QWidget {
public:
    explicit Desk(HoldTimes times)
        : button(new HoldButton(QStringLiteral("Hold to approve"), nullptr, times)), field(new QLineEdit)
    {
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(button);
        layout->addWidget(field);
        show();
        activateWindow();
    }

    HoldButton* button;
    QLineEdit* field;
};

} // namespace

class HoldButtonTest : public QObject {
    Q_OBJECT

private slots:
    void mouse_heldThrough_signsOnce()
    {
        Desk desk(kShort);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_COMPARE(held.count(), 1);
        QTest::mouseRelease(desk.button, Qt::LeftButton);
        QCOMPARE(held.count(), 1);
        QCOMPARE(desk.button->progress(), 0.0);
    }

    void mouse_releasedEarly_runsBackAndDoesNotSign()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_VERIFY(desk.button->progress() > 0.0);
        QTest::mouseRelease(desk.button, Qt::LeftButton);
        QTRY_COMPARE(desk.button->progress(), 0.0);
        QCOMPARE(held.count(), 0);
    }

    void mouse_clicked_doesNotSign()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QSignalSpy clicked(desk.button, &HoldButton::clicked);
        QTest::mouseClick(desk.button, Qt::LeftButton);
        QTest::mouseDClick(desk.button, Qt::LeftButton);
        QTRY_COMPARE(desk.button->progress(), 0.0);
        QCOMPARE(held.count(), 0);
        QCOMPARE(clicked.count(), 0);
    }

    void mouse_draggedOff_doesNotSign()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_VERIFY(desk.button->progress() > 0.0);
        QTest::mouseMove(desk.button, QPoint(-40, -40));
        QTRY_COMPARE(desk.button->progress(), 0.0);
        QCOMPARE(held.count(), 0);
    }

    void mouse_releasedWhileTheWindowWasBusy_doesNotSign()
    {
        Desk desk({.hold = 400, .back = 10});
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::LeftButton);
        // Longer than the hold takes. The release waits behind the timer, which is what it must not lose against.
        QThread::msleep(900);
        QCoreApplication::processEvents();
        QTest::mouseRelease(desk.button, Qt::LeftButton);
        QTRY_COMPARE(desk.button->progress(), 0.0);
        QCOMPARE(held.count(), 0);

        // The control: the same hold, seen through.
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_COMPARE(held.count(), 1);
    }

    void rightButton_held_doesNothing()
    {
        Desk desk(kShort);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::RightButton);
        QVERIFY(!desk.button->isDown());
        QTest::mouseRelease(desk.button, Qt::RightButton);
        QCOMPARE(held.count(), 0);
    }

    void space_heldThrough_signs_releasedEarly_doesNot()
    {
        Desk quick(kShort);
        QSignalSpy ranThrough(quick.button, &HoldButton::held);
        quick.button->setFocus();
        QTest::keyPress(quick.button, Qt::Key_Space);
        QTRY_COMPARE(ranThrough.count(), 1);

        Desk slow(kEndless);
        QSignalSpy held(slow.button, &HoldButton::held);
        slow.button->setFocus();
        QTest::keyPress(slow.button, Qt::Key_Space);
        QTRY_VERIFY(slow.button->progress() > 0.0);
        QTest::keyRelease(slow.button, Qt::Key_Space);
        QTRY_COMPARE(slow.button->progress(), 0.0);
        QCOMPARE(held.count(), 0);
    }

    void controlEnter_twice_signs_once_armsOnly()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.button->isArmed());
        QCOMPARE(held.count(), 0);
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(held.count(), 1);
        QVERIFY(!desk.button->isArmed());
    }

    void enterAlone_twice_doesNothing()
    {
        Desk desk(kShort);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::keyClick(desk.button, Qt::Key_Return);
        QTest::keyClick(desk.button, Qt::Key_Return);
        QVERIFY(!desk.button->isArmed());
        QCOMPARE(held.count(), 0);
    }

    void controlEnter_keptDown_isOnePress()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::keyPress(desk.button, Qt::Key_Return, Qt::ControlModifier);
        for (int i = 0; i < 5; ++i) {
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::ControlModifier, {}, true);
            QApplication::sendEvent(desk.button, &again);
        }
        QVERIFY(desk.button->isArmed());
        QCOMPARE(held.count(), 0);
    }

    void escape_afterTheFirstKey_forgetsIt()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(desk.button, Qt::Key_Escape);
        QVERIFY(!desk.button->isArmed());
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(held.count(), 0);
    }

    void focus_lostMeanwhile_cancels()
    {
        Desk desk(kEndless);
        QVERIFY(QTest::qWaitForWindowActive(&desk));
        QSignalSpy held(desk.button, &HoldButton::held);
        desk.button->setFocus();
        QTest::keyPress(desk.button, Qt::Key_Space);
        QTRY_VERIFY(desk.button->progress() > 0.0);
        desk.field->setFocus();
        QTRY_COMPARE(desk.button->progress(), 0.0);

        desk.button->setFocus();
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        desk.field->setFocus();
        QVERIFY(!desk.button->isArmed());
        QCOMPARE(held.count(), 0);
    }

    void button_hiddenOrDisabledMeanwhile_cancels()
    {
        Desk desk(kEndless);
        QSignalSpy held(desk.button, &HoldButton::held);
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_VERIFY(desk.button->progress() > 0.0);
        desk.button->setEnabled(false);
        QTRY_COMPARE(desk.button->progress(), 0.0);
        desk.button->pressByKey();
        QVERIFY(!desk.button->isArmed());

        desk.button->setEnabled(true);
        QTest::keyClick(desk.button, Qt::Key_Return, Qt::ControlModifier);
        desk.button->hide();
        QVERIFY(!desk.button->isArmed());
        QCOMPARE(held.count(), 0);
    }

    void button_saysWhatItIs_andKeepsItsWidth()
    {
        Desk desk(kEndless);
        QCOMPARE(desk.button->accessibleName(), QStringLiteral("Hold to approve"));
        const QSize before = desk.button->sizeHint();
        QTest::mousePress(desk.button, Qt::LeftButton);
        QTRY_VERIFY(desk.button->progress() > 0.0);
        QCOMPARE(desk.button->sizeHint(), before);
        QCOMPARE(before.height(), 36 + 2 * KitButton::kRingRoom);
    }

private:
    Appearance m_appearance{*qobject_cast<QApplication*>(QCoreApplication::instance()),
                            std::make_unique<FixedScheme>(Scheme::Light)};
};

} // namespace stillgate

QTEST_MAIN(stillgate::HoldButtonTest)
#include "HoldButtonTest.moc"
