// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Answer.h"

namespace stillgate::sandbox {

Answer errorAnswer(int status, std::string_view code, std::string_view message, const Json::Object& more)
{
    Json error;
    error.set("code", code);
    error.set("message", message);
    for (const Json::Member& member : more) {
        error.set(member.key, member.value);
    }
    Answer answer{.status = status};
    answer.body.set("error", std::move(error));
    return answer;
}

Answer malformedAnswer(const Error& error)
{
    return errorAnswer(400, "malformed", error.where.empty() ? error.detail : error.where + ": " + error.detail);
}

} // namespace stillgate::sandbox
