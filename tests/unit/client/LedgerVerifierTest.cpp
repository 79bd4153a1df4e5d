// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "core/client/ledger/LiveLedgerVerifier.h"
#include "tests/support/Readable.h"
#include "tests/support/client/ReplicaRig.h"

using namespace stillgate;

namespace {

/// Over several pages.
void fill(PaperLedger& paper)
{
    for (int customer = 1; customer <= 80; ++customer) {
        paper.receive(customer);
    }
}

} // namespace

class LedgerVerifierTest : public QObject {
    Q_OBJECT

private slots:
    void wholeLedger_isVerified_withProgress()
    {
        PaperLedger paper;
        fill(paper);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
        const QSignalSpy progressed(&verifier, &LedgerVerifier::progressed);
        verifier.start();
        QVERIFY(verifier.isRunning());
        const Verification found = end(verifier);
        QVERIFY(found == (Verification{VerificationEnd::Verified, paper.size(), rig.clock.now(), {}, {}, {}}));
        QVERIFY(progressed.count() > 2);
        QCOMPARE(progressed.last().at(0).value<std::uint64_t>(), paper.size());
        QCOMPARE(progressed.last().at(1).value<std::uint64_t>(), paper.size());
        QVERIFY(verifier.last() == found && !verifier.isRunning());
    }

    void changedEvent_anywhere_isFound()
    {
        PaperLedger paper;
        fill(paper);
        for (const Sequence changed : {Sequence{0}, Sequence{100}, paper.size() - 1}) {
            ReplicaRig rig;
            STILLGATE_VERIFY_VALUE(rig.begin(paper));
            rig.calls.answer = [&](std::string_view method, const Json& params) -> Result<Json> {
                auto answer = paper.answer(method, params);
                auto page = fromJson<rpc::EventsList::Result>(*answer);
                if (method == rpc::EventsList::kName) {
                    for (auto& header : page->headers) {
                        if (header.header().sequence == changed) {
                            Json json = header.json();
                            json.set("actor", samples::person(66).text());
                            header = *rpc::CarriedHeader::fromJson(json, "$");
                        }
                    }
                    return toJson(*page);
                }
                return answer;
            };
            LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
            verifier.start();
            const Verification found = end(verifier);
            QVERIFY(found.end == VerificationEnd::Wrong && found.divergence == Divergence::OtherRoot);
            QVERIFY(rig.verdict().standing == LedgerStanding::Diverged);
        }
    }

    void missingEvent_isNamed()
    {
        PaperLedger paper;
        fill(paper);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        rig.calls.answer = [&](std::string_view method, const Json& params) -> Result<Json> {
            auto answer = paper.answer(method, params);
            if (method == rpc::EventsList::kName) {
                auto page = *fromJson<rpc::EventsList::Result>(*answer);
                std::erase_if(page.headers, [](const auto& header) { return header.header().sequence == 42; });
                return toJson(page);
            }
            return answer;
        };
        LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
        verifier.start();
        const Verification found = end(verifier);
        QVERIFY(found.end == VerificationEnd::Wrong && found.firstWrong == 42U);
    }

    void ledgerThatIsAnotherThanWhatWasSeen_isFound()
    {
        PaperLedger seen;
        fill(seen);
        PaperLedger other;
        other.receive(500);
        fill(other);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(seen));
        rig.calls.answer = [&](std::string_view method, const Json& params) { return other.answer(method, params); };
        LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
        verifier.start();
        QVERIFY(end(verifier).divergence == Divergence::OtherRoot);
        PaperLedger shorter;
        ReplicaRig again;
        STILLGATE_VERIFY_VALUE(again.begin(seen));
        again.calls.answer = [&](std::string_view method, const Json& params) { return shorter.answer(method, params); };
        LiveLedgerVerifier second(again.calls, again.watch, again.clock);
        second.start();
        QVERIFY(end(second).divergence == Divergence::Shrunk);
    }

    void cancelled_endsAtOnce_andCanBeginAgain()
    {
        PaperLedger paper;
        fill(paper);
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
        QSignalSpy ended(&verifier, &LedgerVerifier::ended);
        const auto cancelling = connect(&verifier, &LedgerVerifier::progressed, this, [&](std::uint64_t done) {
            if (done > 0) {
                verifier.cancel();
            }
        });
        verifier.start();
        QVERIFY(end(verifier).end == VerificationEnd::Cancelled);
        disconnect(cancelling);
        verifier.start();
        QVERIFY(end(verifier).end == VerificationEnd::Verified);
        QCOMPARE(ended.count(), 2);
    }

    void connectionLost_isUnavailable()
    {
        PaperLedger paper;
        ReplicaRig rig;
        STILLGATE_VERIFY_VALUE(rig.begin(paper));
        rig.calls.answer = [](std::string_view, const Json&) -> Result<Json> {
            return fail(ErrorCode::Unavailable, {}, "gone");
        };
        LiveLedgerVerifier verifier(rig.calls, rig.watch, rig.clock);
        verifier.start();
        QVERIFY(end(verifier).end == VerificationEnd::Unavailable);
        QVERIFY(rig.verdict().standing == LedgerStanding::Matching);
    }

private:
    static Verification end(LiveLedgerVerifier& verifier)
    {
        (void)QTest::qWaitFor([&] { return !verifier.isRunning(); }, ReplicaRig::kPatience);
        return verifier.last().value_or(Verification{});
    }
};

QTEST_GUILESS_MAIN(LedgerVerifierTest)
#include "LedgerVerifierTest.moc"
