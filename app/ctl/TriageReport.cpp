// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TriageReport.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

#include "core/base/SafeText.h"
#include "core/triage/Bands.h"
#include "core/triage/Classify.h"

namespace stillgate::ctl {

namespace {

using namespace triage;

constexpr std::size_t kListedScores = 3;

[[gnu::format(printf, 2, 3)]] void print(std::string& out, const char* form, ...)
{
    va_list values;
    va_start(values, form);
    char* text = nullptr;
    const int length = vasprintf(&text, form, values);
    va_end(values);
    if (length >= 0) {
        out.append(text, static_cast<std::size_t>(length));
        std::free(text);
    }
}

double percent(Confidence confidence)
{
    return confidence.probability() * 100;
}

void printCoverage(std::string& out, const CoverageFigures& figures)
{
    if (!figures.threshold) {
        print(out, "  alone at %2.0f %%       nothing: no threshold reached it on held-out messages\n", figures.wanted * 100);
        return;
    }
    print(out, "  alone at %2.0f %%       %.4f of the messages from confidence %.4f on, realised precision %.4f\n",
          figures.wanted * 100, figures.test.share, figures.threshold->probability(), figures.test.precision);
}

void printReliability(std::string& out, const std::vector<ReliabilityBin>& bins)
{
    out += "\nReliability (confidence said, share that was right)\n";
    for (const ReliabilityBin& bin : bins) {
        if (bin.count > 0) {
            print(out, "  %6.3f  %6.3f  %zu messages\n", bin.meanConfidence, bin.accuracy, bin.count);
        }
    }
}

void printBands(std::string& out, const EvaluationFigures& figures)
{
    print(out, "\nBands (share of the messages, share that was right); %zu of %zu labels have the default thresholds\n",
          figures.thinLabels, figures.labels.size());
    for (const BandFigures& band : figures.bands) {
        print(out, "  %.4f  %.4f  %s\n", band.share, band.precision, std::string(nameOf(band.band)).c_str());
    }
}

Json bandsJson(const std::vector<BandFigures>& bands)
{
    Json out = Json::array();
    for (const BandFigures& band : bands) {
        Json row = Json::object();
        row.set("band", nameOf(band.band));
        row.set("count", static_cast<std::int64_t>(band.count));
        row.set("coverage", band.share);
        row.set("precision", band.precision);
        out.push(std::move(row));
    }
    return out;
}

Json calibrationJson(const Calibration& calibration)
{
    Json out = Json::object();
    out.set("temperature", static_cast<double>(calibration.temperature));
    out.set("slope", static_cast<double>(calibration.slope));
    out.set("offset", static_cast<double>(calibration.offset));
    return out;
}

Json coverageJson(const CoverageFigures& figures)
{
    Json out = Json::object();
    out.set("threshold", figures.threshold ? toJson(*figures.threshold) : Json());
    out.set("coverage", figures.test.share);
    out.set("precision", figures.test.precision);
    return out;
}

Json reliabilityJson(const std::vector<ReliabilityBin>& bins)
{
    Json out = Json::array();
    for (const ReliabilityBin& bin : bins) {
        Json row = Json::object();
        row.set("count", static_cast<std::int64_t>(bin.count));
        row.set("confidence", bin.meanConfidence);
        row.set("accuracy", bin.accuracy);
        out.push(std::move(row));
    }
    return out;
}

Json labelsJson(const std::vector<LabelFigures>& labels)
{
    Json out = Json::array();
    for (const LabelFigures& label : labels) {
        Json row = Json::object();
        row.set("label", label.label);
        row.set("examples", static_cast<std::int64_t>(label.examples));
        row.set("precision", label.precision);
        row.set("recall", label.recall);
        row.set("f1", label.f1);
        row.set("auto", toJson(label.thresholds.autoFrom));
        row.set("assisted", toJson(label.thresholds.assistedFrom));
        row.set("thresholds", nameOf(label.thresholds.source));
        row.set("held_out", static_cast<std::int64_t>(label.thresholds.heldOut));
        out.push(std::move(row));
    }
    return out;
}

Json confusionsJson(const std::vector<Confusion>& confusions)
{
    Json out = Json::array();
    for (const Confusion& confusion : confusions) {
        Json row = Json::object();
        row.set("truth", confusion.truth);
        row.set("given", confusion.given);
        row.set("count", static_cast<std::int64_t>(confusion.count));
        out.push(std::move(row));
    }
    return out;
}

std::string_view wordOf(const Redaction& redaction, const Reason& reason)
{
    return std::string_view(redaction.text()).substr(reason.range.begin, reason.range.end - reason.range.begin);
}

void printReasons(std::string& out, const char* heading, const Redaction& redaction, const std::vector<Reason>& reasons)
{
    if (reasons.empty()) {
        return;
    }
    print(out, "  %s", heading);
    for (const Reason& reason : reasons) {
        print(out, " %s (%+.2f)", displaySafe(wordOf(redaction, reason)).c_str(), reason.contribution / 1000.0);
    }
    out += "\n";
}

Json reasonsJson(const Redaction& redaction, const std::vector<Reason>& reasons)
{
    Json out = Json::array();
    for (const Reason& reason : reasons) {
        Json row = Json::object();
        row.set("word", wordOf(redaction, reason));
        row.set("begin", static_cast<std::int64_t>(reason.range.begin));
        row.set("end", static_cast<std::int64_t>(reason.range.end));
        row.set("contribution", static_cast<std::int64_t>(reason.contribution));
        out.push(std::move(row));
    }
    return out;
}

double heldOutAccuracy(const TrainedModel& trained)
{
    const auto right = std::ranges::count_if(trained.heldOut, &Decision::isRight);
    return static_cast<double>(right) / static_cast<double>(trained.heldOut.size());
}

} // namespace

std::string evaluationText(const EvaluationFigures& figures)
{
    std::string out;
    print(out, "Trained on %zu messages of %zu labels in %.1f s (%zu features), measured on %zu.\n\n", figures.trainCount,
          figures.labels.size(), figures.trainSeconds, figures.features, figures.testCount);
    print(out, "  accuracy            %.4f\n  macro F1            %.4f\n", figures.accuracy, figures.macroF1);
    print(out, "  calibration error   %.4f (%zu bins)\n", figures.calibrationError, figures.reliability.size());
    printCoverage(out, figures.at95);
    printCoverage(out, figures.at99);
    print(out, "  with typos          %.4f\n", figures.typoAccuracy);
    if (figures.several) {
        print(out, "  micro F1            %.4f over all labels (precision %.4f, recall %.4f)\n", figures.several->microF1,
              figures.several->microPrecision, figures.several->microRecall);
    }
    print(out, "  lost to scope       %.4f of the messages count as out of scope though they have a label\n",
          figures.lostToScope);
    if (figures.outOfScope) {
        print(out, "  out of scope        %.4f (area under the ROC curve), %.4f of %zu would run alone all the same\n",
              figures.outOfScope->auroc, figures.outOfScope->autoShare, figures.outOfScope->count);
    }
    print(out, "  one message         %.1f us, from plain text to reasons (median)\n", figures.predictMicroseconds);
    printBands(out, figures);
    printReliability(out, figures.reliability);
    out += "\nMost often confused (right, given)\n";
    for (const Confusion& confusion : figures.confusions) {
        print(out, "  %4zu  %s, %s\n", confusion.count, displaySafe(confusion.truth).c_str(),
              displaySafe(confusion.given).c_str());
    }
    out += "\nBy label (precision, recall, messages, alone from, confirmed from; * default bands, data is thin)\n";
    for (const LabelFigures& label : figures.labels) {
        const bool isThin = label.thresholds.source == ThresholdSource::ThinData;
        print(out, "  %.3f  %.3f  %5zu  %.4f  %.4f%s  %s\n", label.precision, label.recall, label.examples,
              label.thresholds.autoFrom.probability(), label.thresholds.assistedFrom.probability(), isThin ? "*" : " ",
              displaySafe(label.label).c_str());
    }
    return out;
}

Json evaluationJson(const EvaluationFigures& figures)
{
    Json out = Json::object();
    out.set("accuracy", figures.accuracy);
    out.set("macro_f1", figures.macroF1);
    out.set("ece", figures.calibrationError);
    out.set("cov95", figures.at95.test.share);
    out.set("cov99", figures.at99.test.share);
    out.set("train_seconds", figures.trainSeconds);
    out.set("predict_microseconds", figures.predictMicroseconds);
    out.set("typo_accuracy", figures.typoAccuracy);
    if (figures.outOfScope) {
        out.set("oos_auroc", figures.outOfScope->auroc);
        out.set("oos_auto", figures.outOfScope->autoShare);
    }
    out.set("lost_to_scope", figures.lostToScope);
    if (figures.several) {
        out.set("micro_f1", figures.several->microF1);
        out.set("micro_precision", figures.several->microPrecision);
        out.set("micro_recall", figures.several->microRecall);
    }
    out.set("bands", bandsJson(figures.bands));
    out.set("thin_labels", static_cast<std::int64_t>(figures.thinLabels));
    out.set("at95", coverageJson(figures.at95));
    out.set("at99", coverageJson(figures.at99));
    out.set("train_rows", static_cast<std::int64_t>(figures.trainCount));
    out.set("test_rows", static_cast<std::int64_t>(figures.testCount));
    out.set("features", static_cast<std::int64_t>(figures.features));
    out.set("calibration", calibrationJson(figures.calibration));
    out.set("reliability", reliabilityJson(figures.reliability));
    out.set("confusions", confusionsJson(figures.confusions));
    out.set("labels", labelsJson(figures.labels));
    return out;
}

std::string predictionText(const Model& model, const PredictedMessage& message, const Taxonomy* taxonomy)
{
    const auto& [redaction, prediction] = message;
    std::string out = displaySafe(redaction.text()) + "\n";
    for (const LabelIndex label : bestLabels(prediction, kListedScores, Confidence())) {
        const std::string& name = model.labels()[label];
        print(out, "  %6.2f %%  %s", percent(prediction.scores[label]), displaySafe(name).c_str());
        if (taxonomy != nullptr && label == prediction.label) {
            const BandDecision band = bandOf(*taxonomy, model, prediction);
            out += "  (" + std::string(nameOf(band.band)) + ", " + std::string(nameOf(band.reason)) + ")";
        }
        out += "\n";
    }
    for (const FurtherLabel& further : prediction.further) {
        print(out, "  %6.2f %%  %s  (as well)\n", percent(further.confidence),
              displaySafe(model.labels()[further.label]).c_str());
    }
    if (prediction.isOutOfScope) {
        out += "  out of scope: what the model learned says little of it\n";
    }
    printReasons(out, "for:    ", redaction, prediction.reasons.forLabel);
    printReasons(out, "against:", redaction, prediction.reasons.against);
    return out;
}

Json predictionJson(const Model& model, const PredictedMessage& message, const Taxonomy* taxonomy)
{
    const auto& [redaction, prediction] = message;
    const std::string& label = model.labels()[prediction.label];
    Json out = Json::object();
    out.set("text", redaction.text());
    out.set("label", label);
    out.set("confidence", toJson(prediction.confidence));
    if (taxonomy != nullptr) {
        const BandDecision band = bandOf(*taxonomy, model, prediction);
        out.set("band", nameOf(band.band));
        out.set("band_reason", nameOf(band.reason));
    }
    Json scores = Json::array();
    for (const LabelIndex index : bestLabels(prediction, kMostListedLabels, Confidence())) {
        Json row = Json::object();
        row.set("label", model.labels()[index]);
        row.set("confidence", toJson(prediction.scores[index]));
        scores.push(std::move(row));
    }
    out.set("scores", std::move(scores));
    Json further = Json::array();
    for (const FurtherLabel& one : prediction.further) {
        Json row = Json::object();
        row.set("label", model.labels()[one.label]);
        row.set("confidence", toJson(one.confidence));
        further.push(std::move(row));
    }
    out.set("further", std::move(further));
    out.set("scope", prediction.scope);
    out.set("out_of_scope", prediction.isOutOfScope);
    out.set("runner_up", model.labels()[prediction.runnerUp]);
    out.set("for", reasonsJson(redaction, prediction.reasons.forLabel));
    out.set("against", reasonsJson(redaction, prediction.reasons.against));
    out.set("model", toHex(model.id().view()));
    return out;
}

std::string trainedText(const TrainedModel& trained, const ReviewedExamples& from, const std::string& path)
{
    std::string out;
    const Model& model = trained.model;
    const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
    print(out, "Trained on %llu messages of %zu labels: %zu features.\n", number(model.origin().texts), model.labels().size(),
          model.features());
    if (model.origin().accepted + model.origin().corrected > 0) {
        print(out, "Of people's reviews: %llu corrected, %llu accepted; %zu examples of the pack gave way to them.\n",
              number(model.origin().corrected), number(model.origin().accepted), from.replaced);
    }
    if (from.erased + from.unknownIntent > 0) {
        print(out, "Left out: %zu reviews of people who were erased, %zu for intents that the pack does not have.\n",
              from.erased, from.unknownIntent);
    }
    print(out, "Right on %.2f %% of held-out messages.\n", heldOutAccuracy(trained) * 100);
    print(out, "Model %s\nwritten to %s\n", toHex(model.id().view()).c_str(), path.c_str());
    return out;
}

Json trainedJson(const TrainedModel& trained, const ReviewedExamples& from, const std::string& path)
{
    const Model& model = trained.model;
    Json out = Json::object();
    out.set("model", toHex(model.id().view()));
    out.set("path", path);
    out.set("rows", static_cast<std::int64_t>(model.origin().texts));
    out.set("corrected", static_cast<std::int64_t>(model.origin().corrected));
    out.set("accepted", static_cast<std::int64_t>(model.origin().accepted));
    out.set("replaced", static_cast<std::int64_t>(from.replaced));
    out.set("erased", static_cast<std::int64_t>(from.erased));
    out.set("unknown_intent", static_cast<std::int64_t>(from.unknownIntent));
    out.set("labels", static_cast<std::int64_t>(model.labels().size()));
    out.set("features", static_cast<std::int64_t>(model.features()));
    out.set("calibration", calibrationJson(model.calibration()));
    out.set("held_out_accuracy", heldOutAccuracy(trained));
    return out;
}

} // namespace stillgate::ctl
