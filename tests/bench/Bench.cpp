// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Bench.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <thread>

#include "core/base/Json.h"

namespace stillgate::bench {

namespace {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double rounded(double value, double steps)
{
    return std::round(value * steps) / steps;
}

std::string machine()
{
    std::ifstream file("/proc/cpuinfo");
    std::string model = "unknown processor";
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name")) {
            model = line.substr(line.find(':') + 2);
            break;
        }
    }
    return model + ", " + std::to_string(std::thread::hardware_concurrency()) + " cores";
}

} // namespace

double secondsOf(const std::function<void()>& run)
{
    const auto start = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void compare(const Comparison& comparison)
{
    std::vector<double> ours;
    std::vector<double> raw;
    std::vector<double> ratios;
    for (int round = 0; round < comparison.rounds; ++round) {
        // The order changes from round to round, so that neither always runs on what the other has warmed.
        const bool oursFirst = round % 2 == 0;
        const double first = oursFirst ? comparison.ours() : comparison.raw();
        const double second = oursFirst ? comparison.raw() : comparison.ours();
        ours.push_back(comparison.amount / (oursFirst ? first : second));
        raw.push_back(comparison.amount / (oursFirst ? second : first));
        ratios.push_back(ours.back() / raw.back());
    }
    const auto [least, most] = std::ranges::minmax(ratios);
    Json line;
    line.set("name", comparison.name)
        .set("value", std::round(median(ours)))
        .set("unit", comparison.unit)
        .set("raw", std::round(median(raw)))
        .set("ratio", rounded(median(ratios), 1000))
        .set("spread", rounded((most - least) / median(ratios), 100))
        .set("rounds", comparison.rounds)
        .set("machine", machine());
    std::cout << canonicalJson(line) << std::endl;
}

void report(const Figure& figure)
{
    constexpr double kSteps = 10'000;
    const auto [least, most] = std::ranges::minmax(figure.ours);
    Json line;
    line.set("name", figure.name).set("value", rounded(median(figure.ours), kSteps)).set("unit", figure.unit);
    if (!figure.raw.empty()) {
        line.set("raw", rounded(median(figure.raw), kSteps));
        line.set("ratio", rounded(median(figure.ours) / median(figure.raw), 1000));
    }
    line.set("spread", rounded(most - least, kSteps))
        .set("rounds", static_cast<std::int64_t>(figure.ours.size()))
        .set("machine", machine());
    std::cout << canonicalJson(line) << std::endl;
}

bool isWanted(const std::string& name, const std::vector<std::string>& arguments)
{
    return arguments.empty() || std::ranges::any_of(arguments, [&](const std::string& argument) {
               return name.find(argument) != std::string::npos;
           });
}

} // namespace stillgate::bench
