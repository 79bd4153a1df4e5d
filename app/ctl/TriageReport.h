// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/learning/ReviewedExamples.h"
#include "core/triage/Evaluation.h"
#include "core/triage/Taxonomy.h"

/// What the triage verbs print, for people and as JSON.
namespace stillgate::ctl {

[[nodiscard]] std::string evaluationText(const triage::EvaluationFigures& figures);
[[nodiscard]] Json evaluationJson(const triage::EvaluationFigures& figures);

/// One message as the model sees it. Without a taxonomy there are no bands.
struct PredictedMessage {
    triage::Redaction redaction;
    triage::Prediction prediction;
};

[[nodiscard]] std::string predictionText(const triage::Model& model, const PredictedMessage& message,
                                         const triage::Taxonomy* taxonomy);
[[nodiscard]] Json predictionJson(const triage::Model& model, const PredictedMessage& message,
                                  const triage::Taxonomy* taxonomy);

[[nodiscard]] std::string trainedText(const triage::TrainedModel& trained, const ReviewedExamples& from,
                                      const std::string& path);
[[nodiscard]] Json trainedJson(const triage::TrainedModel& trained, const ReviewedExamples& from, const std::string& path);

} // namespace stillgate::ctl
