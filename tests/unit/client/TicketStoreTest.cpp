// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QSignalSpy>

#include "core/client/TicketStore.h"
#include "core/client/tickets/PackedTickets.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;

namespace {

TicketId ticketId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("ticket " + std::to_string(number)))};
}

GateId gateId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("gate " + std::to_string(number)))};
}

/// Every field has a value of its own.
TicketRow row(int number, Sequence latest = 1)
{
    TicketRow out;
    out.id = ticketId(number);
    out.customer = samples::person(number);
    out.channel = Channel::Chat;
    out.stage = Stage::Gate;
    out.band = Band::Assisted;
    out.intent = "refund_double_charge";
    out.confidence = 9100;
    out.team = "billing";
    out.classified = 12;
    out.reviewed = ReviewedRow{ReviewVerdict::Correct, "refund_not_received", 14};
    out.opened = 10;
    out.latest = latest;
    out.openedAt = samples::kMorning;
    out.movedAt = samples::kMorning + Duration::minutes(1);
    out.messages = 2;
    out.gate = gateId(number);
    out.amount = samples::euro(12'900);
    out.actionStatus = "proposed";
    out.artifact = "R-" + std::to_string(number);
    out.reason = "policy_block";
    out.detail = "a detail of ticket " + std::to_string(number);
    out.resolution = "refunded";
    out.attribution = "assisted";
    out.priority = Priority::P2;
    out.score = 45;
    out.deadline = DeadlineRow{SlaMetric::Resolution, SlaState::AtRisk, samples::kMorning + Duration::minutes(90), true};
    out.assignee = samples::person(number + 100);
    out.held = HoldReason::AllOffShift;
    out.claimedUntil = samples::kMorning + Duration::minutes(240);
    return out;
}

GateRow gateRow(int number, GateStatus status = GateStatus::Open)
{
    GateRow out;
    out.id = gateId(number);
    out.ticket = ticketId(number);
    out.status = status;
    return out;
}

TicketTexts texts(int number, const std::string& subject = "Charged twice", const std::string& customer = "Sample Customer 07")
{
    return {ticketId(number), UntrustedText(subject), UntrustedText(customer)};
}

std::vector<TicketId> idsOf(const QSignalSpy& spy, int emission = 0)
{
    return spy.at(emission).at(0).value<std::vector<TicketId>>();
}

} // namespace

class TicketStoreTest : public QObject {
    Q_OBJECT

private slots:
    /// The control to the one below: a field that nobody sets here would come back as it was even where the store drops it.
    void sampleRow_hasAValueInEveryField()
    {
        const Json sample = toJson(row(1));
        const Json empty = toJson(TicketRow{});
        for (const auto& [name, value] : *sample.asObject()) {
            const Json* nothing = empty.find(name);
            QVERIFY2(nothing == nullptr || *nothing != value, name.c_str());
        }
        QVERIFY(sample.asObject()->size() >= empty.asObject()->size());
    }

    void ticket_applied_comesBackAsItWas()
    {
        TicketStore store;
        store.apply({{row(1)}, {gateRow(1)}, {texts(1)}});
        const auto entry = store.ticket(ticketId(1));
        QVERIFY(entry.has_value());
        QVERIFY(entry->row == row(1));
        QVERIFY(entry->subject == ShownText(UntrustedText("Charged twice")));
        QVERIFY(entry->customer == ShownText(UntrustedText("Sample Customer 07")));
        QVERIFY(store.gate(gateId(1)) == gateRow(1));
        QVERIFY(!store.ticket(ticketId(2)));
        TicketRow unreviewed = row(1, 2);
        unreviewed.classified.reset();
        unreviewed.reviewed.reset();
        store.apply({{unreviewed}, {}, {}});
        QVERIFY(store.ticket(ticketId(1))->row == unreviewed);
    }

