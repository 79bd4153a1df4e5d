// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/domain/Ids.h"
#include "core/domain/Permissions.h"
#include "core/protocol/WireTypes.h"

/// Who works here. What changes them in the ledger are commands; these tell, and hand out what is in no ledger.
namespace stillgate::rpc {

struct PersonKeyRow {
    std::string keyId;
    bool revoked = false;

    friend bool operator==(const PersonKeyRow&, const PersonKeyRow&) = default;
};

/// What somebody can sign in with.
enum class AccountState {
    None,
    Invited, ///< has an invitation to set a password
    Ready
};

struct PersonRow {
    PersonId person;
    std::string name; ///< empty when nobody said, or erased
    std::vector<Role> roles;
    PersonStatus status = PersonStatus::Active;
    std::string origin;
    std::vector<PersonKeyRow> keys;
    AccountState account = AccountState::None;

    friend bool operator==(const PersonRow&, const PersonRow&) = default;
};

struct PeopleList {
    static constexpr std::string_view kName = "people.list";
    static constexpr Operation kOperation = Operation::ReadPeople;
    using Params = Nothing;

    struct Result {
        std::vector<PersonRow> rows;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// What a person sets their password with, once, until `ends`.
struct Invitation {
    PersonId person;
    std::string invitation;
    UtcTime ends;

    friend bool operator==(const Invitation&, const Invitation&) = default;
};

/// Makes a person with an account. Who starts the orchestrator may make the first admin; afterwards admins alone. Conflict when the login
/// is taken.
struct PeopleEnrol {
    static constexpr std::string_view kName = "people.enrol";
    static constexpr Operation kOperation = Operation::AskEnrolment;

    struct Params {
        std::string login;
        std::string name;
        std::vector<Role> roles;

        friend bool operator==(const Params&, const Params&) = default;
    };
    using Result = Invitation;
};

/// A new invitation: the password and the codes of before serve no more, and the person's sessions end.
struct PeopleInvite {
    static constexpr std::string_view kName = "people.invite";
    static constexpr Operation kOperation = Operation::InvitePerson;

    struct Params {
        PersonId person;

        friend bool operator==(const Params&, const Params&) = default;
    };
    using Result = Invitation;
};

template <typename Visitor>
void describe(Visitor& visit, PersonKeyRow& row)
{
    visit("key_id", row.keyId);
    visit("revoked", row.revoked);
}

template <typename Visitor>
void describe(Visitor& visit, PersonRow& row)
{
    visit("person", row.person);
    visit("name", row.name);
    visit("roles", row.roles);
    visit("status", row.status);
    visit("origin", row.origin);
    visit("keys", row.keys);
    visit("account", row.account);
}

template <typename Visitor>
void describe(Visitor& visit, PeopleList::Result& result)
{
    visit("rows", result.rows);
}

template <typename Visitor>
void describe(Visitor& visit, Invitation& invitation)
{
    visit("person", invitation.person);
    visit("invitation", invitation.invitation);
    visit("ends", invitation.ends);
}

template <typename Visitor>
void describe(Visitor& visit, PeopleEnrol::Params& params)
{
    visit("login", params.login);
    visit("name", params.name);
    visit("roles", params.roles);
}

template <typename Visitor>
void describe(Visitor& visit, PeopleInvite::Params& params)
{
    visit("person", params.person);
}

} // namespace stillgate::rpc

namespace stillgate {

template <>
struct EnumNames<rpc::AccountState> {
    static constexpr std::array<std::pair<rpc::AccountState, std::string_view>, 3> kNames{
        {{rpc::AccountState::None, "none"}, {rpc::AccountState::Invited, "invited"}, {rpc::AccountState::Ready, "ready"}}};
};

} // namespace stillgate
