// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstring>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/gui/quality/QualityFixture.h"
#include "ui/quality/LabelModel.h"
#include "ui/quality/ReasonPhrases.h"

using namespace stillgate;

class ReviewFlowTest : public QObject {
    Q_OBJECT

private slots:
    void sampler_ofMany_goesFromTheLeastSureOn()
    {
        QualityStand stand;
        stand.addRows(5'000);
        const ReviewSampler sampler(stand.tickets);
        QCOMPARE(sampler.count(Sampler::LeastConfident), std::size_t{5'004});
        int before = -1;
        std::size_t seen = 0;
        for (auto at = sampler.first(Sampler::LeastConfident); at; at = sampler.after(Sampler::LeastConfident, *at)) {
            const int confidence = stand.tickets.ticket(*at)->row.confidence;
            QVERIFY(confidence >= before);
            before = confidence;
            ++seen;
        }
        QCOMPARE(seen, std::size_t{5'004});
        QVERIFY(sampler.count(Sampler::Manual) < seen);
    }

    void review_given_showsTheNextTicketAtOnce()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        QCOMPARE(flow.ticket()->number, QStringLiteral("#40"));
        QTRY_VERIFY(stand.packets.asked.size() >= 3); // the next ones are read ahead
        flow.review("chargeback", "ambiguous");
        QCOMPARE(flow.phase(), ReviewPhase::Ready);
        QCOMPARE(flow.ticket()->number, QStringLiteral("#70"));
        QCOMPARE(stand.reviews.wishes.front(),
                 (ReviewWish{QualityStand::ticket(40), 42, ReviewVerdict::Correct, "chargeback", "ambiguous", {}}));
        QCOMPARE(flow.samples().count(Sampler::LeastConfident), std::size_t{3});
        flow.review("delivery_trace", "ambiguous");
        QCOMPARE(stand.reviews.wishes.back().tag, std::string()); // accepted: there is no reason to give
        QCOMPARE(flow.session().counts().accepted, 1);
        QCOMPARE(flow.session().counts().corrected, 1);
    }

    void review_refused_comesBackAndSaysWhy()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        flow.review("chargeback", "plain_error");
        stand.outbox.refuse(stand.reviews.commands.back(), "role_missing");
        QCOMPARE(flow.session().reviews().front().fate, ReviewFate::Refused);
        QCOMPARE(flow.session().reviews().front().why, QStringLiteral("Role missing"));
        QCOMPARE(flow.session().counts().done, 0);
        QCOMPARE(flow.samples().count(Sampler::LeastConfident), std::size_t{4});
    }

    void review_notStored_keepsTheTicket()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        stand.reviews.failure = Error{ErrorCode::Io, "outbox", "disk full"};
        QSignalSpy problems(&flow, &ReviewFlow::notStored);
        flow.review("chargeback", "plain_error");
        QCOMPARE(problems.count(), 1);
        QCOMPARE(flow.ticket()->number, QStringLiteral("#40"));
        QVERIFY(flow.session().reviews().empty());
        QCOMPARE(flow.samples().count(Sampler::LeastConfident), std::size_t{4});
    }

    void undo_ofARecordedReview_withdrawsItsEvent()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        flow.review("chargeback", "plain_error");
        stand.outbox.confirm(stand.reviews.commands.back(), 900);
        flow.undo();
        QCOMPARE(stand.reviews.withdrawals.size(), std::size_t{1});
        QCOMPARE(stand.reviews.withdrawals.front().review, Sequence{900});
        QTRY_VERIFY(flow.ticket() && flow.ticket()->number == QStringLiteral("#40"));
        stand.outbox.confirm(stand.reviews.commands.back(), 901);
        QCOMPARE(flow.session().reviews().front().fate, ReviewFate::Undone);
        QCOMPARE(flow.session().counts().done, 0);
    }

    /// Nothing can be withdrawn that has no event yet: the undo waits, and is not forgotten.
    void undo_ofAReviewOnItsWay_isSentOnceItIsRecorded()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        flow.review("chargeback", "plain_error");
        flow.undo();
        QVERIFY(stand.reviews.withdrawals.empty());
        stand.outbox.confirm(stand.reviews.commands.front(), 900);
        QCOMPARE(stand.reviews.withdrawals.size(), std::size_t{1});
        QCOMPARE(flow.session().reviews().front().fate, ReviewFate::Undoing);
    }

