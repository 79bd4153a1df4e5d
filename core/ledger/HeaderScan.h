// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/domain/Event.h"

namespace stillgate {

/// A commitment as it stands in a header.
struct PersonalView {
    std::string_view field;
    PersonId person;
    Digest commitment;
    std::optional<std::string_view> context;
};

/// What the ledger itself needs of a header, as views into its bytes. Reused from event to event, it allocates nothing.
struct HeaderView {
    Sequence sequence = 0;
    PersonId actor;
    std::string_view code;
    int version = 0;
    UtcTime time;
    std::optional<TicketId> ticket;
    std::string_view data; ///< canonical JSON
    std::string_view attachments; ///< data.attachments as canonical JSON; empty when there are none
    std::vector<PersonalView> personal; ///< by field
};

/// Whether the bytes are what canonicalExact() would write of them again: RFC 8785 without floating-point numbers.
[[nodiscard]] bool isCanonicalExact(std::string_view json);

/// Reads a header and checks on the way that it is canonical. As strict as decodeHeader() and in a tenth of the time. Codes, field
/// names and contexts hold printable ASCII that JSON leaves as it is. Corrupt names what is wrong.
[[nodiscard]] Result<void> scanHeader(std::string_view bytes, HeaderView& out);

/// Whose values stand beside an event, in the order of their places: by the first field of each.
void personsOf(const HeaderView& header, std::vector<PersonId>& out);

} // namespace stillgate
