// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Duties.h"
#include "tests/support/Readable.h"
#include "tests/unit/domain/PeopleOffice.h"

using namespace stillgate;
using namespace stillgate::samples;

/// People, their keys, and what becomes of what they signed.
class PeopleTest : public QObject {
    Q_OBJECT

private slots:
    void firstAdmin_isMadeByTheOperatorAndNoSecondOne()
    {
        Office office;
        QCOMPARE(codeOf(office.joined), std::string("carried out"));
        QCOMPARE(office.loop.newestAs<PersonEnrolled>().origin, std::string("first_setup"));
        const Outcome again =
            office.loop.submit(EnrolPerson{kOperator, person(202), {Role::Admin}, "admin", {}, {}}, kOperator);
        QCOMPARE(codeOf(again), std::string("role_missing"));
        QCOMPARE(office.loop.fault(), std::string());
    }

    void person_byAnybodyButAnAdmin_isRefused()
    {
        Office office;
        for (const Role role : {Role::L2Agent, Role::Supervisor, Role::Qa, Role::Auditor, Role::Service}) {
            const Agent who = office.join(300 + static_cast<int>(role), {role});
            QCOMPARE(codeOf(office.loop.submit(EnrolPerson{who.id, person(400), {Role::Admin}, "admin", {}, {}}, who.id)),
                     std::string("role_missing"));
            QCOMPARE(codeOf(office.loop.submit(ChangeRoles{who.id, office.admin.id, {}}, who.id)), std::string("role_missing"));
            QCOMPARE(codeOf(office.loop.submit(DisablePerson{who.id, office.admin.id, "x"}, who.id)),
                     std::string("role_missing"));
        }
        QCOMPARE(office.loop.fault(), std::string());
    }

    void roles_ofOneself_areNotChangedNorOneselfDisabled()
    {
        Office office;
        QCOMPARE(codeOf(office.loop.submit(ChangeRoles{office.admin.id, office.admin.id, {Role::Supervisor}}, office.admin.id)),
                 std::string("requester_may_not"));
        QCOMPARE(codeOf(office.loop.submit(DisablePerson{office.admin.id, office.admin.id, "x"}, office.admin.id)),
                 std::string("requester_may_not"));
    }

    void key_withoutCountersignature_isTheFirstAdminsAlone()
    {
        Office office;
        QCOMPARE(office.loop.newestAs<KeyEnrolled>().origin, std::string("first_setup"));
        const Agent who = office.join(210, {Role::Admin});
        QCOMPARE(codeOf(office.enrolKey(who, std::nullopt)), std::string("countersignature_missing"));
        QCOMPARE(codeOf(office.enrolKey(who, who)), std::string("requester_may_not"));
        QCOMPARE(codeOf(office.enrolKey(who, office.admin)), std::string("carried out"));
        QCOMPARE(codeOf(office.enrolKey(who, office.admin)), std::string("already_enrolled"));
    }

