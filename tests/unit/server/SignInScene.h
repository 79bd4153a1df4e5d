// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "core/base/Totp.h"
#include "core/server/people/SignInDesk.h"
#include "tests/support/Base32.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Samples.h"

namespace stillgate {

/// The least that the library takes: what is tested is not the cost.
inline const SignInTerms kTerms{
    PasswordCost{1, 8192}, 3, Duration::seconds(30), Duration::minutes(60), Duration::minutes(15), Duration::minutes(60),
    Duration::days(1)};

/// A desk on a file of its own, and one person who is set up there.
struct SignInScene {
    QTemporaryDir folder;
    ManualClock clock{samples::kMorning};
    Secret32 master = *Secret32::from(samples::digest("master").view());
    bool active = true;
    std::unique_ptr<SignInDesk> desk;
    PersonId person = samples::person(101);
    Bytes secret;
    PublicKey device = SigningKey::fromSeed(*Secret32::from(samples::digest("device").view())).publicKey();

    SignInScene()
    {
        reopen();
        const auto invited = desk->invite(person, "agent.one");
        const auto made = desk->setUp({"agent.one", invited->first, "a sample password"});
        secret = fromBase32(made->secret);
    }

    [[nodiscard]] std::filesystem::path file() const { return folder.path().toStdString() + "/accounts.sealed"; }
    void reopen()
    {
        desk.reset();
        desk = std::move(
            *SignInDesk::open(AccountsFile(file(), master), master, clock, [this](const PersonId&) { return active; }, kTerms));
    }
    [[nodiscard]] std::string code() const { return totpCode(secret, totpStep(clock.now())); }
    Result<rpc::SessionGrant> signIn(const std::string& password = "a sample password", const std::string& login = "agent.one")
    {
        // A code serves once: the next one is a step later.
        clock.advance(Duration::seconds(30));
        return desk->signIn({login, password, code(), device});
    }
};

} // namespace stillgate
