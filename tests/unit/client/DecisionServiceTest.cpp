// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/client/DecisionRig.h"

using namespace stillgate;

class DecisionServiceTest : public QObject {
    Q_OBJECT

private slots:
    void approval_isSignedOverWhatWasShown_andTakenByTheLedger()
    {
        DecisionRig desk;
        const GateView view = desk.view();
        QVERIFY(!desk.service->hindrance(view, Verdict::Approve));
        const auto id = desk.service->decide(view, {Verdict::Approve, {}, "a note"});
        STILLGATE_VERIFY_VALUE(id);
        const auto entry = desk.outbox->entry(*id);
        QVERIFY(entry && entry->gate == desk.gate && entry->ticket == view.row.ticket && entry->verdict == Verdict::Approve);
        const rpc::SubmitDecision sent = desk.sent();
        Loop& loop = desk.paper.loop();
        DecideGate command = loop.decision(sent.statement, desk.person, samples::chargedTwice(samples::euro(12'900)));
        command.signature = sent.signature;
        command.note = sent.note;
        const Outcome outcome = loop.submit(command, desk.person.id);
        QVERIFY2(!outcome.refusal, outcome.refusal ? std::string(nameOf(outcome.refusal->code)).c_str() : "");
        QVERIFY(loop.state().gates.at(desk.gate).status == GateStatus::Approved);
    }

    void hindrances_areToldBeforehand_andHold_data()
    {
        QTest::addColumn<int>("expected");
        using H = DecisionHindrance;
        for (const auto& [name, hindrance] : {std::pair{"no key", H::NoKey},
                                              {"diverged", H::Diverged},
                                              {"unknown event", H::UnknownEvent},
                                              {"requester", H::Requester},
                                              {"beneficiary", H::Beneficiary},
                                              {"no role", H::NoRole},
                                              {"not open", H::NotOpen},
                                              {"already decided", H::AlreadyDecided},
                                              {"expired", H::Expired},
                                              {"terms expired", H::TermsExpired},
                                              {"waiting", H::Waiting},
                                              {"nothing to withdraw", H::NothingToWithdraw},
                                              {"too late", H::TooLate},
                                              {"offline at high stakes", H::OfflineHighStakes},
                                              {"editor of the policy", H::Editor},
                                              {"key not enrolled", H::KeyWaiting},
                                              {"key revoked", H::KeyRevoked},
                                              {"refused for another reason", H::NotPermitted}}) {
            QTest::newRow(name) << static_cast<int>(hindrance);
        }
    }

    void hindrances_areToldBeforehand_andHold()
    {
        QFETCH(int, expected);
        const auto hindrance = static_cast<DecisionHindrance>(expected);
        DecisionRig desk;
        GateView view = desk.view();
        const Verdict verdict = prepare(desk, view, hindrance);
        const auto found = desk.service->hindrance(view, verdict);
        QVERIFY(found == hindrance);
        const std::size_t before = desk.outbox->entries().size();
        STILLGATE_VERIFY_CODE(desk.service->decide(view, {verdict, "reason", {}}), ErrorCode::Refused);
        QCOMPARE(desk.outbox->entries().size(), before);
    }

    /// What this side knows better, because it is newer, is not taken from the packet.
    void permit_ofWhatTheFeedTells_isNotAsked()
    {
        DecisionRig desk;
        GateView view = desk.view();
        for (const RefusalCode code : {RefusalCode::GateNotOpen, RefusalCode::AlreadyDecided}) {
            view.permit = refusing(code);
            QVERIFY(!desk.service->hindrance(view, Verdict::Approve));
        }
        view.permit = refusing(RefusalCode::EditorMayNot);
        QVERIFY(!desk.service->hindrance(view, Verdict::Deny)); // of an approval alone
    }

    void code_whereOneIsAsked_goesBesideTheSignature()
    {
        DecisionRig desk;
        GateView view = desk.view();
        view.permit = GatePermit{{}, true};
        STILLGATE_VERIFY_ERROR(desk.service->decide(view, {Verdict::Approve, {}, {}}), ErrorCode::Refused, "code_missing");
        QVERIFY(desk.outbox->entries().empty());
        STILLGATE_VERIFY_VALUE(desk.service->decide(view, {Verdict::Approve, {}, {}, "123456"}));
        QCOMPARE(desk.sent().code.value_or(""), std::string("123456"));
    }

    void code_isNotAskedToDeny()
    {
        DecisionRig desk;
        GateView view = desk.view();
        view.permit = GatePermit{{}, true};
        STILLGATE_VERIFY_VALUE(desk.service->decide(view, {Verdict::Deny, "not_plausible", {}}));
        QVERIFY(!desk.sent().code);
    }

    void reason_missing_isRefused()
    {
        DecisionRig desk;
        STILLGATE_VERIFY_ERROR(desk.service->decide(desk.view(), {Verdict::Deny, {}, {}}), ErrorCode::Refused,
                               "reason_missing");
        STILLGATE_VERIFY_VALUE(desk.service->decide(desk.view(), {Verdict::Deny, "not_plausible", {}}));
    }

    /// Who waits and who does not, while there is no connection: the whole table.
    void offline_onlyHighStakesApprovalsNeedTheOrchestrator()
    {
        for (const Stakes stakes : {Stakes::Low, Stakes::Normal, Stakes::High}) {
            for (const Verdict verdict : {Verdict::Approve, Verdict::Deny, Verdict::Escalate}) {
                for (const LinkState state :
                     {LinkState::Offline, LinkState::Connecting, LinkState::CatchingUp, LinkState::Live}) {
                    DecisionRig desk;
                    GateView view = desk.view();
                    view.row.stakes = stakes;
                    desk.link.enter(state);
                    const bool needs = stakes == Stakes::High && verdict == Verdict::Approve && state != LinkState::Live;
                    const auto found = desk.service->hindrance(view, verdict);
                    QVERIFY(found == (needs ? std::optional(DecisionHindrance::OfflineHighStakes) : std::nullopt));
                }
            }
        }
    }

    void offline_decisionWaitsInTheOutbox()
    {
        DecisionRig desk;
        const GateView view = desk.view();
        desk.link.enter(LinkState::Offline);
        STILLGATE_VERIFY_VALUE(desk.service->decide(view, {Verdict::Deny, "not_plausible", {}}));
        QVERIFY(desk.outgoing.waiting.empty());
        QVERIFY(desk.outbox->decisionOn(desk.gate)->state == OutboxState::Queued);
        desk.link.enter(LinkState::Live);
        QCOMPARE(desk.outgoing.waiting.size(), std::size_t{1});
    }

    void withdrawal_namesTheApprovalItTakesBack()
    {
        DecisionRig desk;
        approve(desk);
        const GateView view = desk.view();
        QVERIFY(!desk.service->hindrance(view, Verdict::Withdraw));
        STILLGATE_VERIFY_VALUE(desk.service->decide(view, {Verdict::Withdraw, {}, {}}));
        Loop& loop = desk.paper.loop();
        const rpc::SubmitDecision sent = desk.sent();
        DecideGate command = loop.decision(sent.statement, desk.person, samples::chargedTwice(samples::euro(12'900)));
        command.signature = sent.signature;
        QVERIFY(!loop.submit(command, desk.person.id).refusal);
    }

    void signer_thatRefuses_leavesNothingBehind()
    {
        class Refusing final : public Signer {
        public:
            explicit Refusing(PublicKey key) : m_key(key) {}
            [[nodiscard]] const PublicKey& publicKey() const override { return m_key; }
            [[nodiscard]] Result<Signature> sign(ByteView) override { return fail(ErrorCode::Refused, "signer", "locked"); }

        private:
            PublicKey m_key;
        };
        DecisionRig desk;
        desk.service.emplace(DecisionParts{std::make_shared<Refusing>(desk.signer->publicKey()), desk.link, desk.rig.watch,
                                           desk.rig.store, desk.rig.clock, *desk.outbox});
        STILLGATE_VERIFY_ERROR(desk.service->decide(desk.view(), {Verdict::Deny, "not_plausible", {}}), ErrorCode::Refused,
                               "signer");
        QVERIFY(desk.outbox->entries().empty());
    }

private:
    static GatePermit refusing(RefusalCode code) { return GatePermit{{{Verdict::Approve, code}}, false}; }

    static void approve(DecisionRig& desk)
    {
        Loop& loop = desk.paper.loop();
        (void)loop.submit(loop.decision(loop.statement(desk.gate, desk.person, Verdict::Approve), desk.person,
                                        samples::chargedTwice(samples::euro(12'900))),
                          desk.person.id);
        (void)desk.rig.follow(desk.paper);
    }

    /// Makes the hindrance true; the verdict that meets it.
    static Verdict prepare(DecisionRig& desk, GateView& view, DecisionHindrance hindrance)
    {
        using H = DecisionHindrance;
        LinkStatus status = desk.link.status();
        switch (hindrance) {
        case H::NoKey:
            desk.service.emplace(
                DecisionParts{nullptr, desk.link, desk.rig.watch, desk.rig.store, desk.rig.clock, *desk.outbox});
            break;
        case H::Diverged: (void)desk.rig.watch.diverge(Divergence::OtherRoot, "sample"); break;
        case H::UnknownEvent: view.hasUnknownEvents = true; break;
        case H::Requester: status.person = view.proposed.header.actor; break;
        case H::Beneficiary: status.person = samples::person(7); break;
        case H::NoRole: status.roles = {Role::Qa, Role::Auditor}; break;
        case H::NotOpen: approve(desk); return Verdict::Deny;
        case H::AlreadyDecided: view.approvals.push_back({desk.person.id, Role::L2Agent, 1}); break;
        case H::Expired: desk.rig.clock.setWall(view.row.expires); break;
        case H::TermsExpired: desk.rig.clock.setWall(*view.termsExpire); break;
        case H::Waiting: (void)desk.service->decide(view, {Verdict::Deny, "not_plausible", {}}); return Verdict::Deny;
        case H::NothingToWithdraw: return Verdict::Withdraw;
        case H::TooLate: {
            approve(desk);
            view = desk.view();
            const auto& action = desk.paper.loop().state().actions.at(view.row.action);
            desk.paper.loop().clock().advance(Duration::minutes(1));
            (void)desk.paper.loop().submit(BeginCall{action.id});
            (void)desk.rig.follow(desk.paper);
            return Verdict::Withdraw;
        }
        case H::OfflineHighStakes:
            view.row.stakes = Stakes::High;
            status.state = LinkState::Offline;
            break;
        case H::Editor: view.permit = refusing(RefusalCode::EditorMayNot); break;
        case H::KeyWaiting: view.permit = refusing(RefusalCode::UnknownKey); break;
        case H::KeyRevoked: view.permit = refusing(RefusalCode::KeyRevoked); break;
        case H::NotPermitted: view.permit = refusing(RefusalCode::ClockSuspect); break;
        case H::ReasonMissing:
        case H::CodeMissing: break;
        }
        desk.link.set(status);
        return Verdict::Approve;
    }
};

QTEST_GUILESS_MAIN(DecisionServiceTest)
#include "DecisionServiceTest.moc"
