// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Api.h"

#include <algorithm>

#include "app/sandbox/Messages.h"
#include "app/sandbox/Orders.h"
#include "app/sandbox/Refunds.h"
#include "core/base/Bytes.h"

namespace stillgate::sandbox {

namespace {

constexpr std::size_t kMostKey = 255;

bool isUsableKey(const std::string& key)
{
    return !key.empty() && key.size() <= kMostKey &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// The one query parameter that a look-up needs.
Answer withParameter(const HttpRequest& request, const std::string& name, const std::function<Answer(const std::string&)>& then)
{
    const auto value = request.query(name);
    return value ? then(*value) : errorAnswer(400, "malformed", "the query needs " + name);
}

/// Decodes the body and runs the effect under the request's key. What is malformed has not begun and is not kept under the key.
template <typename Decode, typename Effect>
Answer write(const Books& books, const HttpRequest& request, const Decode& decode, const Effect& effect)
{
    if (request.idempotencyKey && !isUsableKey(*request.idempotencyKey)) {
        return errorAnswer(400, "malformed", "Idempotency-Key: expected 1 to 255 printable ASCII characters");
    }
    auto body = parseJson(request.body);
    if (!body) {
        return malformedAnswer(body.error());
    }
    const auto decoded = decode(*body);
    if (!decoded) {
        return malformedAnswer(decoded.error());
    }
    return books.write({request.method + " " + request.path, std::move(*body), request.idempotencyKey},
                       [&](const Entry& entry) { return effect(entry, *decoded); });
}

Answer unauthorized()
{
    return errorAnswer(401, "unauthorized", "expected the bearer token of the ready file");
}

Answer throttled(std::chrono::milliseconds span)
{
    Answer answer = errorAnswer(429, "throttled", "too many requests");
    answer.retryAfterSeconds = static_cast<int>((span.count() + 999) / 1000);
    return answer;
}

} // namespace

Api::Api(const Books& books, Faults& faults, std::string token) : m_books(books), m_faults(faults), m_token(std::move(token)) {}

bool Api::isAllowed(const HttpRequest& request) const
{
    return request.bearer && equalConstantTime(asBytes(*request.bearer), asBytes(m_token));
}

HttpReply Api::serve(const HttpRequest& request, const Operation& operation)
{
    const auto strike = m_faults.strike(request.method, request.path);
    if (!strike) {
        return {.answer = operation(request)};
    }
    switch (strike->mode) {
    case FaultMode::Latency:
        return m_faults.wait(strike->span) ? HttpReply{.answer = operation(request)}
                                           : HttpReply{.delivery = HttpReply::Delivery::None};
    case FaultMode::Throttle: return {.answer = throttled(strike->span)};
    case FaultMode::DropRequest: return {.delivery = HttpReply::Delivery::None};
    case FaultMode::DropResponse: return {.answer = operation(request), .delivery = HttpReply::Delivery::None};
    case FaultMode::Fail: return {.answer = errorAnswer(500, "internal", "a fault was ordered")};
    case FaultMode::Garbage: return {.answer = operation(request), .delivery = HttpReply::Delivery::Broken};
    }
    return {.answer = errorAnswer(500, "internal", "unknown fault")};
}

void Api::addOperation(HttpServer& server, const std::string& method, const std::string& pattern, Operation operation)
{
    server.route(method, pattern, [this, operation = std::move(operation)](const HttpRequest& request) {
        return isAllowed(request) ? serve(request, operation) : HttpReply{.answer = unauthorized()};
    });
}

void Api::addControl(HttpServer& server, const std::string& method, const std::string& pattern, Operation operation)
{
    server.route(method, pattern, [this, operation = std::move(operation)](const HttpRequest& request) {
        return HttpReply{.answer = isAllowed(request) ? operation(request) : unauthorized()};
    });
}

void Api::install(HttpServer& server)
{
    installReads(server);
    installWrites(server);
    installControl(server);
}

void Api::installReads(HttpServer& server)
{
    const auto lookUp = [&](const std::string& path, const std::string& parameter,
                            const std::function<Answer(const View&, const std::string&)>& find) {
        addOperation(server, "GET", path, [this, parameter, find](const HttpRequest& request) {
            return withParameter(request, parameter, [&](const std::string& value) {
                return m_books.read([&](const View& view) { return find(view, value); });
            });
        });
    };
    const auto readOne = [&](const std::string& path, const std::function<Answer(const View&, const std::string&)>& read) {
        addOperation(server, "GET", path, [this, read](const HttpRequest& request) {
            return m_books.read([&](const View& view) { return read(view, request.captures.at(0)); });
        });
    };
    lookUp("/v1/customers", "email", findCustomers);
    readOne("/v1/orders/([^/]+)", readOrder);
    lookUp("/v1/refunds", "key", findRefunds);
    readOne("/v1/refunds/([^/]+)", readRefund);
    lookUp("/v1/recharges", "key", findRecharges);
    lookUp("/v1/messages", "key", findMessages);
}

void Api::installWrites(HttpServer& server)
{
    addOperation(server, "POST", "/v1/refunds",
                 [this](const HttpRequest& request) { return write(m_books, request, refundFromJson, createRefund); });
    addOperation(server, "POST", "/v1/refunds/([^/]+)/recharge", [this](const HttpRequest& request) {
        return write(
            m_books, request, [&](const Json& body) { return rechargeFromJson(request.captures.at(0), body); }, createRecharge);
    });
    addOperation(server, "POST", "/v1/messages",
                 [this](const HttpRequest& request) { return write(m_books, request, messageFromJson, sendMessage); });
}

void Api::installControl(HttpServer& server)
{
    addControl(server, "GET", "/healthz", [](const HttpRequest&) { return Answer{.body = Json::Object{{"status", "ok"}}}; });
    addControl(server, "GET", "/v1/books", [this](const HttpRequest&) { return m_books.dump(); });
    addControl(server, "GET", "/v1/faults", [this](const HttpRequest&) { return Answer{.body = m_faults.list()}; });
    addControl(server, "DELETE", "/v1/faults", [this](const HttpRequest&) {
        m_faults.clear();
        return Answer{.body = m_faults.list()};
    });
    addControl(server, "POST", "/v1/faults", [this](const HttpRequest& request) {
        const auto added = parseJson(request.body).and_then([&](const Json& order) { return m_faults.add(order); });
        return added ? Answer{.status = 201, .body = m_faults.list()} : malformedAnswer(added.error());
    });
}

} // namespace stillgate::sandbox
