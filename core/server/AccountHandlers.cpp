// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Handlers.h"

#include "core/base/Failpoint.h"
#include "core/server/Promised.h"

namespace stillgate {

namespace {

tl::unexpected<Error> notProven()
{
    return fail(ErrorCode::Refused, "proof", "the device did not prove that it has its key");
}

/// Takes the connection's challenge, which serves once, and checks a signature over it.
bool isProven(const HandlerParts& parts, const Caller& caller, rpc::ProofUse use, const PublicKey& device,
              const Signature& proof)
{
    if (!caller.attest || caller.attest->challenge.isZero()) {
        return false;
    }
    const rpc::ProofTerms terms{use, std::exchange(caller.attest->challenge, {}), parts.founding.origin,
                                parts.founding.environment};
    return verifySignature(device, asBytes(rpc::proofBytes(terms)), proof) || !STILLGATE_PROTECTION_ON("device_proof");
}

} // namespace

void addAccountHandlers(RpcHandlers& handlers, const HandlerParts& parts)
{
    addHandler<rpc::SessionChallenge>(handlers, [parts](const Caller& caller, const rpc::Nothing&) {
        if (!caller.attest) {
            return QtFuture::makeReadyFuture(
                Result<rpc::SessionChallenge::Result>(fail(ErrorCode::Refused, "proof", "this token is bound to no device")));
        }
        caller.attest->challenge = randomFixed<rpc::Challenge>();
        return QtFuture::makeReadyFuture(Result<rpc::SessionChallenge::Result>(
            rpc::SessionChallenge::Result{caller.attest->challenge, parts.founding.origin, parts.founding.environment}));
    });
    addHandler<rpc::SessionProve>(handlers, [parts](const Caller& caller, const rpc::SessionProve::Params& params) {
        const bool proven =
            caller.attest && isProven(parts, caller, rpc::ProofUse::Connect, caller.attest->device, params.proof);
        if (proven) {
            caller.attest->standing = Standing::SignedIn;
        }
        return QtFuture::makeReadyFuture(proven ? Result<rpc::Nothing>(rpc::Nothing{}) : Result<rpc::Nothing>(notProven()));
    });
    addHandler<rpc::SessionSetUp>(handlers, [parts](const Caller&, const rpc::SessionSetUp::Params& params) {
        return parts.hashing.run<rpc::SessionSetUp::Result>([parts, params] { return parts.signIn.setUp(params); });
    });
    addHandler<rpc::SessionSignIn>(handlers, [parts](const Caller& caller, const rpc::SessionSignIn::Params& params) {
        if (!isProven(parts, caller, rpc::ProofUse::SignIn, params.device, params.proof)) {
            return QtFuture::makeReadyFuture(Result<rpc::SessionGrant>(notProven()));
        }
        const Credentials credentials{params.login, params.password, params.code, params.device};
        return parts.hashing.run<rpc::SessionGrant>([parts, credentials] { return parts.signIn.signIn(credentials); });
    });
    addHandler<rpc::SessionRenew>(handlers, [parts](const Caller& caller, const rpc::SessionRenew::Params& params) {
        const auto device = parts.signIn.deviceOf(params.refresh);
        if (!device || !isProven(parts, caller, rpc::ProofUse::Renew, *device, params.proof)) {
            return QtFuture::makeReadyFuture(Result<rpc::SessionGrant>(notProven()));
        }
        return QtFuture::makeReadyFuture(parts.signIn.renew(params.refresh));
    });
    addHandler<rpc::SessionsList>(handlers, [parts](const Caller&, const rpc::Nothing&) {
        return QtFuture::makeReadyFuture(Result<rpc::SessionsList::Result>(rpc::SessionsList::Result{parts.signIn.sessions()}));
    });
    addHandler<rpc::SessionsEnd>(handlers, [parts](const Caller& caller, const rpc::SessionsEnd::Params& params) {
        const bool may =
            caller.person == params.person || isPermittedSomewhere(Operation::EndSessions, parts.roster.rolesOf(caller.person));
        auto ended = may ? parts.signIn.end(params.person, params.session)
                         : Result<int>(fail(ErrorCode::Refused, "permission", std::string(nameOf(Operation::EndSessions))));
        if (ended && *ended > 0) {
            parts.endConnections();
        }
        return QtFuture::makeReadyFuture(ended.map([](int count) { return rpc::SessionsEnd::Result{count}; }));
    });
}

} // namespace stillgate
