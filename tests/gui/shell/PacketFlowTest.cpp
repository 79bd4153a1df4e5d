// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/approval/Opened.h"
#include "tests/support/gui/GuiMain.h"
#include "ui/shell/PacketFlow.h"

using namespace stillgate;

namespace {

/// What a face was told.
struct Told {
    int loading = 0;
    int packets = 0;
    int errors = 0;
    int stale = 0;
    Sequence newest = 0;
};

struct Flowing {
    Flowing() : refund(desk.refund(kNormal))
    {
        desk.sync();
        presenter = std::make_unique<DecisionPresenter>(desk.parts());
        flow = std::make_unique<PacketFlow>(desk.tickets, desk.parts().packets, desk.timers, *presenter,
                                            PacketFace{[this](const TicketEntry&) { ++told.loading; },
                                                       [this](const Packet& packet) {
                                                           ++told.packets;
                                                           told.newest = packet.events.back().header.sequence;
                                                       },
                                                       [this](const TicketId&, const Error&) { ++told.errors; },
                                                       [this] { ++told.stale; }});
    }

    /// A colleague decides, and the feed tells of it.
    void moveOn()
    {
        refund.decide(desk.colleague, Verdict::Deny);
        desk.sync();
        desk.pass(Duration::seconds(2));
    }

    Desk desk;
    SampleRefund& refund;
    Told told;
    std::unique_ptr<DecisionPresenter> presenter;
    std::unique_ptr<PacketFlow> flow;
};

} // namespace

class PacketFlowTest final : public QObject {
    Q_OBJECT

private slots:
    void open_ticket_isShownAndDecided()
    {
        Flowing flowing;
        flowing.flow->open(flowing.refund.ticket());
        QCOMPARE(flowing.told.loading, 1);
        QCOMPARE(flowing.told.packets, 1);
        QCOMPARE(flowing.presenter->values().phase, DecisionPhase::Open);
    }

    void ticketMoved_readAgain_isShownAndNotStale()
    {
        Flowing flowing;
        flowing.flow->open(flowing.refund.ticket());
        flowing.moveOn();
        QCOMPARE(flowing.told.packets, 2);
        QCOMPARE(flowing.told.newest, flowing.desk.loop.log().back().header.sequence);
        QCOMPARE(flowing.told.stale, 0);
    }

    void ticketMoved_readFails_faceSaysThatItIsBehind()
    {
        Flowing flowing;
        flowing.flow->open(flowing.refund.ticket());
        flowing.desk.isReadable = false;
        flowing.moveOn();
        QCOMPARE(flowing.told.packets, 1);
        QCOMPARE(flowing.told.errors, 0);
        QCOMPARE(flowing.told.stale, 1);
        // What is asked for again is shown again.
        flowing.desk.isReadable = true;
        flowing.flow->open(flowing.refund.ticket());
        QCOMPARE(flowing.told.packets, 2);
        QCOMPARE(flowing.told.stale, 1);
    }

    void ticketMoved_faceClosed_isNotTold()
    {
        Flowing flowing;
        flowing.flow->open(flowing.refund.ticket());
        flowing.flow->close();
        flowing.desk.isReadable = false;
        flowing.moveOn();
        QCOMPARE(flowing.told.stale, 0);
    }

    void open_unreadable_saysWhy()
    {
        Flowing flowing;
        flowing.desk.isReadable = false;
        flowing.flow->open(flowing.refund.ticket());
        QCOMPARE(flowing.told.errors, 1);
        QCOMPARE(flowing.told.packets, 0);
    }
};

STILLGATE_GUI_MAIN(PacketFlowTest)
#include "PacketFlowTest.moc"
