// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/console/Desk.h"
#include "tests/support/Readable.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "ui/packet/PacketPage.h"
#include "ui/queue/QueueWorkspace.h"

using namespace stillgate;

namespace {

/// Time to see the hold-back, also on a busy machine.
const Pauses kPauses{"2s", "200ms", "30m"};

} // namespace

/// People at real windows, an orchestrator and a system of record as processes: what is decided by hand is what the books say.
class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_both = m_shop.addDoubleCharge(15'000);
        m_kept = m_shop.addDoubleCharge(16'000);
        m_stand = std::make_unique<Stand>(m_shop, kPauses);
        QVERIFY(m_stand->start());
    }

    void refund_heldInTheWindow_isPaidOnceToldAndClosed()
    {
        Desk desk(m_stand->daemon(), 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        QVERIFY(ticket);
        QVERIFY(desk.faces(*ticket));
        QVERIFY(desk.words(QStringLiteral("decisionQuestion")).contains(QStringLiteral("129.00")));
        takePicture(desk.window(), QStringLiteral("console-before-approval"));

        desk.hold();
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Closed; }));
        const auto refunds = m_stand->sandbox().books().refundsOf("ORD-7719");
        QCOMPARE(refunds.size(), std::size_t{1});
        QCOMPARE(*refunds.front().find("amount_minor")->asInteger(), 12'900);
        QCOMPARE(m_stand->sandbox().books().messagesTo("C-07").size(), std::size_t{1});
        QCOMPARE(desk.core().watch().verdict().standing, LedgerStanding::Matching);
        takePicture(desk.window(), QStringLiteral("console-after-approval"));
    }

    /// The control to the above: a button that is let go too early decides nothing.
    void refund_letGoTooEarly_isNotDecided()
    {
        Desk desk(m_stand->daemon(), 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        const auto ticket = m_stand->daemon().takeIn(complaintAbout(m_both, "both"));
        QVERIFY(ticket);
        QVERIFY(desk.faces(*ticket));
        QTest::mousePress(desk.button(QStringLiteral("approveButton")), Qt::LeftButton);
        QTest::qWait(200);
        QTest::mouseRelease(desk.button(QStringLiteral("approveButton")), Qt::LeftButton);
        QTest::qWait(500);
        QVERIFY(desk.core().outbox().entries().size() == 1); // the one of before
        QCOMPARE(desk.stageOf(*ticket), Stage::Gate);
    }

    void twoConsoles_onOneGate_oneCountsAndTheOtherLearnsWhose()
    {
        Desk first(m_stand->daemon(), 1, m_stand->folder() / "desk-1");
        Desk second(m_stand->daemon(), 2, m_stand->folder() / "desk-2");
        QVERIFY(first.open());
        QVERIFY(second.open());
        const auto ticket = ticketAtAGate(first);
        QVERIFY(ticket);
        QVERIFY(first.faces(*ticket));
        QVERIFY(second.faces(*ticket));

        Desk::holdBoth(first, second);
        const auto outcomeOf = [&](Desk& desk) {
            for (const OutboxEntry& entry : desk.core().outbox().entries()) {
                if (entry.ticket == *ticket) {
                    return entry.state;
                }
            }
            return OutboxState::Queued;
        };
        const auto isAnswered = [&](Desk& desk) {
            const OutboxState state = outcomeOf(desk);
            return state == OutboxState::Confirmed || state == OutboxState::Refused;
        };
        QVERIFY(Desk::sees([&] { return isAnswered(first) && isAnswered(second); }));
        QVERIFY(outcomeOf(first) != outcomeOf(second));
        const bool firstCounts = outcomeOf(first) == OutboxState::Confirmed;
        Desk& late = firstCounts ? second : first;
        const Desk& early = firstCounts ? first : second;
        const QString whose = QString::fromStdString(early.person().text()).right(4);
        QVERIFY(Desk::sees([&] { return late.words(QStringLiteral("outcomeDetail")).contains(whose); }));
        takePicture(late.window(), QStringLiteral("console-decided-elsewhere"));

        QVERIFY(Desk::sees([&] { return first.stageOf(*ticket) == Stage::Closed; }));
        QVERIFY(Desk::sees([&] { return second.stageOf(*ticket) == Stage::Closed; }));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_both.order).size(), std::size_t{1});
    }

    void tickets_inThePage_areGoneThroughInTheOrderOfTheQueue()
    {
        Desk desk(m_stand->daemon(), 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        QTest::keyClick(&desk.window(), Qt::Key_1, Qt::ControlModifier);
        auto* queue = desk.window().findChild<QueueWorkspace*>();
        queue->setFilter({});
        QVERIFY(Desk::sees([&] { return queue->rowCount() >= 2 && queue->currentTicket(); }));
        queue->select(*queue->ticketAt(0));
        queue->focusRows();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        auto* page = desk.window().findChild<PacketPage*>();
        QVERIFY(Desk::sees([&] { return page->isVisible() && page->ticket() == queue->ticketAt(0); }));
        const QString last = QString::number(queue->rowCount());
        QCOMPARE(desk.words(QStringLiteral("ticketPlace")), QStringLiteral("1 of %1").arg(last));
        QTest::keyClick(page, Qt::Key_J);
        QVERIFY(Desk::sees([&] { return page->ticket() == queue->ticketAt(1); }));
        QCOMPARE(desk.words(QStringLiteral("ticketPlace")), QStringLiteral("2 of %1").arg(last));
        QCOMPARE(queue->currentTicket(), queue->ticketAt(1));
        QTest::keyClick(page, Qt::Key_K);
        QTest::keyClick(page, Qt::Key_K);
        QVERIFY(Desk::sees([&] { return page->ticket() == queue->ticketAt(0); }));
    }

    void orchestrator_killedUnderTheWindow_nothingIsLostAndNothingTwice()
    {
        Daemon& daemon = m_stand->daemon();
        Desk desk(daemon, 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        const auto ticket = daemon.takeIn(complaintAbout(m_kept, "kept"));
        QVERIFY(ticket);
        QVERIFY(desk.faces(*ticket));
        daemon.program().kill();
        QVERIFY(Desk::sees([&] { return !desk.isLive(); }));
        QVERIFY(Desk::sees([&] { return !desk.words(QStringLiteral("banner")).isEmpty(); }));
        takePicture(desk.window(), QStringLiteral("console-orchestrator-gone"));
        desk.hold();
        QVERIFY(Desk::sees([&] { return desk.core().outbox().unanswered() == 1; }));

        QVERIFY(daemon.start());
        QVERIFY(Desk::sees([&] { return desk.isLive() && desk.core().outbox().unanswered() == 0; }));
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Closed; }));
        QVERIFY(!desk.window().findChild<QWidget*>(QStringLiteral("banner"))->isVisible());
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_kept.order).size(), std::size_t{1});
        const auto status = daemon.call<rpc::LedgerStatus>({});
        STILLGATE_VERIFY_VALUE(status);
        QVERIFY(Desk::sees([&] { return desk.core().watch().verdict().size >= status->size; }));
        QCOMPARE(desk.core().watch().verdict().standing, LedgerStanding::Matching);
    }

private:
    /// The one that waits since the test before, so that both see the same.
    static std::optional<TicketId> ticketAtAGate(Desk& desk)
    {
        std::optional<TicketId> found;
        (void)Desk::sees([&] {
            desk.core().tickets().forEachGate([&](const GateRow& gate) {
                if (gate.status == GateStatus::Open) {
                    found = gate.ticket;
                }
            });
            return found.has_value();
        });
        return found;
    }

    SampleShop m_shop;
    DoubleCharge m_both;
    DoubleCharge m_kept;
    std::unique_ptr<Stand> m_stand;
};

STILLGATE_GUI_MAIN(WindowTest)
#include "WindowTest.moc"
