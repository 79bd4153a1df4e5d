// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "core/base/Json.h"

/// The messages of JSON-RPC 2.0 (www.jsonrpc.org/specification) as values.
namespace stillgate::rpc {

/// Comes back with the answer as it was sent. A number is what a double can hold.
using RequestId = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

/// The error object. `data` is ours where this program wrote it: see ErrorData.
struct RpcError {
    int code = 0;
    std::string message;
    std::optional<Json> data;

    friend bool operator==(const RpcError&, const RpcError&) = default;
};

struct Request {
    RequestId id;
    std::string method;
    std::optional<Json> params; ///< an object or an array

    friend bool operator==(const Request&, const Request&) = default;
};

/// A call that is never answered, not even with an error.
struct Notification {
    std::string method;
    std::optional<Json> params;

    friend bool operator==(const Notification&, const Notification&) = default;
};

/// What is no call, and how it is answered. The id is null where none could be made out.
struct Invalid {
    RequestId id;
    RpcError error;

    friend bool operator==(const Invalid&, const Invalid&) = default;
};

using Call = std::variant<Request, Notification, Invalid>;

enum class Shape { Single, Batch };

/// What came in one piece: one call, or the calls of a batch. A batch is answered by one array, in any order, and by nothing when
/// all its calls are notifications.
struct Message {
    Shape shape = Shape::Single;
    std::vector<Call> calls;

    friend bool operator==(const Message&, const Message&) = default;
};

struct Response {
    RequestId id;
    tl::expected<Json, RpcError> outcome;

    friend bool operator==(const Response&, const Response&) = default;
};

using ServerMessage = std::variant<Response, Notification>;

} // namespace stillgate::rpc
