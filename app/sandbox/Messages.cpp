// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Messages.h"

#include <algorithm>
#include <array>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "app/sandbox/Sql.h"
#include "core/base/JsonCodec.h"

namespace stillgate::sandbox {

namespace {

constexpr std::array<std::string_view, 4> kChannels{"email", "chat", "voice", "web"};

/// The address in the books, or nothing for an unknown customer.
std::optional<std::string> addressOf(const Entry& entry, const std::string& customer)
{
    SQLite::Statement row(entry.database, "SELECT email FROM customers WHERE id = ?");
    row.bind(1, customer);
    return row.executeStep() ? std::optional(row.getColumn(0).getString()) : std::nullopt;
}

constexpr const char* kSelectMessage =
    "SELECT id, customer, address, channel, subject, idempotency_key, created_at FROM mailbox WHERE ";

Json messageOfRow(const SQLite::Statement& row)
{
    Json message;
    message.set("id", row.getColumn(0).getString());
    if (!row.getColumn(1).isNull()) {
        message.set("to_customer", row.getColumn(1).getString());
    }
    message.set("to", row.getColumn(2).getString());
    message.set("channel", row.getColumn(3).getString());
    message.set("subject", row.getColumn(4).getString());
    if (!row.getColumn(5).isNull()) {
        message.set("idempotency_key", row.getColumn(5).getString());
    }
    message.set("created_at", row.getColumn(6).getString());
    return message;
}

} // namespace

template <typename Visitor>
void describe(Visitor& visit, MessageRequest& request)
{
    visit("to_customer", request.toCustomer);
    visit("to", request.to);
    visit("channel", request.channel);
    visit("subject", request.subject);
    visit("body", request.body);
}

Result<MessageRequest> messageFromJson(const Json& body)
{
    auto request = fromJson<MessageRequest>(body);
    if (!request) {
        return request;
    }
    if (request->toCustomer.has_value() == request->to.has_value()) {
        return fail(ErrorCode::Malformed, "$.to", "expected either to_customer or to");
    }
    if (request->to && request->to->empty()) {
        return fail(ErrorCode::Malformed, "$.to", "expected an address");
    }
    if (std::find(kChannels.begin(), kChannels.end(), request->channel) == kChannels.end()) {
        return fail(ErrorCode::Malformed, "$.channel", "expected email, chat, voice or web");
    }
    return request;
}

Answer sendMessage(const Entry& entry, const MessageRequest& request)
{
    const auto address = request.to ? request.to : addressOf(entry, *request.toCustomer);
    if (!address) {
        return errorAnswer(404, "not_found", "there is no such customer");
    }
    const std::string id = newId("ms_");
    SQLite::Statement insert(entry.database, "INSERT INTO mailbox (id, customer, address, channel, subject, body, "
                                             "idempotency_key, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, id);
    bindOptional(insert, 2, request.toCustomer);
    insert.bind(3, *address);
    insert.bind(4, request.channel);
    insert.bind(5, request.subject);
    insert.bind(6, request.body);
    bindOptional(insert, 7, entry.key);
    insert.bind(8, entry.now);
    insert.exec();

    SQLite::Statement row(entry.database, std::string(kSelectMessage) + "id = ?");
    row.bind(1, id);
    row.executeStep();
    Json message = messageOfRow(row);
    entry.journal("message.send", id, message);
    return Answer{.status = 201, .body = std::move(message)};
}

Answer findMessages(const View& view, const std::string& key)
{
    return listUnderKey(view, "messages", std::string(kSelectMessage) + "idempotency_key = ? ORDER BY rowid", key,
                        messageOfRow);
}

} // namespace stillgate::sandbox
