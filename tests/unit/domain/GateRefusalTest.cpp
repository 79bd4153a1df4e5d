// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>

#include "core/domain/Display.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A gate that one L2 agent may approve, and a decision on it that would be carried out. A case changes one thing of it.
struct Scene {
    Loop loop;
    Agent agent = loop.enrol(101);
    Agent other = loop.enrol(102);
    Agent supervisor = loop.enrol(103, {Role::Supervisor});
    Agent customer = loop.enrol(7);
    Agent machine = enrolMachine();
    Walk walk{loop, chargedTwice(euro(12900))};
    Statement statement;
    std::optional<DecideGate> command; ///< made from the statement by `agent` unless the case made it
    PersonId actor;

    Scene()
    {
        walk.gather();
        statement = loop.statement(walk.gate().id, agent, Verdict::Approve);
        actor = agent.id;
    }

    Agent enrolMachine()
    {
        Agent out = loop.enrol(1);
        out.id = kOrchestrator;
        loop.submit(EnrolKey{out.id, out.key.publicKey(), out.roles, "test"});
        return out;
    }

    void use(const Agent& signer, Verdict verdict = Verdict::Approve)
    {
        agent = signer;
        actor = signer.id;
        statement = loop.statement(walk.gate().id, signer, verdict);
    }

    /// Another nonce that fits the statement's terms, for cases about something else than the nonce.
    void renewNonce()
    {
        NonceTerms terms = loop.termsFor(statement.gate, agent);
        terms.issued = statement.issued;
        terms.expires = statement.expires;
        statement.nonce = nonceFor(loop.rules().nonceKey, terms);
    }

    DecideGate& made()
    {
        if (!command) {
            command = loop.decision(statement, agent, walk.books());
        }
        return *command;
    }

    Outcome submit() { return loop.submit(made(), actor); }
};

struct Case {
    const char* name;
    RefusalCode code;
    const char* detail;
    std::function<void(Scene&)> change; ///< the single change that causes the refusal
};

void addNote(Scene& scene, std::string text = "Sample note")
{
    const Opening note{Salt{digest("sample salt").bytes}, std::move(text)};
    scene.statement.note = commitment(note.salt, noteContext(scene.statement.nonce), "note", note.value);
    scene.made().note = note;
}

/// What was signed is not what the gate binds.
std::vector<Case> casesOfTheStatement()
{
    return {
        {"another person's session", RefusalCode::StatementMismatch, "approver", [](Scene& s) { s.made().actor = s.other.id; }},
        {"another ledger", RefusalCode::StatementMismatch, "origin", [](Scene& s) { s.statement.origin = "other.example"; }},
        {"another gate in the statement", RefusalCode::StatementMismatch, "gate",
         [](Scene& s) { s.made().statement.gate = GateId{person(999).uuid}; }},
        {"another action", RefusalCode::StatementMismatch, "gate",
         [](Scene& s) { s.statement.action = ActionId{person(999).uuid}; }},
        {"another proposal: a changed cent", RefusalCode::StatementMismatch, "proposal",
         [](Scene& s) {
             auto proposed = s.loop.newestAs<ActionProposed>();
             proposed.amount = euro(12901);
             const auto& personal = s.loop.newest("action.proposed").header.personal;
             s.statement.proposal =
                 proposalDigest(proposed, personal.at("target").commitment, personal.at("parameters").commitment);
         }},
        {"another display", RefusalCode::StatementMismatch, "display",
         [](Scene& s) { s.statement.display = digest("shown otherwise"); }},
        {"another policy in the statement", RefusalCode::StatementMismatch, "policy",
         [](Scene& s) { s.statement.policy = digest("another policy"); }},
        {"the policy changed since", RefusalCode::PolicyMoved, "the policy has changed since the gate was opened",
         [](Scene& s) { s.loop.rules().policy.silence = Duration::days(1); }},
    };
}

/// Who signed, by which key, in which role, with which nonce.
std::vector<Case> casesOfThePerson()
{
    return {
        {"a person who was erased", RefusalCode::UnknownPerson, "erased",
         [](Scene& s) {
             const Walk own(s.loop, chargedTwice(euro(100)), 101); // who decides may be a customer elsewhere
             s.loop.submit(ErasePerson{s.supervisor.id, s.agent.id, "customer_request"}, s.supervisor.id);
             addNote(s);
         }},
        {"a person without a key", RefusalCode::UnknownKey, "",
         [](Scene& s) {
             s.agent.id = person(555);
             s.use(s.agent);
         }},
        {"a key that is not enrolled", RefusalCode::UnknownKey, "",
         [](Scene& s) {
             s.agent.key = s.other.key;
             s.use(s.agent);
         }},
        {"a signature by another key", RefusalCode::BadSignature, "",
         [](Scene& s) { s.made().signature = s.other.key.sign(asBytes(signedBytes(s.statement))); }},
        {"a statement changed after signing", RefusalCode::BadSignature, "",
         [](Scene& s) { s.made().statement.reason = "changed"; }},
        {"a role that the person does not have", RefusalCode::RoleMissing, "supervisor",
         [](Scene& s) { s.statement.slot = Role::Supervisor; }},
        {"a role that the gate does not ask for", RefusalCode::RoleMissing, "supervisor",
         [](Scene& s) { s.use(s.supervisor); }},
        {"a made-up nonce", RefusalCode::NonceMismatch, "the nonce was used, or was given for something else",
         [](Scene& s) { s.statement.nonce.bytes[0] ^= 1U; }},
        {"a nonce given to somebody else", RefusalCode::NonceMismatch, "the nonce was used, or was given for something else",
         [](Scene& s) { s.statement.nonce = s.loop.statement(s.statement.gate, s.other, Verdict::Approve).nonce; }},
        {"a longer life than was given", RefusalCode::NonceMismatch, "the nonce was used, or was given for something else",
         [](Scene& s) { s.statement.expires = s.statement.expires + Duration{1}; }},
    };
}

