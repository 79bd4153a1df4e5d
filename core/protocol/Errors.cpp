// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Errors.h"

#include <algorithm>
#include <array>

#include "core/base/JsonCodec.h"
#include "core/protocol/Limits.h"

namespace stillgate::rpc {

namespace {

constexpr std::array kErrorCodes{ErrorCode::Malformed, ErrorCode::NotFound,    ErrorCode::Conflict, ErrorCode::Refused,
                                 ErrorCode::Limit,     ErrorCode::Unavailable, ErrorCode::Corrupt,  ErrorCode::Unsupported,
                                 ErrorCode::Io,        ErrorCode::Internal};

WireCode wireCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed: return WireCode::InvalidParams;
    case ErrorCode::NotFound: return WireCode::NotFound;
    case ErrorCode::Conflict: return WireCode::Conflict;
    case ErrorCode::Refused: return WireCode::Refused;
    case ErrorCode::Limit: return WireCode::Limit;
    case ErrorCode::Unavailable: return WireCode::Unavailable;
    case ErrorCode::Corrupt: return WireCode::Corrupt;
    case ErrorCode::Unsupported: return WireCode::Unsupported;
    case ErrorCode::Io: return WireCode::Io;
    case ErrorCode::Internal: break;
    }
    return WireCode::InternalError;
}

std::string_view messageOf(WireCode code)
{
    switch (code) {
    case WireCode::ParseError: return "Parse error";
    case WireCode::InvalidRequest: return "Invalid Request";
    case WireCode::MethodNotFound: return "Method not found";
    case WireCode::InvalidParams: return "Invalid params";
    case WireCode::InternalError: return "Internal error";
    case WireCode::NotFound: return "Not found";
    case WireCode::Conflict: return "Conflict";
    case WireCode::Refused: return "Refused";
    case WireCode::Limit: return "Over a limit";
    case WireCode::Unavailable: return "Unavailable";
    case WireCode::Corrupt: return "Corrupt";
    case WireCode::Unsupported: return "Unsupported";
    case WireCode::Io: return "Input or output failed";
    }
    return "Internal error";
}

/// At most kMostErrorText bytes, never through the middle of a character.
std::optional<std::string> cut(std::string_view text)
{
    if (text.empty()) {
        return std::nullopt;
    }
    if (text.size() <= kMostErrorText) {
        return std::string(text);
    }
    std::size_t end = kMostErrorText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end));
}

/// What an error object says by its number alone.
ErrorCode meaningOf(int code)
{
    switch (static_cast<WireCode>(code)) {
    case WireCode::ParseError:
    case WireCode::InvalidRequest:
    case WireCode::InvalidParams: return ErrorCode::Malformed;
    case WireCode::MethodNotFound:
    case WireCode::Unsupported: return ErrorCode::Unsupported;
    case WireCode::NotFound: return ErrorCode::NotFound;
    case WireCode::Conflict: return ErrorCode::Conflict;
    case WireCode::Refused: return ErrorCode::Refused;
    case WireCode::Limit: return ErrorCode::Limit;
    case WireCode::Unavailable: return ErrorCode::Unavailable;
    case WireCode::Corrupt: return ErrorCode::Corrupt;
    case WireCode::Io: return ErrorCode::Io;
    case WireCode::InternalError: break;
    }
    return ErrorCode::Internal;
}

} // namespace

std::optional<ErrorCode> errorCodeNamed(std::string_view name)
{
    const auto* const at =
        std::find_if(kErrorCodes.begin(), kErrorCodes.end(), [&](ErrorCode code) { return toString(code) == name; });
    return at == kErrorCodes.end() ? std::nullopt : std::optional(*at);
}

ErrorData errorDataOf(const Error& error)
{
    const bool isOurs = error.code == ErrorCode::Internal || error.code == ErrorCode::Io;
    return {std::string(toString(error.code)), isOurs ? std::nullopt : cut(error.where),
            isOurs ? std::nullopt : cut(error.detail)};
}

RpcError rpcError(const Error& error)
{
    return rpcError(wireCodeOf(error.code), error);
}

RpcError rpcError(WireCode code, const Error& error)
{
    return {static_cast<int>(code), std::string(messageOf(code)), toJson(errorDataOf(error))};
}

Error errorFrom(const ErrorData& data)
{
    return {errorCodeNamed(data.code).value_or(ErrorCode::Internal), data.where.value_or(std::string()),
            data.detail.value_or(std::string())};
}

Error errorFrom(const RpcError& error)
{
    const auto data = error.data ? fromJson<ErrorData>(*error.data) : Result<ErrorData>(fail(ErrorCode::Malformed, {}, {}));
    if (!data || !errorCodeNamed(data->code)) {
        return {meaningOf(error.code), {}, error.message};
    }
    return errorFrom(*data);
}

} // namespace stillgate::rpc
