// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/connectors/Connector.h"
#include "core/connectors/sandbox/SandboxOutcome.h"

namespace stillgate {

/// One operation of the sandbox and its place in the HTTP interface (docs/sandbox.md).
struct SandboxOperation {
    OperationSpec spec;
    HttpCall::Method method = HttpCall::Method::Get;
    std::string path; ///< "{name}" stands for the parameter of that name
    std::string query; ///< the one parameter that goes into the query; empty for none
    AnswerShape shape;
};

[[nodiscard]] const std::vector<SandboxOperation>& sandboxOperations();

/// A call as it goes out, without address and token.
struct SandboxPlan {
    QByteArray target; ///< percent-encoded path and query
    QByteArray body; ///< of a POST: the other parameters and the expected version, as canonical JSON
    QByteArray key;
};

/// Rejected (malformed_parameters) when the parameters, the key or the version do not fit the operation.
[[nodiscard]] tl::expected<SandboxPlan, CallError> planOf(const SandboxOperation& operation, const CallRequest& request);

} // namespace stillgate
