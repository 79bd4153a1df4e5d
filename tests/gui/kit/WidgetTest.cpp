// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

#include "ui/kit/theme/Appearance.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/FilterLine.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/NoticeCard.h"
#include "ui/kit/widget/SegmentedControl.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

class WidgetTest : public QObject {
    Q_OBJECT

private slots:
    void button_byKeyAndMouse_isClicked()
    {
        KitButton button(ButtonKind::Outlined, Icon::Cross, QStringLiteral("Deny"));
        button.setKey(QKeySequence(Qt::Key_D));
        button.show();
        QSignalSpy clicked(&button, &KitButton::clicked);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicked.count(), 2);
        button.setEnabled(false);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(clicked.count(), 2);
    }

    void focusRing_comesWithTheKeyboard_notWithTheMouse()
    {
        KitButton button(ButtonKind::Outlined, QStringLiteral("Deny"));
        button.show();
        button.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&button));
        const QColor ring = Theme::of(Scheme::Light).colour(Tone::Accent);
        const auto edge = [&button] { return button.grab().toImage().pixelColor(button.width() / 2, 1); };
        button.setFocus(Qt::MouseFocusReason);
        QVERIFY(edge() != ring);
        button.clearFocus();
        button.setFocus(Qt::TabFocusReason);
        QCOMPARE(edge(), ring);
    }

    void segments_byKeysAndMouse_move()
    {
        SegmentedControl control({QStringLiteral("Comfortable"), QStringLiteral("Compact")});
        control.show();
        QSignalSpy chosen(&control, &SegmentedControl::chosen);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(chosen.count(), 1);
        QTest::mouseClick(&control, Qt::LeftButton, {}, QPoint(20, 15));
        QCOMPARE(control.current(), 0);
        QCOMPARE(control.accessibleName(), QStringLiteral("Comfortable"));
        control.setLayoutDirection(Qt::RightToLeft);
        QTest::keyClick(&control, Qt::Key_Left);
        QCOMPARE(control.current(), 1);
    }

    void filterLine_backspaceInTheEmptyField_takesTheLastTokenOut()
    {
        FilterLine line(QStringLiteral("add filter"));
        line.setTokens({{QStringLiteral("stage:"), QStringLiteral("gate")}, {QStringLiteral("for:"), QStringLiteral("me")}});
        line.show();
        QSignalSpy removed(&line, &FilterLine::tokenRemoved);
        QSignalSpy submitted(&line, &FilterLine::submitted);
        QTest::keyClicks(&line.edit(), QStringLiteral("r"));
        QTest::keyClick(&line.edit(), Qt::Key_Backspace);
        QCOMPARE(removed.count(), 0);
        QTest::keyClick(&line.edit(), Qt::Key_Backspace);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.front().front().toInt(), 1);
        QTest::keyClicks(&line.edit(), QStringLiteral("risk:>60"));
        QTest::keyClick(&line.edit(), Qt::Key_Return);
        QCOMPARE(submitted.front().front().toString(), QStringLiteral("risk:>60"));
        auto* first = line.findChild<QAbstractButton*>(QStringLiteral("filterToken0"));
        QVERIFY(first != nullptr);
        QTest::mouseClick(first, Qt::LeftButton);
        QCOMPARE(removed.back().front().toInt(), 0);
    }

    void hashLabel_copied_givesTheWholeHash()
    {
        HashLabel label(QStringLiteral("sha256"));
        const QString hash(64, QLatin1Char('a'));
        label.setHash(hash);
        label.show();
        QTest::mouseClick(label.findChild<KitButton*>(QStringLiteral("hashCopy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), hash);
        QVERIFY(label.accessibleName().contains(hash));
    }

    void statePanel_withoutAStep_hasNoButton()
    {
        StatePanel panel({StateKind::Error, QStringLiteral("Payments did not answer"), QStringLiteral("Nothing was paid."),
                          QStringLiteral("Try again")});
        panel.show();
        QSignalSpy chosen(&panel, &StatePanel::stepChosen);
        auto* step = panel.findChild<KitButton*>(QStringLiteral("stateStep"));
        QTest::mouseClick(step, Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        panel.setWords({StateKind::Empty, QStringLiteral("Nothing waits"), {}, {}});
        QVERIFY(!step->isVisible());
    }

    void noticeCard_newFacts_replaceTheOldOnes()
    {
        NoticeCard card({.title = QStringLiteral("Signed"),
                         .facts = {{QStringLiteral("Event"), QStringLiteral("17")}},
                         .action = QStringLiteral("Undo")});
        card.show();
        QSignalSpy chosen(&card, &NoticeCard::actionChosen);
        QTest::mouseClick(card.findChild<KitButton*>(QStringLiteral("noticeAction")), Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        card.setNotice({.title = QStringLiteral("Withdrawn")});
        QVERIFY(!card.findChild<KitButton*>(QStringLiteral("noticeAction"))->isVisible());
        QCOMPARE(card.accessibleName(), QStringLiteral("Withdrawn"));
    }

    void loading_thatIsSoonOver_neverShows()
    {
        LoadingPanel panel;
        panel.start(QStringLiteral("Reading"));
        QVERIFY(!panel.isShowing());
        panel.stop();
        QVERIFY(!panel.isShowing());
        panel.start(QStringLiteral("Reading"));
        QTRY_VERIFY(panel.isShowing());
    }

    void marks_asWidgets_sayWhatTheyShow()
    {
        const MarkWidget<RiskMark> risk(RiskMark{62, QStringLiteral("62")});
        QCOMPARE(risk.accessibleName(), QStringLiteral("risk 62"));
        const MarkWidget<QuorumMark> quorum(QuorumMark{1, 2});
        QCOMPARE(quorum.accessibleName(), QStringLiteral("1 of 2 signed"));
        DiffTable diff({});
        diff.setRows({{QStringLiteral("Due"), QStringLiteral("5"), QStringLiteral("3")}});
        QCOMPARE(diff.accessibleName(), QStringLiteral("Due: 5, then 3"));
    }

    void standardWidgets_haveTheMeasures()
    {
        const QSplitter splitter;
        QCOMPARE(splitter.handleWidth(), 1);
        const QScrollBar bar(Qt::Vertical);
        QVERIFY(bar.sizeHint().width() <= 12);
        const QComboBox combo;
        QVERIFY(combo.sizeHint().height() >= 32);
    }

    void scrollBar_dragged_reachesBothEnds()
    {
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 1000);
        bar.setPageStep(100);
        bar.resize(bar.sizeHint().width(), 300);
        bar.show();
        QTest::mousePress(&bar, Qt::LeftButton, {}, QPoint(5, 10));
        QTest::mouseMove(&bar, QPoint(5, 150));
        QMouseEvent move(QEvent::MouseMove, QPointF(5, 299), QPointF(5, 299), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(&bar, &move);
        QTest::mouseRelease(&bar, Qt::LeftButton, {}, QPoint(5, 299));
        QCOMPARE(bar.value(), 1000);
    }

private:
    Appearance m_appearance{*qobject_cast<QApplication*>(QCoreApplication::instance()),
                            std::make_unique<FixedScheme>(Scheme::Light)};
};

} // namespace stillgate

QTEST_MAIN(stillgate::WidgetTest)
#include "WidgetTest.moc"
