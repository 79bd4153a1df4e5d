// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "core/base/Totp.h"
#include "core/client/account/SignIn.h"
#include "tests/support/Base32.h"
#include "tests/support/system/Waiting.h"
#include "tests/wire/client/OrchestratorStand.h"

namespace stillgate::wire {

inline constexpr std::string_view kPassword = "a sample password";

template <typename T>
Result<T> ended(const QFuture<Result<T>>& future)
{
    return awaitResult(future).value_or(fail(ErrorCode::Unavailable, {}, "it never ended"));
}

/// An orchestrator that was just set up: its first admin, with a device.
struct SignInOffice {
    QTemporaryDir folder;
    OrchestratorStand stand{folder.path().toStdString()};
    std::shared_ptr<Signer> device =
        std::make_shared<KeySigner>(SigningKey::fromSeed(*Secret32::from(samples::digest("a device").view())));
    SignIn signIn{[this] { return stand.access(); }, device};
    PersonId admin;
    Bytes secret;

    SignInOffice()
    {
        stand.enrolOperator();
        const auto invited = asOperator<rpc::PeopleEnrol>({"admin", "Sample Admin", {Role::Admin}});
        if (invited) {
            admin = invited->person;
            const auto made = ended(signIn.setUp("admin", invited->invitation, std::string(kPassword)));
            secret = made ? fromBase32(made->secret) : Bytes();
        }
    }

    template <rpc::Method M>
    Result<typename M::Result> asOperator(const typename M::Params& params)
    {
        RpcConnection connection(ServerAccess{stand.access()->url, std::string(OrchestratorStand::kOperatorToken), {}});
        const auto opened = ended(connection.open());
        return opened ? ended(connection.call<M>(params)) : tl::make_unexpected(opened.error());
    }
    Result<rpc::SessionGrant> enter(std::string_view password = kPassword, const std::string& login = "admin")
    {
        stand.wall().advance(Duration::seconds(30)); // a code serves once
        const std::string code = totpCode(secret, totpStep(stand.clock().now()));
        return ended(signIn.signIn(login, std::string(password), code));
    }
    [[nodiscard]] std::unique_ptr<RpcConnection> connectWith(const std::string& token)
    {
        auto connection = std::make_unique<RpcConnection>(ServerAccess{stand.access()->url, token, {}});
        return ended(connection->open()) ? std::move(connection) : nullptr;
    }
};

} // namespace stillgate::wire
