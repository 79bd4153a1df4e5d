// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Guard.h"

#include "core/base/Failpoint.h"

namespace stillgate {

Result<void> checkPermission(const Roster& roster, const Caller& caller, Operation operation)
{
    const Standing standing = caller.attest ? caller.attest->standing : Standing::SignedIn;
    if (standing != Standing::SignedIn && STILLGATE_PROTECTION_ON("device_proof")) {
        return isPermitted(operation, standing) ? Result<void>()
                                                : fail(ErrorCode::Refused, "sign_in", "sign in first, and prove the device");
    }
    if (STILLGATE_PROTECTION_ON("permissions") && !isPermittedSomewhere(operation, roster.rolesOf(caller.person)) &&
        !isPermitted(operation, standing)) {
        return fail(ErrorCode::Refused, "permission", std::string(nameOf(operation)));
    }
    return {};
}

RpcHandlers guarded(RpcHandlers handlers, const Roster& roster)
{
    RpcHandlers out;
    rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) {
        auto handler = handlers.extract(std::string(M::kName));
        if (handler.empty()) {
            return;
        }
        out[std::string(M::kName)] = [inner = std::move(handler.mapped()), &roster](const Caller& caller, const Json& params) {
            if (auto permitted = checkPermission(roster, caller, M::kOperation); !permitted) {
                return QtFuture::makeReadyFuture(Result<Json>(tl::make_unexpected(permitted.error())));
            }
            return inner(caller, params);
        };
    });
    // What is of no method has no operation, and so is not served.
    return out;
}

} // namespace stillgate
