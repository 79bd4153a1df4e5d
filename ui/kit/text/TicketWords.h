// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

#include "core/domain/Words.h"
#include "ui/kit/theme/Icon.h"

/// The product's closed lists as people read them. Every screen says them in the same words.
namespace stillgate {

[[nodiscard]] QString stageWords(Stage stage);
[[nodiscard]] QString bandWords(Band band);
/// Why a ticket is in its band, as a fact; empty where the confidence alone placed it.
[[nodiscard]] QString bandReasonWords(BandReason reason);
[[nodiscard]] QString channelWords(Channel channel);
[[nodiscard]] Icon channelIcon(Channel channel);
[[nodiscard]] QString stakesWords(Stakes stakes);
[[nodiscard]] QString roleWords(Role role);
/// Why automation stopped, as a fact: "Low confidence".
[[nodiscard]] QString escalationWords(EscalationReason reason);
/// A code of the catalogue or of a pack ("refund_issued") as words ("Refund issued"); anything from outside in it is shown as it is.
[[nodiscard]] QString codeWords(std::string_view code);

} // namespace stillgate
