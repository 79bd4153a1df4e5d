// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include "core/domain/Projection.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

struct Scene {
    Loop loop;
    Agent agent = loop.enrol(101);
    Agent qa = loop.enrol(104, {Role::Qa});
    Agent supervisor = loop.enrol(103, {Role::Supervisor});
    Agent admin = loop.enrol(105, {Role::Admin, Role::Auditor});
    Walk walk{loop, chargedTwice(euro(12900))};

    [[nodiscard]] TicketRow row() const { return rowOf(loop.state(), walk.ticket()); }
    [[nodiscard]] RecordReview correction(const std::string& intent = "refund_request") const
    {
        return {qa.id, walk.id(), walk.ticket().reading->event, ReviewVerdict::Correct, intent, std::nullopt, std::nullopt};
    }
    Outcome submit(const RecordReview& review) { return loop.submit(review, review.actor); }
};

struct Case {
    const char* name;
    RefusalCode code;
    std::function<void(Scene&, RecordReview&)> change; ///< the single change that causes the refusal
};

const std::vector<Case>& cases()
{
    static const std::vector<Case> all{
        {"no such ticket", RefusalCode::UnknownTicket, [](Scene&, RecordReview& r) { r.ticket = TicketId{person(99).uuid}; }},
        {"another event", RefusalCode::UnknownClassification, [](Scene&, RecordReview& r) { ++r.classified; }},
        {"no such intent", RefusalCode::UnknownIntent, [](Scene&, RecordReview& r) { r.intent = "teleport"; }},
        {"a correction to what the model said", RefusalCode::VerdictMismatch,
         [](Scene&, RecordReview& r) { r.intent = "charged_twice"; }},
        {"an acceptance of something else", RefusalCode::VerdictMismatch,
         [](Scene&, RecordReview& r) { r.verdict = ReviewVerdict::Accept; }},
        {"the same again", RefusalCode::AlreadyReviewed, [](Scene& s, RecordReview& r) { s.submit(r); }},
        {"the same by somebody else", RefusalCode::AlreadyReviewed,
         [](Scene& s, RecordReview& r) {
             s.submit(r);
             r.actor = s.agent.id;
         }},
        {"an admin", RefusalCode::RoleMissing, [](Scene& s, RecordReview& r) { r.actor = s.admin.id; }},
        {"somebody without a key", RefusalCode::RoleMissing, [](Scene&, RecordReview& r) { r.actor = person(555); }},
        {"an event that nobody knows", RefusalCode::UnknownEvent,
         [](Scene& s, RecordReview&) { s.loop.receiveUnknown(s.walk.id()); }},
    };
    return all;
}

} // namespace

/// What people make of the model's labels, and what is refused. Where a correction leads is in CorrectionTest.
class ReviewTest : public QObject {
    Q_OBJECT

private slots:
    void acceptance_movesNothing()
    {
        Scene s;
        s.walk.gather();
        const TicketRow before = s.row();
        QVERIFY(before.classified == s.loop.newest("ticket.classified").header.sequence);
        QVERIFY(!before.reviewed);
        QVERIFY(!s.walk.accept(s.qa).refusal);
        const auto event = s.loop.newestAs<ClassificationReviewed>();
        QVERIFY(event.verdict == ReviewVerdict::Accept && event.classified == before.classified);
        QVERIFY(s.loop.newest("classification.reviewed").header.actor == s.qa.id);
        TicketRow after = s.row();
        QVERIFY((after.reviewed == ReviewedRow{ReviewVerdict::Accept, "charged_twice", after.latest}));
        after.reviewed.reset();
        after.latest = before.latest;
        QVERIFY(after == before);
        QVERIFY(!s.walk.decide(s.agent).refusal);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void correction_withoutAnyChange_isTaken()
    {
        Scene s;
        QVERIFY(!s.submit(s.correction()).refusal);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void correction_ofEachReviewingRole_isTaken()
    {
        for (const Role role : {Role::Qa, Role::Supervisor, Role::L2Agent}) {
            Scene s;
            const Agent reviewer = s.loop.enrol(120, {role});
            QVERIFY(!s.walk.correct(reviewer, "refund_request").refusal);
        }
    }

    void correction_withOneChange_isRefusedForIt_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
        }
    }

