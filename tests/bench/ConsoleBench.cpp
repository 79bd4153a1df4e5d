// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QCoreApplication>
#include <QTemporaryDir>

#include "tests/bench/Bench.h"
#include "tests/bench/console/Child.h"
#include "tests/bench/console/Remembered.h"

using namespace stillgate;
using namespace stillgate::bench;

namespace {

constexpr int kTickets = 100'000;
constexpr int kStarts = 7;
constexpr int kWatches = 3;
constexpr int kSeconds = 10;

using Window = ChildTask::Window;

struct Measured {
    std::vector<double> firstPaint;
    std::vector<double> memory;
    std::vector<double> share;
};

Result<void> measure(const ChildTask& task, Measured& into)
{
    const auto figures = runChild(task);
    if (!figures) {
        return tl::make_unexpected(figures.error());
    }
    into.firstPaint.push_back(figures->firstPaint);
    into.memory.push_back(figures->memory);
    into.share.push_back(figures->share);
    return {};
}

/// Ours and an empty window in turn.
Result<void> measureBoth(int rounds, ChildTask task, Measured& ours, Measured& raw)
{
    for (int round = 0; round < rounds; ++round) {
        task.window = Window::Console;
        auto done = measure(task, ours).and_then([&] {
            task.window = Window::Empty;
            ChildTask empty = task;
            empty.changesPerSecond = 0;
            return measure(empty, raw);
        });
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> run(const std::vector<std::string>& wanted)
{
    const QTemporaryDir dir;
    const std::filesystem::path folder = std::filesystem::path(dir.path().toStdString()) / "console";
    if (auto written = Remembered(kTickets).write(folder); !written) {
        return written;
    }
    if (isWanted("console_cold_start", wanted) || isWanted("console_memory", wanted)) {
        Measured ours;
        Measured raw;
        if (auto done = measureBoth(kStarts, {Window::Console, folder, 0, 0}, ours, raw); !done) {
            return done;
        }
        report({"console_cold_start_100000_tickets", "ms", ours.firstPaint, raw.firstPaint});
        report({"console_memory_100000_tickets", "MiB", ours.memory, raw.memory});
    }
    for (const int perSecond : {0, 1'000}) {
        const std::string name = "console_processor_share_" + std::to_string(perSecond) + "_changes";
        if (isWanted(name, wanted)) {
            Measured ours;
            Measured raw;
            if (auto done = measureBoth(kWatches, {Window::Console, folder, perSecond, kSeconds}, ours, raw); !done) {
                return done;
            }
            report({name, "percent of a core", ours.share, {}});
        }
    }
    return {};
}

} // namespace

/// The console without a display and without an orchestrator, on what it remembers of 100,000 tickets, beside a window with nothing in it.
int main(int argc, char** argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "--child") {
        return childMain(argc, argv);
    }
    const QCoreApplication application(argc, argv);
    const auto done = run({argv + 1, argv + argc});
    if (!done) {
        std::cerr << "ConsoleBench: " << done.error().text() << '\n';
        return 1;
    }
    return 0;
}
