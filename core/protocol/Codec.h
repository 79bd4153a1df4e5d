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

/// What a server sent: an answer, or something it tells by itself. Malformed names the path.
[[nodiscard]] Result<ServerMessage> parseServerMessage(std::string_view bytes);

/// `params` are an object or an array; a null leaves them out. The caller holds the length to kMostMessageBytes.
[[nodiscard]] std::string writeRequest(const RequestId& id, std::string_view method, const Json& params);

/// How letters beyond ASCII are written: as they are as long as the text fits into one frame, or always as escapes.
enum class Letters { Plain, Escaped };

/// An answer of at most `most` bytes: a result that is longer, too deep or no JSON (a number without a finite value) becomes the
/// error that says so, which is always shorter than kMostErrorBytes.
[[nodiscard]] std::string writeResult(const RequestId& id, const Json& result, std::size_t most = kMostMessageBytes,
                                      Letters letters = Letters::Plain);
[[nodiscard]] std::string writeError(const RequestId& id, const RpcError& error);
inline constexpr std::size_t kMostErrorBytes = 8192;

/// One array of answers that writeResult() made with escaped letters, and writeError().
[[nodiscard]] std::string writeBatch(std::span<const std::string> answers);

/// The same JSON in ASCII. Qt decodes every frame of a text message by itself and refuses a letter that is cut by the end of one,
/// so a message that takes several frames must have none.
[[nodiscard]] std::string escapedToAscii(std::string_view json);

} // namespace stillgate::rpc
