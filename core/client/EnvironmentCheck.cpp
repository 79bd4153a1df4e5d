// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/EnvironmentCheck.h"

#include "core/base/Failpoint.h"
#include "core/base/JsonCodec.h"

namespace stillgate {

Result<void> checkEnvironment(const LedgerPlace& answered, const std::optional<Environment>& told,
                              const LedgerPlace& remembered)
{
    const bool isKnown = !remembered.origin.empty() && remembered.origin == answered.origin;
    const std::optional<Environment> meant = told ? told : isKnown ? std::optional(remembered.environment) : std::nullopt;
    if (!meant || *meant == answered.environment || !STILLGATE_PROTECTION_ON("environment")) {
        return {};
    }
    return fail(ErrorCode::Refused, "environment",
                "wrong_environment: " + answered.origin + " says it is " + std::string(nameOf(answered.environment)) +
                    ", and " + std::string(nameOf(*meant)) + " is meant");
}

} // namespace stillgate
