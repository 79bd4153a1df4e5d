// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/Books.h"

namespace stillgate::sandbox {

struct MessageRequest {
    std::optional<std::string> toCustomer; ///< the address then comes from the books
    std::optional<std::string> to; ///< exactly one of the two is there
    std::string channel; ///< email, chat, voice or web
    std::string subject;
    std::string body;
};

/// {"to_customer" or "to", "channel", "subject", "body"}. Malformed names the path.
[[nodiscard]] Result<MessageRequest> messageFromJson(const Json& body);

/// 201 with the message as it lies in the mailbox, without its text; 404 unknown customer.
[[nodiscard]] Answer sendMessage(const Entry& entry, const MessageRequest& request);

/// {"messages": […]}: what was sent under this key; 404 lookup_not_offered by a system that cannot look up.
[[nodiscard]] Answer findMessages(const View& view, const std::string& key);

} // namespace stillgate::sandbox