/// Too late, or not theirs to decide; notes that are not the committed ones.
std::vector<Case> casesOfTimeAndGate()
{
    return {
        {"the statement has expired", RefusalCode::StatementExpired, "",
         [](Scene& s) { s.loop.clock().advance(s.statement.expires - s.loop.clock().now()); }},
        {"the gate is denied", RefusalCode::GateNotOpen, "denied", [](Scene& s) { s.walk.decide(s.other, Verdict::Deny); }},
        {"the gate has expired", RefusalCode::GateExpired, "",
         [](Scene& s) {
             s.statement.expires = s.walk.gate().expires + Duration::minutes(1);
             s.renewNonce();
             s.loop.clock().advance(s.walk.gate().expires - s.loop.clock().now());
         }},
        {"the customer it is for", RefusalCode::BeneficiaryMayNot, "", [](Scene& s) { s.use(s.customer); }},
        {"the orchestrator that asks", RefusalCode::RequesterMayNot, "", [](Scene& s) { s.use(s.machine); }},
        {"a note without its commitment", RefusalCode::StatementMismatch, "note",
         [](Scene& s) { s.made().note = Opening{Salt{}, "Sample note"}; }},
        {"a commitment without its note", RefusalCode::StatementMismatch, "note",
         [](Scene& s) { s.statement.note = digest("note"); }},
        {"another note than the committed one", RefusalCode::StatementMismatch, "note",
         [](Scene& s) {
             addNote(s);
             s.made().note->value += "!";
         }},
    };
}

/// Reasons that are missing, unknown or untold.
std::vector<Case> casesOfReasons()
{
    return {
        {"a denial without a reason", RefusalCode::ReasonMissing, "",
         [](Scene& s) {
             s.use(s.agent, Verdict::Deny);
             s.statement.reason.clear();
         }},
        {"an escalation without a reason", RefusalCode::ReasonMissing, "",
         [](Scene& s) {
             s.use(s.agent, Verdict::Escalate);
             s.statement.reason.clear();
         }},
        {"a denial with a reason of the other list", RefusalCode::UnknownReason, "deny",
         [](Scene& s) {
             s.use(s.agent, Verdict::Deny);
             s.statement.reason = "needs_specialist";
         }},
        {"an escalation with a reason of nobody's list", RefusalCode::UnknownReason, "escalate",
         [](Scene& s) {
             s.use(s.agent, Verdict::Escalate);
             s.statement.reason = "because";
         }},
        {"an approval with a reason", RefusalCode::UnknownReason, "approve", [](Scene& s) { s.statement.reason = "other"; }},
        {"a denial for another reason than the listed ones, untold", RefusalCode::NoteMissing, "",
         [](Scene& s) {
             s.use(s.agent, Verdict::Deny);
             s.statement.reason = "other";
         }},
        {"an escalation for another reason, told in blanks", RefusalCode::NoteMissing, "",
         [](Scene& s) {
             s.use(s.agent, Verdict::Escalate);
             s.statement.reason = "other";
             addNote(s, " \n\t");
         }},
        {"a question that is not asked", RefusalCode::NoteMissing, "", [](Scene& s) { s.use(s.agent, Verdict::AskCustomer); }},
    };
}

/// Withdrawals, and a state that moved on.
std::vector<Case> casesOfTheState()
{
    return {
        {"a withdrawal of nothing", RefusalCode::StatementMismatch, "withdraws",
         [](Scene& s) { s.use(s.agent, Verdict::Withdraw); }},
        {"a withdrawal of another's approval", RefusalCode::StatementMismatch, "withdraws",
         [](Scene& s) {
             s.walk.decide(s.other);
             s.use(s.agent, Verdict::Withdraw);
             s.statement.withdraws = s.walk.gate().approvals.front().statement;
         }},
        {"a withdrawal after the call", RefusalCode::TooLate, "withdraws",
         [](Scene& s) {
             s.walk.decide(s.agent);
             s.walk.beginCall();
             s.use(s.agent, Verdict::Withdraw);
         }},
        {"the state cannot be read fresh", RefusalCode::StateUnread, "the state could not be read fresh",
         [](Scene& s) { s.made().fresh.reset(); }},
        {"the state has moved", RefusalCode::StateMoved, "order.status", [](Scene& s) { s.walk.books().status = "disputed"; }},
        {"only its version has moved", RefusalCode::StateMoved, "order.version", [](Scene& s) { ++s.walk.books().version; }},
        {"no such gate", RefusalCode::UnknownGate, "", [](Scene& s) { s.made().gate = GateId{person(999).uuid}; }},
        {"an event of the ticket that nobody knows", RefusalCode::UnknownEvent,
         "the ticket has events this build does not know", [](Scene& s) { s.loop.receiveUnknown(s.walk.id()); }},
    };
}

