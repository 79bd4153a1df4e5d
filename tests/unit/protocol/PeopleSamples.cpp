// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Samples.h"
#include "tests/unit/protocol/MethodSamples.h"

namespace stillgate::samples {

namespace {

template <typename Fixed>
Fixed bytesOf(std::string_view name)
{
    Fixed out;
    const Digest first = digest(name);
    for (std::size_t i = 0; i < out.bytes.size(); ++i) {
        out.bytes[i] = first.bytes[i % first.bytes.size()];
    }
    return out;
}

rpc::SessionId session()
{
    return {person(301).uuid};
}

/// What lets in is made up: these are no tokens.
rpc::SessionGrant grant()
{
    return {person(101),      session(),
            "sample-token",   kMorning + Duration::minutes(15),
            "sample-refresh", kMorning + Duration::days(1)};
}

} // namespace

Sample<rpc::SessionChallenge> sample(std::type_identity<rpc::SessionChallenge>)
{
    return {{}, {bytesOf<rpc::Challenge>("challenge"), "sample.example/ledger", Environment::Dev}};
}

Sample<rpc::SessionSetUp> sample(std::type_identity<rpc::SessionSetUp>)
{
    return {{"agent.one", "sample-invitation", "a sample password"},
            {"MZXW6YTBOI", "otpauth://totp/Stillgate?secret=MZXW6YTBOI&issuer=Stillgate"}};
}

Sample<rpc::SessionSignIn> sample(std::type_identity<rpc::SessionSignIn>)
{
    return {{"agent.one", "a sample password", "123456", bytesOf<PublicKey>("device"), bytesOf<Signature>("proof")}, grant()};
}

Sample<rpc::SessionRenew> sample(std::type_identity<rpc::SessionRenew>)
{
    return {{"sample-refresh", bytesOf<Signature>("proof")}, grant()};
}

Sample<rpc::SessionProve> sample(std::type_identity<rpc::SessionProve>)
{
    return {{bytesOf<Signature>("proof")}, {}};
}

Sample<rpc::SessionsList> sample(std::type_identity<rpc::SessionsList>)
{
    return {{},
            {{{session(), person(101), bytesOf<PublicKey>("device"), kMorning, kMorning + Duration::minutes(15),
               kMorning + Duration::days(1)}}}};
}

Sample<rpc::SessionsEnd> sample(std::type_identity<rpc::SessionsEnd>)
{
    return {{person(101), session()}, {1}};
}

Sample<rpc::PeopleList> sample(std::type_identity<rpc::PeopleList>)
{
    return {{},
            {{{person(101),
               "Sample Agent 1",
               {Role::L2Agent},
               PersonStatus::Active,
               "admin",
               {{"0123456789abcdef", false}},
               rpc::AccountState::Ready}}}};
}

Sample<rpc::PeopleEnrol> sample(std::type_identity<rpc::PeopleEnrol>)
{
    return {{"agent.one", "Sample Agent 1", {Role::L2Agent}}, {person(101), "sample-invitation", kMorning + Duration::days(1)}};
}

Sample<rpc::PeopleInvite> sample(std::type_identity<rpc::PeopleInvite>)
{
    return {{person(101)}, {person(101), "sample-invitation", kMorning + Duration::days(1)}};
}

Sample<rpc::GateMay> sample(std::type_identity<rpc::GateMay>)
{
    return {{GateId{person(302).uuid}, "0123456789abcdef"},
            {{{Verdict::Approve, {Role::L2Agent}, RefusalCode::EditorMayNot}, {Verdict::Deny, {Role::L2Agent}, std::nullopt}},
             true}};
}

Sample<rpc::HaltsList> sample(std::type_identity<rpc::HaltsList>)
{
    return {{},
            {{{{HaltScope::Intent, "charged_twice", HaltOrigin::Person}, HaltReason::WrongEffects, person(101), kMorning, 7}},
             true,
             {"sandbox"}}};
}

std::vector<rpc::PersonCommand> peopleCommands()
{
    const SignedBy by{person(102), "0123456789abcdef", bytesOf<Signature>("signature")};
    return {rpc::SubmitRoles{person(101), {Role::Qa, Role::Auditor}},
            rpc::SubmitDisabling{person(101), "left"},
            rpc::SubmitEnabling{person(101)},
            rpc::SubmitKey{person(101), bytesOf<PublicKey>("key"), bytesOf<Signature>("possession"), by},
            rpc::SubmitKeyRevocation{person(101), "0123456789abcdef", "lost"},
            rpc::SubmitPolicy{policy(), by, by},
            rpc::SubmitHalt{HaltScope::Connector, "sandbox", HaltReason::SuspectedAttack},
            rpc::SubmitLift{HaltScope::All, {}}};
}

} // namespace stillgate::samples
