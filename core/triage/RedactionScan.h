// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/triage/Redaction.h"

/// What the finders of redaction share: the text as characters, so that digits of every script and every kind of blank and dash
/// count alike, and letters that only look Latin count as what they look like. Used by redact() alone.
namespace stillgate::triage::scan {

enum class Glyph : std::uint8_t {
    Other,
    Letter,
    Digit,
    Blank, ///< any space but a line break
    Break, ///< a line break
    Dash, ///< any dash, and the underscore
    Dot,
    Joiner, ///< invisible format characters and accents written apart: they hide in numbers and words
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
    bool isUpper = false;
    /// ASCII in lower case, also for letters with an accent, of full width or of the same shape; digits of any script as '0' to '9';
    /// 0 for all else.
    char character = 0;
    char32_t letter = 0; ///< in lower case, for letters without an ASCII character
    std::uint32_t begin = 0; ///< byte offset
};

/// The characters of a text; one more of kind Other stands at the end, so that looking ahead is safe.
using Units = std::vector<Unit>;

[[nodiscard]] Units unitsOf(std::string_view text);

/// Whether a placeholder of redaction ends right before unit `end`. It counts as the number or address that it hides, so that
/// redacting a redacted text changes nothing.
[[nodiscard]] bool isBehindPlaceholder(const Units& units, std::size_t end);
/// The length in units of the placeholder that begins at `at`, 0 when none does.
[[nodiscard]] std::size_t placeholderUnits(const Units& units, std::size_t at);

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

[[nodiscard]] inline bool isGap(const Unit& unit)
{
    return unit.glyph == Glyph::Blank || unit.glyph == Glyph::Joiner;
}

/// Whether a word or number begins at `at`, what is invisible left out.
[[nodiscard]] bool beginsWord(const Units& units, std::size_t at);

/// A run of letters and digits.
struct FoundWord {
    std::string text; ///< UTF-8, folded as the units are
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The word that begins at `at`, empty when none does.
[[nodiscard]] FoundWord wordAt(const Units& units, std::size_t at);
/// The nearest word that ends at `end` or before it, on the same line and with no placeholder between; empty when there is none.
[[nodiscard]] FoundWord wordBefore(const Units& units, std::size_t end);

/// Whether `word` is one of the blank-separated words of `list`.
[[nodiscard]] bool isListed(std::string_view list, std::string_view word);

/// One digit or letter of a number that may be written with separators.
struct Character {
    char value = 0;
    std::size_t unit = 0;
    bool endsGroup = false; ///< a separator or the end of the number follows
};

enum class Accept {
    Digits,
    DigitsAndLetters,
    DigitsAndLookalikes, ///< an 'o' for a 0, an 'l' or 'i' for a 1
};

/// Reads a number that is written in groups, at most `most` characters of it: between the groups stand at most three
/// separators, each of which `isSeparator` knows.
[[nodiscard]] std::vector<Character> readGrouped(const Units& units, std::size_t at, std::size_t most, Accept accept,
                                                 bool (*isSeparator)(Glyph));
/// The sizes of the groups it is written in.
[[nodiscard]] std::vector<std::size_t> groupSizes(const std::vector<Character>& characters);

enum class Hint { None, Phone, Reference };
/// The nearest telling word before a number, with fillers passed over.
[[nodiscard]] Hint hintBefore(const Units& units, std::size_t at);

/// All addresses, in order and apart from each other.
[[nodiscard]] std::vector<Found> findEmails(const Units& units);
/// The number that begins right at unit `at`, if one does.
[[nodiscard]] std::optional<Found> ibanAt(const Units& units, std::size_t at);
[[nodiscard]] std::optional<Found> cardAt(const Units& units, std::size_t at);
[[nodiscard]] std::optional<Found> phoneAt(const Units& units, std::size_t at);
/// By its check digits or shape, or by the word in front.
[[nodiscard]] std::optional<Found> nationalIdAt(const Units& units, std::size_t at);
/// A number that is a card's security code because it stands right behind the card that ends at `cardEnd`.
[[nodiscard]] std::optional<Found> securityCodeAt(const Units& units, std::size_t at, std::size_t cardEnd);
/// A one-time code that is called one, in front of it or behind.
[[nodiscard]] std::optional<Found> codeAt(const Units& units, std::size_t at);
/// The password or token that the word at `at` announces ("password is ..."), or that begins there and shows by its shape.
[[nodiscard]] std::optional<Found> secretAt(const Units& units, std::size_t at);
/// A postal address, or a part of one.
[[nodiscard]] std::optional<Found> addressAt(const Units& units, std::size_t at);

} // namespace stillgate::triage::scan
