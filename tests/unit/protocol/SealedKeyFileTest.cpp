// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <sys/stat.h>

#include "core/base/File.h"
#include "core/base/Json.h"
#include "core/protocol/SealedKeyFile.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

/// The least that the library takes: what is tested is not the cost.
constexpr PasswordCost kCheap{1, 8192};
constexpr std::string_view kPassphrase = "a sample passphrase";

struct Written {
    QTemporaryDir folder;
    std::filesystem::path path = folder.path().toStdString() + "/key.json";
    SealedKey key{PersonId{Uuid{{1}}}, SigningKey::generate()};

    Written() { (void)writeSealedKey(path, key, kPassphrase, kCheap); }
};

} // namespace

class SealedKeyFileTest : public QObject {
    Q_OBJECT

private slots:
    void key_underItsPassphrase_comesBack()
    {
        const Written written;
        const auto read = readSealedKey(written.path, kPassphrase);
        STILLGATE_VERIFY_VALUE(read);
        QVERIFY(read->person == written.key.person && read->key.publicKey() == written.key.key.publicKey());
        struct stat status{};
        QCOMPARE(::stat(written.path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }

    void key_underAnotherPassphrase_isRefused()
    {
        const Written written;
        STILLGATE_VERIFY_ERROR(readSealedKey(written.path, "another passphrase"), ErrorCode::Refused, written.path.string());
        STILLGATE_VERIFY_ERROR(readSealedKey(written.path, "short"), ErrorCode::Limit, "passphrase");
    }

    /// What stands in the clear is covered by the seal.
    void file_withAnotherPersonInIt_isRefused()
    {
        const Written written;
        Json json = *parseJson(*readFile(written.path));
        json.set("person", PersonId{Uuid{{2}}}.text());
        QVERIFY(writeFile(written.path, prettyJson(json)).has_value());
        STILLGATE_VERIFY_ERROR(readSealedKey(written.path, kPassphrase), ErrorCode::Refused, written.path.string());
    }

    void file_thatAsksForAllMemory_isMalformed()
    {
        const Written written;
        Json json = *parseJson(*readFile(written.path));
        json.set("memory", std::int64_t{1} << 40);
        QVERIFY(writeFile(written.path, prettyJson(json)).has_value());
        STILLGATE_VERIFY_ERROR(readSealedKey(written.path, kPassphrase), ErrorCode::Malformed, written.path.string());
    }

    void file_showsNoSeed()
    {
        const Written written;
        QVERIFY(readFile(written.path)->find(toHex(written.key.key.seed().view())) == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SealedKeyFileTest)
#include "SealedKeyFileTest.moc"
