// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/client/packet/LivePacketReader.h"
#include "core/client/packet/PacketAssembly.h"
#include "tests/support/Readable.h"
#include "tests/support/client/ReplicaRig.h"

using namespace stillgate;

namespace {

/// A reader on a rig whose feed is followed by hand.
struct Desk {
    explicit Desk(PaperLedger& ledger)
        : paper(ledger)
        , prover(rig.calls, rig.watch, rig.timers)
        , reader({rig.calls, prover, rig.store, *rig.cache, rig.clock, std::make_shared<KeySigner>(ledger.agent(101).key)})
    {
        paper.decidesAs(paper.agent(101));
        rig.calls.answer = [this](std::string_view method, const Json& params) {
            auto answer = paper.answer(method, params);
            return lie ? lie(method, std::move(answer)) : std::move(answer);
        };
    }

    Result<void> follow() { return rig.watch.size() ? rig.follow(paper) : rig.begin(paper); }

    Result<Packet> read(const TicketId& ticket)
    {
        const auto future = reader.read(ticket);
        (void)QTest::qWaitFor(
            [&] {
                rig.timers.advance({100}); // patience may run out
                return future.isFinished();
            },
            ReplicaRig::kPatience);
        return future.resultCount() > 0 ? future.result() : fail(ErrorCode::Internal, "test", "it never ended");
    }

    PaperLedger& paper;
    ReplicaRig rig;
    InclusionProver prover;
    LivePacketReader reader;
    std::function<Result<Json>(std::string_view, Result<Json>)> lie;
};

/// Changes the answer to one method.
template <rpc::Method M, typename Change>
auto lying(Change change)
{
    return [change](std::string_view method, Result<Json> answer) -> Result<Json> {
        if (method != M::kName || !answer) {
            return answer;
        }
        auto decoded = *fromJson<typename M::Result>(*answer);
        change(decoded);
        return toJson(decoded);
    };
}

} // namespace

class PacketReaderTest : public QObject {
    Q_OBJECT

private slots:
    void packet_withAGate_isOpenedAndProven()
    {
        PaperLedger paper;
        Desk desk(paper);
        const GateId gate = paper.openGate(7);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const TicketId ticket = paper.loop().state().gates.at(gate).ticket;
        const auto packet = desk.read(ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(packet->events.size() > 5); // over one page
        QVERIFY(packet->isProven);
        QCOMPARE(packet->provenSize, paper.size());
        QVERIFY(packet->source == PacketSource::Orchestrator && packet->readAt == desk.rig.clock.now());
        QVERIFY(packet->entry.subject == ShownText(UntrustedText("Subject of " + ticket.text())));
        QVERIFY(packet->gate && packet->gate->row.id == gate && packet->gate->basis && packet->gate->termsExpire);
        QVERIFY(!packet->gate->lines.empty() && !packet->gate->hasUnknownEvents);
        const auto text = std::find_if(packet->events.begin(), packet->events.end(),
                                       [](const ShownEvent& event) { return event.values.contains("text"); });
        QVERIFY(text != packet->events.end() && text->values.at("text").has_value());
    }

    void packet_withoutAGate_isRead()
    {
        PaperLedger paper;
        Desk desk(paper);
        const TicketId ticket = paper.receive(7);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const auto packet = desk.read(ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(!packet->gate && packet->isProven);
    }

    void unknownTicket_isNotFound()
    {
        PaperLedger paper;
        Desk desk(paper);
        STILLGATE_VERIFY_VALUE(desk.follow());
        STILLGATE_VERIFY_CODE(desk.read({}), ErrorCode::NotFound);
    }

    void eventsNewerThanTheCheckpoint_areWaitedFor()
    {
        PaperLedger paper;
        Desk desk(paper);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const TicketId ticket = paper.receive(7);
        const auto future = desk.reader.read(ticket);
        QTRY_VERIFY_WITH_TIMEOUT(desk.rig.timers.pending() > 1, ReplicaRig::kPatience); // proofs wait
        STILLGATE_VERIFY_VALUE(desk.follow());
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), ReplicaRig::kPatience);
        QVERIFY(future.result()->isProven);
    }

    void eventsThatNoCheckpointCovers_areShownUnproven()
    {
        PaperLedger paper;
        Desk desk(paper);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const TicketId ticket = paper.receive(7);
        const auto packet = desk.read(ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(!packet->isProven);
        QCOMPARE(packet->provenSize, std::uint64_t{0});
    }

    void lies_areCorrupt_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("another text") << 0;
        QTest::newRow("a value for no field") << 1;
        QTest::newRow("an event of another ticket") << 2;
        QTest::newRow("an event that is not in the ledger") << 3;
        QTest::newRow("a gate of other events") << 4;
        QTest::newRow("a gate of lower stakes") << 5;
        QTest::newRow("a gate with another display") << 6;
        QTest::newRow("a path that leads elsewhere") << 7;
        QTest::newRow("a proof of another place") << 8;
    }

