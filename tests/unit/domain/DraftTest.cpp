// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <rapidcheck.h>

#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

Stamp stamp(std::string_view seed = "seed", UtcTime time = kMorning)
{
    return {time, *Secret32::from(digest(seed).view())};
}

Draft draft(Sequence next = 5, std::string_view seed = "seed")
{
    return {stamp(seed), next, {}, kOrchestrator, std::nullopt};
}

} // namespace

class DraftTest : public QObject {
    Q_OBJECT

private slots:
    void add_severalEvents_areNumberedAndHeadedAlike()
    {
        const CommandRef command{CommandId{person(1).uuid}, digest("body")};
        Draft events(stamp(), 5, {}, person(101), command);
        const TicketId ticket{person(2).uuid};
        QCOMPARE(events.add(ticket, TicketOpened{person(7), Channel::Web}), Sequence{5});
        QCOMPARE(events.add({}, PersonRedacted{person(7), "request"}), Sequence{6});
        QCOMPARE(events.next(), Sequence{7});
        const std::vector<Event> list = events.take();
        QCOMPARE(list.size(), std::size_t{2});
        QVERIFY(list[0].header.ticket == ticket);
        QVERIFY(!list[1].header.ticket);
        for (const Event& event : list) {
            QVERIFY(event.header.time == kMorning);
            QVERIFY(event.header.actor == person(101));
            QVERIFY(event.header.command == command);
        }
        QCOMPARE(list[0].header.code, std::string("ticket.opened"));
        QCOMPARE(list[0].header.version, 1);
    }

    void time_neverBeforeTheNewestEvent()
    {
        QVERIFY(rc::check("ledger time", [](std::int64_t clock, std::int64_t floor) {
            const Draft events(stamp("seed", UtcTime{clock}), 0, UtcTime{floor}, kOrchestrator, std::nullopt);
            RC_ASSERT(events.time().ms == std::max(clock, floor));
        }));
    }

    void value_itsCommitment_opensInItsPlaceAlone()
    {
        Draft events = draft();
        events.add({}, TicketOpened{});
        const Digest committed = events.value(person(7), "text", "Sample text");
        const Event event = events.last();
        QVERIFY(event.header.personal.at("text").commitment == committed);
        QVERIFY(event.header.personal.at("text").person == person(7));
        QVERIFY(!event.header.personal.at("text").context);
        const Opening opening = event.values.front().opening;
        STILLGATE_VERIFY_VALUE(checkOpening(event.header, "text", opening));

        EventHeader elsewhere = event.header;
        ++elsewhere.sequence;
        STILLGATE_VERIFY_ERROR(checkOpening(elsewhere, "text", opening), ErrorCode::Corrupt, "text");
        elsewhere = event.header;
        elsewhere.personal["subject"] = elsewhere.personal["text"];
        STILLGATE_VERIFY_ERROR(checkOpening(elsewhere, "subject", opening), ErrorCode::Corrupt, "subject");
        STILLGATE_VERIFY_ERROR(checkOpening(event.header, "gone", opening), ErrorCode::Corrupt, "gone");
        Opening other = opening;
        other.value += " ";
        STILLGATE_VERIFY_ERROR(checkOpening(event.header, "text", other), ErrorCode::Corrupt, "text");
        other = opening;
        other.salt.bytes[31] ^= 1U;
        STILLGATE_VERIFY_ERROR(checkOpening(event.header, "text", other), ErrorCode::Corrupt, "text");
    }

    void value_committedBeforehand_opensUnderItsContext()
    {
        Draft events = draft();
        events.add({}, TicketOpened{});
        const Opening note{Salt{digest("salt").bytes}, "Sample note"};
        events.committedValue(person(101), "note", note, "nonce:00");
        const EventHeader header = events.last().header;
        QVERIFY(header.personal.at("note").commitment == commitment(note.salt, "nonce:00", "note", "Sample note"));
        STILLGATE_VERIFY_VALUE(checkOpening(header, "note", note));
        EventHeader other = header;
        other.personal.at("note").context = "nonce:01";
        STILLGATE_VERIFY_CODE(checkOpening(other, "note", note), ErrorCode::Corrupt);
        other.personal.at("note").context.reset();
        STILLGATE_VERIFY_CODE(checkOpening(other, "note", note), ErrorCode::Corrupt);
    }

    void commitment_anyValue_opensWithItAlone()
    {
        QVERIFY(rc::check("commitments bind", [](std::uint8_t byte) {
            const Salt salt{digest(std::to_string(byte)).bytes};
            const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
            const auto other = *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
            const Digest committed = commitment(salt, "5", "text", text);
            RC_ASSERT((commitment(salt, "5", "text", other) == committed) == (text == other));
            RC_ASSERT(commitment(salt, "6", "text", text) != committed);
            RC_ASSERT(commitment(salt, "5", "texts", text) != committed);
        }));
        // Field and value are told apart by the form, not by their letters.
        const Salt salt{digest("salt").bytes};
        QVERIFY(commitment(salt, "5", "ab", "c") != commitment(salt, "5", "a", "bc"));
        QVERIFY(commitment(salt, "5", "a", "\",\"b") != commitment(salt, "5", "a\",\"b", ""));
    }

    void saltsAndIds_neverRepeat_withinAndAcrossSeeds()
    {
        std::set<Salt> salts;
        std::set<TicketId> ids;
        for (const char* seed : {"seed", "another"}) {
            Draft events = draft(5, seed);
            for (int i = 0; i < 50; ++i) {
                events.add({}, TicketOpened{});
                events.value(person(7), "text", "same");
                salts.insert(events.last().values.front().opening.salt);
                ids.insert(events.newId<TicketId>());
            }
        }
        QCOMPARE(salts.size(), std::size_t{100});
        QCOMPARE(ids.size(), std::size_t{100});
        QVERIFY(ids.begin()->uuid.bytes[6] >> 4U == 7);
    }

    void sameStamp_givesTheSameEvents()
    {
        Draft first = draft();
        Draft second = draft();
        for (Draft* events : {&first, &second}) {
            events->add(events->newId<TicketId>(), TicketOpened{});
            events->value(person(7), "text", "same");
        }
        QVERIFY(first.take() == second.take());
    }

    void replaceData_changesTheLastEventAlone()
    {
        Draft events = draft();
        events.add({}, TicketOpened{person(7), Channel::Chat});
        events.add({}, TicketOpened{person(7), Channel::Chat});
        events.replaceData(toJson(TicketOpened{person(8), Channel::Web}));
        const auto list = events.take();
        QVERIFY(list[0].header.data == toJson(TicketOpened{person(7), Channel::Chat}));
        QVERIFY(list[1].header.data == toJson(TicketOpened{person(8), Channel::Web}));
    }
};

QTEST_GUILESS_MAIN(DraftTest)
#include "DraftTest.moc"
