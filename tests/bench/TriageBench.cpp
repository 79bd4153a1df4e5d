// SPDX-License-Identifier: GPL-3.0-or-later
//
// The classifier on real messages, fastText (Joulin et al. 2016) beside it on the same split. STILLGATE_DATASETS names the folder with
// banking77/banking77.csv, nlupp and bitext_cs; without one, or without fastText, what is missing is said on standard error.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include <sys/resource.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "core/triage/CorrectionStream.h"
#include "core/triage/Evaluation.h"
#include "tests/bench/Bench.h"

namespace stillgate::bench {

namespace {

using namespace triage;

constexpr std::uint64_t kSeeds = 5;

std::int64_t nanoseconds()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds of processor time: the machine may be busy with other things, and training runs on one core.
double processorSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Each figure of ours, one value a seed.
struct Ours {
    std::vector<double> accuracy;
    std::vector<double> calibrationError;
    std::vector<double> alone95;
    std::vector<double> alone99;
    std::vector<double> precision95; ///< realised
    std::vector<double> precision99;
    std::vector<double> typos;
    std::vector<double> trainSeconds;
    std::vector<double> predictMicroseconds;
    double peakMegabytes = 0;
    std::vector<std::vector<char>> right; ///< one list a seed, one entry a message
};

Ours measureOurs(const LabelledMessages& messages)
{
    Ours out;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        TrainingOptions options;
        options.sgd.seed = seed;
        const double start = processorSeconds();
        double trained = start;
        const auto figures = evaluate(messages, options, nanoseconds, [&](TrainingProgress) { trained = processorSeconds(); });
        if (!figures) {
            std::cerr << figures.error().text() << '\n';
            std::quick_exit(1);
        }
        out.accuracy.push_back(figures->accuracy);
        out.calibrationError.push_back(figures->calibrationError);
        out.alone95.push_back(figures->at95.test.share);
        out.alone99.push_back(figures->at99.test.share);
        out.precision95.push_back(figures->at95.test.precision);
        out.precision99.push_back(figures->at99.test.precision);
        std::ranges::transform(figures->decisions, std::back_inserter(out.right.emplace_back()), &Decision::isRight);
        out.typos.push_back(figures->typoAccuracy);
        out.trainSeconds.push_back(trained - start);
        out.predictMicroseconds.push_back(figures->predictMicroseconds);
    }
    out.peakMegabytes = peakMegabytes();
    return out;
}

/// A line as fastText reads it: lower case, punctuation apart.
std::string fastTextLine(const Example& example)
{
    std::string text;
    const QString lower = QString::fromStdString(example.text).toLower();
    for (const QChar c : lower) {
        const bool word = c.isLetterOrNumber() || c == u'\'';
        text += word ? QString(c).toStdString() : c.isSpace() ? " " : " " + QString(c).toStdString() + " ";
    }
    return "__label__" + example.label + " " + text + "\n";
}

void writeLines(const QString& path, const std::vector<Example>& examples)
{
    std::ofstream file(path.toStdString());
    for (const Example& example : examples) {
        file << fastTextLine(example);
    }
}

/// Which messages fastText with subwords gets right, one list a seed; none when it is not installed.
std::vector<std::vector<char>> measureFastText(const LabelledMessages& messages)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("fasttext"));
    if (program.isEmpty()) {
        std::cerr << "fastText is not installed (apt install fasttext): ours stands alone\n";
        return {};
    }
    const QTemporaryDir folder;
    const QString train = folder.filePath(QStringLiteral("train.txt"));
    const QString test = folder.filePath(QStringLiteral("test.txt"));
    const QString model = folder.filePath(QStringLiteral("model"));
    writeLines(train, messages.train);
    writeLines(test, messages.test);
    std::vector<std::vector<char>> out;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const QString options =
            QStringLiteral("-minn 2 -maxn 5 -wordNgrams 2 -epoch 50 -lr 0.5 -bucket 200000 -thread 1 -seed ") +
            QString::number(seed);
        QProcess::execute(program,
                          QStringList{QStringLiteral("supervised"), QStringLiteral("-input"), train, QStringLiteral("-output"),
                                      model, QStringLiteral("-verbose"), QStringLiteral("0")} +
                              options.split(u' '));
        QProcess predict;
        predict.start(program, {QStringLiteral("predict"), model + QStringLiteral(".bin"), test});
        predict.waitForFinished(-1);
        const auto answers = QString::fromUtf8(predict.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        std::vector<char>& right = out.emplace_back();
        for (qsizetype i = 0; i < answers.size(); ++i) {
            const auto& truth = messages.test.at(static_cast<std::size_t>(i)).label;
            right.push_back(answers[i].toStdString() == "__label__" + truth ? 1 : 0);
        }
    }
    return out;
}

double shareOf(const std::vector<char>& right)
{
    return static_cast<double>(std::ranges::count(right, 1)) / static_cast<double>(right.size());
}

std::vector<double> sharesOf(const std::vector<std::vector<char>>& lists)
{
    std::vector<double> out;
    std::ranges::transform(lists, std::back_inserter(out), shareOf);
    return out;
}

