// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/Signature.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"

/// What people sign besides decisions. Each is signed as "stillgate/<what>/v1", a line feed, and the canonical JSON of its fields, so that a
/// signature for one thing never serves another, nor another ledger or environment.
namespace stillgate {

/// Somebody's signature, and which of their keys made it.
struct SignedBy {
    PersonId person;
    std::string keyId;
    Signature signature;

    friend bool operator==(const SignedBy&, const SignedBy&) = default;
};

/// The owner signs it with the key itself, which shows that they have it; an admin countersigns the same words with theirs.
struct KeyStatement {
    std::string origin;
    Environment environment = Environment::Dev;
    PersonId person; ///< whose key it will be
    Digest key; ///< Ed25519 public key

    friend bool operator==(const KeyStatement&, const KeyStatement&) = default;
};

/// Editor and second person sign the same words.
struct PolicyStatement {
    std::string origin;
    Environment environment = Environment::Dev;
    Digest policy;
    Digest replaces; ///< the policy in force: signed once, published once

    friend bool operator==(const PolicyStatement&, const PolicyStatement&) = default;
};

[[nodiscard]] std::string signedBytes(const KeyStatement& statement);
[[nodiscard]] std::string signedBytes(const PolicyStatement& statement);

template <typename Visitor>
void describe(Visitor& visit, SignedBy& by)
{
    visit("person", by.person);
    visit("key_id", by.keyId);
    visit("signature", by.signature);
}

template <typename Visitor>
void describe(Visitor& visit, KeyStatement& statement)
{
    visit("origin", statement.origin);
    visit("environment", statement.environment);
    visit("person", statement.person);
    visit("key", statement.key);
}

template <typename Visitor>
void describe(Visitor& visit, PolicyStatement& statement)
{
    visit("origin", statement.origin);
    visit("environment", statement.environment);
    visit("policy", statement.policy);
    visit("replaces", statement.replaces);
}

} // namespace stillgate