    /// What the model is sure of by now may be a person's label: what is sampled is what nobody has reviewed.
    void ticket_reviewedElsewhere_leavesTheSamplersAndComesBackWhenThatIsWithdrawn()
    {
        QualityStand stand;
        const ReviewSampler sampler(stand.tickets);
        stand.move(40, [](TicketRow& row) { row.reviewed = ReviewedRow{ReviewVerdict::Accept, row.intent, 99}; });
        QCOMPARE(sampler.count(Sampler::LeastConfident), std::size_t{3});
        QCOMPARE(sampler.count(Sampler::Manual), std::size_t{1});
        QCOMPARE(sampler.first(Sampler::Reviewed), std::optional(QualityStand::ticket(40)));
        stand.move(40, [](TicketRow& row) { row.reviewed.reset(); });
        QCOMPARE(sampler.count(Sampler::Reviewed), std::size_t{0});
        QCOMPARE(sampler.first(Sampler::LeastConfident), std::optional(QualityStand::ticket(40)));
    }

    void ticket_notClassified_isNotSampled()
    {
        QualityStand stand;
        stand.move(40, [](TicketRow& row) { row.classified.reset(); });
        const ReviewSampler sampler(stand.tickets);
        QCOMPARE(sampler.count(Sampler::LeastConfident), std::size_t{3});
    }

    void review_waitingInTheOutboxFromBefore_doesNotComeUpAgain()
    {
        QualityStand stand;
        OutboxEntry entry;
        entry.kind = OutboxKind::Review;
        entry.ticket = QualityStand::ticket(40);
        stand.outbox.put(entry);
        const ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        QCOMPARE(flow.ticket()->number, QStringLiteral("#70"));
        // The control: refused, it is to be reviewed after all.
        entry.state = OutboxState::Refused;
        stand.outbox.put(entry);
        QCOMPARE(flow.samples().first(Sampler::LeastConfident), std::optional(QualityStand::ticket(40)));
    }

    void ticket_thatMovesWhileItIsLookedAt_isReadAgainAndKeepsItsPlace()
    {
        QualityStand stand;
        ReviewFlow flow(stand.parts());
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        QSignalSpy moved(&flow, &ReviewFlow::ticketMoved);
        QSignalSpy changed(&flow, &ReviewFlow::ticketChanged);
        stand.move(40, [](TicketRow& row) { row.stage = Stage::Closed; });
        QTRY_COMPARE(moved.count(), 1);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(flow.ticket()->effect, RelabelEffect::LabelOnly);
    }

    void ticket_thatMovedWhileItWasRead_isReadAgain()
    {
        QualityStand stand;
        stand.packets.isSlow = true;
        ReviewFlow flow(stand.parts());
        const Packet before = stand.packet(40);
        stand.move(40, [](TicketRow& row) { row.stage = Stage::Closed; });
        const Packet after = std::exchange(stand.packet(40), before);
        stand.packets.answer();
        QCOMPARE(flow.phase(), ReviewPhase::Reading);
        stand.packet(40) = after;
        stand.packets.answer();
        QTRY_COMPARE(flow.phase(), ReviewPhase::Ready);
        QCOMPARE(flow.ticket()->effect, RelabelEffect::LabelOnly);
    }

    void pace_ofReviewsThreeSecondsApart_isTwentyAMinute()
    {
        QualityStand stand;
        ReviewSession session(stand.reviews, stand.outbox, stand.formatting);
        for (int i = 0; i < 10; ++i) {
            QVERIFY(
                session.record({QualityStand::ticket(i), 1, ReviewVerdict::Accept, "other", {}, {}}, {}, ReviewKind::Accepted));
            if (i < 9) {
                stand.clock.advance(Duration::seconds(3));
            }
        }
        QCOMPARE(session.counts().pace, std::optional(20.0));
        stand.clock.advance(Duration::minutes(10));
        QCOMPARE(session.counts().pace, std::optional<double>());
        QCOMPARE(session.counts().done, 10);
    }

