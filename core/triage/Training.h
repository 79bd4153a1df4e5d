// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/triage/Calibration.h"
#include "core/triage/Model.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::triage {

/// Where the label of an example comes from.
enum class ExampleSource {
    Labelled, ///< of a pack or a file
    Accepted, ///< a model said so and a person agreed
    Corrected ///< a person said so against a model
};

/// A message with the label a person gave it. The text is in plain; training redacts it before anything else looks at it.
struct Example {
    std::string text;
    std::string label;
    ExampleSource source = ExampleSource::Labelled;

    friend bool operator==(const Example&, const Example&) = default;
};

/// All examples of a pack, in its order.
[[nodiscard]] std::vector<Example> examplesOf(const TriagePack& pack);

struct TrainingOptions {
    SgdOptions sgd;
    std::uint32_t folds = 5; ///< for the calibration and the held-out decisions
    /// Bounds features x labels, and with it memory: the rarest features go first. 2^25 weights are 128 MiB.
    std::size_t mostWeights = std::size_t{1} << 25U;
};

/// Passes over the examples, of all folds and the final model together.
struct TrainingProgress {
    std::uint32_t done = 0;
    std::uint32_t all = 0;
};

struct TrainedModel {
    Model model;
    /// What models trained on the other folds said of each example; thresholds are fitted on these.
    std::vector<Decision> heldOut;
};

/// Trains on all examples; the calibration comes from folds that deal each label's examples out evenly. The same examples in the same
/// order and the same options give the same model, bit for bit. Malformed: fewer than two labels, or an empty label or text.
/// Limit: over 4096 labels or a label over 255 bytes.
[[nodiscard]] Result<TrainedModel> trainModel(std::span<const Example> examples, const TrainingOptions& options,
                                              const std::function<void(TrainingProgress)>& progress = {});

} // namespace stillgate::triage
