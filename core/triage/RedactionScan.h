// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/triage/Redaction.h"

/// What the finders of redaction share: the text as characters, so that digits of every script and every kind of blank and dash
/// count alike. Used by redact() alone.
namespace stillgate::triage::scan {

enum class Glyph : std::uint8_t {
    Other,
    Letter,
    Digit,
    Blank, ///< any space but a line break
    Dash, ///< any dash, and the underscore
    Dot,
    Joiner, ///< invisible format characters: they hide in numbers
    At,
    Plus,
    Slash,
    Open, ///< round, square or curly
    Close,
    Mark, ///< what else may stand in the local part of an address (RFC 5322, atext)
    Guard, ///< '#' and '=': what follows is somebody's reference, not a phone number
};

struct Unit {
    Glyph glyph = Glyph::Other;
    char character = 0; ///< ASCII in lower case; digits of any script as '0' to '9'; 0 for all else
    std::uint32_t begin = 0; ///< byte offset
};

/// The characters of a text; one more of kind Other stands at the end, so that looking ahead is safe.
using Units = std::vector<Unit>;

[[nodiscard]] Units unitsOf(std::string_view text);

/// Whether a placeholder of redaction ends right before unit `end`. It counts as the number or address that it hides, so that
/// redacting a redacted text changes nothing.
[[nodiscard]] bool isBehindPlaceholder(const Units& units, std::size_t end);

/// Indices of units, `end` excluded.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    RedactedKind kind = RedactedKind::Email;
};

[[nodiscard]] inline bool isAlphanumeric(const Unit& unit)
{
    return unit.glyph == Glyph::Letter || unit.glyph == Glyph::Digit;
}

/// One digit or letter of a number that may be written with separators.
struct Character {
    char value = 0;
    std::size_t unit = 0;
    bool endsGroup = false; ///< a separator or the end of the number follows
};

enum class Accept { Digits, DigitsAndLetters };

/// Reads a number that is written in groups, at most `most` characters of it: between the groups stand at most three
/// separators, each of which `isSeparator` knows.
[[nodiscard]] std::vector<Character> readGrouped(const Units& units, std::size_t at, std::size_t most, Accept accept,
                                                 bool (*isSeparator)(Glyph));

/// All addresses, in order and apart from each other.
[[nodiscard]] std::vector<Found> findEmails(const Units& units);
/// The number that begins right at unit `at`, if one does.
[[nodiscard]] std::optional<Found> ibanAt(const Units& units, std::size_t at);
[[nodiscard]] std::optional<Found> cardAt(const Units& units, std::size_t at);
[[nodiscard]] std::optional<Found> phoneAt(const Units& units, std::size_t at);

} // namespace stillgate::triage::scan
