// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/PeopleService.h"
#include "core/client/link/RpcCaller.h"

namespace stillgate {

/// Asks the orchestrator.
class LivePeopleService final : public PeopleService {
public:
    /// Both outlive the service.
    LivePeopleService(RpcCaller& calls, const Clock& clock) : m_calls(calls), m_clock(clock) {}

    [[nodiscard]] QFuture<Result<std::vector<Colleague>>> people() override;
    [[nodiscard]] QFuture<Result<std::vector<SignedInDevice>>> devices() override;
    [[nodiscard]] QFuture<Result<InvitationCode>> add(const std::string& login, const std::string& name,
                                                      const std::vector<Role>& roles) override;
    [[nodiscard]] QFuture<Result<InvitationCode>> invite(const PersonId& person) override;
    [[nodiscard]] QFuture<Result<void>> disable(const PersonId& person, const std::string& reason) override;
    [[nodiscard]] QFuture<Result<void>> enable(const PersonId& person) override;
    [[nodiscard]] QFuture<Result<void>> endSessions(const PersonId& person) override;
    [[nodiscard]] QFuture<Result<std::string>> requestFor(const PersonId& person, std::shared_ptr<Signer> key) override;
    [[nodiscard]] QFuture<Result<void>> enrolFirst(const PersonId& person, std::shared_ptr<Signer> key) override;
    [[nodiscard]] QFuture<Result<void>> countersign(const ShownKeyRequest& request, const PersonId& admin,
                                                    std::shared_ptr<Signer> key) override;
    [[nodiscard]] QFuture<Result<void>> revoke(const PersonId& person, const std::string& keyId,
                                               const std::string& why) override;

private:
    [[nodiscard]] QFuture<Result<void>> submit(const rpc::PersonCommand& command);
    /// Calls `then` with what the key's owner and an admin sign.
    template <typename T>
    [[nodiscard]] QFuture<Result<T>> withStatement(const PersonId& person, const PublicKey& key,
                                                   std::function<QFuture<Result<T>>(const std::string& bytes)> then);

    RpcCaller& m_calls;
    const Clock& m_clock;
};

} // namespace stillgate
