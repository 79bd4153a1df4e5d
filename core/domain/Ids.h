// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/Id.h"

namespace stillgate {

using TicketId = Id<struct TicketTag>;
using MessageId = Id<struct MessageTag>;
using ActionId = Id<struct ActionTag>;
using GateId = Id<struct GateTag>;
using NoticeId = Id<struct NoticeTag>;
using BlobId = Id<struct BlobTag>;
/// A customer or an actor, by a pseudonym: who it is stands in a personal value under that person's key.
using PersonId = Id<struct PersonTag>;
/// Minted by whoever submits a command: the same id again gives the same answer.
using CommandId = Id<struct CommandTag>;

/// Position of an event in its ledger, from 0 without gaps.
using Sequence = std::uint64_t;

/// The orchestrator itself as an actor, and the owner of secrets that are nobody's personal data.
inline constexpr PersonId kOrchestrator{Uuid{{0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1}}};
/// Whoever has the data folder and with it the ready file: starts and ends the orchestrator, brings messages in, makes the first admin.
inline constexpr PersonId kOperator{Uuid{{0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 2}}};

} // namespace stillgate
