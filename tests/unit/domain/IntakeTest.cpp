// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

/// How messages become tickets, and what a further message does to one.
class IntakeTest : public QObject {
    Q_OBJECT

private slots:
    void message_itsFields_areKept()
    {
        Loop loop;
        IncomingMessage incoming = message(1, person(7));
        incoming.attachments = {{{BlobId{person(50).uuid}, 1234, "image/png"}, "screenshot.png", digest("content")}};
        const Outcome outcome = loop.submit(ReceiveMessage{incoming, classified()});
        QVERIFY(loop.ticket(*outcome.ticket).customer == incoming.customer);
        const auto received = loop.newestAs<MessageReceived>();
        QVERIFY(received.identity == incoming.identity);
        QVERIFY(received.thread == incoming.thread);
        QVERIFY((received.attachments == std::vector<AttachmentFacts>{{BlobId{person(50).uuid}, 1234, "image/png"}}));
        const EventHeader& header = loop.newest("message.received").header;
        std::vector<std::string> fields;
        for (const auto& [field, ref] : header.personal) {
            fields.push_back(field);
            QVERIFY(ref.person == incoming.customer);
        }
        QVERIFY((fields == std::vector<std::string>{"attachment.0.name", "attachment.0.sha256", "redacted", "sender", "subject",
                                                    "text"}));
        QCOMPARE(loop.opening(header.sequence, "text").value, incoming.text);
        QVERIFY(canonicalJson(header.data).find("sample.example") == std::string::npos);
        QCOMPARE(loop.fault(), std::string());
    }

    void message_receivedAgain_isKnown()
    {
        Loop loop;
        const Outcome first = loop.submit(ReceiveMessage{message(1, person(7)), classified()});
        const Sequence before = loop.state().next;
        const Outcome second = loop.submit(ReceiveMessage{message(1, person(7)), classified()});
        QVERIFY(second.refusal->code == RefusalCode::DuplicateMessage);
        QVERIFY(second.ticket == first.ticket);
        QCOMPARE(loop.state().next, before);
        QCOMPARE(loop.fault(), std::string());
    }

    void message_ofAnOpenThread_isAttached()
    {
        Loop loop;
        const Outcome first = loop.submit(ReceiveMessage{message(1, person(7)), classified()});
        const Outcome second = loop.submit(ReceiveMessage{message(2, person(7)), classified()});
        QVERIFY(second.ticket == first.ticket);
        QCOMPARE(loop.ticket(*first.ticket).messages, 2);
        QVERIFY((loop.codesFrom(loop.state().next - 2) == std::vector<std::string>{"message.received", "ticket.classified"}));
        QCOMPARE(loop.fault(), std::string());
    }

    void message_ofAnotherCustomerInTheThread_makesItsOwnTicket()
    {
        Loop loop;
        const Outcome first = loop.submit(ReceiveMessage{message(1, person(7)), classified()});
        IncomingMessage other = message(2, person(8));
        other.thread = message(1, person(7)).thread;
        const Outcome second = loop.submit(ReceiveMessage{other, classified()});
        QVERIFY(second.ticket != first.ticket);
        QCOMPARE(loop.ticket(*first.ticket).messages, 1);
        QCOMPARE(loop.fault(), std::string());
    }

    void message_withoutThread_makesItsOwnTicket()
    {
        Loop loop;
        const Outcome first = loop.submit(ReceiveMessage{message(1, person(7)), classified()});
        IncomingMessage second = message(2, person(7));
        second.thread.reset();
        QVERIFY(loop.submit(ReceiveMessage{second, classified()}).ticket != first.ticket);
        QCOMPARE(loop.state().tickets.size(), std::size_t{2});
    }

