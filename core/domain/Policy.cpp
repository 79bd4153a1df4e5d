// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Policy.h"

#include <algorithm>

namespace stillgate {

namespace {

RuleTrace traceOf(const PolicyRule& rule, const Facts& facts)
{
    RuleTrace trace{rule.id, rule.version, rule.effect, holds(rule.when, facts), {}};
    for (const auto* list : {&rule.when.all, &rule.when.any, &rule.when.none}) {
        for (const Condition& condition : *list) {
            if (const auto fact = facts.find(condition.fact); fact != facts.end()) {
                trace.saw.emplace(condition.fact, factText(fact->second));
            }
        }
    }
    return trace;
}

void raise(std::vector<QuorumPart>& quorum, const QuorumPart& part)
{
    const auto known =
        std::find_if(quorum.begin(), quorum.end(), [&](const QuorumPart& other) { return other.role == part.role; });
    if (known == quorum.end()) {
        quorum.push_back(part);
    } else {
        known->count = std::max(known->count, part.count);
    }
}

/// Two people for what cannot be taken back: the first role asked for, or an L2 agent, counts twice when fewer are asked.
void raiseForIrreversible(PolicyDecision& decision)
{
    int people = 0;
    for (const QuorumPart& part : decision.quorum) {
        people += part.count;
    }
    if (people < 2) {
        const Role role = decision.quorum.empty() ? Role::L2Agent : decision.quorum.front().role;
        raise(decision.quorum, {role, 2});
    }
    decision.stakes = Stakes::High;
}

} // namespace

Duration HoldBack::of(Stakes stakes) const
{
    switch (stakes) {
    case Stakes::Low: return low;
    case Stakes::Normal: return normal;
    case Stakes::High: return high;
    }
    return high;
}

PolicyDecision evaluate(const Policy& policy, const Facts& facts)
{
    PolicyDecision decision;
    std::optional<std::string> allowed;
    std::optional<std::string> denied;
    std::optional<std::string> gated;
    for (const PolicyRule& rule : policy.rules) {
        decision.trace.push_back(traceOf(rule, facts));
        if (!decision.trace.back().matched) {
            continue;
        }
        auto& settled = rule.effect == PolicyEffect::Allow ? allowed : rule.effect == PolicyEffect::Deny ? denied : gated;
        settled = settled.value_or(rule.id);
        for (const QuorumPart& part : rule.quorum) {
            raise(decision.quorum, part);
        }
        decision.stakes = std::max(decision.stakes, rule.stakes.value_or(Stakes::Low));
    }
    if (denied || !allowed) {
        decision.effect = PolicyEffect::Deny;
        decision.rule = denied;
        decision.quorum.clear();
        return decision;
    }
    const auto reversibility = facts.find("action.reversibility");
    const bool irreversible =
        reversibility == facts.end() || reversibility->second == Fact(std::string(nameOf(Reversibility::Irreversible)));
    if (irreversible) {
        raiseForIrreversible(decision);
        gated = gated.value_or("irreversible");
    }
    decision.effect = gated ? PolicyEffect::RequireApproval : PolicyEffect::Allow;
    decision.rule = gated ? gated : allowed;
    return decision;
}

Digest digestOf(const Policy& policy)
{
    return sha256(canonicalJson(toJson(policy)));
}

} // namespace stillgate
