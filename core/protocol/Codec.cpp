// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Codec.h"

#include <algorithm>
#include <cmath>

#include "core/base/JsonCodec.h"
#include "core/protocol/Errors.h"

namespace stillgate::rpc {

namespace {

constexpr std::string_view kVersion = "2.0";
/// Around a result stand the response object and, at the most, the array of a batch.
constexpr std::size_t kEnvelopeDepth = 2;

Invalid invalidRequest(RequestId id, ErrorCode code, std::string where, std::string detail)
{
    return {std::move(id), rpcError(WireCode::InvalidRequest, Error{code, std::move(where), std::move(detail)})};
}

std::optional<RequestId> idFrom(const Json& json)
{
    if (json.isNull()) {
        return RequestId(nullptr);
    }
    if (const std::int64_t* integer = json.asInteger()) {
        return RequestId(*integer);
    }
    if (const double* number = json.asDouble()) {
        return RequestId(*number);
    }
    const std::string* text = json.asString();
    return text != nullptr && text->size() <= kMostIdBytes ? std::optional(RequestId(*text)) : std::nullopt;
}

std::string textOf(const RequestId& id)
{
    return std::visit([](const auto& value) { return canonicalJson(Json(value)); }, id);
}

bool hasVersion(const Json& json)
{
    return json.textAt("jsonrpc") == kVersion;
}

Call callFrom(const Json& json)
{
    if (json.asObject() == nullptr) {
        return invalidRequest(nullptr, ErrorCode::Malformed, "$", "expected an object");
    }
    const Json* idMember = json.find("id");
    const auto id = idMember != nullptr ? idFrom(*idMember) : RequestId(nullptr);
    if (!id) {
        return invalidRequest(nullptr, ErrorCode::Malformed, "$.id",
                              "expected null, a number or a text of at most " + std::to_string(kMostIdBytes) + " bytes");
    }
    if (!hasVersion(json)) {
        return invalidRequest(*id, ErrorCode::Malformed, "$.jsonrpc", "expected \"2.0\"");
    }
    const Json* method = json.find("method");
    if (method == nullptr || method->asString() == nullptr) {
        return invalidRequest(*id, ErrorCode::Malformed, "$.method", "expected a text");
    }
    const Json* params = json.find("params");
    if (params != nullptr && params->asArray() == nullptr && params->asObject() == nullptr) {
        return invalidRequest(*id, ErrorCode::Malformed, "$.params", "expected an object or an array");
    }
    auto given = params != nullptr ? std::optional(*params) : std::nullopt;
    if (idMember == nullptr) {
        return Notification{*method->asString(), std::move(given)};
    }
    return Request{*id, *method->asString(), std::move(given)};
}

Message single(Call call)
{
    return {Shape::Single, {std::move(call)}};
}

Message batchFrom(const Json::Array& array)
{
    if (array.empty()) {
        return single(invalidRequest(nullptr, ErrorCode::Malformed, "$", "the batch is empty"));
    }
    if (array.size() > kMostBatch) {
        return single(
            invalidRequest(nullptr, ErrorCode::Limit, "$", "a batch has at most " + std::to_string(kMostBatch) + " calls"));
    }
    Message batch{Shape::Batch, {}};
    batch.calls.reserve(array.size());
    for (const Json& item : array) {
        batch.calls.push_back(callFrom(item));
    }
    return batch;
}

/// Whether a value can be written and read again by the other end.
bool canTravel(const Json& value, std::size_t depthLeft)
{
    if (const double* number = value.asDouble()) {
        return std::isfinite(*number);
    }
    const Json::Array* array = value.asArray();
    const Json::Object* object = value.asObject();
    if (array == nullptr && object == nullptr) {
        return true;
    }
    if (depthLeft == 0) {
        return false;
    }
    if (array != nullptr) {
        return std::all_of(array->begin(), array->end(), [&](const Json& item) { return canTravel(item, depthLeft - 1); });
    }
    return std::all_of(object->begin(), object->end(),
                       [&](const Json::Member& member) { return canTravel(member.value, depthLeft - 1); });
}

/// A message of a server, which is never a batch.
Result<Json> jsonFromServer(std::string_view bytes)
{
    if (bytes.size() > kMostMessageBytes) {
        return fail(ErrorCode::Limit, "$", "a message has at most " + std::to_string(kMostMessageBytes) + " bytes");
    }
    auto json = parseJson(bytes, JsonLimits{.depth = kMostDepth});
    if (json && (json->asObject() == nullptr || !hasVersion(*json))) {
        return fail(ErrorCode::Malformed, "$.jsonrpc", "expected an object with \"2.0\"");
    }
    return json;
}

/// To move a large one out of its message.
Json* memberOf(Json& object, std::string_view key)
{
    Json::Object& members = *object.asObject();
    const auto member = std::find_if(members.begin(), members.end(), [&](const Json::Member& each) { return each.key == key; });
    return member == members.end() ? nullptr : &member->value;
}

Result<Response> responseFrom(Json&& json)
{
    const Json* idMember = json.find("id");
    const auto id = idMember != nullptr ? idFrom(*idMember) : std::nullopt;
    if (!id) {
        return fail(ErrorCode::Malformed, "$.id", "expected null, a number or a text");
    }
    Json* result = memberOf(json, "result");
    const Json* error = json.find("error");
    if ((result != nullptr) == (error != nullptr)) {
        return fail(ErrorCode::Malformed, "$", "expected either a result or an error");
    }
    if (result != nullptr) {
        return Response{*id, std::move(*result)};
    }
    return fromJson<RpcError>(*error, "$.error").map([&](RpcError&& object) {
        return Response{*id, tl::make_unexpected(std::move(object))};
    });
}

Result<Notification> notificationFrom(Json&& json)
{
    const std::string* method = json.find("method")->asString();
    if (method == nullptr || json.find("id") != nullptr) {
        return fail(ErrorCode::Malformed, "$.method", "expected an answer or a notification");
    }
    Json* params = memberOf(json, "params");
    if (params != nullptr && params->asArray() == nullptr && params->asObject() == nullptr) {
        return fail(ErrorCode::Malformed, "$.params", "expected an object or an array");
    }
    return Notification{*method, params != nullptr ? std::optional(std::move(*params)) : std::nullopt};
}

/// Long enough for several frames, or meant to stand in a message that is.
std::string fitForFrames(std::string text, Letters letters)
{
    return letters == Letters::Escaped || text.size() > kMostFrameBytes ? escapedToAscii(text) : std::move(text);
}

void appendEscaped(std::string& out, char32_t point)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto unit = [&](char32_t value) {
        out += "\\u";
        for (const unsigned shift : {12U, 8U, 4U, 0U}) {
            out += digits[(value >> shift) & 0x0FU];
        }
    };
    if (point < 0x10000U) {
        unit(point);
    } else {
        unit(0xD800U + ((point - 0x10000U) >> 10U));
        unit(0xDC00U + ((point - 0x10000U) & 0x3FFU));
    }
}

} // namespace

