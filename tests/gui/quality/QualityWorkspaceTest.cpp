// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/quality/QualityFixture.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/StatePanel.h"
#include "ui/quality/QualityWorkspace.h"
#include "ui/quality/SamplerPane.h"

using namespace stillgate;

class QualityWorkspaceTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_stand = std::make_unique<QualityStand>(); }

    void cleanup()
    {
        m_quality.reset();
        m_stand.reset();
    }

    void numberThenReturn_correctsAndGoesOn()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_2);
        QCOMPARE(button("confirmButton")->text(), QStringLiteral("Correct to chargeback"));
        QTest::keyClick(focused(), Qt::Key_R);
        QTest::keyClick(focused(), Qt::Key_Return);
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{1});
        QCOMPARE(m_stand->reviews.wishes.front().intent, std::string("chargeback"));
        QCOMPARE(m_stand->reviews.wishes.front().tag, std::string("ambiguous"));
        QTRY_COMPARE(number(), QStringLiteral("#70"));
    }

    void fourTickets_byOneKeyEach_areDoneWithoutLosingTheFlow()
    {
        open();
        for (int i = 0; i < 4; ++i) {
            QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
            QTest::keyClick(focused(), Qt::Key_A);
        }
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{4});
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Empty);
        auto* state = m_quality->findChild<StatePanel*>(QStringLiteral("reviewState"));
        QVERIFY(state != nullptr && state->isVisible());
        takePicture(*m_quality, QStringLiteral("quality-empty-light"));
        // The control to the above: with nothing shown, the keys do nothing.
        QTest::keyClick(focused(), Qt::Key_A);
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{4});
    }

    void search_typedAndReturned_choosesAnyLabelAndGivesTheKeysBack()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_Slash);
        auto* search = m_quality->findChild<QLineEdit*>(QStringLiteral("labelSearch"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("abuse"));
        QVERIFY(m_stand->reviews.wishes.empty()); // letters typed are no commands
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(m_stand->reviews.wishes.empty());
        QCOMPARE(button("confirmButton")->text(), QStringLiteral("Correct to abuse_report"));
        QTest::keyClick(focused(), Qt::Key_Return);
        QCOMPARE(m_stand->reviews.wishes.front().intent, std::string("abuse_report"));
    }

    void moving_byKeys_reviewsNothing()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_J);
        QTRY_COMPARE(number(), QStringLiteral("#70"));
        QTest::keyClick(focused(), Qt::Key_Right);
        QTRY_COMPARE(number(), QStringLiteral("#50"));
        QTest::keyClick(focused(), Qt::Key_K);
        QTRY_COMPARE(number(), QStringLiteral("#70"));
        QVERIFY(m_stand->reviews.wishes.empty());
    }

    void fate_ofAReview_isShownAmongTheLastFive()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_A);
        auto* box = m_quality->findChild<SessionBox*>();
        QCOMPARE(box->recent().front().fate, QStringLiteral("sending"));
        m_stand->outbox.refuse(m_stand->reviews.commands.back(), "role_missing");
        QCOMPARE(box->recent().front().fate, QStringLiteral("refused: Role missing"));
        QCOMPARE(box->recent().front().mood, Mood::Harm);
    }

    void undo_pressed_showsTheTicketAgain()
    {
        open();
        QVERIFY(!button("undoButton")->isEnabled());
        QTest::keyClick(focused(), Qt::Key_A);
        QTRY_COMPARE(number(), QStringLiteral("#70"));
        m_stand->outbox.confirm(m_stand->reviews.commands.back(), 900);
        QTest::keyClick(focused(), Qt::Key_U);
        QTRY_COMPARE(number(), QStringLiteral("#40"));
        QCOMPARE(m_stand->reviews.withdrawals.size(), std::size_t{1});
    }

    void count_forTheRail_isWhatTheModelLeftToPeople()
    {
        open();
        QCOMPARE(m_quality->count(), 2);
        QSignalSpy counts(m_quality.get(), &QualityWorkspace::countChanged);
        QTest::keyClick(focused(), Qt::Key_A);
        QCOMPARE(counts.last().first().toInt(), 1);
    }

    void offline_ticketNotRemembered_saysWhatIsKeptAndComesBackByItself()
    {
        m_stand->packets.failure = Error{ErrorCode::Unavailable, "link", "offline"};
        open();
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Failed);
        takePicture(*m_quality, QStringLiteral("quality-offline-light"));
        m_stand->packets.failure.reset();
        m_stand->link.go(LinkState::Live);
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
    }

    void viewOnly_saysWhoReviewsAndTakesNothing()
    {
        m_stand->link.now.roles = {Role::Auditor};
        open();
        QTest::keyClick(focused(), Qt::Key_2);
        QVERIFY(!button("confirmButton")->isEnabled());
        QVERIFY(!button("acceptButton")->isEnabled());
        QVERIFY(words("reviewHindrance").startsWith(QStringLiteral("View only")));
        QTest::keyClick(focused(), Qt::Key_A);
        QCOMPARE(button("confirmButton")->text(), QStringLiteral("Correct to chargeback")); // a letter jumps to no label
        QTest::keyClick(focused(), Qt::Key_Return);
        QVERIFY(m_stand->reviews.wishes.empty());
        takePicture(*m_quality, QStringLiteral("quality-view-only-light"));
        // The control: with the role it is taken at once.
        m_stand->link.now.roles = {Role::Auditor, Role::L2Agent};
        m_stand->link.go(LinkState::Live);
        QTest::keyClick(focused(), Qt::Key_Return);
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{1});
    }

    void consequences_followTheChosenLabel()
    {
        open();
        auto* table = m_quality->findChild<DiffTable*>(QStringLiteral("consequences"));
        QVERIFY(table->rows().empty());
        QCOMPARE(words("consequencesTitle"), QStringLiteral("If you accept it"));
        QTest::keyClick(focused(), Qt::Key_2);
        QCOMPARE(words("consequencesTitle"), QStringLiteral("If you correct it"));
        QCOMPARE(table->rows().at(1).after, QStringLiteral("Disputes"));
    }

    void refusal_arrivingLater_isSaidBesideTheButtonsToo()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_2);
        QTest::keyClick(focused(), Qt::Key_Return);
        QTRY_COMPARE(number(), QStringLiteral("#70"));
        m_stand->outbox.refuse(m_stand->reviews.commands.back(), "action_under_way");
        QVERIFY(words("reviewProblem").contains(QStringLiteral("#40")));
        QVERIFY(words("reviewProblem").contains(QStringLiteral("Action under way")));
        m_quality->resize(976, 628);
        takePicture(*m_quality, QStringLiteral("quality-refused-narrow-light"));
    }

    void reading_takingLong_saysSoAndThenShowsTheTicket()
    {
        m_stand->packets.isSlow = true;
        show();
        QCOMPARE(m_quality->flow().phase(), ReviewPhase::Reading);
        QTRY_VERIFY(m_quality->findChild<QWidget*>(QStringLiteral("reviewReading")) != nullptr);
        QTest::keyClick(focused(), Qt::Key_A);
        QVERIFY(m_stand->reviews.wishes.empty());
        takePicture(*m_quality, QStringLiteral("quality-loading-light"));
        m_stand->packets.isSlow = false;
        m_stand->packets.answer();
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
        QTest::keyClick(focused(), Qt::Key_A);
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{1});
    }

    void withoutAConnection_reviewsAreKeptAndSaidToBe()
    {
        m_stand->link.now.state = LinkState::Offline;
        open();
        QTest::keyClick(focused(), Qt::Key_A);
        auto* box = m_quality->findChild<SessionBox*>();
        QCOMPARE(box->recent().front().fate, QStringLiteral("kept here, sent later"));
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
        takePicture(*m_quality, QStringLiteral("quality-kept-light"));
        m_stand->link.go(LinkState::Live);
        QCOMPARE(box->recent().front().fate, QStringLiteral("sending"));
    }

    void undone_isSaidAndTheTicketCanBeReviewedAgain()
    {
        open();
        QTest::keyClick(focused(), Qt::Key_2);
        QTest::keyClick(focused(), Qt::Key_Return);
        m_stand->move(40, [](TicketRow& row) {
            row.reviewed = ReviewedRow{ReviewVerdict::Correct, "chargeback", 900};
            row.intent = "chargeback";
        });
        m_stand->outbox.confirm(m_stand->reviews.commands.back(), 900);
        QTest::keyClick(focused(), Qt::Key_U);
        QTRY_COMPARE(number(), QStringLiteral("#40"));
        QTRY_COMPARE(button("confirmButton")->text(), QStringLiteral("Reviewed as chargeback"));
        QVERIFY(!button("confirmButton")->isEnabled());
        m_stand->move(40, [](TicketRow& row) {
            row.reviewed.reset();
            row.intent = "refund_not_received";
        });
        m_stand->outbox.confirm(m_stand->reviews.commands.back(), 901);
        QTRY_COMPARE(button("confirmButton")->text(), QStringLiteral("Correct to chargeback"));
        QVERIFY(button("confirmButton")->isEnabled());
        QCOMPARE(m_quality->findChild<SessionBox*>()->recent().front().fate, QStringLiteral("taken back"));
        takePicture(*m_quality, QStringLiteral("quality-undone-light"));
    }

    void returnKey_onAButtonReachedByTab_pressesThatButton()
    {
        open();
        button("acceptButton")->setFocus(Qt::TabFocusReason);
        QTest::keyClick(focused(), Qt::Key_2);
        QTest::keyClick(focused(), Qt::Key_Return);
        QCOMPARE(m_stand->reviews.wishes.size(), std::size_t{1});
        QCOMPARE(m_stand->reviews.wishes.front().verdict, ReviewVerdict::Accept);
    }

    void samplers_byKeys_areChosenWhereTheyAreFoldedAway()
    {
        open();
        m_stand->move(50, [](TicketRow& row) { row.reviewed = ReviewedRow{ReviewVerdict::Accept, row.intent, 800}; });
        m_quality->resize(976, 628);
        QTest::keyClick(focused(), Qt::Key_3, Qt::AltModifier);
        QTRY_COMPARE(number(), QStringLiteral("#50"));
        QCOMPARE(button("confirmButton")->text(), QStringLiteral("Reviewed as billing_question"));
    }

    void pictures()
    {
        open();
        m_stand->clock.advance(Duration::seconds(1));
        QTest::keyClick(focused(), Qt::Key_A);
        m_stand->outbox.confirm(m_stand->reviews.commands.back(), 900);
        m_stand->clock.advance(Duration::seconds(3));
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
        QTest::keyClick(focused(), Qt::Key_2);
        QTest::keyClick(focused(), Qt::Key_Return);
        m_stand->outbox.confirm(m_stand->reviews.commands.back(), 903);
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
        QTest::keyClick(focused(), Qt::Key_A);
        m_stand->outbox.refuse(m_stand->reviews.commands.back(), "role_missing");
        QTRY_COMPARE(m_quality->flow().phase(), ReviewPhase::Ready);
        m_quality->openTicket(QualityStand::ticket(40));
        QTRY_COMPARE(number(), QStringLiteral("#40"));
        QTest::keyClick(focused(), Qt::Key_2);
        takePictures(*m_quality, QStringLiteral("quality"));
    }

