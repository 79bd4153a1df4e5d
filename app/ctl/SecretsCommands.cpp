// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/SecretsCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Reach.h"
#include "core/ledger/sqlite/MasterKeyRotation.h"
#include "core/server/people/Accounts.h"

namespace stillgate::ctl {

namespace {

/// What people sign in with, sealed under the second key beside the file that is in force.
Result<void> sealAccountsAnew(const std::filesystem::path& data, const Secret32& from, const Secret32& to)
{
    const std::filesystem::path path = data / kSealedAccounts;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        return {};
    }
    std::filesystem::path next = path;
    next += ".next";
    return AccountsFile(path, from).load().and_then([&](const Accounts& accounts) {
        return AccountsFile(next, to).save(accounts);
    });
}

ExitCode rotate(const std::filesystem::path& data)
{
    const auto rotated =
        rotateMasterKey(data, [&](const Secret32& from, const Secret32& to) { return sealAccountsAnew(data, from, to); });
    if (!rotated) {
        return report(rotated.error());
    }
    std::cout << "another master key: " << rotated->persons << " people and " << rotated->secrets
              << " secrets of the ledger are wrapped under it\n";
    return ExitCode::Done;
}

} // namespace

void addSecretsCommands(CLI::App& app, ExitCode& outcome)
{
    CLI::App* secrets = app.add_subcommand("secrets", "The keys of a data folder")->require_subcommand(1);
    CLI::App* verb = secrets->add_subcommand("rotate", "Make another master key; the orchestrator must not be running");
    const auto data = std::make_shared<std::filesystem::path>();
    verb->add_option("--data", *data, "Data folder")->required();
    verb->callback([data, &outcome] { outcome = rotate(*data); });
}

} // namespace stillgate::ctl
