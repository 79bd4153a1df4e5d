// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/Store.h"
#include "core/protocol/EventView.h"

namespace stillgate {

/// Bytes of events that one answer holds at the most, so that it stays under the protocol's limit of a message.
inline constexpr std::size_t kRoomForEvents = std::size_t{768} << 10U;

/// A stored event as it is shown: its header, its values, and which of them were erased or do not fit.
[[nodiscard]] Result<rpc::EventView> viewOf(LedgerReader& reader, const StoredEvent& event);
[[nodiscard]] Result<rpc::EventView> viewAt(LedgerReader& reader, Sequence sequence);
/// About what it takes on the wire.
[[nodiscard]] std::size_t sizeOf(const rpc::EventView& view);

} // namespace stillgate