private:
    void open()
    {
        show();
        QTRY_VERIFY(m_quality->flow().phase() != ReviewPhase::Reading);
    }
    void show()
    {
        m_quality = std::make_unique<QualityWorkspace>(m_stand->parts());
        m_quality->resize(1392, 828);
        m_quality->show();
        m_quality->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_quality.get()));
        m_quality->setFocus();
    }
    [[nodiscard]] QAbstractButton* button(const char* name) const
    {
        return m_quality->findChild<QAbstractButton*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString words(const char* name) const
    {
        const auto* label = m_quality->findChild<KitLabel*>(QString::fromLatin1(name));
        return label != nullptr && label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString number() const
    {
        const auto* label = m_quality->findChild<KitLabel*>(QStringLiteral("reviewNumber"));
        return label != nullptr && m_quality->flow().ticket() ? m_quality->flow().ticket()->number : QString();
    }
    [[nodiscard]] QWidget* focused() const
    {
        QWidget* widget = QApplication::focusWidget();
        return widget != nullptr ? widget : m_quality.get();
    }

    std::unique_ptr<QualityStand> m_stand;
    std::unique_ptr<QualityWorkspace> m_quality;
};

STILLGATE_GUI_MAIN(QualityWorkspaceTest)
#include "QualityWorkspaceTest.moc"
