// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <set>

#include "tests/gui/packet/PacketFixture.h"
#include "tests/support/Readable.h"
#include "ui/packet/PacketTimeline.h"

using namespace stillgate;

namespace {

template <typename P>
EventHeader headerOf(const P& payload)
{
    EventHeader out;
    setPayload(out, payload);
    return out;
}

template <typename P>
PacketStepKind stepOfCode()
{
    std::vector<ShownEvent> events(1);
    events.front().header = headerOf(P());
    return packetStepOf(readPacketEvents(events).front()).value_or(PacketStepKind::Intake);
}

/// Codes of the variant's events that no step is made for.
template <typename... P>
std::set<std::string_view> codesWithoutStep(const std::variant<P...>*)
{
    std::set<std::string_view> out;
    ((stepOfCode<P>() == PacketStepKind::Unknown ? void(out.insert(P::kCode)) : void()), ...);
    return out;
}

/// Puts an event of its ticket behind the last one of a code; a second after it.
template <typename P>
void insertAfter(Packet& packet, std::string_view code, const P& payload)
{
    const auto isOfCode = [&](const ShownEvent& event) { return event.header.code == code; };
    const auto found = std::ranges::find_if(packet.events.rbegin(), packet.events.rend(), isOfCode);
    ShownEvent shown;
    shown.header = headerOf(payload);
    shown.header.ticket = packet.entry.row.id;
    shown.header.actor = kOrchestrator;
    shown.header.time = found->header.time + Duration::seconds(1);
    shown.isKnown = true;
    packet.events.insert(found.base(), std::move(shown));
}

PrioritySet urgent()
{
    return {81,
            Priority::P1,
            {{PriorityFactor::Urgency, 31, ""}, {PriorityFactor::BusinessImpact, 50, "category:security"}},
            PriorityFloor{"breach", Priority::P1}};
}

TicketAssigned assignedTo(const PersonId& person)
{
    return {"needs_person",
            "takeovers",
            {{"security", person, std::nullopt, true}, {"it", std::nullopt, HoldReason::AllFull, false}},
            {}};
}

ShownEvent& find(Packet& packet, std::string_view code)
{
    return *std::ranges::find_if(packet.events, [&](const ShownEvent& event) { return event.header.code == code; });
}

const PacketStep* find(const PacketValues& values, PacketStepKind kind)
{
    const auto found = std::ranges::find(values.steps, kind, &PacketStep::kind);
    return found == values.steps.end() ? nullptr : &*found;
}

QStringList factsOf(const PacketStep& step)
{
    QStringList out;
    for (const PacketFact& fact : step.facts) {
        out << fact.label + QStringLiteral(": ") + fact.value.text;
    }
    return out;
}

} // namespace

/// What the ledger says of how a ticket is handled, as steps of the packet.
class PacketTimelineTest final : public QObject {
    Q_OBJECT

private slots:
    void everyEventOfATicket_hasAStep()
    {
        // These belong to no ticket.
        const std::set<std::string_view> expected{"halt.lifted",          "halt.set",        "key.enrolled",
                                                  "key.revoked",          "ledger.opened",   "packs.changed",
                                                  "person.disabled",      "person.enabled",  "person.enrolled",
                                                  "person.roles_changed", "person.redacted", "policy.published"};
        QCOMPARE(codesWithoutStep(static_cast<const Payload*>(nullptr)), expected);
    }

    void urgencyClocksAndPeople_areOneStepBehindTriage()
    {
        SampleCase sample;
        sample.gather();
        Packet packet = sample.packet();
        insertAfter(packet, "ticket.classified", urgent());
        insertAfter(packet, "priority.set", assignedTo(sample.agent().id));
        SlaSet clocks{"started", "p1", "always", {{}, {}}};
        clocks.clocks[0].due = sample.formatting().now();
        clocks.clocks[1].metric = SlaMetric::Resolution;
        clocks.clocks[1].ended = sample.formatting().now();
        insertAfter(packet, "ticket.assigned", clocks);
        const PacketValues values = sample.presenter().present(packet);
        QVERIFY(!values.hasUnknownEvents);
        const PacketStep* routing = find(values, PacketStepKind::Routing);
        QVERIFY(routing != nullptr);
        QCOMPARE(routing->title, QStringLiteral("Routing"));
        QVERIFY2(routing->summary.startsWith(QStringLiteral("P1, ")), qPrintable(routing->summary));
        QVERIFY2(routing->summary.contains(QStringLiteral("you, on call")), qPrintable(routing->summary));
        QCOMPARE(routing->events.size(), std::size_t{3});
        const QStringList facts = factsOf(*routing);
        QVERIFY2(facts.contains(QStringLiteral("Priority: P1, score 8.1 of 10")), qPrintable(facts.join(u'\n')));
        QVERIFY2(facts.contains(QStringLiteral("Urgency: +3.1")), qPrintable(facts.join(u'\n')));
        QVERIFY2(facts.contains(QStringLiteral("Routing rule: takeovers")), qPrintable(facts.join(u'\n')));
        const auto begins = [&](const char* start) {
            return std::ranges::count_if(facts, [&](const QString& fact) { return fact.startsWith(QString::fromUtf8(start)); });
        };
        QCOMPARE(begins("First response: due "), 1);
        QCOMPARE(begins("Resolution: "), 0); // has ended
        QCOMPARE(begins("Team: "), 2);
    }

