// SPDX-License-Identifier: GPL-3.0-or-later
//
// The classifier on real messages, fastText (Joulin et al. 2016) beside it on the same split. STILLGATE_DATASETS names the folder with
// banking77/banking77.csv; without it, or without fastText, what is missing is said on standard error.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include <sys/resource.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

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
    std::vector<double> typos;
    std::vector<double> trainSeconds;
    std::vector<double> predictMicroseconds;
    double peakMegabytes = 0;
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
    for (const QChar c : QString::fromStdString(example.text).toLower()) {
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

/// Accuracy of fastText with subwords, one value a seed; none when it is not installed.
std::vector<double> measureFastText(const LabelledMessages& messages)
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
    std::vector<double> out;
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
        double right = 0;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            const auto& truth = messages.test.at(static_cast<std::size_t>(i)).label;
            right += answers[i].toStdString() == "__label__" + truth ? 1 : 0;
        }
        out.push_back(right / static_cast<double>(messages.test.size()));
    }
    return out;
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
    report({"triage_accuracy", "share", ours.accuracy, measureFastText(*messages)});
    report({"triage_calibration_error", "share", ours.calibrationError, {}});
    report({"triage_alone_at_95", "share", ours.alone95, {}});
    report({"triage_alone_at_99", "share", ours.alone99, {}});
    report({"triage_accuracy_with_typos", "share", ours.typos, {}});
    report({"triage_training", "processor seconds", ours.trainSeconds, {}});
    report({"triage_prediction", "us/message", ours.predictMicroseconds, {}});
    report({"triage_peak_memory", "MB", {ours.peakMegabytes}, {}});
    return 0;
}

} // namespace

} // namespace stillgate::bench

int main(int argc, char** argv)
{
    return stillgate::bench::run({argv + 1, argv + argc});
}
