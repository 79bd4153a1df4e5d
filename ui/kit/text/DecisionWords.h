// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

#include "core/base/UntrustedText.h"
#include "core/domain/Reasons.h"

/// Facts of a system of record, and why people decided as they did, in the same words on every screen.
namespace stillgate {

class Formatting;

/// "order.refunded" as "Order, refunded".
[[nodiscard]] QString factWords(std::string_view fact);
/// A value of a fact: money as the user writes it, everything else as it is, safe to show.
[[nodiscard]] QString valueWords(std::string_view value, const Formatting& formatting);
[[nodiscard]] QString valueWords(const UntrustedText& value, const Formatting& formatting);

/// Why an approval counts no more, by the code of the event; an unknown one as it is.
[[nodiscard]] QString voidingWords(std::string_view why);
[[nodiscard]] QString reasonWords(DenyReason reason);
[[nodiscard]] QString reasonWords(EscalateReason reason);
/// Of the code in a signed statement; empty for none, and one that is not known here as it is.
[[nodiscard]] QString reasonWords(std::string_view code);

} // namespace stillgate
