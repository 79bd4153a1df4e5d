// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace stillgate {

/// What went wrong, as a closed set to branch on. The words for a person are made where they are shown.
enum class ErrorCode {
    Malformed,   ///< input does not have the documented form; `where` names the path, field or line
    NotFound,    ///< the named thing does not exist
    Conflict,    ///< the world has moved on, or the same key was used with another body
    Refused,     ///< understood and not allowed
    Limit,       ///< over a documented bound
    Unavailable, ///< cannot be reached or read at this moment; trying again may help
    Corrupt,     ///< stored bytes do not verify
    Unsupported, ///< a version or feature this build does not know
    Io,          ///< the operating system refused a read or a write
    Internal,    ///< a broken invariant of ours
};

[[nodiscard]] std::string_view toString(ErrorCode code);

/// A failure as a value: `code` to branch on, `where` for the place (JSON path, line, file), `detail` for the log.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string where;
    std::string detail;

    friend bool operator==(const Error&, const Error&) = default;

    /// "malformed at $.gate: expected an identifier"
    [[nodiscard]] std::string text() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string where, std::string detail)
{
    return tl::make_unexpected(Error{code, std::move(where), std::move(detail)});
}

} // namespace stillgate
