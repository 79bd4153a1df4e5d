// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/Json.h"
#include "core/base/Result.h"

namespace stillgate::sandbox {

enum class Replay { Fresh, Replayed };

/// What the sandbox says to one request: an HTTP status and a JSON object. Anything but a 2xx has
/// {"error": {"code": …, "message": …}} with further members where docs/sandbox.md says so.
struct Answer {
    int status = 200;
    Json body = Json::object();
    Replay replay = Replay::Fresh;
    int retryAfterSeconds = -1; ///< header Retry-After; none when negative

    friend bool operator==(const Answer&, const Answer&) = default;
};

[[nodiscard]] inline bool isSuccess(const Answer& answer)
{
    return answer.status >= 200 && answer.status < 300;
}

/// `more` are further members of the error.
[[nodiscard]] Answer errorAnswer(int status, std::string_view code, std::string_view message, const Json::Object& more = {});

/// 400 with the path of what is malformed.
[[nodiscard]] Answer malformedAnswer(const Error& error);

} // namespace stillgate::sandbox
