// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/triage/ModelStore.h"
#include "tests/support/Readable.h"
#include "tests/unit/triage/MiniSet.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

const Model& model(std::uint64_t seed)
{
    static const Model kOne = trainModel(miniSet(), miniOptions(1)).value().model;
    static const Model kTwo = trainModel(miniSet(), miniOptions(2)).value().model;
    return seed == 1 ? kOne : kTwo;
}

std::filesystem::path fileOf(const QTemporaryDir& folder, const Digest& id)
{
    return std::filesystem::path(folder.path().toStdString()) / "models" / (toHex(id.view()) + ".model");
}

ModelStore storeIn(const QTemporaryDir& folder)
{
    return ModelStore(std::filesystem::path(folder.path().toStdString()) / "models");
}

} // namespace

class ModelStoreTest : public QObject {
    Q_OBJECT

private slots:
    void models_areKeptUnderTheirContent()
    {
        const QTemporaryDir folder;
        const ModelStore store = storeIn(folder);
        STILLGATE_VERIFY_CODE(store.find(model(1).id()), ErrorCode::NotFound);
        for (const std::uint64_t seed : {1U, 2U, 1U}) {
            STILLGATE_VERIFY_VALUE(store.keep(model(seed)));
        }
        QVERIFY(store.find(model(1).id())->id() == model(1).id());
        QVERIFY(store.find(model(2).id())->id() == model(2).id());
        QCOMPARE(QDir(folder.filePath(QStringLiteral("models"))).entryList(QDir::Files).size(), 2);
    }

    void file_ofAnotherModel_isCorrupt()
    {
        const QTemporaryDir folder;
        const ModelStore store = storeIn(folder);
        STILLGATE_VERIFY_VALUE(store.keep(model(1)));
        STILLGATE_VERIFY_VALUE(writeFile(fileOf(folder, model(1).id()), model(2).toBytes()));
        STILLGATE_VERIFY_CODE(store.find(model(1).id()), ErrorCode::Corrupt);
        // What is kept again takes the place of the wrong one.
        STILLGATE_VERIFY_VALUE(store.keep(model(1)));
        STILLGATE_VERIFY_VALUE(store.find(model(1).id()));
    }

    void key_leadsToTheModelItWasKeptUnder()
    {
        const QTemporaryDir folder;
        const ModelStore store = storeIn(folder);
        const Digest key = sha256("the examples");
        STILLGATE_VERIFY_CODE(store.findAs(key), ErrorCode::NotFound);
        STILLGATE_VERIFY_VALUE(store.keepAs(key, model(1)));
        STILLGATE_VERIFY_VALUE(store.keepAs(key, model(2)));
        QVERIFY(store.findAs(key)->id() == model(2).id());
    }
};

QTEST_GUILESS_MAIN(ModelStoreTest)
#include "ModelStoreTest.moc"
