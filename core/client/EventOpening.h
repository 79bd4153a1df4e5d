// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/TicketStore.h"
#include "core/protocol/FeedMethods.h"

/// What travels made into what is shown.
namespace stillgate {

[[nodiscard]] Withheld withheldFrom(rpc::Hidden hidden);

/// The leaf hashed here from the very bytes; personal fields stay NotLoaded.
[[nodiscard]] ShownEvent shownEvent(const rpc::CarriedHeader& header);
/// With every value opened against its commitment. Corrupt when one does not open it, or stands for no field of the header.
[[nodiscard]] Result<ShownEvent> shownEvent(const rpc::EventView& event);

[[nodiscard]] TicketTexts textsFrom(const rpc::TicketTitle& title);

} // namespace stillgate
