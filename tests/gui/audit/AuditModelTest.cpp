// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSet>
#include <QTest>

#include "core/domain/Payload.h"
#include "tests/gui/audit/AuditFixture.h"
#include "tests/support/EventForms.h"
#include "ui/audit/EventSign.h"
#include "ui/audit/EventWords.h"
#include "ui/audit/IntegrityPresenter.h"
#include "ui/audit/SignedChanges.h"

using namespace stillgate;

class AuditModelTest : public QObject {
    Q_OBJECT

private:
    AuditNames names(AuditStand& stand) const
    {
        return {[&stand](Sequence number) { return number == 2 ? std::optional(stand.ticket(1)) : std::nullopt; }, kAgent,
                QTimeZone::utc(), QDate(2026, 11, 22)};
    }

private slots:
    void words_ofEveryField_becomeTheFilter()
    {
        AuditStand stand;
        const auto query =
            withWords({}, QStringLiteral("ticket:#2 actor:me code:gate. since:2026-11-20 until:2026-11-21"), names(stand));
        QVERIFY(query.has_value());
        QCOMPARE(query->filter.ticket, std::optional(stand.ticket(1)));
        QCOMPARE(query->filter.actor, std::optional(kAgent));
        QCOMPARE(query->filter.code, std::string("gate."));
        QCOMPARE(toRfc3339(*query->filter.since), std::string("2026-11-20T00:00:00.000Z"));
        QCOMPARE(toRfc3339(*query->filter.until), std::string("2026-11-22T00:00:00.000Z"));
        QCOMPARE(query->terms.size(), std::size_t{5});
    }

