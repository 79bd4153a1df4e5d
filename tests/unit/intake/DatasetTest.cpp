// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <algorithm>
#include <set>

#include "core/intake/Identity.h"
#include "tests/unit/intake/ImportSupport.h"

using namespace stillgate;

namespace {

std::set<Digest> identitiesOf(const Import& import)
{
    const Secret32 key = *Secret32::from(Bytes(Secret32::kSize, 7));
    std::set<Digest> identities;
    for (const ImportedMessage& imported : import.messages) {
        identities.insert(messageIdentity(key, imported.message, imported.occurrence));
    }
    return identities;
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

private slots:
    void sampleInbox_isReadWithoutRejection()
    {
        const QString root = qEnvironmentVariable("STILLGATE_SOURCE");
        if (root.isEmpty()) {
            QSKIP("STILLGATE_SOURCE does not say where the sources are");
        }
        const Import import = importOf((root + QStringLiteral("/resources/packs/sample/inbox.jsonl")).toStdString());
        QCOMPARE(import.error, QString());
        QCOMPARE(import.rejectedTexts(), QStringList());
        QVERIFY(import.messages.size() >= 100);
        // The sample day has a message that is delivered twice, under the same id.
        std::set<std::string> ids;
        for (const ImportedMessage& imported : import.messages) {
            ids.insert(imported.message.id.value_or(std::string()));
        }
        QVERIFY(ids.size() < import.messages.size());
        QCOMPARE(identitiesOf(import).size(), ids.size());
    }

    void realMessages_importedTwice_keepTheirIdentities()
    {
        const QString folder = qEnvironmentVariable("STILLGATE_DATASETS");
        if (folder.isEmpty()) {
            QSKIP("STILLGATE_DATASETS does not say where the public data sets are");
        }
        const std::filesystem::path path = (folder + QStringLiteral("/banking77/banking77.csv")).toStdString();
        const ImportDefaults defaults{.source = "banking77.csv"};
        const Import import = importOf(path, defaults);
        QCOMPARE(import.error, QString());
        QCOMPARE(import.rejectedTexts(), QStringList());
        QCOMPARE(import.messages.size(), 13083U);
        QCOMPARE(std::ranges::count_if(import.messages, [](const auto& imported) { return imported.occurrence > 0; }), 12);
        const auto identities = identitiesOf(import);
        QCOMPARE(identities.size(), 13083U);
        QVERIFY(identitiesOf(importOf(path, defaults)) == identities);

        // The control: without the count, the texts that stand twice would be taken for redeliveries.
        Import uncounted = import;
        for (ImportedMessage& imported : uncounted.messages) {
            imported.occurrence = 0;
        }
        QCOMPARE(identitiesOf(uncounted).size(), 13071U);
    }
};

QTEST_GUILESS_MAIN(DatasetTest)
#include "DatasetTest.moc"
