// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/Command.h"
#include "core/triage/Model.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::triage {

/// Labels under this confidence are not worth a line in the ledger; the primary one always is.
inline constexpr std::uint16_t kLeastListedConfidence = 100;
inline constexpr std::size_t kMostListedLabels = 5;

/// What the model and the taxonomy say of a message, as the ledger takes it: labels best first, reasons strongest first, those for the
/// primary label before those against it. Red flags are for policy to find. An intent that the taxonomy does not know is manual,
/// with no category and no team.
[[nodiscard]] Classified classify(const Model& model, const Taxonomy& taxonomy, const Redaction& redaction);

/// The labels of a prediction, best first, equal ones in the order of the model; at most `most` and none under `least` but the first.
[[nodiscard]] std::vector<LabelIndex> bestLabels(const Prediction& prediction, std::size_t most, Confidence least);

} // namespace stillgate::triage
