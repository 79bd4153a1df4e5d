// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/LedgerFaults.h"

#include "core/ledger/Keys.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"

namespace stillgate {

Result<VerifyReport> verifyFolder(const std::filesystem::path& data)
{
    VerifyOptions options;
    const auto key = masterKey(data, MasterKeyUse::MustExist);
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    options.masterKey = *key;
    options.projections = projectionOfThisBuild();
    return SqliteRawLedger::open(data).and_then(
        [&](const std::unique_ptr<SqliteRawLedger>& ledger) { return verifyLedger(*ledger, options); });
}

std::string ledgerFaults(const std::filesystem::path& data)
{
    const auto report = verifyFolder(data);
    if (!report) {
        return report.error().text();
    }
    std::string faults;
    for (const Finding& finding : report->findings) {
        faults += finding.text + (finding.event ? " (event " + std::to_string(*finding.event) + "); " : "; ");
    }
    return report->authentic == VerifyVerdict::Yes && faults.empty() ? "" : "the ledger does not verify: " + faults;
}

} // namespace stillgate
