// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A refund that was executed and verified: the customer has to be told.
struct Verified {
    Loop loop;
    Walk walk{loop, chargedTwice(euro(4000))};

    Verified()
    {
        walk.gather();
        walk.beginCall();
        walk.answer();
        walk.verify();
    }
};

} // namespace

/// Telling the customer, and closing.
class ConfirmationTest : public QObject {
    Q_OBJECT

private slots:
    void notice_itsText_isFilledFromTheFacts()
    {
        Verified verified;
        verified.walk.beginNotice();
        const auto at = verified.loop.newest("notice.intended").header.sequence;
        QCOMPARE(verified.loop.opening(at, "recipient").value, std::string("C-07"));
        QCOMPARE(verified.loop.opening(at, "subject").value, std::string("Your refund for order ORD-1001"));
        QCOMPARE(verified.loop.opening(at, "body").value, std::string("We refunded 40.00 EUR: R-1."));
        QCOMPARE(verified.loop.newestAs<NoticeIntended>().language, std::string("en"));
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void notice_inTheCustomersLanguage_orTheFirstOne()
    {
        for (const auto& [asked, used] : {std::pair{"de", "de"}, std::pair{"fr", "en"}, std::pair{"", "en"}}) {
            Verified verified;
            verified.walk.beginNotice(asked);
            QCOMPARE(verified.loop.newestAs<NoticeIntended>().language, std::string(used));
        }
    }

    void notice_factMissing_goesToEngineering()
    {
        Verified verified;
        verified.loop.submit(BeginNotice{verified.walk.id(), {}, "en"});
        QVERIFY(verified.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(verified.walk.ticket().detail, std::string("notice_text"));
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void notice_failed_isSentAgainWithTheSameKey()
    {
        Verified verified;
        verified.walk.beginNotice();
        const Notice first = *verified.walk.ticket().notice;
        verified.walk.noticeFailed(CallFailure::Throttled, Duration::seconds(9));
        const UtcTime due = *verified.walk.ticket().notice->due;
        QVERIFY(due == verified.loop.clock().now() + Duration::seconds(9));
        QVERIFY(verified.walk.beginNotice().refusal->code == RefusalCode::NotInThisStage);
        verified.loop.clock().advance(Duration::seconds(9));
        QVERIFY(!verified.walk.beginNotice().refusal);
        const Notice second = *verified.walk.ticket().notice;
        QVERIFY(second.id == first.id);
        QVERIFY(second.idempotencyKey == first.idempotencyKey);
        QCOMPARE(second.first, first.first);
        QVERIFY(second.intended != first.intended);
        QCOMPARE(second.attempts, 2);
        verified.walk.noticeSent();
        QVERIFY(verified.walk.ticket().notice->sent);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    /// After a crash between intent and answer the notice goes out again under its key, which keeps it from arriving twice.
    void notice_unsettledAfterACrash_mayBeSentAgain()
    {
        Verified verified;
        verified.walk.beginNotice();
        QVERIFY(!verified.walk.beginNotice().refusal);
        QCOMPARE(verified.walk.ticket().notice->attempts, 2);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void notice_failedTooOften_goesToEngineering()
    {
        Verified verified;
        for (int i = 0; i < 8; ++i) {
            QVERIFY(!verified.walk.beginNotice().refusal);
            verified.walk.noticeFailed(CallFailure::NotSent);
            verified.loop.clock().advance(Duration::minutes(10));
        }
        verified.walk.beginNotice();
        QVERIFY(verified.walk.ticket().stage == Stage::Escalated);
        QCOMPARE(verified.walk.ticket().detail, std::string("notice_attempts_used"));
        QVERIFY(verified.loop.newestAs<TicketEscalated>().tier == Tier::L3);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void notice_anothersOrAnOldAnswer_isRefused()
    {
        Verified verified;
        verified.walk.beginNotice();
        RecordNotice command;
        command.ticket = verified.walk.id();
        command.artifact = "M-1";
        command.notice = NoticeId{person(999).uuid};
        QVERIFY(verified.loop.submit(command).refusal->code == RefusalCode::NotInThisStage);
        command.notice = verified.walk.ticket().notice->id;
        command.attempt = 2;
        QVERIFY(verified.loop.submit(command).refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(!verified.walk.noticeSent().refusal);
        QVERIFY(verified.walk.noticeSent().refusal->code == RefusalCode::NotInThisStage);
        QVERIFY(verified.walk.beginNotice().refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void silence_notOverYet_closesNothing()
    {
        Verified verified;
        QVERIFY(verified.loop.submit(CloseSilent{verified.walk.id()}).refusal->code == RefusalCode::NotInThisStage);
        verified.walk.beginNotice();
        QVERIFY(verified.loop.submit(CloseSilent{verified.walk.id()}).refusal->code == RefusalCode::NotInThisStage);
        verified.walk.noticeSent();
        verified.loop.clock().advance(Duration{Duration::minutes(60).ms - 1});
        QVERIFY(verified.loop.submit(CloseSilent{verified.walk.id()}).refusal->code == RefusalCode::NotInThisStage);
        verified.loop.clock().advance(Duration{1});
        QVERIFY(!verified.loop.submit(CloseSilent{verified.walk.id()}).refusal);
        QVERIFY(verified.walk.ticket().stage == Stage::Closed);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void reply_toTheConfirmation_goesToAPerson()
    {
        Verified verified;
        verified.walk.beginNotice();
        verified.walk.noticeSent();
        verified.walk.write(900);
        QVERIFY(verified.walk.ticket().stage == Stage::Escalated);
        QVERIFY(verified.walk.ticket().reason == EscalationReason::CustomerRequest);
        QCOMPARE(verified.walk.ticket().detail, std::string("reply_to_confirmation"));
        QVERIFY(verified.walk.closeSilent().refusal->code == RefusalCode::NotInThisStage);
        QCOMPARE(verified.loop.fault(), std::string());
    }

    void reply_withARedFlag_saysSo()
    {
        Verified verified;
        verified.walk.beginNotice();
        verified.walk.noticeSent();
        verified.walk.write(900, {"legal"});
        QVERIFY(verified.walk.ticket().reason == EscalationReason::RedFlag);
        QVERIFY(verified.walk.action().status == ActionStatus::Verified);
        QCOMPARE(verified.loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(ConfirmationTest)
#include "ConfirmationTest.moc"
