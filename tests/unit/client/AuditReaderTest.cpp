// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/client/audit/LiveAuditReader.h"
#include "tests/support/Readable.h"
#include "tests/support/client/ReplicaRig.h"

using namespace stillgate;

namespace {

template <typename T>
Result<T> wait(const QFuture<Result<T>>& future)
{
    (void)QTest::qWaitFor([&] { return future.isFinished(); }, ReplicaRig::kPatience);
    return future.resultCount() > 0 ? future.result() : fail(ErrorCode::Internal, "test", "it never ended");
}

struct AuditDesk {
    AuditDesk() : prover(rig.calls, rig.watch, rig.timers), reader(rig.calls, prover) {}

    PaperLedger paper;
    ReplicaRig rig;
    InclusionProver prover;
    LiveAuditReader reader;
};

} // namespace

class AuditReaderTest : public QObject {
    Q_OBJECT

private slots:
    void page_asksWithEveryFilter()
    {
        AuditDesk desk;
        AuditFilter filter{desk.paper.receive(7), samples::person(7), "gate.", samples::kMorning,
                           samples::kMorning + Duration::minutes(5)};
        const auto future = desk.reader.page(filter, AuditOrder::NewestFirst, 12, 5'000);
        const auto params = fromJson<rpc::EventsList::Params>(desk.rig.calls.waiting.front().params);
        STILLGATE_VERIFY_VALUE(params);
        QVERIFY(params->ticket == filter.ticket && params->actor == filter.actor && params->code == filter.code);
        QVERIFY(params->since == filter.since && params->until == filter.until && params->from == 12U);
        QVERIFY(params->order == rpc::SortOrder::NewestFirst);
        QCOMPARE(params->most.value, rpc::PageSize::kMost);
        desk.rig.calls.waiting.front().end(fail(ErrorCode::Unavailable, {}, "sample"));
        STILLGATE_VERIFY_CODE(wait(future), ErrorCode::Unavailable);
    }

    void page_thatIsEmptyButNotTheLast_asksOn()
    {
        AuditDesk desk;
        const auto future = desk.reader.page({}, AuditOrder::OldestFirst, std::nullopt, 10);
        rpc::EventsList::Result empty{{}, 7, 20};
        auto call = desk.rig.calls.waiting.front();
        desk.rig.calls.waiting.pop_front();
        QVERIFY(call.params.find("from") == nullptr && call.params.find("code") == nullptr);
        call.end(toJson(empty));
        QTRY_COMPARE_WITH_TIMEOUT(desk.rig.calls.waiting.size(), std::size_t{1}, ReplicaRig::kPatience);
        call = desk.rig.calls.waiting.front();
        QCOMPARE(*call.params.find("from")->asInteger(), std::int64_t{7});
        call.end(toJson(rpc::EventsList::Result{{desk.paper.carried(0)}, std::nullopt, 20}));
        const auto page = wait(future);
        STILLGATE_VERIFY_VALUE(page);
        QCOMPARE(page->events.size(), std::size_t{1});
        QVERIFY(page->events.front().leaf == leafHash(desk.paper.headerBytes(0)));
        QVERIFY(!page->next && page->size == 20 && page->events.front().isKnown);
    }

    void detail_hasValuesAndProof()
    {
        AuditDesk desk;
        desk.paper.receive(7);
        STILLGATE_VERIFY_VALUE(desk.rig.begin(desk.paper));
        int proven = 0;
        int withValues = 0;
        for (Sequence sequence = 0; sequence < desk.paper.size(); ++sequence) {
            const auto detail = wait(desk.reader.detail(sequence));
            STILLGATE_VERIFY_VALUE(detail);
            QCOMPARE(detail->event.header.sequence, sequence);
            proven += detail->proof.state == ProofState::Proven ? 1 : 0;
            withValues += std::any_of(detail->event.values.begin(), detail->event.values.end(),
                                      [](const auto& value) { return value.second.has_value(); })
                              ? 1
                              : 0;
            QVERIFY(!detail->isSignatureGood);
        }
        QCOMPARE(proven, static_cast<int>(desk.paper.size()));
        QVERIFY(withValues > 0);
        STILLGATE_VERIFY_CODE(wait(desk.reader.detail(desk.paper.size())), ErrorCode::NotFound);
    }

    void detail_ofADecision_checksItsSignature()
    {
        AuditDesk desk;
        const Agent& agent = desk.paper.agent(101);
        const GateId gate = desk.paper.openGate(7);
        Loop& loop = desk.paper.loop();
        (void)loop.submit(loop.decision(loop.statement(gate, agent, Verdict::Deny), agent, {}), agent.id);
        STILLGATE_VERIFY_VALUE(desk.rig.begin(desk.paper));
        const Sequence decided = loop.newest("gate.decided").header.sequence;
        const auto good = wait(desk.reader.detail(decided));
        STILLGATE_VERIFY_VALUE(good);
        QVERIFY(good->isSignatureGood == true);
        desk.rig.calls.answer = [&](std::string_view method, const Json& params) -> Result<Json> {
            auto answer = desk.paper.answer(method, params);
            if (method != rpc::EventsList::kName || params.find("code") == nullptr) {
                return answer;
            }
            auto page = *fromJson<rpc::EventsList::Result>(*answer);
            page.headers.clear(); // nobody was enrolled with that key
            return toJson(page);
        };
        QVERIFY(wait(desk.reader.detail(decided))->isSignatureGood == false);
    }

    void detail_withAWrongProof_saysSo()
    {
        AuditDesk desk;
        desk.paper.receive(7);
        STILLGATE_VERIFY_VALUE(desk.rig.begin(desk.paper));
        desk.rig.calls.answer = [&](std::string_view method, const Json& params) -> Result<Json> {
            auto answer = desk.paper.answer(method, params);
            if (method == rpc::LedgerInclusion::kName) {
                auto path = *fromJson<rpc::LedgerInclusion::Result>(*answer);
                path.path.back() = samples::digest("another node");
                return toJson(path);
            }
            return answer;
        };
        QVERIFY(wait(desk.reader.detail(1))->proof.state == ProofState::Wrong);
    }
};

QTEST_GUILESS_MAIN(AuditReaderTest)
#include "AuditReaderTest.moc"
