// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/base/Digest.h"
#include "core/base/Secret.h"
#include "core/domain/Ids.h"
#include "core/intake/Message.h"

/// What makes a redelivery known. Every hash here is HMAC-SHA256 under the ledger's lookup key over the RFC 8785 bytes of a JSON
/// array whose first member says what it is for. The same key hashes addresses (core/ledger/Keys.h), and no address is an array.
namespace stillgate {

/// ["id", source, id] for a message with an id of its own; without one ["content", source, e-mail address or null, subject or null,
/// text, [SHA-256 of each attachment], occurrence]. The message is valid, so its texts are UTF-8. `occurrence` is a decimal text.
[[nodiscard]] Digest messageIdentity(const Secret32& lookupKey, const IntakeMessage& message, std::uint64_t occurrence);

/// ["thread", customer, thread]: the same reference from another sender is another thread.
[[nodiscard]] Digest threadKey(const Secret32& lookupKey, PersonId customer, std::string_view thread);

/// Tells equal messages of one delivery apart: the first is number 0, the next equal one number 1. A text that stands twice in a
/// file is two messages, and the same file again gives the same numbers.
class OccurrenceCounter {
public:
    /// How many equal messages were counted before this one; always 0 for a message with an id.
    [[nodiscard]] std::uint64_t next(const IntakeMessage& message);

private:
    std::unordered_map<Digest, std::uint64_t> m_seen;
};

} // namespace stillgate
