// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/base/Time.h"

namespace stillgate {

/// 16 bytes of a UUID; see Id for the typed use.
using Uuid = FixedBytes<struct UuidTag, 16>;

/// Canonical text of a UUID (RFC 9562 section 4), lower case.
[[nodiscard]] std::string uuidToText(const Uuid& uuid);
[[nodiscard]] Result<Uuid> uuidFromText(std::string_view text);
/// UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, the rest from `entropy`.
[[nodiscard]] Uuid uuidV7(UtcTime time, const Digest& entropy);

/// Names one thing of one kind. `Tag` makes a TicketId and a GateId different types.
template <typename Tag>
struct Id {
    Uuid uuid;

    friend auto operator<=>(const Id&, const Id&) = default;

    [[nodiscard]] std::string text() const { return uuidToText(uuid); }
    [[nodiscard]] bool isNull() const { return uuid.isZero(); }
    [[nodiscard]] static Result<Id> fromText(std::string_view text)
    {
        return uuidFromText(text).map([](const Uuid& uuid) { return Id{uuid}; });
    }
};

} // namespace stillgate

template <typename Tag>
struct std::hash<stillgate::Id<Tag>> {
    std::size_t operator()(const stillgate::Id<Tag>& id) const noexcept { return std::hash<stillgate::Uuid>{}(id.uuid); }
};
