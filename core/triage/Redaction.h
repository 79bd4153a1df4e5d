// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/JsonCodec.h"

namespace stillgate::triage {

/// Goes up whenever the same text would be redacted otherwise; it stands in the event and in the model file.
inline constexpr std::uint32_t kRedactionVersion = 3;

enum class RedactedKind : std::uint8_t {
    Email,
    Phone,
    Card,
    Iban,
    NationalId, ///< identity, tax and social security numbers, passports
    Password,
    Token, ///< bearer and API tokens, JWT, keys in links
    Code, ///< one-time codes and the security codes of cards
    Address, ///< postal, or a part of one
};

/// Byte offsets of a piece of text, `end` excluded.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct RedactedSpan {
    TextRange original; ///< what was taken out, in the original text
    TextRange redacted; ///< its placeholder, in the redacted text
    RedactedKind kind = RedactedKind::Email;

    friend bool operator==(const RedactedSpan&, const RedactedSpan&) = default;
};

/// A text without e-mail addresses, phone numbers, card numbers (Luhn, ISO/IEC 7812), bank accounts (IBAN, ISO 13616), national ids,
/// passwords, tokens, one-time codes and postal addresses: each is replaced by a placeholder such as [email], and the sentence around it
/// stays. Only redact() makes one, so what takes it cannot be given a text in plain.
///
/// There is no way back from the redacted text. The original is a value of its own, `text` beside `redacted`, sealed under the person's
/// key; who is given it is decided where values are sent. Whoever holds both maps a place of one to the other by redacting again.
class Redaction {
public:
    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] const std::vector<RedactedSpan>& spans() const { return m_spans; } ///< in order, apart from each other

    /// Where a piece of the redacted text stands in the original; a piece that touches a placeholder takes in all of what it hides.
    [[nodiscard]] TextRange originalRange(TextRange redacted) const;

private:
    friend Redaction redact(std::string_view text);
    std::string m_text;
    std::vector<RedactedSpan> m_spans;
};

/// The same text always gives the same redaction, and redacting its result changes nothing. Any bytes are taken; what is not
/// UTF-8 stays as it is.
[[nodiscard]] Redaction redact(std::string_view text);

/// "[email]" and so on.
[[nodiscard]] std::string_view placeholderOf(RedactedKind kind);
/// The length of the placeholder that begins at this byte, 0 when none does.
[[nodiscard]] std::size_t placeholderLengthAt(std::string_view text, std::size_t at);

} // namespace stillgate::triage

template <>
struct stillgate::EnumNames<stillgate::triage::RedactedKind> {
    using Kind = triage::RedactedKind;
    static constexpr std::array<std::pair<Kind, std::string_view>, 9> kNames{{{Kind::Email, "email"},
                                                                              {Kind::Phone, "phone"},
                                                                              {Kind::Card, "card"},
                                                                              {Kind::Iban, "iban"},
                                                                              {Kind::NationalId, "national_id"},
                                                                              {Kind::Password, "password"},
                                                                              {Kind::Token, "token"},
                                                                              {Kind::Code, "code"},
                                                                              {Kind::Address, "address"}}};
};
