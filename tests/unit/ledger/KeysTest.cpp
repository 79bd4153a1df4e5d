// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/ledger/Keys.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

std::filesystem::path folderOf(const QTemporaryDir& dir)
{
    return dir.path().toStdString();
}

} // namespace

class KeysTest : public QObject {
    Q_OBJECT

private slots:
    void masterKey_whenMissing_isMadeForItsOwnerAlone()
    {
        const QTemporaryDir dir;
        const auto made = masterKey(folderOf(dir), MasterKeyUse::MakeIfMissing);
        STILLGATE_VERIFY_VALUE(made);
        const auto path = folderOf(dir) / "master.key";
        QCOMPARE(std::filesystem::file_size(path), std::uintmax_t{32});
        QCOMPARE(std::filesystem::status(path).permissions(),
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto again = masterKey(folderOf(dir), MasterKeyUse::MustExist);
        STILLGATE_VERIFY_VALUE(again);
        QCOMPARE(toHex(again->view()), toHex(made->view()));
    }

    void masterKey_thatMustExist_isNotMade()
    {
        const QTemporaryDir dir;
        const auto path = folderOf(dir) / "master.key";
        STILLGATE_VERIFY_ERROR(masterKey(folderOf(dir), MasterKeyUse::MustExist), ErrorCode::NotFound, path.string());
        QVERIFY(!std::filesystem::exists(path));
    }

    void masterKey_ofAnotherLength_isMalformedAndKept()
    {
        const QTemporaryDir dir;
        const auto path = folderOf(dir) / "master.key";
        QVERIFY(writeFile(path, "short").has_value());
        STILLGATE_VERIFY_ERROR(masterKey(folderOf(dir), MasterKeyUse::MakeIfMissing), ErrorCode::Malformed, path.string());
        QCOMPARE(*readFile(path), std::string("short"));
    }

    void contactHash_ignoresTheCaseOfAsciiAlone()
    {
        const Secret32 key = *Secret32::from(Bytes(32, 3));
        QCOMPARE(contactHash(key, "Customer07@Sample.Example"), contactHash(key, "customer07@sample.example"));
        QVERIFY(contactHash(key, "\u00C4@sample.example") != contactHash(key, "\u00E4@sample.example"));
        QVERIFY(contactHash(key, "customer07@sample.example") !=
                contactHash(*Secret32::from(Bytes(32, 4)), "customer07@sample.example"));
        QCOMPARE(contactHash(key, "A@b"), hmacSha256(key.view(), asBytes("a@b")));
    }
};

QTEST_GUILESS_MAIN(KeysTest)
#include "KeysTest.moc"
