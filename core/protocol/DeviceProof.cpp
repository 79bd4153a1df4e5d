// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/DeviceProof.h"

#include "core/base/JsonCodec.h"

namespace stillgate::rpc {

std::string proofBytes(const ProofTerms& terms)
{
    Json json = Json::object();
    json.set("use", terms.use == ProofUse::SignIn ? "sign_in" : terms.use == ProofUse::Renew ? "renew" : "connect");
    json.set("challenge", toHex(terms.challenge.view()));
    json.set("origin", terms.origin);
    json.set("environment", nameOf(terms.environment));
    return "stillgate/device/v1\n" + canonicalJson(json);
}

} // namespace stillgate::rpc
