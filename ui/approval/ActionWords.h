// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <QString>

#include "core/client/Values.h"

namespace stillgate {

class Formatting;

/// What an action does, taken from the lines that are signed.
struct ActionShown {
    std::string system;
    std::string operation;
    std::optional<Money> amount;
    UntrustedText target;
    std::map<std::string, UntrustedText> parameters;
    std::string reversibility; ///< name of a Reversibility
    std::string compensation;
    /// The means of the payment that the signed parameters name, as the system of record had it ("card ··4242"). Committed to by the
    /// proposal; not itself one of the signed lines. Empty when not known.
    UntrustedText method;

    friend bool operator==(const ActionShown&, const ActionShown&) = default;
};

[[nodiscard]] ActionShown actionShown(const GateView& gate);

/// One sentence with amount and target. An operation without words of its own is named as it is. Everything from outside in it is safe
/// to show and cannot turn the rest around.
[[nodiscard]] QString questionOf(const ActionShown& action, const Formatting& formatting);
/// The same in three words, from what lists have.
[[nodiscard]] QString titleOf(const GateRow& gate, const Formatting& formatting);
/// Whether and how it can be undone, as a sentence.
[[nodiscard]] QString undoableWords(const ActionShown& action);

/// A line's label in our words; an unknown one as it is.
[[nodiscard]] QString labelWords(std::string_view label);

/// "1 of L2 and 1 of Supervisor"
[[nodiscard]] QString quorumWords(const std::vector<QuorumPart>& quorum);

/// In marks that keep the direction of the text to itself, whichever it is (UAX #9: FSI, PDI), so that it can stand in a sentence of
/// ours.
[[nodiscard]] QString apart(const QString& text);

} // namespace stillgate
