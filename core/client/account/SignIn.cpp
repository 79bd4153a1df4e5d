// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account/SignIn.h"

#include "core/protocol/DeviceProof.h"

namespace stillgate {

namespace {

using Connection = std::shared_ptr<RpcConnection>;

template <typename T>
QFuture<Result<T>> ended(Error error)
{
    return QtFuture::makeReadyFuture(Result<T>(tl::make_unexpected(std::move(error))));
}

/// Where people sign in, at the same orchestrator; no token goes there.
Result<ServerAccess> signInPlace(const AccessSource& access)
{
    return access().map([](ServerAccess found) {
        if (found.url.ends_with(rpc::kPath)) {
            found.url.resize(found.url.size() - rpc::kPath.size());
        }
        return ServerAccess{found.url + std::string(rpc::kSignInPath), {}, {}, found.trust};
    });
}

Result<Signature> proofOf(Signer& device, rpc::ProofUse use, const rpc::SessionChallenge::Result& asked)
{
    return device.sign(asBytes(rpc::proofBytes({use, asked.challenge, asked.origin, asked.environment})));
}

/// Opens, asks for a challenge where there is a use for it, and makes the call.
template <typename M>
QFuture<Result<typename M::Result>>
callThere(const AccessSource& access, std::function<Result<typename M::Params>(const rpc::SessionChallenge::Result&)> paramsOf)
{
    using T = typename M::Result;
    const auto place = signInPlace(access);
    if (!place) {
        return ended<T>(place.error());
    }
    const auto connection = std::make_shared<RpcConnection>(*place);
    return connection->open()
        .then([connection](const Result<void>& opened) {
            return opened ? connection->call<rpc::SessionChallenge>({}) : ended<rpc::SessionChallenge::Result>(opened.error());
        })
        .unwrap()
        .then([connection, paramsOf = std::move(paramsOf)](const Result<rpc::SessionChallenge::Result>& asked) {
            const auto params = asked.and_then(paramsOf);
            return params ? connection->call<M>(*params) : ended<T>(params.error());
        })
        .unwrap()
        .then([connection](const Result<T>& result) { return result; });
}

} // namespace

QFuture<Result<rpc::SessionSetUp::Result>> SignIn::setUp(const std::string& login, const std::string& invitation,
                                                         const std::string& password) const
{
    return callThere<rpc::SessionSetUp>(m_access, [login, invitation, password](const rpc::SessionChallenge::Result&) {
        return Result<rpc::SessionSetUp::Params>(rpc::SessionSetUp::Params{login, invitation, password});
    });
}

QFuture<Result<rpc::SessionGrant>> SignIn::signIn(const std::string& login, const std::string& password,
                                                  const std::string& code) const
{
    return callThere<rpc::SessionSignIn>(
        m_access, [device = m_device, login, password, code](const rpc::SessionChallenge::Result& asked) {
            return proofOf(*device, rpc::ProofUse::SignIn, asked).map([&](const Signature& proof) {
                return rpc::SessionSignIn::Params{login, password, code, device->publicKey(), proof};
            });
        });
}

QFuture<Result<rpc::SessionGrant>> SignIn::renew(const std::string& refresh) const
{
    return callThere<rpc::SessionRenew>(m_access, [device = m_device, refresh](const rpc::SessionChallenge::Result& asked) {
        return proofOf(*device, rpc::ProofUse::Renew, asked).map([&](const Signature& proof) {
            return rpc::SessionRenew::Params{refresh, proof};
        });
    });
}

QFuture<Result<void>> proveDevice(RpcConnection& connection, const std::shared_ptr<Signer>& device)
{
    return connection.call<rpc::SessionChallenge>({})
        .then([&connection, device](const Result<rpc::SessionChallenge::Result>& asked) {
            const auto proof = asked.and_then([&](const rpc::SessionChallenge::Result& challenge) {
                return proofOf(*device, rpc::ProofUse::Connect, challenge);
            });
            return proof ? connection.call<rpc::SessionProve>({*proof}) : ended<rpc::Nothing>(proof.error());
        })
        .unwrap()
        .then([](const Result<rpc::Nothing>& proven) { return proven.map([](const rpc::Nothing&) {}); });
}

} // namespace stillgate