    void words_notReadable_nameTheTokenAndChangeNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("token");
        for (const char* bad : {"ticket:#99", "ticket:12", "ticket:#x", "actor:nobody", "code:Gate",
                                "code:", "since:20.11.2026", "since:2026-02-30", "until:0d", "kind:gate", "gate"}) {
            QTest::newRow(bad) << QStringLiteral("code:action. %1")
                                      .arg(QLatin1String(bad))
                                      .remove(QLatin1String(bad).startsWith(QLatin1String("code"))
                                                  ? QStringLiteral("code:action. ")
                                                  : QStringLiteral("\n"))
                               << QString::fromLatin1(bad);
        }
        QTest::newRow("twice") << QStringLiteral("code:gate. code:action.") << QStringLiteral("code:action.");
        QTest::newRow("backwards") << QStringLiteral("since:2026-11-20 until:2026-11-18") << QStringLiteral("until:2026-11-18");
    }

    void words_notReadable_nameTheTokenAndChangeNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, token);
        AuditStand stand;
        const auto query = withWords({}, text, names(stand));
        QVERIFY(!query.has_value());
        QCOMPARE(query.error().token, token);
        QVERIFY(!query.error().why.isEmpty());
    }

    void word_ofAFieldInForce_takesItsPlace()
    {
        AuditStand stand;
        const auto first = withWords({}, QStringLiteral("code:gate. actor:me"), names(stand));
        const auto second = withWords(*first, QStringLiteral("code:action."), names(stand));
        QCOMPARE(second->terms.size(), std::size_t{2});
        QCOMPARE(second->filter.code, std::string("action."));
        QCOMPARE(withoutField(*second, AuditField::Code).filter.code, std::string());
    }

    void list_pagedAndFiltered_keepsTheContractOfModels()
    {
        AuditStand stand;
        stand.addMany(450);
        const AuditPresenter presenter(stand.tickets, stand.link, stand.formatting, QTimeZone::utc());
        AuditModel model(stand.ledger, presenter, stand.timers);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter({});
        QTRY_VERIFY(model.rowCount() >= AuditModel::kPage);
        QCOMPARE(model.rowAt(0).sequence, Sequence{449});
        while (model.canFetchMore({}) || model.isReading()) {
            model.fetchMore({});
            QCoreApplication::processEvents();
        }
        QCOMPARE(model.rowCount(), 450);
        QCOMPARE(model.rowOf(0), std::optional(449));
        QCOMPARE(model.rowOf(450), std::optional<int>());
        model.setFilter({.ticket = {}, .actor = {}, .code = "gate.", .since = {}, .until = {}});
        QTRY_COMPARE(model.state(), AuditListState::Ready);
        QCOMPARE(model.rowCount(), 0);
    }

    void list_readAroundAnEvent_goesOnBothWays()
    {
        AuditStand stand;
        stand.addMany(1'000);
        const AuditPresenter presenter(stand.tickets, stand.link, stand.formatting, QTimeZone::utc());
        AuditModel model(stand.ledger, presenter, stand.timers);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        stand.ledger.answers = LedgerInMemory::Answers::WhenTold;
        model.setFilter({}, 500);
        stand.ledger.answer();
        QTRY_COMPARE(model.rowCount(), AuditModel::kPage);
        QCOMPARE(model.rowAt(0).sequence, Sequence{500});
        // The tester of models asks for older ones whenever it can.
        for (int pages = 0; pages < 20 && model.rowCount() < 1'000; ++pages) {
            model.fetchNewer();
            model.fetchMore({});
            stand.ledger.answer();
        }
        QCOMPARE(model.rowAt(0).sequence, Sequence{999});
        QCOMPARE(model.rowOf(500), std::optional(499));
        QCOMPARE(model.rowCount(), 1'000);
        // From here on it is a list like any other: what comes gathers.
        stand.addMany(2);
        model.noticeSize(1'002);
        stand.timers.fire();
        stand.ledger.answer();
        QTRY_COMPARE(model.newer(), 2);
    }

    void list_readAroundAnEvent_thatTheFilterLeavesNothingBelow_readsUpwards()
    {
        AuditStand stand;
        stand.addSampleDay();
        const AuditPresenter presenter(stand.tickets, stand.link, stand.formatting, QTimeZone::utc());
        AuditModel model(stand.ledger, presenter, stand.timers);
        model.setFilter({.ticket = {}, .actor = {}, .code = "gate.decided", .since = {}, .until = {}}, 5);
        QTRY_COMPARE(model.rowCount(), 1);
        QVERIFY(!model.canFetchNewer());
    }

    void words_ofEveryEventType_areItsOwn()
    {
        AuditStand stand;
        QSet<QString> titles;
        int types = 0;
        forms::forEachPayload([&]<typename P>(const P&) {
            EventHeader header;
            setPayload(header, forms::sampleOf<P>());
            const EventWords words = eventWords(header, QStringLiteral("Sample Agent 01"), stand.formatting);
            const char* code = P::kCode.data();
            QVERIFY2(!words.what.isEmpty() && !words.title.isEmpty(), code);
            QVERIFY2(!words.title.contains(QString::fromStdString(header.code)), code); // that is how an unknown one is named
            QVERIFY2(!words.title.contains(QLatin1Char('%')) && !words.what.contains(QLatin1Char('%')), code);
            QVERIFY2(eventSign(P::kCode) != EventSign{}, code);
            titles.insert(words.title);
            ++types;
        });
        QCOMPARE(types, static_cast<int>(std::variant_size_v<Payload>));
        QVERIFY(titles.size() >= types - 1); // a notice that is tried again is told like another one
        EventHeader unknown;
        unknown.code = "vigilance.checked";
        QVERIFY(eventWords(unknown, {}, stand.formatting).title.contains(QStringLiteral("vigilance.checked")));
    }

    void words_ofAQuestion_differFromThoseOfAConfirmation()
    {
        AuditStand stand;
        const auto titleOf = [&](const auto& payload) {
            EventHeader header;
            setPayload(header, payload);
            return eventWords(header, QStringLiteral("Sample Agent 01"), stand.formatting).title;
        };
        NoticeIntended notice = forms::sampleOf<NoticeIntended>();
        notice.purpose = NoticePurpose::Question;
        QCOMPARE(titleOf(notice), QStringLiteral("The customer is about to be asked"));
        notice.purpose = NoticePurpose::Confirmation;
        QCOMPARE(titleOf(notice), QStringLiteral("The customer is about to be told"));
        ClassificationReviewed review = forms::sampleOf<ClassificationReviewed>();
        review.verdict = ReviewVerdict::Accept;
        QCOMPARE(titleOf(review), QStringLiteral("Sample Agent 01 agreed with the model"));
        review.verdict = ReviewVerdict::Correct;
        QCOMPARE(titleOf(review), QStringLiteral("Sample Agent 01 corrected the model"));
    }

    void changes_ofADecision_areThoseOfTheProposalThatWasSigned()
    {
        AuditStand stand;
        stand.addSampleDay();
        const auto decision = auditedDecision(stand.ledger.events[12].event.header);
        QVERIFY(decision.has_value());
        std::vector<ShownEvent> events{stand.ledger.events[8].event};
        QCOMPARE(changesSigned(decision->about, events).size(), std::size_t{3});
        // The control: a proposal with other changes under the same digest is not what was signed.
        ActionProposed other = std::get<ActionProposed>(*payloadOf(events[0].header));
        other.changes[0].after = "0.00 EUR";
        setPayload(events[0].header, other);
        QVERIFY(changesSigned(decision->about, events).empty());
        QVERIFY(!auditedDecision(stand.ledger.events[8].event.header));
    }

    void answer_toAnOlderFilter_isPassedOver()
    {
        AuditStand stand;
        stand.addSampleDay();
        stand.ledger.answers = LedgerInMemory::Answers::WhenTold;
        const AuditPresenter presenter(stand.tickets, stand.link, stand.formatting, QTimeZone::utc());
        AuditModel model(stand.ledger, presenter, stand.timers);
        model.setFilter({});
        model.setFilter({.ticket = {}, .actor = {}, .code = "gate.decided", .since = {}, .until = {}});
        stand.ledger.answer();
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowAt(0).code, QStringLiteral("gate.decided"));
    }

    void newEvents_gatherAndMoveNoRow_untilTheyAreAskedFor()
    {
        AuditStand stand;
        stand.addMany(5);
        const AuditPresenter presenter(stand.tickets, stand.link, stand.formatting, QTimeZone::utc());
        AuditModel model(stand.ledger, presenter, stand.timers);
        model.setFilter({});
        QTRY_COMPARE(model.rowCount(), 5);
        stand.addMany(3);
        model.noticeSize(8);
        stand.timers.fire();
        QTRY_COMPARE(model.newer(), 3);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.rowAt(0).sequence, Sequence{4});
        model.showNewer();
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(model.rowAt(0).sequence, Sequence{7});
        QCOMPARE(model.newer(), 0);
    }

    void integrity_ofEachEnd_saysWhatAndWhatToDo()
    {
        AuditStand stand;
        const LedgerVerdict matching{LedgerStanding::Matching, 23, {kAuditNow.ms - 43'000}, Divergence::None, {}};
        const auto shown = [&](const std::optional<Verification>& last) {
            return integrityShown(matching, last, std::nullopt, stand.formatting);
        };
        QCOMPARE(shown(std::nullopt).headline, QStringLiteral("Ledger matches to event 22"));
        QCOMPARE(shown(std::nullopt).mood, Mood::Verified);
        Verification last{VerificationEnd::Verified, 23, kAuditNow, Divergence::None, std::nullopt, {}};
        QCOMPARE(shown(last).headline, QStringLiteral("Every event verified, to event 22"));
        last.end = VerificationEnd::Wrong;
        last.firstWrong = 12;
        last.at = {0}; // however long ago: it is not outlived by a checkpoint that fits
        QCOMPARE(shown(last).headline, QStringLiteral("Event 12 is not what the ledger signs"));
        QCOMPARE(shown(last).mood, Mood::Harm);
        QVERIFY(shown(last).detail.contains(QStringLiteral("Decide nothing")));
        last = {VerificationEnd::Cancelled, 7, kAuditNow, Divergence::None, std::nullopt, {}};
        QVERIFY(shown(last).detail.startsWith(QStringLiteral("7")));
        last.end = VerificationEnd::Unavailable;
        QVERIFY(shown(last).detail.contains(QStringLiteral("Verify again")));
    }

    void integrity_ofALedgerThatDiverged_outranksEverything()
    {
        AuditStand stand;
        const LedgerVerdict diverged{LedgerStanding::Diverged, 23, kAuditNow, Divergence::Shrunk, {}};
        const Verification good{VerificationEnd::Verified, 23, {kAuditNow.ms + 1}, Divergence::None, std::nullopt, {}};
        const IntegrityShown shown = integrityShown(diverged, good, std::nullopt, stand.formatting);
        QCOMPARE(shown.mood, Mood::Harm);
        QCOMPARE(shown.detail, QStringLiteral("It is shorter than it was."));
    }
};

QTEST_GUILESS_MAIN(AuditModelTest)
#include "AuditModelTest.moc"
