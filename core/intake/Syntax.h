// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The forms that single fields of a message must have. The text is valid UTF-8.
namespace stillgate {

/// One @, before it 1 to 64 bytes of a dot-atom (RFC 5322 section 3.4.1, RFC 6531 for letters beyond ASCII), behind it a domain of
/// two or more labels. Quoted names, address literals and characters that cannot be seen are refused.
[[nodiscard]] bool isEmailAddress(std::string_view text);

/// An officially assigned code of ISO 3166-1 alpha-2 in capitals, or XK, which ISO leaves to its users and Kosovo goes by.
[[nodiscard]] bool isCountryCode(std::string_view text);

/// A primary language subtag of two or three small letters (RFC 5646 section 2.2.1).
[[nodiscard]] bool isLanguageCode(std::string_view text);

/// type "/" subtype by RFC 6838 section 4.2, without parameters.
[[nodiscard]] bool isMediaType(std::string_view text);

} // namespace stillgate
