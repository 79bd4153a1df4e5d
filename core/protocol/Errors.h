// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/Result.h"
#include "core/protocol/Message.h"

namespace stillgate::rpc {

/// The codes of the error object. The first five are the specification's; ours lie in its range for servers, -32000 to -32099.
enum class WireCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    NotFound = -32001,
    Conflict = -32002,
    Refused = -32003,
    Limit = -32004,
    Unavailable = -32005,
    Corrupt = -32006,
    Unsupported = -32007,
    Io = -32008,
};

/// The data of an error of ours: the name of the ErrorCode, the place (for parameters a JSON path from "$"), and the detail for
/// the log. Broken invariants and the operating system's errors travel without place and detail, which may name paths.
struct ErrorData {
    std::string code;
    std::optional<std::string> where;
    std::optional<std::string> detail;

    friend bool operator==(const ErrorData&, const ErrorData&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, ErrorData& data)
{
    visit("code", data.code);
    visit("where", data.where);
    visit("detail", data.detail);
}

template <typename Visitor>
void describe(Visitor& visit, RpcError& error)
{
    visit("code", error.code);
    visit("message", error.message);
    visit("data", error.data);
}

/// An error of ours as it may leave the process; long texts are cut.
[[nodiscard]] ErrorData errorDataOf(const Error& error);

/// How a failed call is answered.
[[nodiscard]] RpcError rpcError(const Error& error);
[[nodiscard]] RpcError rpcError(WireCode code, const Error& error);

/// The error as it was before it travelled. An error object that is not of our making keeps its message as the detail.
[[nodiscard]] Error errorFrom(const RpcError& error);
[[nodiscard]] Error errorFrom(const ErrorData& data);

/// Every code with its message.
[[nodiscard]] std::vector<std::pair<WireCode, std::string_view>> wireErrors();

[[nodiscard]] std::optional<ErrorCode> errorCodeNamed(std::string_view name);

} // namespace stillgate::rpc
