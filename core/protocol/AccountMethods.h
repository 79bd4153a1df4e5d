// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Signature.h"
#include "core/domain/Ids.h"
#include "core/domain/Permissions.h"
#include "core/protocol/DeviceProof.h"
#include "core/protocol/WireTypes.h"

/// How people get in: over a connection to /sign-in, which needs no token, or in proof that a token's device has it.
namespace stillgate::rpc {

using SessionId = Id<struct SignedInTag>;

/// A challenge for the next proof on this connection. Each serves once.
struct SessionChallenge {
    static constexpr std::string_view kName = "session.challenge";
    static constexpr Operation kOperation = Operation::AskChallenge;
    using Params = Nothing;

    struct Result {
        Challenge challenge;
        std::string origin;
        Environment environment = Environment::Dev;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Sets the password of an account that an admin made, against the invitation that the admin was given. Refused, whatever is wrong.
struct SessionSetUp {
    static constexpr std::string_view kName = "session.set_up";
    static constexpr Operation kOperation = Operation::SetUpAccount;

    struct Params {
        std::string login;
        std::string invitation;
        std::string password;

        friend bool operator==(const Params&, const Params&) = default;
    };

    struct Result {
        std::string secret; ///< base32, for an authenticator app: six digits each 30 seconds; told this once
        std::string uri; ///< the same as otpauth://

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// What lets a device in until `tokenEnds`, and to the next such pair until `ends`.
struct SessionGrant {
    PersonId person;
    SessionId session;
    std::string token;
    UtcTime tokenEnds;
    std::string refresh; ///< serves once: used again it ends the session, since one of two has stolen it
    UtcTime ends;

    friend bool operator==(const SessionGrant&, const SessionGrant&) = default;
};

/// Password, one-time code and a device's key against a token that is bound to the key. Refused, with the same words in the same time,
/// whatever is wrong.
struct SessionSignIn {
    static constexpr std::string_view kName = "session.sign_in";
    static constexpr Operation kOperation = Operation::SignIn;

    struct Params {
        std::string login;
        std::string password;
        std::string code;
        PublicKey device;
        Signature proof; ///< by the device, of ProofUse::SignIn

        friend bool operator==(const Params&, const Params&) = default;
    };
    using Result = SessionGrant;
};

/// The next pair of a session. Refused when it has ended.
struct SessionRenew {
    static constexpr std::string_view kName = "session.renew";
    static constexpr Operation kOperation = Operation::RenewSession;

    struct Params {
        std::string refresh;
        Signature proof; ///< by the device, of ProofUse::Renew

        friend bool operator==(const Params&, const Params&) = default;
    };
    using Result = SessionGrant;
};

/// The first call of a connection whose token is bound to a device; until then nothing else is answered.
struct SessionProve {
    static constexpr std::string_view kName = "session.prove";
    static constexpr Operation kOperation = Operation::ProveDevice;

    struct Params {
        Signature proof; ///< by the device, of ProofUse::Connect

        friend bool operator==(const Params&, const Params&) = default;
    };
    using Result = Nothing;
};

/// Who is signed in where.
struct SessionsList {
    static constexpr std::string_view kName = "sessions.list";
    static constexpr Operation kOperation = Operation::ReadSessions;
    using Params = Nothing;

    struct Row {
        SessionId session;
        PersonId person;
        PublicKey device;
        UtcTime since;
        UtcTime tokenEnds;
        UtcTime ends;

        friend bool operator==(const Row&, const Row&) = default;
    };
    struct Result {
        std::vector<Row> rows;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

/// Ends a session, or all of a person; one's own, or as an admin anybody's. Their connections end within the second.
struct SessionsEnd {
    static constexpr std::string_view kName = "sessions.end";
    static constexpr Operation kOperation = Operation::EndOwnSessions;

    struct Params {
        PersonId person;
        std::optional<SessionId> session; ///< all of the person when absent

        friend bool operator==(const Params&, const Params&) = default;
    };
    struct Result {
        int ended = 0;

        friend bool operator==(const Result&, const Result&) = default;
    };
};

template <typename Visitor>
void describe(Visitor& visit, SessionChallenge::Result& result)
{
    visit("challenge", result.challenge);
    visit("origin", result.origin);
    visit("environment", result.environment);
}

template <typename Visitor>
void describe(Visitor& visit, SessionSetUp::Params& params)
{
    visit("login", params.login);
    visit("invitation", params.invitation);
    visit("password", params.password);
}

template <typename Visitor>
void describe(Visitor& visit, SessionSetUp::Result& result)
{
    visit("secret", result.secret);
    visit("uri", result.uri);
}

template <typename Visitor>
void describe(Visitor& visit, SessionGrant& grant)
{
    visit("person", grant.person);
    visit("session", grant.session);
    visit("token", grant.token);
    visit("token_ends", grant.tokenEnds);
    visit("refresh", grant.refresh);
    visit("ends", grant.ends);
}

template <typename Visitor>
void describe(Visitor& visit, SessionSignIn::Params& params)
{
    visit("login", params.login);
    visit("password", params.password);
    visit("code", params.code);
    visit("device", params.device);
    visit("proof", params.proof);
}

template <typename Visitor>
void describe(Visitor& visit, SessionRenew::Params& params)
{
    visit("refresh", params.refresh);
    visit("proof", params.proof);
}

template <typename Visitor>
void describe(Visitor& visit, SessionProve::Params& params)
{
    visit("proof", params.proof);
}

template <typename Visitor>
void describe(Visitor& visit, SessionsList::Row& row)
{
    visit("session", row.session);
    visit("person", row.person);
    visit("device", row.device);
    visit("since", row.since);
    visit("token_ends", row.tokenEnds);
    visit("ends", row.ends);
}

template <typename Visitor>
void describe(Visitor& visit, SessionsList::Result& result)
{
    visit("rows", result.rows);
}

template <typename Visitor>
void describe(Visitor& visit, SessionsEnd::Params& params)
{
    visit("person", params.person);
    visit("session", params.session);
}

template <typename Visitor>
void describe(Visitor& visit, SessionsEnd::Result& result)
{
    visit("ended", result.ended);
}

} // namespace stillgate::rpc