    void ticket_withoutOptionalFields_comesBackAsItWas()
    {
        TicketStore store;
        TicketRow bare;
        bare.id = ticketId(3);
        store.apply({{bare}, {}, {}});
        QVERIFY(store.ticket(ticketId(3))->row == bare);
        QVERIFY(store.ticket(ticketId(3))->subject == ShownText(tl::make_unexpected(Withheld::NotLoaded)));
    }

    void texts_ofAnyLengthAndState_leaveTheRowAlone()
    {
        TicketStore store;
        store.apply({{row(1)}, {}, {}});
        for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{160}, std::size_t{100'000}}) {
            store.apply({{}, {}, {texts(1, std::string(length, 's'), std::string(length / 2, 'n'))}});
            QCOMPARE(store.ticket(ticketId(1))->subject->size(), length);
            QCOMPARE(store.ticket(ticketId(1))->customer->size(), length / 2);
            QVERIFY(store.ticket(ticketId(1))->row == row(1));
        }
        for (const Withheld why : {Withheld::Erased, Withheld::NotYours, Withheld::TooLarge, Withheld::NotLoaded}) {
            store.apply({{}, {}, {{ticketId(1), tl::make_unexpected(why), UntrustedText("a name")}}});
            QVERIFY(store.ticket(ticketId(1))->subject.error() == why);
            QVERIFY(store.ticket(ticketId(1))->customer == ShownText(UntrustedText("a name")));
        }
    }

    void apply_ofAnOlderRow_keepsTheNewerOne()
    {
        TicketStore store;
        store.apply({{row(1, 8)}, {}, {}});
        TicketRow older = row(1, 7);
        older.stage = Stage::Triage;
        const QSignalSpy changed(&store, &TicketStore::ticketsChanged);
        store.apply({{older}, {}, {}});
        QVERIFY(store.ticket(ticketId(1))->row == row(1, 8));
        QCOMPARE(changed.count(), 0);
        QCOMPARE(store.count(Stage::Triage), std::size_t{0});
    }

    void apply_tellsEachIdOnce()
    {
        TicketStore store;
        const QSignalSpy tickets(&store, &TicketStore::ticketsChanged);
        const QSignalSpy gates(&store, &TicketStore::gatesChanged);
        store.apply({{row(1), row(2), row(1, 2)}, {gateRow(1), gateRow(1)}, {texts(1), texts(2)}});
        QCOMPARE(tickets.count(), 1);
        QVERIFY(idsOf(tickets) == (std::vector{ticketId(1), ticketId(2)}));
        QCOMPARE(gates.count(), 1);
        store.apply({});
        QCOMPARE(tickets.count(), 1);
    }

    void counts_followTheStages()
    {
        TicketStore store;
        store.apply({{row(1), row(2)}, {gateRow(1), gateRow(2, GateStatus::Denied)}, {}});
        QCOMPARE(store.count(Stage::Gate), std::size_t{2});
        TicketRow moved = row(1, 2);
        moved.stage = Stage::Closed;
        store.apply({{moved}, {}, {}});
        QCOMPARE(store.count(Stage::Gate), std::size_t{1});
        QCOMPARE(store.count(Stage::Closed), std::size_t{1});
        QCOMPARE(store.gateCount(GateStatus::Open), std::size_t{1});
        QCOMPARE(store.gateCount(), std::size_t{2});
    }

    void texts_beforeTheirRow_waitForIt()
    {
        TicketStore store;
        store.apply({{}, {}, {texts(1)}});
        QCOMPARE(store.size(), std::size_t{0});
        store.apply({{row(1)}, {}, {}});
        QVERIFY(store.ticket(ticketId(1))->subject == ShownText(UntrustedText("Charged twice")));
    }

