// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/ledger/sqlite/SqliteLedgerStore.h"
#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/LedgerContract.h"

using namespace stillgate;

int main(int argc, char* argv[])
{
    LedgerContract suite({
        .open = [](const std::filesystem::path& folder) -> Result<std::unique_ptr<LedgerStore>> {
            return SqliteLedgerStore::open(folder);
        },
        .openReader = [](const std::filesystem::path& folder) -> Result<std::unique_ptr<LedgerReader>> {
            return SqliteLedgerReader::open(folder);
        },
        .openRaw = [](const std::filesystem::path& folder) -> Result<std::unique_ptr<RawLedger>> {
            return SqliteRawLedger::open(folder);
        },
    });
    return QTest::qExec(&suite, argc, argv);
}
