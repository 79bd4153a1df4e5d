// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Facts.h"
#include "core/domain/ResolutionEvents.h"
#include "core/domain/Runbook.h"

namespace stillgate {

/// The record that a read asks for: the answer itself, or the one element of the list it picks. NotFound when the list is empty,
/// Conflict when it holds several.
[[nodiscard]] Result<Json> recordOf(const RunbookRead& read, const Json& answer);

/// Adds the members of a record as facts "<name>.<member>": texts, whole numbers, flags, and the declared amounts as money.
/// Malformed when a declared amount is none.
[[nodiscard]] Result<void> addFacts(Facts& facts, const RunbookRead& read, const Json& record);

/// Runs a select and adds what it found as facts. NotFound when nothing fits, Conflict when the choice is not clear.
///   repeated_payment: of the record's payments the later of exactly one pair with the same amount, captured within the
///   given time of each other, none of them refunded: <name>.id, .amount (and .amount.decimal, without the currency),
///   .method, .captured_at, and .excess, which is what was paid beyond the record's total and not given back.
[[nodiscard]] Result<void> addSelected(Facts& facts, const RunbookSelect& select, const Json& record);

/// Fills the braces of a template. NotFound names a fact that is not there.
[[nodiscard]] Result<std::string> render(std::string_view text, const Facts& facts);

/// The facts of the observed record alone, from the answer of its read.
[[nodiscard]] Result<Facts> shownFacts(const Runbook& runbook, const Json& answer);

/// The state now and after for every shown fact, in the runbook's order; unchanged ones have both alike.
[[nodiscard]] Result<std::vector<StateChange>> expectedStates(const Runbook& runbook, const Facts& facts);

} // namespace stillgate
