// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Attacks.h"

#include "core/domain/Display.h"

namespace stillgate {

namespace {

using namespace samples;

Rulebook rulesOfTwo()
{
    Rulebook rules = rulebook();
    for (PolicyRule& rule : rules.policy.rules) {
        if (!rule.quorum.empty()) {
            rule.quorum = {{Role::L2Agent, 1}, {Role::Supervisor, 1}};
        }
    }
    return rules;
}

std::int64_t anyOf(std::mt19937_64& random, std::int64_t least, std::int64_t most)
{
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

Digest otherThan(std::mt19937_64& random, Digest digest)
{
    digest.bytes[static_cast<std::size_t>(anyOf(random, 0, 31))] ^= static_cast<std::uint8_t>(1 << anyOf(random, 0, 7));
    return digest;
}

void publish(AttackScene& scene)
{
    Policy policy = scene.loop.rules().policy;
    ++policy.version;
    const PolicyStatement statement{scene.loop.state().ledger.origin, scene.loop.state().ledger.environment, digestOf(policy),
                                    digestOf(scene.loop.rules().policy)};
    const auto by = [&](const Agent& agent) {
        return SignedBy{agent.id, keyIdOf(agent.key.publicKey()), agent.key.sign(asBytes(signedBytes(statement)))};
    };
    scene.loop.submit(PublishPolicy{scene.editor.id, policy, by(scene.editor), by(scene.second)}, scene.editor.id);
}

Outcome amendCents(AttackScene& scene)
{
    Statement statement = scene.approvalOf(scene.honest);
    const ActionProposed shown = scene.loop.newestAs<ActionProposed>();
    ActionProposed amended = shown;
    const std::int64_t by = anyOf(scene.random, 1, 100'000);
    amended.amount.minor += anyOf(scene.random, 0, 1) == 0 ? by : -by;
    const auto& personal = scene.loop.newest("action.proposed").header.personal;
    statement.proposal = proposalDigest(amended, personal.at("target").commitment, personal.at("parameters").commitment);
    return scene.submit(scene.honest, statement);
}

Outcome useLate(AttackScene& scene)
{
    Statement statement = scene.approvalOf(scene.honest);
    const UtcTime now = scene.loop.clock().now();
    statement.expires = {now.ms - anyOf(scene.random, 0, 86'400'000)};
    statement.issued = {statement.expires.ms - anyOf(scene.random, 1, 600'000)};
    scene.renewNonce(statement, scene.honest);
    return scene.submit(scene.honest, statement);
}

Outcome approveTwice(AttackScene& scene)
{
    if (scene.approvals() == 0) {
        (void)scene.submit(scene.twoHats, scene.approvalOf(scene.twoHats));
    }
    Statement statement = scene.approvalOf(scene.twoHats);
    statement.slot = Role::Supervisor;
    return scene.submit(scene.twoHats, statement);
}

/// Sends a decision again that was taken back.
Outcome replay(AttackScene& scene)
{
    if (scene.spent.empty()) {
        const Statement once = scene.approvalOf(scene.honest);
        (void)scene.submit(scene.honest, once);
        (void)scene.walk->decide(scene.honest, Verdict::Withdraw);
        scene.spent.push_back(once);
    }
    return scene.submit(scene.honest, scene.spent.front());
}

Outcome moveState(AttackScene& scene)
{
    scene.walk->books().version += static_cast<int>(anyOf(scene.random, 1, 50));
    return scene.submit(scene.honest, scene.approvalOf(scene.honest));
}

Outcome fromElsewhere(AttackScene& scene)
{
    Statement statement = scene.approvalOf(scene.honest);
    statement.origin += "/staging-" + std::to_string(anyOf(scene.random, 0, 1'000'000));
    return scene.submit(scene.honest, statement);
}

Outcome swapDisplay(AttackScene& scene)
{
    Statement statement = scene.approvalOf(scene.honest);
    statement.display = otherThan(scene.random, statement.display);
    return scene.submit(scene.honest, statement);
}

} // namespace

AttackScene::AttackScene(std::mt19937_64& numbers)
    : random(numbers)
    , loop(rulesOfTwo())
    , requester(loop.enrol(110))
    , twoHats(loop.enrol(111, {Role::L2Agent, Role::Supervisor}))
    , customer(loop.enrol(7))
    , editor(loop.enrol(112, {Role::L2Agent, Role::Admin}))
    , second(loop.enrol(113, {Role::Supervisor}))
    , revoked(loop.enrol(114))
    , honest(loop.enrol(115))
{
    loop.submit(EnrolPerson{kOrchestrator, revoked.id, revoked.roles, "test", {}, {}});
    publish(*this);
    loop.submit(RevokeKey{editor.id, revoked.id, keyIdOf(revoked.key.publicKey()), "lost"}, editor.id);
    walk = std::make_unique<Walk>(loop, chargedTwice(euro(anyOf(random, 10'100, 90'000))));
    walk->correct(requester, "refund_request");
    walk->gather();
}

Statement AttackScene::approvalOf(const Agent& signer) const
{
    return loop.statement(walk->gate().id, signer, Verdict::Approve);
}

void AttackScene::renewNonce(Statement& statement, const Agent& signer) const
{
    NonceTerms terms = loop.termsFor(statement.gate, signer);
    terms.issued = statement.issued;
    terms.expires = statement.expires;
    statement.nonce = nonceFor(loop.rules().nonceKey, terms);
}

Outcome AttackScene::submit(const Agent& signer, const Statement& statement)
{
    return loop.submit(loop.decision(statement, signer, walk->books()), signer.id);
}

const std::vector<Attack>& attacks()
{
    const auto plain = [](const Agent AttackScene::* who) {
        return [who](AttackScene& scene) { return scene.submit(scene.*who, scene.approvalOf(scene.*who)); };
    };
    static const std::vector<Attack> all{
        {"self-approval", RefusalCode::RequesterMayNot, "duty_requester", plain(&AttackScene::requester)},
        {"one person in two slots", RefusalCode::AlreadyDecided, "duty_distinct", approveTwice},
        {"beneficiary", RefusalCode::BeneficiaryMayNot, "duty_beneficiary", plain(&AttackScene::customer)},
        {"editor of the policy", RefusalCode::EditorMayNot, "duty_editor", plain(&AttackScene::editor)},
        {"who signed the policy too", RefusalCode::EditorMayNot, "duty_editor", plain(&AttackScene::second)},
        {"expired", RefusalCode::StatementExpired, "expiry", useLate},
        {"stale", RefusalCode::StateMoved, "fresh_state", moveState, true},
        {"revoked key", RefusalCode::KeyRevoked, "revoked_keys", plain(&AttackScene::revoked)},
        {"wrong environment", RefusalCode::StatementMismatch, "binding_origin", fromElsewhere},
        {"replayed nonce", RefusalCode::NonceMismatch, "nonce", replay},
        {"amended cents", RefusalCode::StatementMismatch, "binding_proposal", amendCents},
        {"swapped display", RefusalCode::StatementMismatch, "binding_display", swapDisplay},
    };
    return all;
}

} // namespace stillgate
