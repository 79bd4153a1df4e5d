// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"

namespace stillgate {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed: return "malformed";
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::Refused: return "refused";
    case ErrorCode::Limit: return "limit";
    case ErrorCode::Unavailable: return "unavailable";
    case ErrorCode::Corrupt: return "corrupt";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::Io: return "io";
    case ErrorCode::Internal: return "internal";
    }
    return "internal";
}

std::string Error::text() const
{
    std::string out(toString(code));
    if (!where.empty()) {
        out += " at " + where;
    }
    if (!detail.empty()) {
        out += ": " + detail;
    }
    return out;
}

} // namespace stillgate
