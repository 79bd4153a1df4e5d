// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/LedgerCommands.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/ctl/Progress.h"
#include "app/ctl/Reach.h"
#include "core/base/File.h"
#include "core/ledger/Verify.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"

namespace stillgate::ctl {

namespace {

constexpr std::size_t kMostCheckpointFile = 64U << 10U;

struct VerifyArguments {
    std::filesystem::path data;
    std::filesystem::path checkpoint;
    bool json = false;
};

std::string_view wordOf(VerifyVerdict verdict)
{
    switch (verdict) {
    case VerifyVerdict::Yes: return "yes";
    case VerifyVerdict::No: return "NO";
    case VerifyVerdict::NotShown: return "not shown";
    }
    return {};
}

std::string placeOf(const Finding& finding)
{
    return finding.event ? "event " + std::to_string(*finding.event) : finding.row;
}

std::string textOf(const VerifyReport& report)
{
    const auto line = [](std::string_view name, const std::string& value) {
        return std::string(name) + std::string(12 - name.size(), ' ') + value + "\n";
    };
    std::string out =
        line("ledger", report.origin) + line("events", std::to_string(report.head.size)) +
        line("root", toHex(report.head.root.view())) +
        line("opened", std::to_string(report.values) + " values, " + std::to_string(report.attachments) + " attachments, " +
                           std::to_string(report.contacts) + " addresses, " + std::to_string(report.erasedValues) +
                           " sets of values erased") +
        line("compared",
             std::to_string(report.checkpoints) + " checkpoints, " + std::to_string(report.projectionRows) + " stored folds") +
        line("authentic", std::string(wordOf(report.authentic))) + line("complete", std::string(wordOf(report.complete)));
    for (const std::string& note : report.notes) {
        out += line("note", note);
    }
    for (const Finding& finding : report.findings) {
        out += line("WRONG", placeOf(finding) + ": " + finding.text + " [" + std::string(nameOf(finding.check)) + "]");
    }
    if (report.findingCount > report.findings.size()) {
        out += line("", std::to_string(report.findingCount) + " findings in all");
    }
    return out;
}

Result<VerifyReport> verifyFolder(const VerifyArguments& arguments, const Clock& clock)
{
    VerifyOptions options;
    options.projections = projectionOfThisBuild();
    if (!arguments.checkpoint.empty()) {
        auto held = readFile(arguments.checkpoint, kMostCheckpointFile);
        if (!held) {
            return tl::make_unexpected(std::move(held.error()));
        }
        options.heldCheckpoint = std::move(*held);
    }
    const auto raw = SqliteRawLedger::open(arguments.data);
    if (!raw) {
        return tl::make_unexpected(raw.error());
    }
    const auto key = presentMasterKey(arguments.data);
    if (key) {
        options.masterKey = *key;
    } else if (key.error().code != ErrorCode::NotFound) {
        return tl::make_unexpected(key.error());
    }
    Progress progress("verifying", clock);
    options.progress = [&](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
    return verifyLedger(**raw, options);
}

ExitCode verify(const VerifyArguments& arguments, const Clock& clock)
{
    const auto verified = verifyFolder(arguments, clock);
    if (!verified) {
        return report(verified.error());
    }
    std::cout << (arguments.json ? prettyJson(toJson(*verified)) + "\n" : textOf(*verified));
    return verified->findingCount == 0 ? ExitCode::Done : ExitCode::FoundWrong;
}

} // namespace

void addLedgerCommands(CLI::App& app, ExitCode& outcome, const Clock& clock)
{
    auto arguments = std::make_shared<VerifyArguments>();
    CLI::App* verb =
        app.add_subcommand("verify", "Check everything in a ledger offline, also beside a running orchestrator, and "
                                     "name the first event that is wrong");
    verb->add_option("data", arguments->data, "The orchestrator's data folder")->required();
    verb->add_option("--checkpoint", arguments->checkpoint,
                     "A checkpoint that was kept elsewhere: the ledger has to contain what it saw");
    verb->add_flag("--json", arguments->json, "Print JSON");
    verb->callback([arguments, &outcome, &clock] { outcome = verify(*arguments, clock); });
}

} // namespace stillgate::ctl
