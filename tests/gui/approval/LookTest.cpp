// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/approval/Opened.h"
#include "tests/support/gui/GuiMain.h"

using namespace stillgate;

namespace {

constexpr Duration kMeanwhile = Duration::minutes(6);

} // namespace

/// Whoever looks at an open gate has its state read again, so that nobody decides on what was true some time ago.
class LookTest : public QObject {
    Q_OBJECT

private slots:
    void look_laterThanTheProposal_saysThatTheStateStillHolds()
    {
        Opened opened;
        opened.presenter->clear();
        opened.desk.pass(kMeanwhile);
        opened.presenter->open(opened.refund.ticket());
        QCOMPARE(opened.desk.looks, 2);
        QCOMPARE(opened.values().fresh.text, QStringLiteral("state read now"));
        QCOMPARE(opened.values().fresh.mood, Mood::Verified);
    }

    /// The control: unread, the state is as old as the proposal.
    void look_whenTheSystemDoesNotAnswer_leavesTheOlderReading()
    {
        Opened opened;
        opened.presenter->clear();
        opened.desk.pass(kMeanwhile);
        opened.desk.lookFails = Error{ErrorCode::Unavailable, "$.gate", "the system of record does not answer"};
        opened.presenter->open(opened.refund.ticket());
        QCOMPARE(plain(opened.values().fresh.text), QStringLiteral("state read 6 min ago"));
        QCOMPARE(opened.values().fresh.mood, Mood::Neutral);
    }

    void look_whileThePacketIsReadAgain_isTakenOnce()
    {
        Opened opened;
        const int before = opened.desk.looks;
        opened.presenter->take(opened.desk.packetOf(opened.refund.ticket()));
        opened.presenter->take(opened.desk.packetOf(opened.refund.ticket()));
        QCOMPARE(opened.desk.looks, before);
    }

    void look_offline_waitsForTheConnection()
    {
        Opened opened;
        opened.presenter->clear();
        opened.desk.setState(LinkState::Offline);
        const int before = opened.desk.looks;
        opened.presenter->take(opened.desk.packetOf(opened.refund.ticket()));
        QCOMPARE(opened.desk.looks, before);
        opened.desk.setState(LinkState::Live);
        QCOMPARE(opened.desk.looks, before + 1);
    }
};

STILLGATE_GUI_MAIN(LookTest)
#include "LookTest.moc"
