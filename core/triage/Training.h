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

/// A message with the label a person gave it. The text is in plain; training redacts it before anything else looks at it. In a set where
/// any example has further labels an example may have no label at all (an empty one).
struct Example {
    std::string text;
    std::string label; ///< the primary one
    ExampleSource source = ExampleSource::Labelled;
    std::vector<std::string> further{}; ///< others that it has as well

    friend bool operator==(const Example&, const Example&) = default;
};

/// All examples of a pack, in its order.
[[nodiscard]] std::vector<Example> examplesOf(const TriagePack& pack);

struct TrainingOptions {
    SgdOptions sgd;
    std::uint32_t folds = 5; ///< for the calibration and the held-out decisions
    /// Bounds features x labels, and with it memory: the rarest features go first. 2^25 weights are 128 MiB.
    std::size_t mostWeights = std::size_t{1} << 25U;
    ThresholdTargets thresholds;
    double lostToScope = 0.03; ///< share of held-out messages that may count as out of scope though they are not
};

/// Passes over the examples, of all folds, the models that miss some labels, and the final one together.
struct TrainingProgress {
    std::uint32_t done = 0;
    std::uint32_t all = 0;
};

struct TrainedModel {
    Model model;
    /// What models trained on the other folds said of each example, in the order of the examples: the thresholds are fitted on these,
    /// and a label whose text a model that never saw it is sure to be another is a doubtful one.
    std::vector<Decision> heldOut;
};

/// What models that never saw an example say of it, for each example in order; see TrainedModel::heldOut. Fails as trainModel() does.
/// `groups` has a number below the count of the examples for each: those with the same one share a fold, since whoever learned from a
/// copy has seen the text. Without groups each example is one.
[[nodiscard]] Result<std::vector<Decision>> heldOutDecisions(std::span<const Example> examples, const TrainingOptions& options,
                                                             const std::function<void(TrainingProgress)>& progress = {},
                                                             std::span<const std::uint32_t> groups = {});

/// Trains on all examples; the calibration comes from folds that deal each label's examples out evenly. The same examples in the same
/// order and the same options give the same model, bit for bit. Malformed: fewer than two labels, or an empty label or text.
/// What is out of scope is learned from the background class and from models that each miss some of the labels.
/// Limit: over 4096 labels or a label over 255 bytes.
[[nodiscard]] Result<TrainedModel> trainModel(std::span<const Example> examples, const TrainingOptions& options,
                                              const std::function<void(TrainingProgress)>& progress = {});

} // namespace stillgate::triage
