// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QFuture>

#include "core/client/RpcConnection.h"
#include "core/client/Signer.h"
#include "core/protocol/AccountMethods.h"

namespace stillgate {

/// How somebody gets in from this device: what a sign-in screen needs. Each call opens a connection of its own to where an orchestrator
/// lets people sign in. Refused is the orchestrator's answer, with the same words whatever is wrong. Lives in the UI thread.
class SignIn {
public:
    /// `device` is this device's own key, which tokens are bound to; it is not the key that decisions are signed with.
    SignIn(AccessSource access, std::shared_ptr<Signer> device) : m_access(std::move(access)), m_device(std::move(device)) {}

    /// Takes an invitation up. What comes back is for the person's authenticator app, and is told once.
    [[nodiscard]] QFuture<Result<rpc::SessionSetUp::Result>> setUp(const std::string& login, const std::string& invitation,
                                                                   const std::string& password) const;
    [[nodiscard]] QFuture<Result<rpc::SessionGrant>> signIn(const std::string& login, const std::string& password,
                                                            const std::string& code) const;
    /// The next pair of tokens. The old ones serve no more.
    [[nodiscard]] QFuture<Result<rpc::SessionGrant>> renew(const std::string& refresh) const;

private:
    AccessSource m_access;
    std::shared_ptr<Signer> m_device;
};

/// Proves on an open connection that the token's device is here. The connection and the signer outlive the future.
[[nodiscard]] QFuture<Result<void>> proveDevice(RpcConnection& connection, const std::shared_ptr<Signer>& device);

} // namespace stillgate
