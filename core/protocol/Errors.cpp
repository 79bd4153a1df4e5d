// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Errors.h"

#include <algorithm>
#include <array>

#include "core/base/JsonCodec.h"
#include "core/protocol/Limits.h"

namespace stillgate::rpc {

namespace {

struct Row {
    WireCode wire = WireCode::InternalError;
    ErrorCode code = ErrorCode::Internal;
    std::string_view message;
};

/// Where a code of ours stands twice, the first row is the one it travels under.
constexpr std::array<Row, 13> kRows{{{WireCode::InvalidParams, ErrorCode::Malformed, "Invalid params"},
                                     {WireCode::ParseError, ErrorCode::Malformed, "Parse error"},
                                     {WireCode::InvalidRequest, ErrorCode::Malformed, "Invalid Request"},
                                     {WireCode::NotFound, ErrorCode::NotFound, "Not found"},
                                     {WireCode::Conflict, ErrorCode::Conflict, "Conflict"},
                                     {WireCode::Refused, ErrorCode::Refused, "Refused"},
                                     {WireCode::Limit, ErrorCode::Limit, "Over a limit"},
                                     {WireCode::Unavailable, ErrorCode::Unavailable, "Unavailable"},
                                     {WireCode::Corrupt, ErrorCode::Corrupt, "Corrupt"},
                                     {WireCode::Unsupported, ErrorCode::Unsupported, "Unsupported"},
                                     {WireCode::MethodNotFound, ErrorCode::Unsupported, "Method not found"},
                                     {WireCode::Io, ErrorCode::Io, "Input or output failed"},
                                     {WireCode::InternalError, ErrorCode::Internal, "Internal error"}}};

/// The first row that fits; what is not listed is a broken invariant.
template <typename Fits>
const Row& rowWhere(const Fits& fits)
{
    const auto* const at = std::find_if(kRows.begin(), kRows.end(), fits);
    return at == kRows.end() ? kRows.back() : *at;
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

} // namespace

std::vector<std::pair<WireCode, std::string_view>> wireErrors()
{
    std::vector<std::pair<WireCode, std::string_view>> out;
    out.reserve(kRows.size());
    for (const Row& row : kRows) {
        out.emplace_back(row.wire, row.message);
    }
    return out;
}

std::optional<ErrorCode> errorCodeNamed(std::string_view name)
{
    const Row& row = rowWhere([&](const Row& candidate) { return toString(candidate.code) == name; });
    return toString(row.code) == name ? std::optional(row.code) : std::nullopt;
}

ErrorData errorDataOf(const Error& error)
{
    const bool isOurs = error.code == ErrorCode::Internal || error.code == ErrorCode::Io;
    return {std::string(toString(error.code)), isOurs ? std::nullopt : cut(error.where),
            isOurs ? std::nullopt : cut(error.detail)};
}

RpcError rpcError(const Error& error)
{
    return rpcError(rowWhere([&](const Row& row) { return row.code == error.code; }).wire, error);
}

RpcError rpcError(WireCode code, const Error& error)
{
    const Row& row = rowWhere([&](const Row& candidate) { return candidate.wire == code; });
    return {static_cast<int>(row.wire), std::string(row.message), toJson(errorDataOf(error))};
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
        return {rowWhere([&](const Row& row) { return static_cast<int>(row.wire) == error.code; }).code, {}, error.message};
    }
    return errorFrom(*data);
}

} // namespace stillgate::rpc
