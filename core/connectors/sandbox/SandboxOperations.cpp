// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectors/sandbox/SandboxOperations.h"

#include <algorithm>
#include <charconv>

#include <QUrl>

namespace stillgate {

namespace {

using Method = HttpCall::Method;

SandboxOperation readOperation(std::string name, std::string scope, std::string path, std::string query, std::string listMember)
{
    return {.spec = {.name = std::move(name), .scope = std::move(scope), .reversibility = Reversibility::ReadOnly},
            .method = Method::Get,
            .path = std::move(path),
            .query = std::move(query),
            .shape = {AnswerShape::Effect::Read, std::move(listMember)}};
}

SandboxOperation writeOperation(OperationSpec spec, std::string path)
{
    spec.keys = KeySupport::ByKey;
    return {
        .spec = std::move(spec), .method = Method::Post, .path = std::move(path), .shape = {AnswerShape::Effect::Write, {}}};
}

tl::unexpected<CallError> doesNotFit(std::string detail)
{
    return tl::make_unexpected(
        CallError{.fault = CallFault::Rejected, .code = "malformed_parameters", .detail = std::move(detail)});
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray encoded(std::string_view text)
{
    return QUrl::toPercentEncoding(QString::fromUtf8(bytesOf(text)));
}

/// The value of a parameter that must be a text with something in it.
tl::expected<std::string, CallError> textOf(const Json& params, const std::string& name)
{
    const std::string_view value = params.textAt(name);
    if (value.empty()) {
        return doesNotFit("the parameter " + name + " is missing or no text");
    }
    return std::string(value);
}

/// The path with its parameters filled in; these are taken out of `rest`.
tl::expected<QByteArray, CallError> targetOf(const SandboxOperation& operation, const Json& params, Json::Object& rest)
{
    QByteArray target;
    const auto take = [&](const std::string& name) {
        std::erase_if(rest, [&](const Json::Member& member) { return member.key == name; });
        return textOf(params, name);
    };
    std::string_view path = operation.path;
    while (!path.empty()) {
        const std::size_t open = std::min(path.find('{'), path.size());
        target.append(bytesOf(path.substr(0, open)));
        path.remove_prefix(open);
        if (!path.empty()) {
            const std::size_t close = path.find('}');
            const auto value = take(std::string(path.substr(1, close - 1)));
            if (!value) {
                return tl::make_unexpected(value.error());
            }
            target.append(encoded(*value));
            path.remove_prefix(close + 1);
        }
    }
    if (!operation.query.empty()) {
        const auto value = take(operation.query);
        if (!value) {
            return tl::make_unexpected(value.error());
        }
        target.append("?" + encoded(operation.query) + "=" + encoded(*value));
    }
    return target;
}

bool isUsableKey(const std::string& key)
{
    constexpr std::size_t kMostKey = 255;
    return !key.empty() && key.size() <= kMostKey &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<std::int64_t> numberOf(const std::string& version)
{
    std::int64_t number = 0;
    const auto [end, status] = std::from_chars(version.data(), version.data() + version.size(), number);
    return status == std::errc{} && end == version.data() + version.size() ? std::optional(number) : std::nullopt;
}

} // namespace

const std::vector<SandboxOperation>& sandboxOperations()
{
    static const std::vector<SandboxOperation> operations{
        readOperation("customer.find", "customers:read", "/v1/customers", "email", "customers"),
        readOperation("order.read", "orders:read", "/v1/orders/{order}", {}, {}),
        writeOperation({.name = "refund.create",
                        .scope = "refunds:write",
                        .reversibility = Reversibility::Compensable,
                        .versions = VersionSupport::Compared,
                        .lookup = "refund.find",
                        .compensation = "refund.recharge"},
                       "/v1/refunds"),
        readOperation("refund.read", "refunds:read", "/v1/refunds/{refund}", {}, {}),
        readOperation("refund.find", "refunds:read", "/v1/refunds", "key", "refunds"),
        writeOperation({.name = "refund.recharge",
                        .scope = "refunds:write",
                        .reversibility = Reversibility::Irreversible,
                        .versions = VersionSupport::Compared,
                        .lookup = "recharge.find"},
                       "/v1/refunds/{refund}/recharge"),
        readOperation("recharge.find", "refunds:read", "/v1/recharges", "key", "recharges"),
        writeOperation({.name = "message.send",
                        .scope = "messages:write",
                        .reversibility = Reversibility::Irreversible,
                        .lookup = "message.find"},
                       "/v1/messages"),
        readOperation("message.find", "messages:read", "/v1/messages", "key", "messages"),
    };
    return operations;
}

tl::expected<SandboxPlan, CallError> planOf(const SandboxOperation& operation, const CallRequest& request)
{
    if (request.params.asObject() == nullptr) {
        return doesNotFit("the parameters are no object");
    }
    if (request.timeout.ms <= 0) {
        return doesNotFit("the time-out is not positive");
    }
    Json::Object rest = *request.params.asObject();
    auto target = targetOf(operation, request.params, rest);
    if (!target) {
        return tl::make_unexpected(std::move(target.error()));
    }
    SandboxPlan plan{.target = std::move(*target)};
    if (operation.method == Method::Get) {
        return plan;
    }
    Json body(std::move(rest));
    if (request.expectedVersion) {
        const auto version = numberOf(*request.expectedVersion);
        if (!version || operation.spec.versions == VersionSupport::None) {
            return doesNotFit("the expected version does not fit");
        }
        body.set("expected_version", *version);
    }
    if (request.idempotencyKey) {
        if (!isUsableKey(*request.idempotencyKey)) {
            return doesNotFit("the idempotency key does not fit");
        }
        plan.key = QByteArray::fromStdString(*request.idempotencyKey);
    }
    plan.body = QByteArray::fromStdString(canonicalJson(body));
    return plan;
}

} // namespace stillgate