/// How much more of the messages ours gets right, by a paired bootstrap over messages and seeds: the bound under which one in forty of
/// the resampled differences lies.
double leastLead(const std::vector<std::vector<char>>& ours, const std::vector<std::vector<char>>& theirs)
{
    constexpr int kResamples = 4000;
    Random random(1);
    std::vector<double> leads;
    for (int i = 0; i < kResamples; ++i) {
        const auto& mine = ours[drawBelow(ours.size(), random)];
        const auto& other = theirs[drawBelow(theirs.size(), random)];
        int lead = 0;
        for (std::size_t draw = 0; draw < mine.size(); ++draw) {
            const std::size_t message = drawBelow(mine.size(), random);
            lead += mine[message] - other[message];
        }
        leads.push_back(static_cast<double>(lead) / static_cast<double>(mine.size()));
    }
    std::ranges::nth_element(leads, leads.begin() + kResamples / 40);
    return leads[kResamples / 40];
}

/// Two thousand corrections streamed in, beside a training on everything.
void measureStream(const LabelledMessages& messages)
{
    constexpr std::size_t kCorrections = 2000;
    std::vector<double> lost;
    std::vector<double> milliseconds;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        TrainingOptions options;
        options.sgd.seed = seed;
        options.folds = 2; // the calibration changes no label
        std::vector<Example> all = messages.train;
        Random random(seed);
        shuffle(all, random);
        const auto base = std::span(all).first(all.size() - kCorrections);
        const auto full = trainModel(all, options);
        const auto parent = trainModel(base, options);
        auto stream = CorrectionStream::open(parent->model, base, {.seed = seed});
        const double start = processorSeconds();
        for (const Example& correction : std::span(all).last(kCorrections)) {
            (void)stream->learn(Digest{}, correction);
        }
        milliseconds.push_back((processorSeconds() - start) / kCorrections * 1000);
        const auto accuracy = [&](const Model& model) {
            return static_cast<double>(std::ranges::count_if(messages.test,
                                                             [&](const Example& one) {
                                                                 return model.labels()[model.predict(redact(one.text)).label] ==
                                                                        one.label;
                                                             })) /
                   static_cast<double>(messages.test.size());
        };
        lost.push_back(accuracy(full->model) - accuracy(stream->model()));
    }
    report({"triage_stream_lost_to_retraining", "share", lost, {}});
    report({"triage_stream_correction", "processor ms", milliseconds, {}});
}

/// Messages with several labels: the banking part of NLU++ (Casanueva et al. 2022).
void measureSeveral(const std::string& folder)
{
    const auto messages = readLabelledCsv(folder + "/nlupp/nlupp.csv", {{"domain", "banking"}});
    if (!messages) {
        std::cerr << messages.error().text() << '\n';
        return;
    }
    std::vector<double> f1;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        TrainingOptions options;
        options.sgd.seed = seed;
        const auto figures = evaluate(*messages, options, nanoseconds);
        f1.push_back(figures && figures->several ? figures->several->microF1 : 0);
    }
    report({"triage_several_labels_micro_f1", "share", f1, {}});
}

/// One set as what another one's model must not take for its own.
void measureScope(const std::string& folder, const LabelledMessages& inside, const std::string& name, const std::string& file)
{
    const auto others = readLabelledCsv(folder + file);
    if (!others) {
        std::cerr << others.error().text() << '\n';
        return;
    }
    LabelledMessages both = inside;
    std::ranges::transform(others->test, std::back_inserter(both.outOfScope), &Example::text);
    const auto figures = evaluate(both, {}, nanoseconds);
    report({"triage_out_of_scope_auroc_" + name, "area", {figures->outOfScope->auroc}, {}});
    report({"triage_out_of_scope_alone_" + name, "share", {figures->outOfScope->autoShare}, {}});
}

int run(const std::vector<std::string>& arguments)
{
    const char* folder = std::getenv("STILLGATE_DATASETS");
    if (!isWanted("triage", arguments)) {
        return 0;
    }
    if (folder == nullptr || *folder == '\0') {
        std::cerr << "STILLGATE_DATASETS names no folder: triage was not measured\n";
        return 0;
    }
    const auto messages = readLabelledCsv(std::string(folder) + "/banking77/banking77.csv");
    if (!messages) {
        std::cerr << messages.error().text() << '\n';
        return 3;
    }
    const Ours ours = measureOurs(*messages);
    const auto fastText = measureFastText(*messages);
    report({"triage_accuracy", "share", ours.accuracy, sharesOf(fastText)});
    if (!fastText.empty()) {
        report({"triage_least_lead_over_fasttext", "share", {leastLead(ours.right, fastText)}, {}});
    }
    report({"triage_calibration_error", "share", ours.calibrationError, {}});
    report({"triage_alone_at_95", "share", ours.alone95, {}});
    report({"triage_alone_at_99", "share", ours.alone99, {}});
    report({"triage_precision_at_95", "share", ours.precision95, {}});
    report({"triage_precision_at_99", "share", ours.precision99, {}});
    report({"triage_accuracy_with_typos", "share", ours.typos, {}});
    report({"triage_training", "processor seconds", ours.trainSeconds, {}});
    report({"triage_prediction", "us/message", ours.predictMicroseconds, {}});
    report({"triage_peak_memory", "MB", {ours.peakMegabytes}, {}});
    measureStream(*messages);
    measureSeveral(folder);
    measureScope(folder, *messages, "retail", "/bitext_cs/bitext_cs.csv");
    measureScope(folder, *messages, "hotels", "/nlupp/nlupp.csv");
    return 0;
}

} // namespace

} // namespace stillgate::bench

int main(int argc, char** argv)
{
    return stillgate::bench::run({argv + 1, argv + argc});
}
