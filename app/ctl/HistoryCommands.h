// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/ctl/ExitCode.h"
#include "core/base/Json.h"
#include "core/base/Time.h"
#include "core/triage/Training.h"

namespace stillgate::ctl {

/// Adds `check-history` and `readiness` to the triage verbs.
void addHistoryCommands(CLI::App& triage, ExitCode& outcome, const Clock& clock);

/// A file of past tickets as the command line names it.
struct HistorySource {
    std::string file; ///< empty: none
    std::vector<std::string> maps; ///< column=field
    bool withReopened = false;
};

/// Adds --history, --map and --with-reopened to a verb that learns; gives the first of them.
CLI::Option* addHistoryOptions(CLI::App& verb, CLI::App& sources, HistorySource& source);

/// What a file of past tickets gives to learn from, and what of it was left out.
struct HistoryExamples {
    std::vector<triage::Example> examples;
    std::uint64_t rows = 0;
    std::uint64_t learned = 0; ///< how many the examples were
    std::uint64_t reopened = 0; ///< left out, since their label may be what went wrong
    std::uint64_t unlabelled = 0; ///< left out
    std::uint64_t rejected = 0;
    std::string rejectedFile; ///< empty when none was rejected
};

[[nodiscard]] Result<HistoryExamples> readHistoryExamples(const HistorySource& source, const Clock& clock);
/// A line for people on what was left out.
[[nodiscard]] std::string leftOutText(const HistoryExamples& read);
[[nodiscard]] Json leftOutJson(const HistoryExamples& read);

} // namespace stillgate::ctl
