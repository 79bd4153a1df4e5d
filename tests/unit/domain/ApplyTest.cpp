// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <rapidcheck.h>

#include "tests/support/EventForms.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"
#include "tests/support/World.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A state with a gated ticket (7) and an allowed one (8), and events made by hand to put behind it.
struct Hand {
    Loop loop;
    Agent agent = loop.enrol(101);
    Walk gated{loop, chargedTwice(euro(12900)), 7};
    Walk allowed{loop, chargedTwice(euro(4000)), 8};
    State state;

    Hand()
    {
        gated.gather();
        allowed.gather();
        state = loop.state();
    }

    template <typename P>
    [[nodiscard]] EventHeader header(std::optional<TicketId> ticket, const P& payload) const
    {
        EventHeader out;
        out.sequence = state.next;
        out.time = state.time;
        out.actor = kOrchestrator;
        out.ticket = ticket;
        setPayload(out, payload);
        return out;
    }

    /// Whether apply() refuses it as impossible and leaves everything as it was.
    template <typename P>
    [[nodiscard]] bool refuses(std::optional<TicketId> ticket, const P& payload)
    {
        return refuses(header(ticket, payload));
    }
    [[nodiscard]] bool refuses(const EventHeader& event)
    {
        const State before = state;
        const auto applied = apply(state, event);
        return !applied && applied.error().code == ErrorCode::Conflict && state == before;
    }
    template <typename P>
    [[nodiscard]] bool takes(std::optional<TicketId> ticket, const P& payload)
    {
        return apply(state, header(ticket, payload)).has_value();
    }
};

EventHeader anyOf(const std::vector<Event>& log, const State& state)
{
    EventHeader header = log[*rc::gen::inRange<std::size_t>(0, log.size())].header;
    header.sequence = state.next;
    header.time = std::max(header.time, state.time);
    if (*rc::gen::inRange(0, 4) == 0) {
        header.ticket = log[*rc::gen::inRange<std::size_t>(0, log.size())].header.ticket;
    }
    return header;
}

} // namespace

/// apply() does not trust: whatever is put into a log by hand, it takes what its tables have and nothing else.
class ApplyTest : public QObject {
    Q_OBJECT

private slots:
    void place_otherThanTheNext_isRefused()
    {
        Hand hand;
        EventHeader header = hand.header({}, PersonRedacted{person(7), "request"});
        ++header.sequence;
        QVERIFY(hand.refuses(header));
        header.sequence -= 2;
        QVERIFY(hand.refuses(header));
        ++header.sequence;
        header.time.ms -= 1;
        QVERIFY(hand.refuses(header));
        header.time.ms += 1;
        QVERIFY(apply(hand.state, header).has_value());
    }

    void ledger_withoutItsOpening_takesNothing()
    {
        State state;
        EventHeader header;
        setPayload(header, PersonRedacted{person(7), "request"});
        STILLGATE_VERIFY_CODE(apply(state, header), ErrorCode::Conflict);
        header.code = "ledger.reopened";
        STILLGATE_VERIFY_CODE(apply(state, header), ErrorCode::Conflict);
        setPayload(header, LedgerOpened{});
        header.version = 2; // of a later build, whose ledger this one cannot read
        STILLGATE_VERIFY_CODE(apply(state, header), ErrorCode::Unsupported);
        QVERIFY(state == State{});
        Hand hand;
        QVERIFY(hand.refuses({}, LedgerOpened{}));
    }

    void payload_malformed_isSaidAndNothingChanges()
    {
        Hand hand;
        const State before = hand.state;
        EventHeader header = hand.header(hand.gated.id(), ActionIntended{hand.allowed.action().id, 1});
        header.data.set("attempt", "first");
        STILLGATE_VERIFY_ERROR(apply(hand.state, header), ErrorCode::Malformed, "$.data.attempt");
        QVERIFY(hand.state == before);
    }

    void unknownEvent_isKeptAndMovesOnlyThePlace()
    {
        Hand hand;
        EventHeader header = hand.header(hand.gated.id(), PersonRedacted{});
        header.code = "ticket.teleported";
        State expected = hand.state;
        expected.unknown.push_back(header);
        ++expected.next;
        QVERIFY(apply(hand.state, header).has_value());
        QVERIFY(hand.state == expected);
        header = hand.header(hand.gated.id(), PersonRedacted{});
        header.version = 2;
        QVERIFY(apply(hand.state, header).has_value());
        QCOMPARE(hand.state.unknown.size(), std::size_t{2});
    }

    void call_withoutLeave_isRefused()
    {
        Hand hand;
        const ActionId gated = hand.gated.action().id;
        QVERIFY(hand.refuses(hand.gated.id(), ActionIntended{gated, 1}));
        QVERIFY(hand.takes(hand.allowed.id(), ActionIntended{hand.allowed.action().id, 1}));

        // Denied, and not yet abandoned: the ticket still stands at the policy.
        Hand denied;
        denied.state.actions.at(denied.allowed.action().id).effect = PolicyEffect::Deny;
        QVERIFY(denied.refuses(denied.allowed.id(), ActionIntended{denied.allowed.action().id, 1}));
    }

    void thingsOfAnotherTicket_areRefused()
    {
        Hand hand;
        const TicketId gated = hand.gated.id();
        const TicketId allowed = hand.allowed.id();
        const ActionId action = hand.allowed.action().id;
        const GateId gate = hand.gated.gate().id;
        QVERIFY(hand.takes(allowed, ActionIntended{action, 1}));
        QVERIFY(hand.takes(allowed, ActionExecuted{action, 1, "R-1", Learned::FromAnswer}));
        QVERIFY(hand.refuses(gated, ActionVerified{action, 0, true, {}}));
        QVERIFY(hand.refuses(gated, ActionAbandoned{action, "sample", Afterwards::Nothing}));
        QVERIFY(hand.refuses(allowed, GateExpired{gate}));
        QVERIFY(hand.refuses(allowed, GateVoided{gate, "sample", {}}));
        QVERIFY(hand.refuses({}, GateVoided{gate, "sample", {}}));
        QVERIFY(hand.refuses(gated, PolicyDecided{action, {}, PolicyEffect::Allow, {}, {}, {}, {}}));
    }

