// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include <rapidcheck.h>

#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// Rules that match by chance: each asks for one of two facts, of which one is there.
rc::Gen<PolicyRule> anyRule()
{
    return rc::gen::exec([] {
        PolicyRule rule;
        rule.id = "rule-" + std::to_string(*rc::gen::inRange(0, 1000));
        rule.effect = *rc::gen::element(PolicyEffect::Allow, PolicyEffect::Deny, PolicyEffect::RequireApproval);
        rule.when.all = {condition(*rc::gen::arbitrary<bool>() ? "there" : "absent", Operator::Is, "yes")};
        rule.quorum = *rc::gen::container<std::vector<QuorumPart>>(rc::gen::construct<QuorumPart>(
            rc::gen::element(Role::L2Agent, Role::Supervisor, Role::Admin), rc::gen::inRange(1, 4)));
        if (*rc::gen::arbitrary<bool>()) {
            rule.stakes = *rc::gen::element(Stakes::Low, Stakes::Normal, Stakes::High);
        }
        return rule;
    });
}

Policy anyPolicy()
{
    Policy out = policy();
    out.rules = *rc::gen::resize(8, rc::gen::container<std::vector<PolicyRule>>(anyRule()));
    return out;
}

Facts factsOf(Reversibility reversibility)
{
    return {{"there", true}, {"action.reversibility", std::string(nameOf(reversibility))}};
}

bool matches(const PolicyRule& rule)
{
    return rule.when.all.front().fact == "there";
}

bool anyMatches(const Policy& policy, PolicyEffect effect)
{
    return std::any_of(policy.rules.begin(), policy.rules.end(),
                       [&](const PolicyRule& rule) { return rule.effect == effect && matches(rule); });
}

int peopleOf(const std::vector<QuorumPart>& quorum)
{
    return std::accumulate(quorum.begin(), quorum.end(), 0, [](int sum, const QuorumPart& part) { return sum + part.count; });
}

} // namespace

class PolicyTest : public QObject {
    Q_OBJECT

private slots:
    void evaluate_anyRules_denyWinsAndNothingAllowsByDefault()
    {
        QVERIFY(rc::check("deny, then allow, then approval", [] {
            const Policy policy = anyPolicy();
            const PolicyDecision decision = evaluate(policy, factsOf(Reversibility::Compensable));
            const bool denied = anyMatches(policy, PolicyEffect::Deny) || !anyMatches(policy, PolicyEffect::Allow);
            const bool gated = !denied && anyMatches(policy, PolicyEffect::RequireApproval);
            RC_ASSERT((decision.effect == PolicyEffect::Deny) == denied);
            RC_ASSERT((decision.effect == PolicyEffect::RequireApproval) == gated);
            RC_ASSERT((!denied || decision.quorum.empty()));
            RC_ASSERT(decision.rule.has_value() == (!denied || anyMatches(policy, PolicyEffect::Deny)));
        }));
    }

    void evaluate_anyRules_orderMakesNoDifferenceToTheEffect()
    {
        QVERIFY(rc::check("order of rules", [] {
            Policy policy = anyPolicy();
            const Facts facts = factsOf(Reversibility::Compensable);
            const PolicyDecision first = evaluate(policy, facts);
            std::reverse(policy.rules.begin(), policy.rules.end());
            const PolicyDecision second = evaluate(policy, facts);
            RC_ASSERT(first.effect == second.effect);
            RC_ASSERT(first.stakes == second.stakes);
            RC_ASSERT(peopleOf(first.quorum) == peopleOf(second.quorum));
        }));
    }

    void evaluate_oneMoreDeny_neverLoosens()
    {
        QVERIFY(rc::check("a deny closes", [] {
            Policy policy = anyPolicy();
            PolicyRule deny;
            deny.id = "deny";
            policy.rules.push_back(deny);
            RC_ASSERT(evaluate(policy, factsOf(Reversibility::Compensable)).effect == PolicyEffect::Deny);
        }));
    }

    void evaluate_irreversible_asksForTwoPeopleAtHighStakes()
    {
        QVERIFY(rc::check("two people for what cannot be taken back", [] {
            const Policy policy = anyPolicy();
            for (const Facts& facts : {factsOf(Reversibility::Irreversible), Facts{{"there", true}}}) {
                const PolicyDecision decision = evaluate(policy, facts);
                RC_ASSERT(decision.effect != PolicyEffect::Allow);
                if (decision.effect == PolicyEffect::RequireApproval) {
                    RC_ASSERT(peopleOf(decision.quorum) >= 2);
                    RC_ASSERT(decision.stakes == Stakes::High);
                }
            }
        }));
    }

