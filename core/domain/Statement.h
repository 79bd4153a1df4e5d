// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/Secret.h"
#include "core/base/Signature.h"
#include "core/domain/Commitment.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"

namespace stillgate {

/// Single-use number of a decision: HMAC under a key of the orchestrator, so it survives a restart and needs no table.
using Nonce = FixedBytes<struct NonceTag, 32>;

/// What the nonce is bound to. `count` is the number of that person's decisions on the gate so far: a used nonce never fits again.
struct NonceTerms {
    GateId gate;
    PersonId person;
    std::string keyId;
    int count = 0;
    UtcTime issued;
    UtcTime expires;

    friend bool operator==(const NonceTerms&, const NonceTerms&) = default;
};

[[nodiscard]] Nonce nonceFor(const Secret32& key, const NonceTerms& terms);

/// The newest tree head the signer had seen.
struct CheckpointSeen {
    std::int64_t size = 0;
    Digest root;

    friend bool operator==(const CheckpointSeen&, const CheckpointSeen&) = default;
};

/// What a person signs. The signature is over signedBytes(): the exact action, the state it was shown against, the policy, the
/// signer and a single use. Nothing in it is personal; the note stands as a commitment.
struct Statement {
    std::string origin;
    GateId gate;
    ActionId action;
    Digest proposal;
    Digest display;
    Verdict verdict = Verdict::Deny;
    PersonId approver;
    std::string keyId;
    Role slot = Role::L2Agent;
    Nonce nonce;
    UtcTime issued;
    UtcTime expires;
    Digest policy;
    CheckpointSeen checkpoint;
    std::string reason; ///< coded; required to deny or escalate
    std::optional<Digest> note; ///< commitment, with "nonce:" and the nonce as its context
    std::optional<Digest> withdraws; ///< digest of the signed bytes of the statement that is taken back

    friend bool operator==(const Statement&, const Statement&) = default;
};

/// "stillgate/decision/v1", a line feed, and the canonical JSON of the statement.
[[nodiscard]] std::string signedBytes(const Statement& statement);
[[nodiscard]] inline Digest digestOf(const Statement& statement)
{
    return sha256(signedBytes(statement));
}

/// First 16 hexadecimal digits of the SHA-256 of the public key.
[[nodiscard]] std::string keyIdOf(const PublicKey& key);
/// The context that a note is committed under before its event exists.
[[nodiscard]] std::string noteContext(const Nonce& nonce);

template <typename Visitor>
void describe(Visitor& visit, CheckpointSeen& seen)
{
    visit("size", seen.size);
    visit("root", seen.root);
}

template <typename Visitor>
void describe(Visitor& visit, Statement& statement)
{
    visit("origin", statement.origin);
    visit("gate", statement.gate);
    visit("action", statement.action);
    visit("proposal", statement.proposal);
    visit("display", statement.display);
    visit("verdict", statement.verdict);
    visit("approver", statement.approver);
    visit("key_id", statement.keyId);
    visit("slot", statement.slot);
    visit("nonce", statement.nonce);
    visit("issued", statement.issued);
    visit("expires", statement.expires);
    visit("policy", statement.policy);
    visit("checkpoint", statement.checkpoint);
    visit("reason", statement.reason);
    visit("note", statement.note);
    visit("withdraws", statement.withdraws);
}

} // namespace stillgate
