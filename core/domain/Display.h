// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/domain/Payload.h"

namespace stillgate {

/// One line of what a person is shown before signing, neutral to language: a label code and a value. A personal value is replaced
/// by its commitment; whoever shows the line opens it first. `detail` tells lines of one label apart.
struct DisplayLine {
    std::string label; ///< operation, amount, target, parameters, before, after, reversibility, runbook, rule, stakes, needs
    std::string detail;
    std::string value;
    std::optional<Digest> commitment;

    friend bool operator==(const DisplayLine&, const DisplayLine&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, DisplayLine& line)
{
    visit("label", line.label);
    visit("detail", line.detail);
    visit("value", line.value);
    visit("commitment", line.commitment);
}

/// The one function that both sides derive the lines with: from the headers of action.proposed and policy.decided.
[[nodiscard]] Result<std::vector<DisplayLine>> displayLines(const EventHeader& proposed, const EventHeader& decided);

/// SHA-256 of the canonical JSON of the lines: what a decision binds as "shown".
[[nodiscard]] Digest displayDigest(const std::vector<DisplayLine>& lines);

/// What a decision binds as "the exact action": system, operation, parameters and target by commitment, amount, the state it was
/// made from, idempotency key, reversibility, expected version, evidence and the changes. Reads all but the `proposal` field.
[[nodiscard]] Digest proposalDigest(const ActionProposed& action, const Digest& target, const Digest& parameters);

} // namespace stillgate