    void message_afterTheClosure_opensANewTicket()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        walk.closeSilent();
        const Outcome later = walk.write(900);
        QVERIFY(later.ticket != walk.id());
        QVERIFY(loop.submit(ReceiveMessage{message(901, person(7)), classified()}).ticket == later.ticket);
        QVERIFY(walk.ticket().stage == Stage::Closed);
        QCOMPARE(loop.fault(), std::string());
    }

    void route_eachWayToStop_hasItsReason_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("detail");
        QTest::newRow("red flag") << 0 << QByteArray("red_flag") << QByteArray("chargeback");
        QTest::newRow("category that is always manual")
            << 1 << QByteArray("policy_block") << QByteArray("category_manual:billing");
        QTest::newRow("low confidence") << 2 << QByteArray("low_confidence") << QByteArray("below_threshold");
        QTest::newRow("no runbook") << 3 << QByteArray("policy_block") << QByteArray("no_runbook");
        QTest::newRow("no label at all") << 4 << QByteArray("low_confidence") << QByteArray("below_threshold");
        QTest::newRow("red flag before all else") << 5 << QByteArray("red_flag") << QByteArray("chargeback");
    }

    void route_eachWayToStop_hasItsReason()
    {
        QFETCH(int, change);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, detail);
        Classified one = classified();
        one.redFlags = change == 0 || change == 5 ? std::vector<std::string>{"chargeback", "legal"} : one.redFlags;
        one.bandReason = change == 1 || change == 5 ? BandReason::AlwaysManual : BandReason::Confidence;
        one.band = change == 2 || change == 5 ? Band::Manual : one.band;
        one.labels.front().intent = change == 3 ? "order_cancel" : one.labels.front().intent;
        if (change == 4) {
            one.labels.clear();
        }
        Loop loop;
        const Ticket ticket = loop.ticket(*loop.submit(ReceiveMessage{message(1, person(7)), one}).ticket);
        QVERIFY(ticket.stage == Stage::Escalated);
        QCOMPARE(QByteArray::fromStdString(std::string(nameOf(*ticket.reason))), reason);
        QCOMPARE(QByteArray::fromStdString(ticket.detail), detail);
        QCOMPARE(loop.newestAs<TicketEscalated>().team, std::string("billing"));
        QVERIFY(loop.newestAs<TicketEscalated>().from == Stage::Triage);
        QVERIFY(loop.newestAs<TicketEscalated>().tier == Tier::L2);
        QVERIFY(loop.next(ticket.id).work == Work::Nothing);
        QCOMPARE(loop.fault(), std::string());
    }

    void route_assistedBand_goesOnToTheRunbook()
    {
        Classified assisted = classified();
        assisted.band = Band::Assisted;
        Loop loop;
        const auto id = *loop.submit(ReceiveMessage{message(1, person(7)), assisted}).ticket;
        QVERIFY(loop.ticket(id).stage == Stage::Identity);
        QVERIFY(loop.newestAs<RunbookChosen>().digest == digestOf(runbook()));
    }

    void furtherMessage_isScoredAndKept()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        const Sequence first = walk.ticket().reading->event;
        Classified surer = classified();
        surer.labels.front().confidence = 9800;
        loop.submit(ReceiveMessage{message(900, person(7)), surer});
        QVERIFY(walk.ticket().reading->event > first);
        QCOMPARE(walk.ticket().confidence, 9800);
        QVERIFY(walk.ticket().stage == Stage::Identity);
        QCOMPARE(loop.codesFrom(first).front(), std::string(TicketClassified::kCode));
        QCOMPARE(loop.fault(), std::string());
    }

    void furtherMessage_thatSaysLittle_leavesTheLabel()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        const Reading before = *walk.ticket().reading;
        Classified vague = classified();
        vague.labels = {{"order_cancel", 1200}};
        vague.band = Band::Manual;
        for (const BandReason reason : {BandReason::Confidence, BandReason::ThinData, BandReason::OutOfScope}) {
            vague.bandReason = reason;
            loop.submit(ReceiveMessage{message(900 + static_cast<int>(reason), person(7)), vague});
            QVERIFY(*walk.ticket().reading == before);
            QVERIFY(walk.ticket().stage == Stage::Identity);
            QCOMPARE(loop.newestAs<TicketClassified>().bandReason, reason);
        }
        QCOMPARE(loop.fault(), std::string());
    }

    void furtherMessage_forAnotherIntent_stopsBeforeTheEffect()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        QVERIFY(walk.ticket().stage == Stage::Gate);
        Classified other = classified();
        other.labels = {{"order_cancel", 9700}};
        loop.submit(ReceiveMessage{message(900, person(7)), other});
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QVERIFY(walk.ticket().reason == EscalationReason::LowConfidence);
        QCOMPARE(walk.ticket().detail, std::string("another_intent:order_cancel"));
        QCOMPARE(walk.ticket().intent, std::string("order_cancel"));
        QVERIFY(walk.gate().status == GateStatus::Voided);
        QCOMPARE(loop.fault(), std::string());
    }

    void furtherMessage_neverLoosensTheBand()
    {
        Classified assisted = classified();
        assisted.band = Band::Assisted;
        Loop loop;
        const auto id = *loop.submit(ReceiveMessage{message(1, person(7)), assisted}).ticket;
        loop.submit(ReceiveMessage{message(2, person(7)), classified()});
        QVERIFY(loop.ticket(id).band == Band::Assisted);
        QVERIFY(loop.ticket(id).reading->band == Band::Auto);
    }

    void furtherMessage_afterAReview_leavesThePersonsLabel()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.correct(agent, "refund_request");
        const Sequence reviewed = walk.ticket().reading->event;
        walk.write(900);
        QCOMPARE(walk.ticket().intent, std::string("refund_request"));
        QCOMPARE(walk.ticket().reading->event, reviewed);
        QCOMPARE(walk.ticket().reviews.size(), 1U);
        QCOMPARE(loop.fault(), std::string());
    }

    /// At each point where nothing is under way a red flag stops the ticket for good.
    void redFlag_beforeTheEffect_voidsAndStops_data()
    {
        QTest::addColumn<int>("steps");
        QTest::newRow("before the records are read") << 0;
        QTest::newRow("at the gate") << 1;
        QTest::newRow("in the hold-back") << 2;
        QTest::newRow("between two calls") << 3;
    }

    void redFlag_beforeTheEffect_voidsAndStops()
    {
        QFETCH(int, steps);
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        if (steps > 0) {
            walk.gather();
        }
        if (steps > 1) {
            walk.decide(agent);
        }
        if (steps > 2) {
            walk.beginCall();
            walk.fail(CallFailure::NotSent);
        }
        walk.write(900, {"account_takeover"});
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QVERIFY(walk.ticket().reason == EscalationReason::RedFlag);
        QCOMPARE(walk.ticket().detail, std::string("account_takeover"));
        if (steps > 0) {
            QVERIFY(walk.gate().status == GateStatus::Voided);
            QVERIFY(walk.action().status == ActionStatus::Abandoned);
            QVERIFY(walk.beginCall().refusal->code == RefusalCode::NotInThisStage);
            QVERIFY(walk.decide(agent).refusal->code == RefusalCode::GateNotOpen);
        }
        QCOMPARE(loop.fault(), std::string());
    }

    void redFlag_allowedAction_isAbandoned()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(4000)));
        walk.gather();
        walk.write(900, {"fraud"});
        QVERIFY(walk.action().status == ActionStatus::Abandoned);
        QVERIFY(walk.beginCall().refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(loop.fault(), std::string());
    }

    /// A call that is under way is settled first; then a person reads what came meanwhile, before silence could close.
    void message_whileTheCallIsUnderWay_isReadByAPerson()
    {
        for (const bool flagged : {true, false}) {
            Loop loop;
            Walk walk(loop, chargedTwice(euro(4000)));
            walk.gather();
            walk.beginCall();
            walk.write(900, flagged ? std::vector<std::string>{"fraud"} : std::vector<std::string>{});
            QVERIFY(walk.ticket().stage == Stage::Execute);
            walk.answer();
            walk.verify();
            walk.beginNotice();
            walk.noticeSent();
            QVERIFY(walk.ticket().stage == Stage::Escalated);
            QVERIFY(walk.ticket().reason == EscalationReason::CustomerRequest);
            QCOMPARE(walk.ticket().detail, std::string("unread_message"));
            QVERIFY(walk.closeSilent().refusal->code == RefusalCode::NotInThisStage);
            QCOMPARE(loop.fault(), std::string());
        }
    }

    /// What came before the approval was before the approver's eyes.
    void message_beforeTheApproval_countsAsRead()
    {
        Loop loop;
        const Agent agent = loop.enrol(101);
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.write(900);
        QVERIFY(walk.ticket().unread);
        walk.decide(agent);
        QVERIFY(!walk.ticket().unread);
        walk.beginCall();
        walk.answer();
        walk.verify();
        walk.beginNotice();
        walk.noticeSent();
        walk.closeSilent();
        QVERIFY(walk.ticket().stage == Stage::Closed);
        QCOMPARE(loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(IntakeTest)
#include "IntakeTest.moc"
