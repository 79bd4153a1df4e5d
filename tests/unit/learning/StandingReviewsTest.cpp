// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/StandingReviews.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

std::vector<StandingReview> reviewsOf(const Loop& loop)
{
    StandingReviews reviews;
    for (const Event& event : loop.log()) {
        const auto added = reviews.add(event.header);
        if (!added) {
            return {};
        }
    }
    return reviews.list();
}

} // namespace

/// Which reviews of a ledger count for training.
class StandingReviewsTest : public QObject {
    Q_OBJECT

private slots:
    void reviews_theNewestStandingOneOfEachTicket_counts()
    {
        Loop loop;
        const Agent qa = loop.enrol(104, {Role::Qa});
        const Agent agent = loop.enrol(101);
        Walk corrected(loop, chargedTwice(euro(12900)));
        Walk accepted(loop, chargedTwice(euro(12900)), 8);
        Walk takenBack(loop, chargedTwice(euro(12900)), 9);
        Walk untouched(loop, chargedTwice(euro(12900)), 10);
        takenBack.correct(qa, "delivery_status");
        corrected.accept(agent);
        accepted.accept(qa);
        corrected.correct(qa, "refund_request");
        takenBack.takeBack(qa);

        const auto list = reviewsOf(loop);
        QCOMPARE(list.size(), std::size_t{2});
        QVERIFY(list[0].verdict == ReviewVerdict::Accept);
        QCOMPARE(list[0].intent, std::string("charged_twice"));
        QVERIFY(list[0].event == accepted.ticket().reviews.back().event);
        QVERIFY(list[1].verdict == ReviewVerdict::Correct);
        QCOMPARE(list[1].intent, std::string("refund_request"));
        QVERIFY(list[1].event == corrected.ticket().reviews.back().event);
    }

    /// The text is that of the message which was classified, whatever was written later.
    void message_isTheOneThatWasLookedAt()
    {
        Loop loop;
        const Agent qa = loop.enrol(104, {Role::Qa});
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.write(77);
        const Sequence lookedAt = loop.newest("message.received").header.sequence;
        walk.correct(qa, "refund_request");
        walk.write(78);
        const auto list = reviewsOf(loop);
        QCOMPARE(list.size(), std::size_t{1});
        QVERIFY(list.front().message == lookedAt);
    }

    void event_thatDoesNotFollow_isRefused()
    {
        Loop loop;
        StandingReviews reviews;
        STILLGATE_VERIFY_VALUE(reviews.add(loop.log().front().header));
        STILLGATE_VERIFY_CODE(reviews.add(loop.log().front().header), ErrorCode::Conflict);
    }
};

QTEST_GUILESS_MAIN(StandingReviewsTest)
#include "StandingReviewsTest.moc"