    void correction_withOneChange_isRefusedForIt()
    {
        QFETCH(int, index);
        const Case& one = cases()[static_cast<std::size_t>(index)];
        Scene s;
        s.walk.gather();
        RecordReview review = s.correction();
        one.change(s, review);
        const TicketRow before = s.row();
        const Outcome outcome = s.submit(review);
        QVERIFY2(outcome.refusal.has_value(), "it was taken");
        QCOMPARE(std::string(nameOf(outcome.refusal->code)), std::string(nameOf(one.code)));
        QVERIFY(s.row() == before);
        QCOMPARE(s.loop.newestAs<CommandRefused>().kind, std::string("review.record"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    void review_ofAnotherOpinion_takesItsPlace()
    {
        Scene s;
        s.walk.correct(s.qa, "refund_request");
        QVERIFY(!s.walk.correct(s.supervisor, "delivery_status").refusal);
        QCOMPARE(s.row().reviewed->intent, std::string("delivery_status"));
        QVERIFY(!s.walk.accept(s.agent).refusal);
        QVERIFY(s.row().reviewed->verdict == ReviewVerdict::Accept);
        QCOMPARE(s.row().intent, std::string("charged_twice"));
        QCOMPARE(s.row().confidence, 9400);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void withdrawal_letsTheOneBeforeStandAgain()
    {
        Scene s;
        s.walk.correct(s.qa, "refund_request");
        s.walk.correct(s.agent, "delivery_status");
        QVERIFY(!s.walk.takeBack(s.agent).refusal);
        QCOMPARE(s.row().intent, std::string("refund_request"));
        QCOMPARE(s.row().reviewed->intent, std::string("refund_request"));
        QVERIFY(!s.walk.takeBack(s.qa).refusal);
        QCOMPARE(s.row().intent, std::string("charged_twice"));
        QVERIFY(!s.row().reviewed);
        QVERIFY(!s.walk.ticket().relabelled);
        QVERIFY(s.walk.ticket().stage == Stage::Identity);
        QCOMPARE(s.loop.fault(), std::string());
    }

    void withdrawal_ofAnEarlierOne_movesNothing()
    {
        Scene s;
        s.walk.correct(s.qa, "refund_request");
        const Sequence first = s.walk.ticket().reviews.front().event;
        s.walk.correct(s.agent, "delivery_status");
        const Sequence before = s.loop.state().next;
        QVERIFY(!s.loop.submit(WithdrawReview{s.qa.id, s.walk.id(), first}, s.qa.id).refusal);
        QVERIFY((s.loop.codesFrom(before) == std::vector<std::string>{"review.withdrawn"}));
        QCOMPARE(s.row().intent, std::string("delivery_status"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    void withdrawal_byAnother_needsASupervisor()
    {
        Scene s;
        s.walk.correct(s.qa, "refund_request");
        QVERIFY(s.walk.takeBack(s.agent).refusal->code == RefusalCode::RoleMissing);
        QVERIFY(s.walk.takeBack(s.admin).refusal->code == RefusalCode::RoleMissing);
        QCOMPARE(s.row().intent, std::string("refund_request"));
        const Sequence review = s.row().reviewed->event;
        QVERIFY(!s.walk.takeBack(s.supervisor).refusal);
        const Outcome again = s.loop.submit(WithdrawReview{s.qa.id, s.walk.id(), review}, s.qa.id);
        QVERIFY(again.refusal->code == RefusalCode::UnknownReview);
        QCOMPARE(s.loop.newestAs<CommandRefused>().kind, std::string("review.withdraw"));
        QCOMPARE(s.loop.fault(), std::string());
    }

    void note_isTheReviewersAndNotInTheClear()
    {
        Scene s;
        s.walk.correct(s.qa, "refund_request");
        const EventHeader& header = s.loop.newest("classification.reviewed").header;
        QVERIFY(header.personal.at("note").person == s.qa.id);
        QCOMPARE(s.loop.opening(header.sequence, "note").value, std::string("Sample note"));
        QVERIFY(encodeHeader(header)->find("Sample") == std::string::npos);
    }

    void message_withoutALabel_cannotBeReviewed()
    {
        Scene s;
        Classified nothing;
        const auto ticket = s.loop.submit(ReceiveMessage{message(5, person(9)), nothing}).ticket;
        RecordReview review = s.correction();
        review.ticket = *ticket;
        QVERIFY(s.submit(review).refusal->code == RefusalCode::UnknownClassification);
        QVERIFY(!rowOf(s.loop.state(), s.loop.ticket(*ticket)).classified);
        QCOMPARE(s.loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(ReviewTest)
#include "ReviewTest.moc"