    void key_countersignedByWhoMayNot_isRefused()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        const Agent who = office.join(212, {Role::L2Agent});
        QCOMPARE(codeOf(office.enrolKey(who, agent)), std::string("bad_signature"));
        Agent thief = office.admin;
        thief.key = SigningKey::generate();
        QCOMPARE(codeOf(office.enrolKey(who, thief)), std::string("bad_signature"));
        CountersignKey notMine{who.id, who.id, who.key.publicKey(), agent.key.sign(asBytes(office.statementOf(who))),
                               office.signedBy(office.admin, office.statementOf(who))};
        QCOMPARE(codeOf(office.loop.submit(notMine, who.id)), std::string("bad_signature"));
    }

    void key_revoked_voidsWhatHasNotRun()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        const Agent other = office.colleague(212, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        QCOMPARE(codeOf(walk.decide(agent)), std::string("carried out"));
        QVERIFY(walk.gate().status == GateStatus::Approved);
        QCOMPARE(codeOf(office.revoke(office.admin, agent)), std::string("carried out"));
        QVERIFY(walk.gate().status == GateStatus::Open && walk.gate().approvals.empty());
        QVERIFY(walk.action().status == ActionStatus::Proposed && walk.ticket().stage == Stage::Gate);
        QCOMPARE(office.loop.newestAs<ApprovalVoided>().why, std::string("key_revoked"));
        QVERIFY(office.loop.submit(BeginCall{walk.action().id}).refusal.has_value());
        QCOMPARE(codeOf(walk.decide(agent)), std::string("key_revoked"));
        QCOMPARE(codeOf(walk.decide(other)), std::string("carried out"));
        QVERIFY(walk.gate().status == GateStatus::Approved);
        QCOMPARE(office.loop.fault(), std::string());
    }

    void key_revoked_leavesWhatHasRun()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        walk.beginCall();
        walk.answer();
        QCOMPARE(codeOf(office.revoke(agent, agent)), std::string("carried out"));
        QVERIFY(walk.gate().status == GateStatus::Approved);
        QCOMPARE(codeOf(office.revoke(agent, agent)), std::string("key_revoked"));
    }

    void key_ofAnother_isRevokedByAnAdminAlone()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        const Agent other = office.colleague(212, {Role::L2Agent});
        QCOMPARE(codeOf(office.revoke(other, agent)), std::string("role_missing"));
    }

    void role_removed_voidsWhatWasApprovedInIt()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        office.loop.submit(ChangeRoles{office.admin.id, agent.id, {Role::Qa}}, office.admin.id);
        QVERIFY(walk.gate().status == GateStatus::Open);
        QCOMPARE(codeOf(walk.decide(agent)), std::string("role_missing"));
    }

    void person_disabled_mayNothingAndTheirApprovalsAreVoid()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        walk.decide(agent);
        QCOMPARE(codeOf(office.loop.submit(DisablePerson{office.admin.id, agent.id, "left"}, office.admin.id)),
                 std::string("carried out"));
        QVERIFY(rolesOf(office.loop.state(), agent.id).empty());
        QVERIFY(walk.gate().status == GateStatus::Open);
        QCOMPARE(codeOf(walk.decide(agent)), std::string("key_revoked"));
        QCOMPARE(codeOf(office.loop.submit(EnablePerson{office.admin.id, agent.id}, office.admin.id)),
                 std::string("carried out"));
        QCOMPARE(codeOf(walk.decide(agent)), std::string("key_revoked"));
        QCOMPARE(office.loop.fault(), std::string());
    }

    void highStakes_approvalWithoutACode_isRefused()
    {
        Office office;
        const Agent agent = office.colleague(211, {Role::L2Agent});
        Walk walk(office.loop, chargedTwice(euro(120'000)));
        walk.gather();
        QVERIFY(walk.gate().stakes == Stakes::High);
        DecideGate command =
            office.loop.decision(office.loop.statement(walk.gate().id, agent, Verdict::Approve), agent, walk.books());
        QCOMPARE(codeOf(office.loop.submit(command, agent.id)), std::string("step_up_missing"));
        command.stepUp = StepUp::Totp;
        QCOMPARE(codeOf(office.loop.submit(command, agent.id)), std::string("carried out"));
        QVERIFY(office.loop.newestAs<GateDecided>().stepUp == StepUp::Totp);
        QCOMPARE(codeOf(walk.decide(agent, Verdict::Withdraw)), std::string("carried out"));
    }

    void policy_published_isInForceAndItsEditorsPauseForADay()
    {
        Office office;
        const Agent second = office.colleague(220, {Role::Supervisor, Role::L2Agent});
        Policy policy = office.loop.rules().policy;
        policy.silence = Duration::days(3);
        ++policy.version;
        const std::string bytes =
            signedBytes(PolicyStatement{office.loop.state().ledger.origin, office.loop.state().ledger.environment,
                                        digestOf(policy), digestOf(office.loop.rules().policy)});
        const auto publish = [&](const Agent& editor, const Agent& with) {
            return office.loop.submit(
                PublishPolicy{editor.id, policy, office.signedBy(editor, bytes), office.signedBy(with, bytes)}, editor.id);
        };
        QCOMPARE(codeOf(publish(office.admin, office.admin)), std::string("requester_may_not"));
        QCOMPARE(codeOf(publish(second, office.admin)), std::string("bad_signature"));
        QCOMPARE(codeOf(publish(office.admin, second)), std::string("carried out"));
        QVERIFY(policyInForce(office.loop.state(), office.loop.rules()) == policy);
        QCOMPARE(codeOf(publish(office.admin, second)), std::string("not_in_this_stage"));

        Walk walk(office.loop, chargedTwice(euro(12900)));
        walk.gather();
        QVERIFY(walk.gate().policy == digestOf(policy));
        Agent asAgent = second;
        asAgent.roles = {Role::L2Agent};
        QCOMPARE(codeOf(walk.decide(asAgent)), std::string("editor_may_not"));
        QVERIFY(dutyAgainst(office.loop.state(), walk.gate(),
                            {second.id, Role::L2Agent, Verdict::Approve, office.loop.state().time})
                    ->code == RefusalCode::EditorMayNot);
        QVERIFY(!dutyAgainst(office.loop.state(), walk.gate(),
                             {second.id, Role::L2Agent, Verdict::Approve, office.loop.state().time + kEditorsPause}));
        QCOMPARE(codeOf(walk.decide(asAgent, Verdict::Deny)), std::string("carried out"));
    }
};

QTEST_GUILESS_MAIN(PeopleTest)
#include "PeopleTest.moc"
