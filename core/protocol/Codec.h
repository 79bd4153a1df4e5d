// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/Result.h"
#include "core/protocol/Limits.h"
#include "core/protocol/Message.h"

/// Bytes to messages and back. Pure. What is written is canonical JSON (RFC 8785), on one line.
namespace stillgate::rpc {

/// What a client sent. Every input gives at least one call: what is no JSON, too long, too deep or too much is one Invalid with the
/// error that answers it. Unknown members pass.
[[nodiscard]] Message parseMessage(std::string_view bytes);

/// What a server answered to one request. Malformed names the path.
[[nodiscard]] Result<Response> parseResponse(std::string_view bytes);

/// `params` are an object or an array; a null leaves them out.
[[nodiscard]] std::string writeRequest(const RequestId& id, std::string_view method, const Json& params);

/// An answer of at most `most` bytes: a result that is longer, too deep or no JSON (a number without a finite value) becomes the
/// error that says so, which is always shorter than kMostErrorBytes.
[[nodiscard]] std::string writeResult(const RequestId& id, const Json& result, std::size_t most = kMostMessageBytes);
[[nodiscard]] std::string writeError(const RequestId& id, const RpcError& error);
inline constexpr std::size_t kMostErrorBytes = 8192;

/// One array of answers that writeResult() and writeError() made.
[[nodiscard]] std::string writeBatch(std::span<const std::string> answers);

} // namespace stillgate::rpc
