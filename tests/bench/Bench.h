// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

/// What benchmarks share: alternating rounds of ours and of the raw limit, medians, one JSON line a figure.
namespace stillgate::bench {

/// Seconds of one run.
[[nodiscard]] double secondsOf(const std::function<void()>& run);

struct Comparison {
    std::string name; ///< stable, in snake_case
    std::string unit; ///< of both rates, e.g. "events/s"
    double amount = 0; ///< units of work in one run
    std::function<double()> ours; ///< seconds of one run
    std::function<double()> raw;  ///< seconds of the same work done bare
    int rounds = 7;
};

/// Runs ours and raw in turn and prints {"name","value","unit","raw","ratio","spread","rounds","machine"}: median rates, their ratio,
/// and the spread of the ratios (largest less smallest, over the median).
void compare(const Comparison& comparison);

/// A figure that is measured several times, beside that of somebody else where there is one.
struct Figure {
    std::string name;
    std::string unit;
    std::vector<double> ours; ///< at least one
    std::vector<double> raw;
};

/// Prints {"name","value","unit","raw","ratio","spread","rounds","machine"}: medians, and the spread of ours (largest less smallest).
void report(const Figure& figure);

/// Whether the figure is asked for: no argument asks for all, any other for names that contain it.
[[nodiscard]] bool isWanted(const std::string& name, const std::vector<std::string>& arguments);

} // namespace stillgate::bench
