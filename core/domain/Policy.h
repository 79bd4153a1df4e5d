// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/Digest.h"
#include "core/domain/Facts.h"
#include "core/domain/Words.h"

namespace stillgate {

/// So many distinct people of one role.
struct QuorumPart {
    Role role = Role::L2Agent;
    int count = 1;

    friend bool operator==(const QuorumPart&, const QuorumPart&) = default;
};

struct PolicyRule {
    std::string id;
    int version = 1;
    PolicyEffect effect = PolicyEffect::Deny;
    Conditions when;
    std::vector<QuorumPart> quorum; ///< of require_approval
    std::optional<Stakes> stakes; ///< raises the stakes to at least this

    friend bool operator==(const PolicyRule&, const PolicyRule&) = default;
};

/// How long each stakes lets a signed action wait before it runs.
struct HoldBack {
    Duration low;
    Duration normal;
    Duration high;

    friend bool operator==(const HoldBack&, const HoldBack&) = default;
    [[nodiscard]] Duration of(Stakes stakes) const;
};

struct Policy {
    std::string id;
    int version = 1;
    HoldBack holdBack;
    Duration gateExpiry;
    Duration silence; ///< without an answer the confirmation stands
    Duration answerWithin; ///< so long a customer who was asked may take; then a person goes on
    std::vector<PolicyRule> rules;

    friend bool operator==(const Policy&, const Policy&) = default;
};

struct RuleTrace {
    std::string rule;
    int version = 1;
    PolicyEffect effect = PolicyEffect::Deny;
    bool matched = false;
    std::map<std::string, std::string> saw; ///< the facts its conditions asked for; missing ones are absent

    friend bool operator==(const RuleTrace&, const RuleTrace&) = default;
};

struct PolicyDecision {
    PolicyEffect effect = PolicyEffect::Deny;
    std::optional<std::string> rule; ///< the rule that settled it; none when nothing allowed
    std::vector<QuorumPart> quorum; ///< the largest count asked for each role
    Stakes stakes = Stakes::Low;
    std::vector<RuleTrace> trace; ///< every rule, in the policy's order

    friend bool operator==(const PolicyDecision&, const PolicyDecision&) = default;
};

/// Explicit deny wins; without a matching allow the answer is deny; an approval that a rule asks for stands beside an allow.
/// An irreversible action always asks for two people, whatever the rules say.
[[nodiscard]] PolicyDecision evaluate(const Policy& policy, const Facts& facts);

/// SHA-256 of the canonical JSON of the loaded values.
[[nodiscard]] Digest digestOf(const Policy& policy);

template <typename Visitor>
void describe(Visitor& visit, QuorumPart& part)
{
    visit("role", part.role);
    visit("count", part.count);
}

template <typename Visitor>
void describe(Visitor& visit, Conditions& conditions)
{
    visit("all", conditions.all);
    visit("any", conditions.any);
    visit("none", conditions.none);
}

template <typename Visitor>
void describe(Visitor& visit, PolicyRule& rule)
{
    visit("id", rule.id);
    visit("version", rule.version);
    visit("effect", rule.effect);
    visit("when", rule.when);
    visit("quorum", rule.quorum);
    visit("stakes", rule.stakes);
}

template <typename Visitor>
void describe(Visitor& visit, HoldBack& holdBack)
{
    visit("low", holdBack.low);
    visit("normal", holdBack.normal);
    visit("high", holdBack.high);
}

template <typename Visitor>
void describe(Visitor& visit, Policy& policy)
{
    visit("id", policy.id);
    visit("version", policy.version);
    visit("hold_back", policy.holdBack);
    visit("gate_expiry", policy.gateExpiry);
    visit("silence", policy.silence);
    visit("answer_within", policy.answerWithin);
    visit("rules", policy.rules);
}

template <typename Visitor>
void describe(Visitor& visit, RuleTrace& trace)
{
    visit("rule", trace.rule);
    visit("version", trace.version);
    visit("effect", trace.effect);
    visit("matched", trace.matched);
    visit("saw", trace.saw);
}

} // namespace stillgate
