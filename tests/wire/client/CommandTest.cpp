// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/Decisions.h"
#include "core/client/RpcConnection.h"
#include "tests/support/Readable.h"
#include "tests/wire/client/ConsoleStand.h"

using namespace stillgate;
using namespace stillgate::wire;

/// `command.submit` under an id that the client minted: whoever does not know whether a command arrived sends it again.
class CommandTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_orchestrator = std::make_unique<OrchestratorStand>(m_dir->path().toStdString());
        m_gate = m_orchestrator->openGate(7);
        m_line = connected();
        QVERIFY(m_line);
        m_before = m_orchestrator->size();
    }
    void cleanup()
    {
        m_line.reset();
        m_orchestrator.reset();
    }

    void sameCommand_onTwoConnectionsAtOnce_isDoneOnceAndAnsweredTwice()
    {
        const auto other = connected();
        QVERIFY(other);
        const rpc::CommandSubmit::Params params{commandId(1), decision(Verdict::Deny)};
        const auto first = m_line->call<rpc::CommandSubmit>(params);
        const auto second = other->call<rpc::CommandSubmit>(params);
        const auto answers = std::pair(waitFor(first), waitFor(second));
        STILLGATE_VERIFY_VALUE(answers.first);
        STILLGATE_VERIFY_VALUE(answers.second);
        QVERIFY(answers.first->outcome == rpc::CommandOutcome::Accepted);
        QVERIFY(*answers.first == *answers.second);
        QCOMPARE(decisions(), 1);
    }

    void sameCommand_afterARestart_isAnsweredTheSame()
    {
        const rpc::CommandSubmit::Params params{commandId(1), decision(Verdict::Deny)};
        const auto first = waitFor(m_line->call<rpc::CommandSubmit>(params));
        STILLGATE_VERIFY_VALUE(first);
        m_line.reset();
        m_orchestrator->stop();
        m_orchestrator->start();
        m_line = connected();
        QVERIFY(m_line);
        const std::uint64_t size = m_orchestrator->size();
        const auto again = waitFor(m_line->call<rpc::CommandSubmit>(params));
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == *first);
        QCOMPARE(m_orchestrator->size(), size);
        QCOMPARE(decisions(), 1);
    }

    void refusedCommand_sentAgain_isRefusedInTheSameWords()
    {
        rpc::SubmitDecision forged = decision(Verdict::Approve);
        forged.signature = {};
        const auto first = waitFor(m_line->call<rpc::CommandSubmit>({commandId(1), forged}));
        const auto again = waitFor(m_line->call<rpc::CommandSubmit>({commandId(1), forged}));
        STILLGATE_VERIFY_VALUE(first);
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(first->refusal && first->refusal->code == RefusalCode::BadSignature);
        QVERIFY(*again == *first);
        QCOMPARE(decisions(), 0);
    }

    void sameId_withOtherContent_isAConflictWithoutEffect()
    {
        const rpc::SubmitDecision denial = decision(Verdict::Deny);
        const rpc::SubmitDecision approval = decision(Verdict::Approve);
        STILLGATE_VERIFY_VALUE(waitFor(m_line->call<rpc::CommandSubmit>({commandId(1), denial})));
        const std::uint64_t size = m_orchestrator->size();
        STILLGATE_VERIFY_CODE(waitFor(m_line->call<rpc::CommandSubmit>({commandId(1), approval})), ErrorCode::Conflict);
        QCOMPARE(m_orchestrator->size(), size);
        QCOMPARE(decisions(), 1);
    }

    /// The control: under an id of its own the same decision is another command, and is refused.
    void sameDecision_underAnotherId_isAnotherCommand()
    {
        const rpc::SubmitDecision denial = decision(Verdict::Deny);
        STILLGATE_VERIFY_VALUE(waitFor(m_line->call<rpc::CommandSubmit>({commandId(1), denial})));
        const auto other = waitFor(m_line->call<rpc::CommandSubmit>({commandId(2), denial}));
        STILLGATE_VERIFY_VALUE(other);
        QVERIFY(other->outcome == rpc::CommandOutcome::Refused);
        QVERIFY(other->refusal && other->refusal->code == RefusalCode::GateNotOpen);
        QCOMPARE(decisions(), 1);
    }

private:
    static CommandId commandId(int number)
    {
        return {uuidV7(samples::kMorning, samples::digest("command " + std::to_string(number)))};
    }

    [[nodiscard]] std::unique_ptr<RpcConnection> connected() const
    {
        auto connection = std::make_unique<RpcConnection>(m_orchestrator->access().value_or(ServerAccess{}));
        return waitFor(connection->open()) ? std::move(connection) : nullptr;
    }

    [[nodiscard]] rpc::SubmitDecision decision(Verdict verdict) const
    {
        KeySigner signer(m_orchestrator->key());
        const auto gate = waitFor(m_line->call<rpc::GateGet>({m_gate, keyIdOf(signer.publicKey())}));
        const std::string reason = verdict == Verdict::Deny ? "wrong_target" : "";
        return gate
            .and_then([&](const rpc::GateGet::Result& shown) {
                return signDecision(shown, signer, m_orchestrator->person(), {Role::L2Agent}, {verdict, reason, {}});
            })
            .value_or(rpc::SubmitDecision{});
    }

    /// Events that record one, since the gate was opened.
    [[nodiscard]] int decisions() const
    {
        int count = 0;
        (void)m_orchestrator->reader().events(m_before, m_orchestrator->size() - m_before, [&](const StoredEvent& event) {
            count += decodeHeader(event.header)->code == GateDecided::kCode ? 1 : 0;
            return true;
        });
        return count;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<OrchestratorStand> m_orchestrator;
    std::unique_ptr<RpcConnection> m_line;
    GateId m_gate;
    std::uint64_t m_before = 0;
};

QTEST_GUILESS_MAIN(CommandTest)
#include "CommandTest.moc"