    void restore_addsOnlyWhatIsMissing()
    {
        TicketStore store;
        store.apply({{row(1, 5)}, {gateRow(1, GateStatus::Denied)}, {}});
        store.restore({{row(1, 9), row(2)}, {gateRow(1), gateRow(2)}, {texts(1), texts(2)}});
        QVERIFY(store.ticket(ticketId(1))->row == row(1, 5));
        QVERIFY(store.ticket(ticketId(1))->subject == ShownText(UntrustedText("Charged twice")));
        QVERIFY(store.gate(gateId(1))->status == GateStatus::Denied);
        QCOMPARE(store.size(), std::size_t{2});
    }

    void restore_ofAnErasedText_staysErased()
    {
        TicketStore store;
        store.apply({{row(1)}, {}, {texts(1)}});
        store.erase(samples::person(1));
        store.restore({{row(1)}, {}, {texts(1)}});
        QVERIFY(store.ticket(ticketId(1))->subject.error() == Withheld::Erased);
    }

    void erase_reachesEveryTicketOfThePerson()
    {
        TicketStore store;
        TicketRow other = row(2);
        other.customer = samples::person(1);
        store.apply({{row(1), other, row(3)}, {}, {texts(1), texts(2), texts(3)}});
        const QSignalSpy changed(&store, &TicketStore::ticketsChanged);
        store.erase(samples::person(1));
        QVERIFY(store.ticket(ticketId(1))->customer.error() == Withheld::Erased);
        QVERIFY(store.ticket(ticketId(2))->subject.error() == Withheld::Erased);
        QVERIFY(store.ticket(ticketId(3))->subject.has_value());
        QVERIFY(idsOf(changed) == (std::vector{ticketId(1), ticketId(2)}));
    }

    void snapshot_dropsWhatItDoesNotMention()
    {
        TicketStore store;
        store.apply({{row(1, 5), row(2), row(3)}, {gateRow(1), gateRow(2)}, {texts(1), texts(3)}});
        const QSignalSpy reset(&store, &TicketStore::reset);
        store.beginSnapshot();
        store.apply({{row(3), row(1, 4), row(4)}, {gateRow(2)}, {}});
        store.endSnapshot();
        QCOMPARE(store.size(), std::size_t{3});
        QVERIFY(!store.ticket(ticketId(2)));
        QVERIFY(store.ticket(ticketId(1))->row == row(1, 5)); // mentioned, and newer here
        QVERIFY(store.ticket(ticketId(3))->subject.has_value());
        QVERIFY(store.ticket(ticketId(4)).has_value());
        QVERIFY(!store.gate(gateId(1)) && store.gate(gateId(2)));
        QCOMPARE(store.count(Stage::Gate), std::size_t{3});
        QCOMPARE(reset.count(), 1);
        store.endSnapshot();
        QCOMPARE(store.size(), std::size_t{3});
    }

    void manyTickets_areFoundAndVisited()
    {
        constexpr int kMany = 5'000;
        TicketStore store;
        for (int number = 0; number < kMany; ++number) {
            store.apply({{row(number)}, {}, {texts(number, "Subject " + std::to_string(number))}});
        }
        QCOMPARE(store.size(), std::size_t{kMany});
        for (int number = 0; number < kMany; number += 7) {
            QVERIFY(store.ticket(ticketId(number))->subject == ShownText(UntrustedText("Subject " + std::to_string(number))));
        }
        std::set<TicketId> seen;
        store.forEachTicket([&](const TicketEntry& entry) { seen.insert(entry.row.id); });
        QCOMPARE(seen.size(), std::size_t{kMany});
    }

    void clear_leavesNothing()
    {
        TicketStore store;
        store.apply({{row(1)}, {gateRow(1)}, {}});
        const QSignalSpy reset(&store, &TicketStore::reset);
        store.clear();
        QCOMPARE(reset.count(), 1);
        QCOMPARE(store.size() + store.gateCount() + store.count(Stage::Gate), std::size_t{0});
        QVERIFY(!store.ticket(ticketId(1)));
    }
};

QTEST_GUILESS_MAIN(TicketStoreTest)
#include "TicketStoreTest.moc"
