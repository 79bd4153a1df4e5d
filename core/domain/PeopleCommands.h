// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/PeopleStatements.h"
#include "core/domain/Policy.h"

/// What can be asked about the people who work here, their keys and the policy. `actor` is of the session; none is believed else.
namespace stillgate {

/// Without a countersignature: of the demonstration, which says so, and of tests.
struct EnrolKey {
    PersonId person;
    PublicKey key;
    std::vector<Role> roles;
    std::string origin;
};

struct EnrolPerson {
    PersonId actor;
    PersonId person;
    std::vector<Role> roles;
    std::string origin;
    std::string name; ///< personal; may be empty
    std::string login; ///< personal; may be empty
};

struct ChangeRoles {
    PersonId actor;
    PersonId person;
    std::vector<Role> roles;
};

struct DisablePerson {
    PersonId actor;
    PersonId person;
    std::string reason;
};

struct EnablePerson {
    PersonId actor;
    PersonId person;
};

/// A key of `person`, shown to be theirs by a signature it made, and countersigned by an admin. The very first admin has nobody to
/// countersign.
struct CountersignKey {
    PersonId actor;
    PersonId person;
    PublicKey key;
    Signature possession;
    std::optional<SignedBy> countersigned;
};

struct RevokeKey {
    PersonId actor;
    PersonId person;
    std::string keyId;
    std::string why;
};

struct PublishPolicy {
    PersonId actor;
    Policy policy;
    SignedBy editor;
    SignedBy second;
};

} // namespace stillgate