Message parseMessage(std::string_view bytes)
{
    if (bytes.size() > kMostMessageBytes) {
        return single(invalidRequest(nullptr, ErrorCode::Limit, {},
                                     "a message has at most " + std::to_string(kMostMessageBytes) + " bytes"));
    }
    const auto json = parseJson(bytes, JsonLimits{.depth = kMostDepth});
    if (!json) {
        return single(Invalid{nullptr, rpcError(WireCode::ParseError, json.error())});
    }
    const Json::Array* array = json->asArray();
    return array != nullptr ? batchFrom(*array) : single(callFrom(*json));
}

Result<Response> parseResponse(std::string_view bytes)
{
    return jsonFromServer(bytes).and_then(responseFrom);
}

Result<ServerMessage> parseServerMessage(std::string_view bytes)
{
    return jsonFromServer(bytes).and_then([](Json&& json) -> Result<ServerMessage> {
        if (json.find("method") == nullptr) {
            return responseFrom(std::move(json)).map([](Response&& response) { return ServerMessage(std::move(response)); });
        }
        return notificationFrom(std::move(json)).map([](Notification&& told) { return ServerMessage(std::move(told)); });
    });
}

std::string writeRequest(const RequestId& id, std::string_view method, const Json& params)
{
    Json request = Json::object();
    request.set("jsonrpc", kVersion).set("method", method);
    request.set("id", std::visit([](const auto& value) { return Json(value); }, id));
    if (!params.isNull()) {
        request.set("params", params);
    }
    return fitForFrames(canonicalJson(request), Letters::Plain);
}

std::string writeResult(const RequestId& id, const Json& result, std::size_t most, Letters letters)
{
    if (!canTravel(result, kMostDepth - kEnvelopeDepth)) {
        return writeError(id, rpcError(Error{ErrorCode::Limit, {}, "the result is nested too deep or has no finite number"}));
    }
    // Put together as text, so that a large result is not copied to be wrapped.
    std::string out =
        fitForFrames(R"({"id":)" + textOf(id) + R"(,"jsonrpc":"2.0","result":)" + canonicalJson(result) + "}", letters);
    if (out.size() > most) {
        return writeError(id, rpcError(Error{ErrorCode::Limit, {}, "the result is too large: ask for less at a time"}));
    }
    return out;
}

std::string writeError(const RequestId& id, const RpcError& error)
{
    return R"({"error":)" + canonicalJson(toJson(error)) + R"(,"id":)" + textOf(id) + R"(,"jsonrpc":"2.0"})";
}

std::string writeBatch(std::span<const std::string> answers)
{
    std::string out = "[";
    for (const std::string& answer : answers) {
        out += out.size() > 1 ? "," : "";
        out += escapedToAscii(answer);
    }
    return out + "]";
}

std::string escapedToAscii(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    // Letters beyond ASCII stand in strings alone, where an escape means the same.
    for (std::size_t at = 0; at < json.size();) {
        const auto lead = static_cast<unsigned char>(json[at]);
        const std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        if (length == 1) {
            out += json[at++];
            continue;
        }
        char32_t point = lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length && at + i < json.size(); ++i) {
            point = point << 6U | (static_cast<unsigned char>(json[at + i]) & 0x3FU);
        }
        appendEscaped(out, point);
        at += length;
    }
    return out;
}

} // namespace stillgate::rpc
