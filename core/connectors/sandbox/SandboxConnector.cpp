// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectors/sandbox/SandboxConnector.h"

#include <algorithm>
#include <memory>

#include <QFutureWatcher>
#include <QPromise>

#include "core/base/File.h"
#include "core/base/JsonCodec.h"
#include "core/connectors/sandbox/SandboxOperations.h"

namespace stillgate {

namespace {

const SandboxOperation* operationNamed(const std::string& name)
{
    const auto& operations = sandboxOperations();
    const auto found = std::find_if(operations.begin(), operations.end(),
                                    [&](const SandboxOperation& operation) { return operation.spec.name == name; });
    return found != operations.end() ? &*found : nullptr;
}

HttpCall requestOf(const SandboxAccess& access, const SandboxOperation& operation, const SandboxPlan& plan,
                   const CallRequest& call)
{
    HttpCall request{.method = operation.method,
                     .url = QUrl::fromEncoded(QByteArray::fromStdString(access.url) + plan.target, QUrl::StrictMode),
                     .body = plan.body,
                     .timeout = call.timeout,
                     .mayLeave = call.mayLeave};
    request.headers.emplace_back("Authorization", "Bearer " + QByteArray::fromStdString(access.token));
    if (!plan.key.isEmpty()) {
        request.headers.emplace_back("Idempotency-Key", plan.key);
    }
    return request;
}

QFuture<CallOutcome> ended(CallError error)
{
    return QtFuture::makeReadyFuture(CallOutcome(tl::make_unexpected(std::move(error))));
}

} // namespace

template <typename Visitor>
void describe(Visitor& visit, SandboxAccess& access)
{
    visit("url", access.url);
    visit("token", access.token);
    visit("environment", access.environment);
}

Result<SandboxAccess> readSandboxAccess(const std::filesystem::path& readyFile)
{
    constexpr std::size_t kMostBytes = 65'536;
    return readFile(readyFile, kMostBytes)
        .and_then([](const std::string& text) { return parseJson(text); })
        .and_then([](const Json& json) { return fromJson<SandboxAccess>(json); });
}

SandboxConnector::SandboxConnector(SandboxAccess access) : m_access(std::move(access))
{
    for (const SandboxOperation& operation : sandboxOperations()) {
        m_specs.push_back(operation.spec);
    }
    prepareForMachines(m_network);
}

SandboxConnector::~SandboxConnector()
{
    for (auto* exchange : m_open.findChildren<HttpExchange*>(QString(), Qt::FindDirectChildrenOnly)) {
        exchange->giveUp();
    }
}

QFuture<CallOutcome> SandboxConnector::call(const CallRequest& request)
{
    const SandboxOperation* operation = operationNamed(request.operation);
    if (operation == nullptr) {
        return ended({.fault = CallFault::Rejected, .code = "unknown_operation", .detail = request.operation});
    }
    const auto plan = planOf(*operation, request);
    if (!plan) {
        return ended(plan.error());
    }
    const auto promise = std::make_shared<QPromise<CallOutcome>>();
    promise->start();
    auto* exchange = new HttpExchange(m_network, requestOf(m_access, *operation, *plan, request), &m_open);
    QObject::connect(exchange, &HttpExchange::finished, exchange,
                     [promise, exchange, shape = operation->shape](const HttpOutcome& outcome) {
                         promise->addResult(outcomeOf(shape, outcome));
                         promise->finish();
                         exchange->deleteLater();
                     });
    auto* watcher = new QFutureWatcher<CallOutcome>(exchange);
    QObject::connect(watcher, &QFutureWatcher<CallOutcome>::canceled, exchange, &HttpExchange::giveUp);
    watcher->setFuture(promise->future());
    return promise->future();
}

} // namespace stillgate