const std::vector<Case>& cases()
{
    static const std::vector<Case> all = [] {
        std::vector<Case> out;
        for (const auto& part :
             {casesOfTheStatement(), casesOfThePerson(), casesOfTimeAndGate(), casesOfReasons(), casesOfTheState()}) {
            out.insert(out.end(), part.begin(), part.end());
        }
        return out;
    }();
    return all;
}

} // namespace

/// Every reason to refuse a decision, each with the single change that brings it about. The control is the first test.
class GateRefusalTest : public QObject {
    Q_OBJECT

private slots:
    void decision_withoutAnyChange_isCarriedOut()
    {
        Scene scene;
        QVERIFY(!scene.submit().refusal);
        QVERIFY(scene.walk.gate().status == GateStatus::Approved);
        QVERIFY(scene.walk.ticket().stage == Stage::HoldBack);
        QCOMPARE(scene.loop.fault(), std::string());
    }

    void decision_withItsNote_isCarriedOut()
    {
        Scene scene;
        addNote(scene);
        QVERIFY(!scene.submit().refusal);
        const Event& decided = scene.loop.newest("gate.decided");
        QVERIFY(decided.header.personal.at("note").commitment == *scene.statement.note);
        QVERIFY(decided.header.personal.at("note").person == scene.agent.id);
        QCOMPARE(scene.loop.fault(), std::string());
    }

    void decision_withOneChange_isRefusedForIt_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i) {
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
        }
    }

    void decision_withOneChange_isRefusedForIt()
    {
        QFETCH(int, index);
        const Case& one = cases()[static_cast<std::size_t>(index)];
        Scene scene;
        one.change(scene);
        const auto gateBefore = scene.walk.gate();
        const Outcome outcome = scene.submit();
        QVERIFY2(outcome.refusal.has_value(), "it was carried out");
        QCOMPARE(std::string(nameOf(outcome.refusal->code)), std::string(nameOf(one.code)));
        if (one.code == RefusalCode::UnknownKey) {
            QCOMPARE(outcome.refusal->detail, scene.made().statement.keyId);
        } else {
            QCOMPARE(outcome.refusal->detail, std::string(one.detail));
        }
        QCOMPARE(scene.loop.fault(), std::string());
        QVERIFY(scene.walk.gate().approvals == gateBefore.approvals);
        QVERIFY(scene.walk.gate().decisionsBy == gateBefore.decisionsBy);
        QVERIFY(scene.walk.action().status != ActionStatus::Held || one.code == RefusalCode::StatementMismatch);

        const auto recorded = scene.loop.newestAs<CommandRefused>();
        QCOMPARE(recorded.kind, std::string("gate.decide"));
        QVERIFY(recorded.refusal == one.code);
        QVERIFY(scene.loop.newest("command.refused").header.actor == scene.actor);
        QVERIFY(one.code == RefusalCode::UnknownGate || recorded.gate == scene.walk.gate().id);
    }

    /// The list above has every code that a decision can be refused with.
    void cases_everyCodeOfADecision_isAmongThem()
    {
        std::set<RefusalCode> tried;
        for (const Case& one : cases()) {
            tried.insert(one.code);
        }
        // Refused elsewhere: by other commands (reviews in ReviewTest), by the orchestrator before it decides, or in
        // GateFlowTest (already_decided), AttackTest (editors, revoked keys), PeopleTest (people, step-up).
        const std::set<RefusalCode> elsewhere{RefusalCode::UnknownTicket,         RefusalCode::UnknownAction,
                                              RefusalCode::NotInThisStage,        RefusalCode::CommandReused,
                                              RefusalCode::ActionUnderWay,        RefusalCode::DuplicateMessage,
                                              RefusalCode::ClockSuspect,          RefusalCode::AlreadyDecided,
                                              RefusalCode::UnknownIntent,         RefusalCode::VerdictMismatch,
                                              RefusalCode::UnknownClassification, RefusalCode::AlreadyReviewed,
                                              RefusalCode::UnknownReview,         RefusalCode::UnknownConnector,
                                              RefusalCode::PersonDisabled,        RefusalCode::KeyRevoked,
                                              RefusalCode::EditorMayNot,          RefusalCode::StepUpMissing,
                                              RefusalCode::AlreadyEnrolled,       RefusalCode::CountersignatureMissing,
                                              RefusalCode::AlreadyClaimed,        RefusalCode::NotClaimed};
        for (const auto& [code, name] : EnumNames<RefusalCode>::kNames) {
            QVERIFY2(tried.contains(code) != elsewhere.contains(code), std::string(name).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(GateRefusalTest)
#include "GateRefusalTest.moc"
