// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/Words.h"
#include "core/triage/LabelledCsv.h"
#include "core/triage/Training.h"

namespace stillgate::triage {

/// Nanoseconds from any fixed point on, never backwards: how the evaluation is told what things cost.
using Stopwatch = std::function<std::int64_t()>;

struct LabelFigures {
    std::string label;
    std::size_t examples = 0; ///< in the test set
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    LabelThresholds thresholds; ///< the model's own, with where they come from
};

/// How often one label was given where another was right.
struct Confusion {
    std::string truth;
    std::string given;
    std::size_t count = 0;
};

/// What share can be decided alone at a precision: the threshold comes from held-out folds of the training set, share and realised
/// precision from the test set. A precision that no threshold reaches covers nothing.
struct CoverageFigures {
    double wanted = 0;
    std::optional<Confidence> threshold;
    Coverage test;
};

/// What fell into a band by the thresholds of each label, out-of-scope messages manual.
struct BandFigures {
    Band band = Band::Manual;
    std::size_t count = 0;
    double share = 0;
    double precision = 0;
};

/// Of messages with several labels, all labels of all messages counted together: a label counts as given when it passed its own threshold.
struct SeveralFigures {
    double microPrecision = 0;
    double microRecall = 0;
    double microF1 = 0;
};

struct ScopeFigures {
    double auroc = 0; ///< how well the score tells out-of-scope messages from the others (area under the ROC curve)
    double autoShare = 0; ///< of out-of-scope messages that would run alone all the same
    std::size_t count = 0; ///< out-of-scope messages
};

struct EvaluationFigures {
    std::size_t trainCount = 0;
    std::size_t testCount = 0;
    double accuracy = 0;
    double macroF1 = 0; ///< over the labels that occur in the test set or were given there
    double calibrationError = 0;
    double typoAccuracy = 0; ///< with withTypos() on the test set
    CoverageFigures at95;
    CoverageFigures at99;
    double trainSeconds = 0; ///< folds included
    double predictMicroseconds = 0; ///< median of one message, from plain text to reasons
    Calibration calibration;
    std::size_t features = 0;
    std::vector<ReliabilityBin> reliability;
    std::vector<LabelFigures> labels;
    std::vector<Confusion> confusions; ///< the most frequent first
    std::vector<Decision> decisions; ///< on each test message, in order
    std::vector<BandFigures> bands; ///< auto, assisted, manual
    std::size_t thinLabels = 0; ///< labels whose bands are the default ones
    double lostToScope = 0; ///< share of the test set that counts as out of scope though it has a label
    std::optional<SeveralFigures> several; ///< when a message of the set has several labels
    std::optional<ScopeFigures> outOfScope; ///< when there are rows labelled oos
};

/// Trains on the train split and measures on the test split. Malformed when either is missing.
[[nodiscard]] Result<EvaluationFigures> evaluate(const LabelledMessages& messages, const TrainingOptions& options,
                                                 const Stopwatch& stopwatch,
                                                 const std::function<void(TrainingProgress)>& progress = {});

/// Precision, recall and F1 of each label that is true or given in the decisions. `labels` are the model's; one that it does not know
/// counts against the label that was given in its place.
[[nodiscard]] std::vector<LabelFigures> labelFigures(std::span<const Decision> decisions,
                                                     const std::vector<std::string>& labels);

/// The probability that a message of the first group has a larger score than one of the second; ties count half.
[[nodiscard]] double areaUnderRoc(std::vector<double> inScope, std::vector<double> outOfScope);

} // namespace stillgate::triage
