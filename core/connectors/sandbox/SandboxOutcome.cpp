// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectors/sandbox/SandboxOutcome.h"

namespace stillgate {

namespace {

constexpr int kConflict = 409;
constexpr int kPreconditionFailed = 412;
constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;

bool isWrite(const AnswerShape& shape)
{
    return shape.effect == AnswerShape::Effect::Write;
}

std::string_view wordOf(HttpLoss::Reason reason)
{
    switch (reason) {
    case HttpLoss::Reason::Unreachable: return "unreachable";
    case HttpLoss::Reason::Lost: return "connection_lost";
    case HttpLoss::Reason::TimedOut: return "timed_out";
    case HttpLoss::Reason::TooLarge: return "answer_too_large";
    case HttpLoss::Reason::GivenUp: return "given_up";
    case HttpLoss::Reason::Halted: return kHaltedCode;
    }
    return "connection_lost";
}

CallFault faultOf(const AnswerShape& shape, const HttpLoss& loss)
{
    const bool isWithoutEffect = !isWrite(shape) || loss.reach == HttpLoss::Reach::Nothing;
    if (loss.reason == HttpLoss::Reason::GivenUp && isWithoutEffect) {
        return CallFault::Cancelled;
    }
    if (loss.reach == HttpLoss::Reach::Nothing) {
        return CallFault::NotSent;
    }
    if (isWrite(shape)) {
        return CallFault::InDoubt;
    }
    return loss.reason == HttpLoss::Reason::TooLarge ? CallFault::Malformed : CallFault::Unavailable;
}

/// Something came back that tells nothing.
CallOutcome unreadable(const AnswerShape& shape, int status)
{
    return tl::make_unexpected(CallError{.fault = isWrite(shape) ? CallFault::InDoubt : CallFault::Malformed,
                                         .code = "unreadable_answer",
                                         .detail = "status " + std::to_string(status)});
}

std::string versionOf(const Json& record)
{
    const Json* after = record.find("after");
    const Json* version = (after != nullptr ? *after : record).find("version");
    const std::int64_t* number = version != nullptr ? version->asInteger() : nullptr;
    return number != nullptr ? std::to_string(*number) : std::string();
}

CallOutcome replyOf(const AnswerShape& shape, const HttpAnswer& answer)
{
    auto body = parseJson(answer.body);
    if (!body || body->asObject() == nullptr) {
        return unreadable(shape, answer.status);
    }
    CallReply reply{.replayed = answer.isReplayed ? Replayed::Yes : Replayed::No};
    const Json* record = &*body;
    if (!shape.listMember.empty()) {
        const Json* list = body->find(shape.listMember);
        if (list == nullptr || list->asArray() == nullptr) {
            return unreadable(shape, answer.status);
        }
        record = list->asArray()->size() == 1 ? &list->asArray()->front() : nullptr;
    } else if (body->textAt("id").empty()) {
        return unreadable(shape, answer.status);
    }
    if (record != nullptr) {
        reply.artifactId = record->textAt("id");
        reply.version = versionOf(*record);
    }
    reply.body = std::move(*body);
    return reply;
}

/// 4xx, and 503 where the sandbox promises that nothing has happened.
CallOutcome refusalOf(const AnswerShape& shape, const HttpAnswer& answer)
{
    const auto body = parseJson(answer.body);
    const Json* error = body ? body->find("error") : nullptr;
    CallError refusal{.fault = CallFault::Rejected,
                      .code = error != nullptr ? std::string(error->textAt("code")) : std::string(),
                      .detail = "status " + std::to_string(answer.status),
                      .retryAfter = answer.retryAfter};
    if (refusal.code.empty()) {
        refusal.code = "http_" + std::to_string(answer.status);
    }
    switch (answer.status) {
    case kTooManyRequests: refusal.fault = CallFault::Throttled; break;
    case kUnavailable: refusal.fault = answer.retryAfter ? CallFault::Throttled : CallFault::NotSent; break;
    case kPreconditionFailed:
        refusal.fault = CallFault::StateMoved;
        if (error != nullptr && !versionOf(*error).empty()) {
            refusal.currentVersion = versionOf(*error);
        }
        break;
    case kConflict:
        if (refusal.code != "idempotency_error") {
            return unreadable(shape, answer.status);
        }
        refusal.fault = CallFault::KeyReused;
        break;
    default: break;
    }
    return tl::make_unexpected(std::move(refusal));
}

} // namespace

CallOutcome outcomeOf(const AnswerShape& shape, const HttpOutcome& exchange)
{
    if (!exchange) {
        return tl::make_unexpected(
            CallError{.fault = faultOf(shape, exchange.error()), .code = std::string(wordOf(exchange.error().reason))});
    }
    const int status = exchange->status;
    if (status >= 200 && status < 300) {
        return replyOf(shape, *exchange);
    }
    if ((status >= 400 && status < 500) || status == kUnavailable) {
        return refusalOf(shape, *exchange);
    }
    if (status >= 500 && !isWrite(shape)) {
        return tl::make_unexpected(CallError{
            .fault = CallFault::Unavailable, .code = "http_" + std::to_string(status), .retryAfter = exchange->retryAfter});
    }
    return unreadable(shape, status);
}

} // namespace stillgate
