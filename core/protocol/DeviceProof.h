// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Signature.h"
#include "core/domain/Words.h"

/// How a device shows that it has its key: it signs a challenge of the orchestrator, for one use, on one connection.
namespace stillgate::rpc {

using Challenge = FixedBytes<struct ChallengeTag, 32>;

enum class ProofUse { SignIn, Renew, Connect };

struct ProofTerms {
    ProofUse use = ProofUse::Connect;
    Challenge challenge;
    std::string origin;
    Environment environment = Environment::Dev;
};

/// "stillgate/device/v1", a line feed, and the canonical JSON of the terms.
[[nodiscard]] std::string proofBytes(const ProofTerms& terms);

} // namespace stillgate::rpc
