// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/Log.h"
#include "core/client/Reception.h"
#include "core/client/Timers.h"
#include "core/client/account/SignIn.h"

namespace stillgate {

/// What a reception works with; the timers and the clock outlive it.
struct ReceptionParts {
    AccessSource place; ///< where the orchestrator is, with the ready file's token
    std::shared_ptr<Signer> device; ///< that tokens are bound to
    const Clock& clock;
    Timers& timers;
};

/// Signs in at the orchestrator of a data folder. Tokens are held in memory alone: when the program ends, one signs in anew.
class LiveReception final : public Reception {
    Q_OBJECT

public:
    explicit LiveReception(ReceptionParts parts);
    ~LiveReception() override;

    [[nodiscard]] SignInStanding standing() const override { return m_standing; }
    [[nodiscard]] const PersonId& person() const override { return m_grant.person; }
    [[nodiscard]] std::string device() const override;
    [[nodiscard]] QFuture<Result<House>> look() override;
    [[nodiscard]] QFuture<Result<InvitationCode>> makeFirstAdmin(const std::string& login, const std::string& name) override;
    [[nodiscard]] QFuture<Result<CodeSecret>> setUp(const std::string& login, const std::string& invitation,
                                                    const std::string& password) override;
    [[nodiscard]] QFuture<Result<void>> signIn(const std::string& login, const std::string& password,
                                               const std::string& code) override;
    void signOut() override;
    void check() override;

    /// Lets connections in as who is signed in; Refused when nobody is.
    [[nodiscard]] AccessSource access() const;

private:
    void take(const rpc::SessionGrant& grant);
    void renewAfter(Duration pause);
    void renew();
    void leave(SignInStanding standing);

    ReceptionParts m_parts;
    SignIn m_signIn;
    SignInStanding m_standing = SignInStanding::SignedOut;
    rpc::SessionGrant m_grant;
    std::shared_ptr<ServerAccess> m_access; ///< the present token, for connections to come
    bool m_isRenewing = false;
    std::unique_ptr<PendingCall> m_next;
    Log m_log{"client"};
};

} // namespace stillgate