    void lies_areCorrupt()
    {
        QFETCH(int, which);
        PaperLedger paper;
        Desk desk(paper);
        const GateId gate = paper.openGate(7);
        paper.openGate(8);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const TicketId ticket = paper.loop().state().gates.at(gate).ticket;
        STILLGATE_VERIFY_VALUE(desk.read(ticket));
        desk.lie = lieOf(which, paper);
        STILLGATE_VERIFY_CODE(desk.read(ticket), ErrorCode::Corrupt);
    }

    void erasedPerson_leavesAPacketWithoutADecision()
    {
        PaperLedger paper;
        Desk desk(paper);
        paper.agent(1);
        const GateId gate = paper.openGate(7);
        paper.erase(7);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const auto packet = desk.read(paper.loop().state().gates.at(gate).ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(packet->isProven && packet->gate && !packet->gate->basis && !packet->gate->termsExpire);
        QVERIFY(packet->entry.subject.error() == Withheld::Erased);
    }

    void unknownEvent_isToldOnTheGate()
    {
        PaperLedger paper;
        Desk desk(paper);
        const GateId gate = paper.openGate(7);
        const TicketId ticket = paper.loop().state().gates.at(gate).ticket;
        paper.loop().receiveUnknown(ticket);
        STILLGATE_VERIFY_VALUE(desk.follow());
        const auto packet = desk.read(ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(packet->gate->hasUnknownEvents && !packet->events.back().isKnown);
    }

    void offline_givesWhatWasReadLast()
    {
        PaperLedger paper;
        Desk desk(paper);
        const GateId gate = paper.openGate(7);
        const TicketId ticket = paper.loop().state().gates.at(gate).ticket;
        STILLGATE_VERIFY_VALUE(desk.follow());
        STILLGATE_VERIFY_VALUE(desk.read(ticket));
        desk.rig.clock.advance(Duration::minutes(3));
        desk.lie = [](std::string_view, const Result<Json>&) { return fail(ErrorCode::Unavailable, {}, "offline"); };
        const auto packet = desk.read(ticket);
        STILLGATE_VERIFY_VALUE(packet);
        QVERIFY(packet->source == PacketSource::Cache && packet->readAt == samples::kMorning);
        QVERIFY(packet->isProven && packet->gate->basis);
        STILLGATE_VERIFY_CODE(desk.read(paper.receive(8)), ErrorCode::Unavailable);
    }

private:
    static std::function<Result<Json>(std::string_view, Result<Json>)> lieOf(int which, const PaperLedger& paper)
    {
        const auto anyValue = [](rpc::TicketGet::Result& page) -> rpc::ShownValue& {
            const auto event = std::find_if(page.events.begin(), page.events.end(),
                                            [](const rpc::EventView& each) { return !each.values.empty(); });
            return event->values.begin()->second;
        };
        switch (which) {
        case 0: return lying<rpc::TicketGet>([anyValue](auto& page) { anyValue(page)->value += " not"; });
        case 1: return lying<rpc::TicketGet>([](auto& page) { page.events.front().values["extra"] = Opening{}; });
        case 2:
            return lying<rpc::TicketGet>([&paper](auto& page) {
                page.events.push_back(paper.view(paper.size() - 1));
                page.next.reset();
            });
        case 3:
            return lying<rpc::TicketGet>([](auto& page) {
                Json json = page.events.front().header.json();
                json.set("actor", samples::person(66).text());
                page.events.front().header = *rpc::CarriedHeader::fromJson(json, "$");
            });
        case 4: return lying<rpc::GateGet>([&paper](auto& gate) { gate.decided = paper.carried(paper.size() - 2); });
        case 5: return lying<rpc::GateGet>([](auto& gate) { gate.row.stakes = Stakes::Low; });
        case 6: return lying<rpc::GateGet>([](auto& gate) { gate.display = samples::digest("another display"); });
        case 7: return lying<rpc::LedgerInclusion>([](auto& path) { path.path.front() = samples::digest("another node"); });
        default: return lying<rpc::LedgerInclusion>([](auto& path) { path.index += 1; });
        }
    }
};

QTEST_GUILESS_MAIN(PacketReaderTest)
#include "PacketReaderTest.moc"
