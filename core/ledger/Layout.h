// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/ledger/HeaderScan.h"

/// Where rows stand, the same in every store: their keys are computed, so that they ascend and need no index of their own.
namespace stillgate {

/// Checkpoints at every multiple of this size are kept; of the others only the newest is.
inline constexpr std::uint64_t kCheckpointEvery = 1024;

[[nodiscard]] inline bool isKeptCheckpoint(std::uint64_t size)
{
    return size % kCheckpointEvery == 0;
}

/// Rows of an event in the table of values, and pieces of an attachment.
inline constexpr std::int64_t kPlaces = 256;

/// Row of the values of the `ordinal`-th person of an event, as personsOf() lists them.
[[nodiscard]] inline std::int64_t placeOfPerson(Sequence sequence, std::size_t ordinal)
{
    return static_cast<std::int64_t>(sequence) * kPlaces + static_cast<std::int64_t>(ordinal);
}

/// Row in which a field of an event lies; empty when the header commits to no such field.
[[nodiscard]] inline std::optional<std::int64_t> placeOfValue(const HeaderView& header, std::string_view field)
{
    std::vector<PersonId> persons;
    personsOf(header, persons);
    for (const PersonalView& value : header.personal) {
        if (value.field == field) {
            const auto at = std::find(persons.begin(), persons.end(), value.person);
            return placeOfPerson(header.sequence, static_cast<std::size_t>(at - persons.begin()));
        }
    }
    return std::nullopt;
}

[[nodiscard]] inline std::int64_t placeOfPiece(std::int64_t blob, std::size_t piece)
{
    return blob * kPlaces + static_cast<std::int64_t>(piece);
}

} // namespace stillgate
