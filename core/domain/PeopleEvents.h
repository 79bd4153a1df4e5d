// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/PeopleStatements.h"
#include "core/domain/Policy.h"

/// Payloads of events about the people who work here, their keys, and the policy they publish. See IntakeEvents.h for the rules they
/// follow. What people sign in with (passwords, one-time codes, tokens) is in no event.
namespace stillgate {

/// Somebody works here from now on. Personal: name, login.
struct PersonEnrolled {
    static constexpr std::string_view kCode = "person.enrolled";
    static constexpr int kVersion = 1;
    PersonId person;
    std::vector<Role> roles;
    std::string origin; ///< "first_setup", "admin", "demonstration" or "ready_file"

    friend bool operator==(const PersonEnrolled&, const PersonEnrolled&) = default;
};

struct PersonRolesChanged {
    static constexpr std::string_view kCode = "person.roles_changed";
    static constexpr int kVersion = 1;
    PersonId person;
    std::vector<Role> roles; ///< all of them

    friend bool operator==(const PersonRolesChanged&, const PersonRolesChanged&) = default;
};

/// The person may do nothing any more. Their keys are revoked by events of their own.
struct PersonDisabled {
    static constexpr std::string_view kCode = "person.disabled";
    static constexpr int kVersion = 1;
    PersonId person;
    std::string reason; ///< a code: it stands in the clear

    friend bool operator==(const PersonDisabled&, const PersonDisabled&) = default;
};

struct PersonEnabled {
    static constexpr std::string_view kCode = "person.enabled";
    static constexpr int kVersion = 1;
    PersonId person;

    friend bool operator==(const PersonEnabled&, const PersonEnabled&) = default;
};

/// A person may sign with this key from now on. Version 2 carries who says so.
struct KeyEnrolled {
    static constexpr std::string_view kCode = "key.enrolled";
    static constexpr int kVersion = 2;
    PersonId person;
    std::vector<Role> roles;
    std::string keyId; ///< first 16 hexadecimal digits of SHA-256 of the public key
    Digest key; ///< Ed25519 public key
    std::string origin; ///< "demonstration" for a key that the demonstration made
    std::optional<Signature> possession; ///< by the key itself
    std::optional<SignedBy> countersigned; ///< by an admin; absent for the demonstration's and the very first key

    friend bool operator==(const KeyEnrolled&, const KeyEnrolled&) = default;
};

/// The key signs nothing any more; what was signed with it and has not run is void.
struct KeyRevoked {
    static constexpr std::string_view kCode = "key.revoked";
    static constexpr int kVersion = 1;
    PersonId person;
    std::string keyId;
    std::string why; ///< a code: it stands in the clear

    friend bool operator==(const KeyRevoked&, const KeyRevoked&) = default;
};

/// An approval on a gate counts no more, and its action has not run: the gate is to be decided again.
struct ApprovalVoided {
    static constexpr std::string_view kCode = "approval.voided";
    static constexpr int kVersion = 1;
    GateId gate;
    PersonId approver;
    Digest statement; ///< of its signed bytes
    std::string why; ///< "key_revoked" or "role_removed"

    friend bool operator==(const ApprovalVoided&, const ApprovalVoided&) = default;
};

/// Another policy is in force from now on.
struct PolicyPublished {
    static constexpr std::string_view kCode = "policy.published";
    static constexpr int kVersion = 1;
    Policy policy;
    Digest digest;
    Digest replaces; ///< the one that was in force
    SignedBy editor;
    SignedBy second; ///< another person

    friend bool operator==(const PolicyPublished&, const PolicyPublished&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, PersonEnrolled& event)
{
    visit("person", event.person);
    visit("roles", event.roles);
    visit("origin", event.origin);
}

template <typename Visitor>
void describe(Visitor& visit, PersonRolesChanged& event)
{
    visit("person", event.person);
    visit("roles", event.roles);
}

template <typename Visitor>
void describe(Visitor& visit, PersonDisabled& event)
{
    visit("person", event.person);
    visit("reason", event.reason);
}

template <typename Visitor>
void describe(Visitor& visit, PersonEnabled& event)
{
    visit("person", event.person);
}

template <typename Visitor>
void describe(Visitor& visit, KeyEnrolled& event)
{
    visit("person", event.person);
    visit("roles", event.roles);
    visit("key_id", event.keyId);
    visit("key", event.key);
    visit("origin", event.origin);
    visit("possession", event.possession);
    visit("countersigned", event.countersigned);
}

template <typename Visitor>
void describe(Visitor& visit, KeyRevoked& event)
{
    visit("person", event.person);
    visit("key_id", event.keyId);
    visit("why", event.why);
}

template <typename Visitor>
void describe(Visitor& visit, ApprovalVoided& event)
{
    visit("gate", event.gate);
    visit("approver", event.approver);
    visit("statement", event.statement);
    visit("why", event.why);
}

template <typename Visitor>
void describe(Visitor& visit, PolicyPublished& event)
{
    visit("policy", event.policy);
    visit("digest", event.digest);
    visit("replaces", event.replaces);
    visit("editor", event.editor);
    visit("second", event.second);
}

} // namespace stillgate
