// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/audit/AuditFixture.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/audit/AuditDetailPane.h"
#include "ui/audit/AuditTable.h"
#include "ui/audit/FactList.h"
#include "ui/audit/IntegrityLine.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/StatePanel.h"

using namespace stillgate;

class AuditWorkspaceTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_stand = std::make_unique<AuditStand>(); }

    void cleanup()
    {
        m_audit.reset();
        m_stand.reset();
    }

    void listOpened_newestEventFirst_isShownInFull()
    {
        m_stand->addSampleDay();
        open();
        QTRY_COMPARE(table().currentIndex().row(), 0);
        QTRY_VERIFY(detail().shown().has_value());
        QCOMPARE(detail().shown()->sequence, m_stand->ledger.events.size() - 1);
    }

    void filterTyped_returnPressed_narrowsAndABadWordIsNamed()
    {
        m_stand->addSampleDay();
        open();
        QTest::keyClick(m_audit.get(), Qt::Key_Slash);
        auto* edit = m_audit->findChild<QLineEdit*>(QStringLiteral("filterEdit"));
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("code:gate.decided"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(table().model()->rowCount(), 1);
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("ticket:#77"));
        QTest::keyClick(edit, Qt::Key_Return);
        auto* fault = m_audit->findChild<KitLabel*>(QStringLiteral("filterFault"));
        QVERIFY(fault->isVisible());
        QVERIFY(fault->text().contains(QStringLiteral("ticket:#77")));
        QCOMPARE(table().model()->rowCount(), 1);
        QCOMPARE(edit->text(), QStringLiteral("ticket:#77"));
    }

    void filterTyped_completedByKeys_needsNoMouse()
    {
        m_stand->addSampleDay();
        open();
        QTest::keyClick(m_audit.get(), Qt::Key_Slash);
        auto* edit = m_audit->findChild<QLineEdit*>(QStringLiteral("filterEdit"));
        QTest::keyClicks(edit, QStringLiteral("act"));
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(edit->text(), QStringLiteral("actor:"));
        QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QTRY_COMPARE(m_audit->query().filter.actor, std::optional(kAgent));
        QVERIFY(edit->text().isEmpty());
        QTest::keyClicks(edit, QStringLiteral("code:gate. "));
        QTRY_COMPARE(table().model()->rowCount(), 1);
        QCOMPARE(m_audit->focusWidget(), static_cast<QWidget*>(edit));
        edit->clear();
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTRY_COMPARE(table().model()->rowCount(), 2);
    }

    void filters_ofTicketAndTime_narrowTheList()
    {
        m_stand->addSampleDay();
        open();
        QTRY_COMPARE(table().model()->rowCount(), 22);
        m_audit->openTicket(m_stand->ticket(1));
        QTRY_COMPARE(table().model()->rowCount(), 18);
        QTest::keyClick(&table(), Qt::Key_Backspace, Qt::ControlModifier);
        QTRY_COMPARE(table().model()->rowCount(), 22);
        click(QStringLiteral("facet_since:today"));
        QTRY_COMPARE(table().model()->rowCount(), 20);
    }

    void facetChosen_setsItsWord_andItsRestTakesItOut()
    {
        m_stand->addSampleDay();
        open();
        click(QStringLiteral("facet_actor:me"));
        QCOMPARE(m_audit->query().filter.actor, std::optional(kAgent));
        QTRY_COMPARE(table().model()->rowCount(), 2);
        click(QStringLiteral("facet_actor:"));
        QCOMPARE(m_audit->query().filter.actor, std::optional<PersonId>());
    }

    void decision_opened_showsSignerSignatureAndBytes()
    {
        m_stand->addSampleDay();
        open();
        m_audit->openEvent(12);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 12);
        const auto facts = m_audit->findChild<FactList*>(QStringLiteral("auditFacts"))->facts();
        QCOMPARE(facts.at(0).label, QStringLiteral("Signed by"));
        QCOMPARE(facts.at(0).value, QStringLiteral("Sample Agent 01, as L2 agent"));
        QCOMPARE(facts.at(2).value, QStringLiteral("valid over these bytes"));
        QCOMPARE(detail().shown()->changesTitle, QStringLiteral("What was signed"));
        QCOMPARE(detail().shown()->changes.size(), std::size_t{3});
        QTRY_VERIFY(m_audit->findChild<DiffTable*>(QStringLiteral("auditChanges"))->isVisible());
        click(QStringLiteral("copyEvent"));
        const std::string bytes = *encodeHeader(m_stand->ledger.events[12].event.header);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(bytes));
    }

    /// The control to the above: a signature that does not fit is said to be so, and one that was not checked is not called valid.
    void decision_withoutAGoodSignature_isNotCalledValid()
    {
        m_stand->addSampleDay();
        m_stand->ledger.events[12].isSignatureGood = false;
        const AuditPresenter presenter(m_stand->tickets, m_stand->link, m_stand->formatting, QTimeZone::utc());
        QCOMPARE(presenter.shown(m_stand->ledger.events[12]).facts.at(2).mood, Mood::Harm);
        m_stand->ledger.events[12].isSignatureGood.reset();
        QVERIFY(presenter.shown(m_stand->ledger.events[12]).facts.at(2).value.startsWith(QStringLiteral("not checked")));
    }

    void personalValues_shownOrWithheld_asTextAloneOrWithTheReason()
    {
        m_stand->addSampleDay();
        open();
        m_audit->openEvent(3);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 3);
        const auto& personal = detail().shown()->personal;
        QCOMPARE(personal.size(), std::size_t{3});
        QCOMPARE(personal.at(1).withheld, QStringLiteral("Not shown to your role."));
        const auto texts = detail().findChildren<OutsideText*>();
        QCOMPARE(texts.size(), 2);
        QVERIFY(texts.last()->content().copied().contains(QStringLiteral("<U+202E>the money back <b>today</b>")));
    }

    void links_pressed_walkTheLedger()
    {
        m_stand->addSampleDay();
        open();
        m_audit->openEvent(5);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 5);
        click(QStringLiteral("previousEvent"));
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 4);
        QCOMPARE(table().currentIndex().row(), static_cast<int>(m_stand->ledger.events.size()) - 5);
    }

    void keys_jkAndO_moveAndOpenTheTicket()
    {
        m_stand->addSampleDay();
        open();
        QTRY_COMPARE(table().currentIndex().row(), 0);
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(&table(), Qt::Key_J);
        }
        QCOMPARE(table().currentIndex().row(), 2);
        QTRY_VERIFY(detail().shown() && detail().shown()->ticket);
        QSignalSpy opened(m_audit.get(), &AuditWorkspace::ticketOpened);
        QTest::keyClick(&table(), Qt::Key_O);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<TicketId>(), m_stand->ticket(1));
        QTest::keyClick(&table(), Qt::Key_K);
        QCOMPARE(table().currentIndex().row(), 1);
    }

    void eventOpened_farFromTheNewest_isReadAroundAndScrolledBothWays()
    {
        m_stand->addMany(2'000);
        open();
        QTRY_COMPARE(table().model()->rowCount(), AuditModel::kPage);
        m_audit->openEvent(700);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 700);
        auto* model = qobject_cast<AuditModel*>(table().model());
        QTRY_VERIFY(model->rowOf(700) && *model->rowOf(700) > 0);
        QTRY_COMPARE(table().currentIndex().row(), *model->rowOf(700));
        const int top = table().rowViewportPosition(*model->rowOf(700));
        QVERIFY2(top >= 0 && top < table().viewport()->height(), qPrintable(QString::number(top)));
        while (model->rowAt(0).sequence < 1'999) {
            const int before = model->rowCount();
            table().verticalScrollBar()->setValue(0);
            QTRY_VERIFY(model->rowCount() > before);
        }
        QCOMPARE(model->rowAt(table().currentIndex().row()).sequence, Sequence{700});
    }

    void scrolled_nearTheEnd_readsTheNextPageBefore()
    {
        m_stand->addMany(900);
        open();
        QTRY_COMPARE(table().model()->rowCount(), AuditModel::kPage);
        table().scrollTo(table().model()->index(AuditModel::kPage - 30, 0));
        QTRY_COMPARE(table().model()->rowCount(), 2 * AuditModel::kPage);
        QCOMPARE(m_stand->ledger.pages, 2);
    }

    void verify_pressed_showsProgressAndCanBeStopped()
    {
        m_stand->addSampleDay();
        open();
        auto* line = m_audit->findChild<IntegrityLine*>();
        QTest::keyClick(&table(), Qt::Key_V);
        QVERIFY(m_stand->verifier.isRunning());
        emit m_stand->verifier.progressed(400, 1'600);
        QCOMPARE(line->shown().progress, std::optional(0.25));
        QCOMPARE(line->shown().detail, QStringLiteral("400 of 1,600 events"));
        click(QStringLiteral("verifyCancel"));
        QCOMPARE(line->shown().headline, QStringLiteral("Verification stopped"));
        QVERIFY(m_audit->findChild<QWidget*>(QStringLiteral("verifyButton"))->isVisible());
    }

    void newEvents_pillPressed_comeInOnTop()
    {
        m_stand->addSampleDay();
        open();
        const int before = table().model()->rowCount();
        m_stand->addMany(2);
        m_stand->watch.set({LedgerStanding::Matching, m_stand->ledger.events.size(), kAuditNow, Divergence::None, {}});
        m_stand->timers.fire();
        auto* pill = m_audit->findChild<QAbstractButton*>(QStringLiteral("newsButton"));
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(pill->text(), QStringLiteral("2 new"));
        QCOMPARE(table().model()->rowCount(), before);
        pill->click();
        QCOMPARE(table().model()->rowCount(), before + 2);
        QVERIFY(!pill->isVisible());
    }

    void verification_atItsEnd_saysUpToWhereAndWhen()
    {
        m_stand->addSampleDay();
        open();
        auto* line = m_audit->findChild<IntegrityLine*>();
        click(QStringLiteral("verifyButton"));
        QVERIFY(m_audit->findChild<QWidget*>(QStringLiteral("verifyCancel"))->isVisible());
        m_stand->verifier.end({VerificationEnd::Verified, 22, kAuditNow, Divergence::None, std::nullopt, {}});
        QCOMPARE(line->shown().headline, QStringLiteral("Every event verified, to event 21"));
        QCOMPARE(line->shown().detail, QStringLiteral("14:02:04, now"));
        QCOMPARE(line->height(), 44);
        m_stand->verifier.end({VerificationEnd::Wrong, 12, kAuditNow, Divergence::OtherRoot, 12, {}});
        QCOMPARE(line->shown().mood, Mood::Harm);
        QVERIFY(line->height() > 44); // the whole warning is there to be read
    }

    void offline_atTheStart_saysSoAndOffersTheNextStep()
    {
        m_stand->addSampleDay();
        m_stand->ledger.failure = Error{ErrorCode::Unavailable, "link", "offline"};
        open();
        auto* state = m_audit->findChild<StatePanel*>(QStringLiteral("auditState"));
        QTRY_VERIFY(state->isVisible());
        QCOMPARE(state->words().kind, StateKind::Offline);
        takePictures(*m_audit, QStringLiteral("audit-offline"));
        m_stand->ledger.failure.reset();
        state->findChild<QAbstractButton*>(QStringLiteral("stateStep"))->click();
        QTRY_VERIFY(table().isVisible());
    }

    void connection_backAgain_readsWhatDidNotCome()
    {
        m_stand->addSampleDay();
        m_stand->ledger.failure = Error{ErrorCode::Unavailable, "link", "offline"};
        open();
        auto* state = m_audit->findChild<StatePanel*>(QStringLiteral("auditState"));
        QTRY_VERIFY(state->isVisible());
        m_stand->ledger.failure.reset();
        m_stand->link.enter(LinkState::Live);
        QTRY_COMPARE(table().model()->rowCount(), 22);
        QTRY_VERIFY(detail().shown().has_value());
    }

    void filter_thatNothingFits_offersToClearIt()
    {
        m_stand->addSampleDay();
        open();
        click(QStringLiteral("facet_code:notice."));
        QTRY_COMPARE(table().model()->rowCount(), 1);
        click(QStringLiteral("facet_actor:me"));
        auto* state = m_audit->findChild<StatePanel*>(QStringLiteral("auditState"));
        QTRY_VERIFY(state->isVisible());
        takePicture(*m_audit, QStringLiteral("audit-empty-light"));
        state->findChild<QAbstractButton*>(QStringLiteral("stateStep"))->click();
        QVERIFY(m_audit->query().terms.empty());
    }

    void pictures()
    {
        m_stand->addSampleDay();
        open();
        m_audit->openEvent(12);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 12);
        takePictures(*m_audit, QStringLiteral("audit"));
        m_audit->openEvent(8);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 8);
        takePicture(*m_audit, QStringLiteral("audit-proposal-light"));
        m_audit->openEvent(3);
        QTRY_VERIFY(detail().shown() && detail().shown()->sequence == 3);
        m_stand->verifier.start();
        emit m_stand->verifier.progressed(9, 23);
        takePicture(*m_audit, QStringLiteral("audit-message-light"));
        m_stand->verifier.end({VerificationEnd::Wrong, 12, kAuditNow, Divergence::OtherRoot, 12, {}});
        takePictures(*m_audit, QStringLiteral("audit-wrong"));
        m_stand->verifier.end({VerificationEnd::Verified, 22, kAuditNow, Divergence::None, std::nullopt, {}});
        takePicture(*m_audit, QStringLiteral("audit-verified-light"));
        m_audit->findChild<QLineEdit*>(QStringLiteral("filterEdit"))->setFocus();
        QTest::keyClicks(m_audit->findChild<QLineEdit*>(QStringLiteral("filterEdit")), QStringLiteral("ticket:#77 "));
        takePicture(*m_audit, QStringLiteral("audit-fault-light"));
    }

private:
    void open()
    {
        m_audit = std::make_unique<AuditWorkspace>(m_stand->parts());
        m_audit->resize(1392, 828);
        m_audit->show();
        m_audit->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_audit.get()));
        m_audit->setFocus();
    }
    void click(const QString& name) { m_audit->findChild<QAbstractButton*>(name)->click(); }
    [[nodiscard]] AuditTable& table() const { return *m_audit->findChild<AuditTable*>(); }
    [[nodiscard]] AuditDetailPane& detail() const { return *m_audit->findChild<AuditDetailPane*>(); }

    std::unique_ptr<AuditStand> m_stand;
    std::unique_ptr<AuditWorkspace> m_audit;
};

STILLGATE_GUI_MAIN(AuditWorkspaceTest)
#include "AuditWorkspaceTest.moc"