    void ticket_shown_highlightsWhatSpokeForTheLabelInItsPlace()
    {
        QualityStand stand;
        const auto ticket = reviewTicket(stand.packets.packets.at(QualityStand::ticket(40)), stand.formatting);
        QVERIFY(ticket.has_value());
        QCOMPARE(ticket->subject.shown(), QStringLiteral("Money left my account, parcel did not arrive"));
        QStringList marked;
        for (const auto& span : ticket->text.spans()) {
            marked << ticket->text.shown().mid(span.begin, span.end - span.begin);
        }
        marked.sort();
        QCOMPARE(marked, (QStringList{QStringLiteral("delivered to a neighbour"), QStringLiteral("it still has not arrived"),
                                      QStringLiteral("send the money back")}));
        QCOMPARE(ticket->reasons.front().words, QStringLiteral("it still has not arrived"));
        QVERIFY(ticket->reasons.back().share < 0);
    }

    void words_besideEachOther_makeAPhrase_andWhatWeighsNothingIsLeftOut()
    {
        const std::string text = "Charged twice\nI was charged twice, the second payment. Twice the price";
        const auto at = [&](const char* word, std::size_t from, std::int64_t weight) {
            const auto begin = static_cast<std::int64_t>(text.find(word, from));
            return ReasonSpan{begin, begin + static_cast<std::int64_t>(std::strlen(word)), weight};
        };
        const std::vector<ReasonSpan> reasons{at("twice", 0, 2'000),  at("Charged", 0, 1'000), at("charged", 0, 1'000),
                                              at("twice", 15, 2'000), at("the", 15, 100),      at("second", 0, -500),
                                              at("payment", 0, 700),  {0, 9'999, 5'000}};
        const auto phrases = reasonPhrases(UntrustedText(text), {reasons.begin(), reasons.end() - 1});
        QCOMPARE(phrases.size(), std::size_t{4});
        QVERIFY(phrases.front() == (ReasonPhrase{0, 13, 3'000}));
        QCOMPARE(phrases.at(1).weight, 3'000);
        // Words that speak against each other are no phrase.
        QCOMPARE(phrases.at(2).weight, -500);
        QCOMPARE(phrases.at(3).weight, 700);
        // What does not lie in the text is left out, not read behind its end.
        QVERIFY(reasonPhrases(UntrustedText("short"), {reasons.back()}).empty());
    }

    void ticket_withheld_saysWhyAndHasNoText()
    {
        QualityStand stand;
        Packet packet = stand.packets.packets.at(QualityStand::ticket(40));
        packet.events.front().values["redacted"] = tl::make_unexpected(Withheld::Erased);
        packet.events.back().values["words"] = tl::make_unexpected(Withheld::Erased);
        const auto ticket = reviewTicket(packet, stand.formatting);
        QVERIFY(ticket->withheld.contains(QStringLiteral("erased")));
        QVERIFY(ticket->text.shown().isEmpty());
        QVERIFY(ticket->reasons.empty());
    }

    void labels_filteredAndNot_haveTheModelsFirstAndNineKeys()
    {
        QualityStand stand;
        const std::vector<ScoredLabel> scores{{"chargeback", 6'000}, {"gone_intent", 100}};
        const auto all = labelRows(stand.taxonomy.taxonomy, scores, QString(), stand.formatting);
        QCOMPARE(all.size(), std::size_t{11});
        QCOMPARE(all.at(0).intent, std::string("chargeback"));
        QCOMPARE(all.at(8).key, 9);
        QCOMPARE(all.at(9).key, 0);
        QCOMPARE(all.at(1).meaning, QStringLiteral("not in the taxonomy any more"));
        const auto some = labelRows(stand.taxonomy.taxonomy, scores, QStringLiteral("refund char"), stand.formatting);
        QCOMPARE(some.size(), std::size_t{1});
        QCOMPARE(some.at(0).intent, std::string("refund_double_charge"));
        LabelModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(all);
        model.setRows(some);
        QCOMPARE(model.rowOf("refund_double_charge"), std::optional(0));
    }
};

QTEST_GUILESS_MAIN(ReviewFlowTest)
#include "ReviewFlowTest.moc"
