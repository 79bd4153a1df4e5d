// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

#include "tests/support/Walk.h"

/// Decisions that must not count, each in many forms. The test of the refusals and its control run the same ones.
namespace stillgate {

/// A gate that asks for one L2 agent and one supervisor, and people of whom each has a reason not to approve it.
struct AttackScene {
    explicit AttackScene(std::mt19937_64& numbers);

    /// Signs and submits what the attack made.
    Outcome submit(const Agent& signer, const Statement& statement);
    [[nodiscard]] Statement approvalOf(const Agent& signer) const;
    /// A nonce that fits the statement's own terms.
    void renewNonce(Statement& statement, const Agent& signer) const;
    [[nodiscard]] std::size_t approvals() const { return walk->gate().approvals.size(); }

    std::mt19937_64& random;
    Loop loop;
    Agent requester; ///< gave the label that the action stands on
    Agent twoHats; ///< an agent and a supervisor
    Agent customer; ///< works here and asked for the refund
    Agent editor; ///< published the policy just now, with `second`
    Agent second;
    Agent revoked;
    Agent honest;
    std::unique_ptr<Walk> walk;
    std::vector<Statement> spent; ///< that counted, and were withdrawn
};

struct Attack {
    std::string_view name;
    RefusalCode refusal;
    std::string_view protection; ///< that stops it, as STILLGATE_DISABLE knows it
    std::function<Outcome(AttackScene&)> run;
    bool endsScene = false; ///< the gate is another one afterwards
};

[[nodiscard]] const std::vector<Attack>& attacks();

} // namespace stillgate