    void personForAGate_staysWithTheGate()
    {
        SampleCase sample;
        sample.gather();
        Packet packet = sample.packet();
        insertAfter(packet, "gate.opened", assignedTo(sample.agent().id));
        const PacketValues values = sample.presenter().present(packet);
        QVERIFY(find(values, PacketStepKind::Routing) == nullptr);
        const PacketStep* gate = find(values, PacketStepKind::Gate);
        QVERIFY(gate != nullptr);
        QCOMPARE(gate->summary, QStringLiteral("waiting for 1 of L2"));
        QVERIFY(factsOf(*gate).contains(QStringLiteral("Routing rule: takeovers")));
        QCOMPARE(std::ranges::count(values.steps, PacketStepKind::Gate, &PacketStep::kind), 1);
    }

    void mood_isOfTheNewestMessage_andSaysWhereItGoes()
    {
        SampleCase sample;
        Packet packet = sample.packet();
        const auto facts = [&] {
            QStringList out;
            for (const PacketFact& fact : sample.presenter().present(packet).reasons.reading) {
                out << fact.label + QStringLiteral(": ") + fact.value.text;
            }
            return out;
        };
        QVERIFY(facts().isEmpty());
        TicketClassified first = std::get<TicketClassified>(*payloadOf(find(packet, "ticket.classified").header));
        first.sentiment = 10;
        first.urgency = 20;
        find(packet, "ticket.classified").header.data = toJson(first);
        QCOMPARE(facts(), (QStringList{QStringLiteral("Mood: +0.1"), QStringLiteral("Urgency: 0.20")}));
        TicketClassified second = first;
        second.bandReason = BandReason::OutOfScope;
        second.further = {{"invoice_copy", 7'000}};
        second.language = "de";
        second.sentiment = -40;
        insertAfter(packet, "ticket.classified", second);
        packet.entry.row.classified = std::nullopt; // the newest counts
        const QStringList now = facts();
        QVERIFY(now.at(0).startsWith(QStringLiteral("Band: out of scope")));
        QVERIFY2(now.contains(QStringLiteral("Also: invoice_copy 0.70")), qPrintable(now.join(u'\n')));
        QVERIFY2(!now.filter(QStringLiteral("Language: German (")).isEmpty(), qPrintable(now.join(u'\n')));
        QVERIFY2(now.contains(QStringLiteral("Mood: \u22120.4, worsening")), qPrintable(now.join(u'\n')));
    }

    void missedTarget_isAStepThatFailed()
    {
        SampleCase sample;
        Packet packet = sample.packet();
        insertAfter(packet, "ticket.classified", SlaBreached{SlaMetric::NextResponse, sample.formatting().now()});
        const PacketValues values = sample.presenter().present(packet);
        const PacketStep* missed = find(values, PacketStepKind::Deadline);
        QVERIFY(missed != nullptr);
        QCOMPARE(missed->state, PacketStepState::Failed);
        QCOMPARE(missed->summary, QStringLiteral("Next response breached"));
    }

    void voidedApproval_atTheGate_saysWhoseAndWhy()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        insertAfter(packet, "gate.opened", ApprovalVoided{{}, sample.agent().id, {}, "key_revoked"});
        const PacketValues values = sample.presenter().present(packet);
        const PacketStep* gate = find(values, PacketStepKind::Gate);
        QVERIFY(gate != nullptr);
        QVERIFY(factsOf(*gate).contains(QStringLiteral("Approval void: you: the key was revoked")));
    }
};

QTEST_GUILESS_MAIN(PacketTimelineTest)
#include "PacketTimelineTest.moc"