    void notice_ofNobody_isRefused()
    {
        Hand hand;
        const ActionId action = hand.allowed.action().id;
        const TicketId ticket = hand.allowed.id();
        const NoticeId notice{person(60).uuid};
        const NoticeId other{person(61).uuid};
        QVERIFY(hand.takes(ticket, ActionIntended{action, 1}));
        QVERIFY(hand.takes(ticket, ActionExecuted{action, 1, "R-1", Learned::FromAnswer}));
        QVERIFY(hand.takes(ticket, ActionVerified{action, 0, true, {}}));
        QVERIFY(hand.refuses(ticket, NoticeSent{notice, "M-1", {}}));
        QVERIFY(hand.refuses(ticket, NoticeFailed{notice, 1, CallFailure::InDoubt, {}, {}}));
        QVERIFY(hand.refuses(ticket, NoticeIntended{notice, NoticePurpose::Question, action, 1, "en", {}}));
        QVERIFY(hand.takes(ticket, NoticeIntended{notice, NoticePurpose::Confirmation, action, 1, "en", {}}));
        QVERIFY(hand.refuses(ticket, NoticeSent{other, "M-1", {}}));
        QVERIFY(hand.refuses(ticket, NoticeIntended{other, NoticePurpose::Confirmation, action, 1, "en", {}}));
        QVERIFY(hand.takes(ticket, NoticeIntended{notice, NoticePurpose::Confirmation, action, 2, {}, {}}));
        QVERIFY(hand.takes(ticket, NoticeSent{notice, "M-1", {}}));
        QVERIFY(hand.refuses(ticket, NoticeSent{notice, "M-2", {}}));
        QVERIFY(hand.refuses(ticket, NoticeIntended{notice, NoticePurpose::Confirmation, action, 3, {}, {}}));
    }

    void sameThingTwice_isRefused()
    {
        Hand hand;
        const auto received = std::get<MessageReceived>(*payloadOf(hand.loop.newest("message.received").header));
        QVERIFY(hand.refuses(hand.allowed.id(), received));
        QVERIFY(hand.refuses(hand.allowed.id(), TicketOpened{person(8), Channel::Web}));
        QVERIFY(hand.refuses({}, TicketOpened{person(8), Channel::Web}));
        QVERIFY(hand.takes({}, PersonRedacted{person(8), "request"}));
        QVERIFY(hand.refuses({}, PersonRedacted{person(8), "request"}));
    }

    void gate_withoutItsPlantedFlag_isRefused()
    {
        Hand hand;
        GateOpened gate;
        gate.gate = GateId{person(62).uuid};
        gate.action = hand.allowed.action().id;
        EventHeader header = hand.header(hand.allowed.id(), gate);
        QVERIFY(hand.refuses(header));
        header.personal["planted"] = {kOrchestrator, digest("planted"), std::nullopt};
        QVERIFY(apply(hand.state, header).has_value());
    }

    void withdrawal_ofWhatDoesNotStand_isRefused()
    {
        Hand hand;
        GateDecided decided;
        decided.gate = hand.gated.gate().id;
        decided.statement = hand.loop.statement(decided.gate, hand.agent, Verdict::Withdraw);
        decided.statement.withdraws = digest("something");
        QVERIFY(hand.refuses(hand.gated.id(), decided));
        decided.gate = GateId{person(63).uuid};
        QVERIFY(hand.refuses(hand.gated.id(), decided));
    }

    /// Any event of a real log, put anywhere: it is taken, or nothing changes.
    void anyEvent_anywhere_isTakenOrChangesNothing()
    {
        QVERIFY(rc::check("taken, or nothing changes", [] {
            World world;
            for (int i = 0; i < 60; ++i) {
                world.take({*rc::gen::inRange(0, World::kSteps), *rc::gen::inRange(0, 60), *rc::gen::inRange(1, 10'000)});
            }
            const std::vector<Event>& log = world.loop().log();
            State state;
            const auto length = *rc::gen::inRange<std::size_t>(0, log.size() + 1);
            for (std::size_t i = 0; i < length; ++i) {
                RC_ASSERT(apply(state, log[i].header).has_value());
            }
            for (int i = 0; i < 30; ++i) {
                const State before = state;
                const auto applied = apply(state, anyOf(log, state));
                RC_ASSERT((applied.has_value() || state == before));
                RC_ASSERT((!applied.has_value() || state.next == before.next + 1));
            }
        }));
    }

    /// Samples of every payload, which name things that are not there.
    void anyPayload_ofStrangers_isTakenOrChangesNothing()
    {
        forms::forEachPayload([]<typename P>(const P&) {
            Hand hand;
            for (const std::optional<TicketId>& ticket :
                 {std::optional<TicketId>(), std::optional(TicketId{person(999).uuid}), std::optional(hand.gated.id())}) {
                const State before = hand.state;
                const auto applied = apply(hand.state, hand.header(ticket, forms::sampleOf<P>()));
                QVERIFY2(applied.has_value() || hand.state == before, std::string(P::kCode).c_str());
            }
        });
    }
};

QTEST_GUILESS_MAIN(ApplyTest)
#include "ApplyTest.moc"
