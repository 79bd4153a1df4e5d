// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TriageCommands.h"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>

#include <QCoreApplication>

#include "app/ctl/HistoryCommands.h"
#include "app/ctl/Progress.h"
#include "app/ctl/RedactCommand.h"
#include "app/ctl/ReviewedTexts.h"
#include "app/ctl/TriageReport.h"
#include "core/base/File.h"
#include "core/resolution/Packs.h"

namespace stillgate::ctl {

namespace {

using namespace triage;

constexpr std::size_t kListedRejections = 5;

struct TrainArguments {
    std::string csv;
    std::string pack;
    std::string from; ///< data folder whose reviews are learned from, with the examples of the pack
    HistorySource history;
    std::string out;
    std::uint64_t seed = 1;
    bool json = false;
};

struct EvaluateArguments {
    std::string csv;
    std::uint64_t seed = 1;
    bool json = false;
};

struct PredictArguments {
    std::string model;
    std::string pack;
    std::vector<std::string> texts;
    bool json = false;
};

ExitCode endWith(const Error& error)
{
    std::cerr << "stillgatectl: " << error.text() << '\n';
    return exitCodeOf(error.code);
}

/// Names the rows that were left out; the work goes on without them and ends in FoundWrong.
ExitCode reportRejected(const std::vector<Error>& rejected)
{
    for (std::size_t i = 0; i < std::min(rejected.size(), kListedRejections); ++i) {
        std::cerr << "stillgatectl: left out: " << rejected[i].text() << '\n';
    }
    if (rejected.size() > kListedRejections) {
        std::cerr << "stillgatectl: left out: " << rejected.size() << " rows in all\n";
    }
    return rejected.empty() ? ExitCode::Done : ExitCode::FoundWrong;
}

TrainingOptions optionsFor(std::uint64_t seed)
{
    TrainingOptions options;
    options.sgd.seed = seed;
    return options;
}

std::function<void(TrainingProgress)> shownBy(Progress& progress)
{
    return [&progress](TrainingProgress position) { progress.show(position.done, position.all); };
}

std::int64_t steadyNanoseconds()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The taxonomy and examples of a pack, which may take them from one that it extends.
Result<TriagePack> packFor(const TrainArguments& arguments)
{
    const std::filesystem::path program(QCoreApplication::applicationDirPath().toStdString());
    return PackFolders::open(arguments.pack.empty() ? PackFolders::starterBeside(program)
                                                    : std::filesystem::path(arguments.pack))
        .and_then([](const PackFolders& folders) { return folders.find("taxonomy.toml"); })
        .and_then([](const std::filesystem::path& taxonomy) { return loadTriagePack(taxonomy.parent_path()); });
}

/// The examples to learn from; the rows that were left out go to `rejected`.
Result<ReviewedExamples> examplesFor(const TrainArguments& arguments, std::vector<Error>& rejected)
{
    if (!arguments.csv.empty()) {
        return readLabelledCsv(arguments.csv).map([&](LabelledMessages messages) {
            rejected = std::move(messages.rejected);
            return ReviewedExamples{std::move(messages.train), 0, 0, 0};
        });
    }
    return packFor(arguments).and_then([&](const TriagePack& pack) {
        const auto reviewed = arguments.from.empty() ? std::vector<ReviewedText>() : readReviewedTexts(arguments.from);
        return reviewed.map([&](const std::vector<ReviewedText>& texts) { return examplesWithReviews(pack, texts); });
    });
}

ExitCode train(const TrainArguments& arguments, const Clock& clock)
{
    const auto folder = std::filesystem::absolute(arguments.out).parent_path();
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return endWith({ErrorCode::NotFound, folder.string(), "there is no such folder to write the model to"});
    }
    std::vector<Error> rejected;
    std::optional<HistoryExamples> history;
    if (!arguments.history.file.empty()) {
        auto read = readHistoryExamples(arguments.history, clock);
        if (!read) {
            return endWith(read.error());
        }
        history = std::move(*read);
    }
    const auto examples = history ? Result<ReviewedExamples>(ReviewedExamples{std::move(history->examples), 0, 0, 0})
                                  : examplesFor(arguments, rejected);
    if (!examples) {
        return endWith(examples.error());
    }
    auto trained = [&] {
        Progress progress("training", clock);
        return trainModel(examples->examples, optionsFor(arguments.seed), shownBy(progress));
    }();
    if (!trained) {
        return endWith(trained.error());
    }
    if (const auto written = writeFile(arguments.out, trained->model.toBytes()); !written) {
        return endWith(written.error());
    }
    if (arguments.json) {
        Json out = trainedJson(*trained, *examples, arguments.out);
        if (history) {
            out.set("history", leftOutJson(*history));
        }
        std::cout << prettyJson(out) << '\n';
    } else {
        std::cout << (history ? leftOutText(*history) : "") << trainedText(*trained, *examples, arguments.out);
    }
    return history && history->rejected > 0 ? ExitCode::FoundWrong : reportRejected(rejected);
}

ExitCode evaluateFile(const EvaluateArguments& arguments, const Clock& clock)
{
    const auto messages = readLabelledCsv(arguments.csv);
    if (!messages) {
        return endWith(messages.error());
    }
    if (!messages->hasSplit) {
        return endWith({ErrorCode::Malformed, arguments.csv, "expected a column named split, with the values train and test"});
    }
    const auto figures = [&] {
        Progress progress("training and measuring", clock);
        return evaluate(*messages, optionsFor(arguments.seed), steadyNanoseconds, shownBy(progress));
    }();
    if (!figures) {
        return endWith(figures.error());
    }
    std::cout << (arguments.json ? prettyJson(evaluationJson(*figures)) + "\n" : evaluationText(*figures));
    return reportRejected(messages->rejected);
}

ExitCode predict(const PredictArguments& arguments)
{
    const auto model = readFile(arguments.model).and_then([](const std::string& bytes) { return Model::fromBytes(bytes); });
    if (!model) {
        return endWith(model.error());
    }
    std::optional<Taxonomy> taxonomy;
    if (!arguments.pack.empty()) {
        auto loaded = loadTaxonomy(arguments.pack);
        if (!loaded) {
            return endWith(loaded.error());
        }
        taxonomy = std::move(*loaded);
    }
    const Taxonomy* known = taxonomy ? &*taxonomy : nullptr;
    Json list = Json::array();
    for (const std::string& text : arguments.texts) {
        const Redaction redaction = redact(text);
        const PredictedMessage message{redaction, model->predict(redaction)};
        if (arguments.json) {
            list.push(predictionJson(*model, message, known));
        } else {
            std::cout << predictionText(*model, message, known);
        }
    }
    if (arguments.json) {
        std::cout << prettyJson(list) << '\n';
    }
    return ExitCode::Done;
}

void addTrain(CLI::App& group, ExitCode& outcome, const Clock& clock)
{
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* verb = group.add_subcommand("train", "Learn a model from labelled messages and write it to a file");
    CLI::Option_group* source = verb->add_option_group("source", "Where the labelled messages are");
    CLI::Option* csv = source->add_option("--csv", arguments->csv,
                                          "CSV with the columns text and label; with a column split its train rows count");
    source->add_option("--pack", arguments->pack, "Folder of a pack: taxonomy.toml and intents/*.toml (default: starter)")
        ->excludes(csv);
    source
        ->add_option("--from", arguments->from,
                     "Data folder: what people said of its tickets counts beside the pack's examples")
        ->excludes(csv);
    addHistoryOptions(*verb, *source, arguments->history)->excludes(csv)->excludes("--pack")->excludes("--from");
    source->require_option(1, 2);
    verb->add_option("--out", arguments->out, "File to write the model to")->required();
    verb->add_option("--seed", arguments->seed, "The same messages and seed give the same model")->capture_default_str();
    verb->add_flag("--json", arguments->json, "Print JSON");
    verb->callback([arguments, &outcome, &clock] { outcome = train(*arguments, clock); });
}

void addEvaluate(CLI::App& group, ExitCode& outcome, const Clock& clock)
{
    auto arguments = std::make_shared<EvaluateArguments>();
    CLI::App* verb = group.add_subcommand("evaluate", "Train on the train rows of a CSV and measure on its test rows");
    verb->add_option("file", arguments->csv,
                     "CSV with the columns text, label (several joined by |) and split (train, test, oos)")
        ->required();
    verb->add_option("--seed", arguments->seed, "Decides the order of training and the folds")->capture_default_str();
    verb->add_flag("--json", arguments->json, "Print JSON");
    verb->callback([arguments, &outcome, &clock] { outcome = evaluateFile(*arguments, clock); });
}

void addPredict(CLI::App& group, ExitCode& outcome)
{
    auto arguments = std::make_shared<PredictArguments>();
    CLI::App* verb = group.add_subcommand("predict", "Say what a model makes of messages, and why");
    verb->add_option("--model", arguments->model, "File of the model")->required();
    verb->add_option("--pack", arguments->pack, "Folder of a pack, to say the band as well");
    verb->add_option("text", arguments->texts, "The messages, each one argument")->required();
    verb->add_flag("--json", arguments->json, "Print a JSON array");
    verb->callback([arguments, &outcome] { outcome = predict(*arguments); });
}

} // namespace

void addTriageCommands(CLI::App& app, ExitCode& outcome, const Clock& clock)
{
    CLI::App* group = app.add_subcommand("triage", "Train, measure and ask the classifier; needs no daemon");
    group->require_subcommand(1);
    addTrain(*group, outcome, clock);
    addHistoryCommands(*group, outcome, clock);
    addEvaluate(*group, outcome, clock);
    addPredict(*group, outcome);
    addRedact(*group, outcome);
}

} // namespace stillgate::ctl
