// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QTest>

#include "tests/gui/console/Desk.h"
#include "tests/support/Readable.h"
#include "tests/support/gui/GuiMain.h"
#include "tests/support/gui/Pictures.h"
#include "tests/support/system/CommandLine.h"
#include "ui/quality/QualityWorkspace.h"

using namespace stillgate;

namespace {

constexpr int kMostTickets = 10; ///< that this test lets wait for a review

} // namespace

/// A person at a real window says what tickets are about: what the orchestrator records, where the ticket goes, and what the next model
/// learns from.
class ReviewWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_first = m_shop.addDoubleCharge(15'000);
        m_second = m_shop.addDoubleCharge(16'000);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void correction_inTheWindow_reroutesTheTicketAndIsLearnedFrom()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaintAbout(m_first, "gate"));
        QVERIFY(ticket && daemon.awaitGate(*ticket));
        Desk desk(daemon, 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        QVERIFY(looksAt(desk, *ticket));
        QCOMPARE(learnedFrom(), 0);

        QVERIFY(choose(desk, QStringLiteral("delivery_status")));
        QCOMPARE(desk.words(QStringLiteral("consequencesTitle")), QStringLiteral("If you correct it"));
        takePicture(desk.window(), QStringLiteral("console-correction"));
        QTest::keyClick(focus(desk), Qt::Key_Return);
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Escalated; }));
        const auto moved = daemon.ticket(*ticket);
        STILLGATE_VERIFY_VALUE(moved);
        const auto reviews = payloadsOf<ClassificationReviewed>(*moved);
        QCOMPARE(reviews.size(), std::size_t{1});
        QCOMPARE(reviews.front().intent, std::string("delivery_status"));
        QCOMPARE(reviews.front().classified, *moved->row.classified);
        QVERIFY(reviews.front().tag == ReviewTag::PlainError);
        QCOMPARE(payloadsOf<TicketRerouted>(*moved).size(), std::size_t{1});
        QCOMPARE(moved->row.team, std::string("logistics"));
        QCOMPARE(learnedFrom(), 1);
        takePicture(desk.window(), QStringLiteral("console-corrected"));
    }

    /// The control to the above: what is taken back is learned from no more, and the ticket asks its question again.
    void correction_takenBackInTheWindow_isUndone()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaintAbout(m_second, "undone"));
        QVERIFY(ticket && daemon.awaitGate(*ticket));
        Desk desk(daemon, 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        QVERIFY(looksAt(desk, *ticket));
        QVERIFY(choose(desk, QStringLiteral("delivery_status")));
        QTest::keyClick(focus(desk), Qt::Key_Return);
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Escalated; }));

        QVERIFY(Desk::sees([&] { return desk.button(QStringLiteral("undoButton"))->isEnabled(); }));
        QTest::keyClick(focus(desk), Qt::Key_U);
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Gate; }));
        QVERIFY(quality(desk).flow().current() == ticket);
        QCOMPARE(payloadsOf<ReviewWithdrawn>(*daemon.ticket(*ticket)).size(), std::size_t{1});
        QCOMPARE(learnedFrom(), 1);
    }

    void correction_withoutAConnection_isKeptAndRecordedOnce()
    {
        Daemon& daemon = m_stand->daemon();
        Desk desk(daemon, 1, m_stand->folder() / "desk-1");
        QVERIFY(desk.open());
        const auto ticket = daemon.takeIn(sampleMessage("sample-0008"));
        QVERIFY(ticket && daemon.awaitGate(*ticket));
        QVERIFY(looksAt(desk, *ticket));
        daemon.program().kill();
        QVERIFY(Desk::sees([&] { return !desk.isLive(); }));
        QVERIFY(choose(desk, QStringLiteral("delivery_status")));
        QTest::keyClick(focus(desk), Qt::Key_Return);
        QVERIFY(Desk::sees([&] { return desk.core().outbox().unanswered() == 1; }));
        takePicture(desk.window(), QStringLiteral("console-correction-kept"));

        QVERIFY(daemon.start());
        QVERIFY(Desk::sees([&] { return desk.isLive() && desk.core().outbox().unanswered() == 0; }));
        QVERIFY(Desk::sees([&] { return desk.stageOf(*ticket) == Stage::Escalated; }));
        QCOMPARE(payloadsOf<ClassificationReviewed>(*daemon.ticket(*ticket)).size(), std::size_t{1});
    }

private:
    [[nodiscard]] static QualityWorkspace& quality(Desk& desk)
    {
        return *desk.window().findChild<QualityWorkspace*>(QStringLiteral("qualityWorkspace"));
    }
    /// Where a person's keys go.
    [[nodiscard]] static QWidget* focus(Desk& desk)
    {
        QWidget* widget = QApplication::focusWidget();
        return widget != nullptr ? widget : &desk.window();
    }

    /// Opens the workspace and goes on until this ticket is the one.
    [[nodiscard]] static bool looksAt(Desk& desk, const TicketId& ticket)
    {
        QTest::keyClick(&desk.window(), Qt::Key_4, Qt::ControlModifier);
        for (int i = 0; i < kMostTickets; ++i) {
            if (!Desk::sees([&] { return quality(desk).flow().phase() == ReviewPhase::Ready; })) {
                return false;
            }
            if (quality(desk).flow().current() == ticket) {
                return Desk::sees([&] { return !quality(desk).flow().taxonomy().intents.empty(); });
            }
            QTest::keyClick(focus(desk), Qt::Key_J);
        }
        return false;
    }

    /// Finds the label by typing, as a person does who knows its name.
    [[nodiscard]] static bool choose(Desk& desk, const QString& label)
    {
        QTest::keyClick(focus(desk), Qt::Key_Slash);
        auto* search = desk.window().findChild<QLineEdit*>(QStringLiteral("labelSearch"));
        if (!Desk::sees([&] { return search->hasFocus(); })) {
            return false;
        }
        QTest::keyClicks(search, label);
        QTest::keyClick(search, Qt::Key_Return);
        const QAbstractButton* confirm = desk.button(QStringLiteral("confirmButton"));
        return confirm->isEnabled() && confirm->text() == QStringLiteral("Correct to %1").arg(label);
    }

    /// How many corrections the next model would be trained with.
    [[nodiscard]] int learnedFrom() const
    {
        const auto file = [](const std::filesystem::path& path) { return QString::fromStdString(path.string()); };
        const CommandRun run =
            ctl({QStringLiteral("triage"), QStringLiteral("train"), QStringLiteral("--from"), file(m_stand->daemon().data()),
                 QStringLiteral("--out"), file(m_stand->folder() / "next.model"), QStringLiteral("--json")});
        const Json* corrected = run.json.find("corrected");
        const std::int64_t* number = corrected != nullptr ? corrected->asInteger() : nullptr;
        return number != nullptr ? static_cast<int>(*number) : -1;
    }

    SampleShop m_shop;
    DoubleCharge m_first;
    DoubleCharge m_second;
    std::unique_ptr<Stand> m_stand;
};

STILLGATE_GUI_MAIN(ReviewWindowTest)
#include "ReviewWindowTest.moc"
