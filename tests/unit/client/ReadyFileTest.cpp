// SPDX-License-Identifier: GPL-3.0-or-later
#include <string_view>

#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/client/CacheKeySource.h"
#include "core/client/ReadyFile.h"
#include "tests/support/Readable.h"

using namespace stillgate;

class ReadyFileTest : public QObject {
    Q_OBJECT

private slots:
    void readyFile_asWritten_isRead()
    {
        const QTemporaryDir dir;
        const auto path = readyFileOf(dir.path().toStdString());
        const std::string_view written = R"({"http":"http://127.0.0.1:2","token":"sample","url":"ws://127.0.0.1:1/rpc"})";
        STILLGATE_VERIFY_VALUE(writeFile(path, written));
        const auto ready = readReadyFile(path);
        STILLGATE_VERIFY_VALUE(ready);
        QVERIFY(*ready == (ReadyFile{"ws://127.0.0.1:1/rpc", "http://127.0.0.1:2", "sample"}));
    }

    void readyFile_missingOrDamaged_saysWhere()
    {
        const QTemporaryDir dir;
        const auto path = readyFileOf(dir.path().toStdString());
        STILLGATE_VERIFY_ERROR(readReadyFile(path), ErrorCode::NotFound, path.string());
        const std::string_view damaged = R"({"url":"ws://127.0.0.1:1/rpc"})";
        STILLGATE_VERIFY_VALUE(writeFile(path, damaged));
        STILLGATE_VERIFY_ERROR(readReadyFile(path), ErrorCode::Malformed, path.string() + " $.http");
    }

    void cacheKey_askedTwice_isTheSame()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath(QStringLiteral("cache.key")).toStdString();
        const auto first = FileCacheKey(file).key();
        const auto second = FileCacheKey(file).key();
        STILLGATE_VERIFY_VALUE(first);
        STILLGATE_VERIFY_VALUE(second);
        QVERIFY(equalConstantTime(first->view(), second->view()));
        namespace fs = std::filesystem;
        QVERIFY(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }

    void cacheKey_ofAnotherLength_isMalformed()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath(QStringLiteral("cache.key")).toStdString();
        STILLGATE_VERIFY_VALUE(writeFile(file, "short"));
        STILLGATE_VERIFY_ERROR(FileCacheKey(file).key(), ErrorCode::Malformed, file.string());
    }
};

QTEST_GUILESS_MAIN(ReadyFileTest)
#include "ReadyFileTest.moc"