    /// Control: the same rules do let a compensable action run alone.
    void evaluate_compensable_mayRunAlone()
    {
        Policy lenient = policy();
        lenient.rules.resize(1);
        lenient.rules.front().when = {};
        QVERIFY(evaluate(lenient, factsOf(Reversibility::Compensable)).effect == PolicyEffect::Allow);
        const PolicyDecision irreversible = evaluate(lenient, factsOf(Reversibility::Irreversible));
        QVERIFY(irreversible.effect == PolicyEffect::RequireApproval);
        QCOMPARE(irreversible.rule.value_or(""), std::string("irreversible"));
        QVERIFY((irreversible.quorum == std::vector<QuorumPart>{{Role::L2Agent, 2}}));
    }

    void evaluate_severalApprovals_askForTheMostOfEachRole()
    {
        Policy strict = policy();
        strict.rules.resize(3);
        for (PolicyRule& rule : strict.rules) {
            rule.when = {};
        }
        strict.rules[0].quorum.clear();
        strict.rules[1].quorum = {{Role::L2Agent, 2}, {Role::Supervisor, 1}};
        strict.rules[2].quorum = {{Role::L2Agent, 1}, {Role::Admin, 1}};
        const PolicyDecision decision = evaluate(strict, factsOf(Reversibility::Compensable));
        QVERIFY((decision.quorum == std::vector<QuorumPart>{{Role::L2Agent, 2}, {Role::Supervisor, 1}, {Role::Admin, 1}}));
        QCOMPARE(decision.rule.value_or(""), std::string("refund-over-100"));
        QVERIFY(decision.stakes == Stakes::High);
    }

    void evaluate_trace_showsEveryRuleAndWhatItSaw()
    {
        const Facts facts{{"action.operation", std::string("refund.create")},
                          {"action.amount", euro(12900)},
                          {"action.reversibility", std::string("compensable")},
                          {"identity.strength", std::int64_t{2}}};
        const PolicyDecision decision = evaluate(policy(), facts);
        QCOMPARE(decision.trace.size(), std::size_t{3});
        QCOMPARE(decision.trace[0].rule, std::string("refunds-allowed"));
        QVERIFY(decision.trace[0].matched && decision.trace[1].matched && !decision.trace[2].matched);
        QVERIFY((decision.trace[1].saw ==
                 std::map<std::string, std::string>{{"action.operation", "refund.create"}, {"action.amount", "129.00 EUR"}}));
        QVERIFY(evaluate(policy(), {}).trace[0].saw.empty());
    }

    /// The limits are written so that an amount they cannot judge is over them.
    void evaluate_amountInAnotherCurrency_isGated()
    {
        Facts facts{{"action.operation", std::string("refund.create")},
                    {"action.amount", Money{100, *Currency::fromText("USD")}},
                    {"action.reversibility", std::string("compensable")},
                    {"identity.strength", std::int64_t{2}}};
        QVERIFY(evaluate(policy(), facts).effect == PolicyEffect::RequireApproval);
        facts["action.amount"] = euro(10000);
        QVERIFY(evaluate(policy(), facts).effect == PolicyEffect::Allow);
        facts["action.amount"] = euro(10001);
        QVERIFY(evaluate(policy(), facts).effect == PolicyEffect::RequireApproval);
    }

    void digest_anyChangedValue_isAnother()
    {
        const Digest original = digestOf(policy());
        Policy changed = policy();
        changed.holdBack.high = Duration::seconds(61);
        QVERIFY(digestOf(changed) != original);
        changed = policy();
        changed.rules[1].quorum[0].count = 0;
        QVERIFY(digestOf(changed) != original);
        changed = policy();
        changed.rules[1].when.none[0].value = "100.01 EUR";
        QVERIFY(digestOf(changed) != original);
        QVERIFY(digestOf(policy()) == original);
    }

    void holdBack_eachStakes_hasItsOwn()
    {
        QCOMPARE(policy().holdBack.of(Stakes::Low).ms, std::int64_t{1000});
        QCOMPARE(policy().holdBack.of(Stakes::Normal).ms, std::int64_t{10'000});
        QCOMPARE(policy().holdBack.of(Stakes::High).ms, std::int64_t{60'000});
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "PolicyTest.moc"
