// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>

#include "core/base/File.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

namespace {

namespace fs = std::filesystem;

unsigned modeOf(const fs::path& path)
{
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

/// Runs `child` in a process of its own and gives its exit code.
template <typename Child>
int exitCodeOf(Child child)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::_exit(child());
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class FileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void writeFile_newFile_isPrivateAndWhole()
    {
        const mode_t before = ::umask(0);
        const std::string bytes = "a\0b\n"s + std::string(200'000, 'x');
        STILLGATE_VERIFY_VALUE(writeFile(path("new"), bytes));
        ::umask(before);
        QCOMPARE(modeOf(path("new")), 0600U);
        QVERIFY(readFile(path("new")) == Result<std::string>(bytes));
        QVERIFY(!fs::exists(path("new.new")));
    }

    void writeFile_overAnotherFile_isPrivateAgain()
    {
        STILLGATE_VERIFY_VALUE(writeFile(path("open"), "old"));
        QCOMPARE(::chmod(path("open").c_str(), 0644), 0);
        STILLGATE_VERIFY_VALUE(writeFile(path("open"), "new"));
        QCOMPARE(modeOf(path("open")), 0600U);
        QVERIFY(readFile(path("open")) == Result<std::string>("new"));
    }

    /// Whoever has the old file open goes on reading old bytes: nothing is written into it.
    void writeFile_whileTheOldIsOpen_leavesItWhole()
    {
        STILLGATE_VERIFY_VALUE(writeFile(path("shared"), "old bytes"));
        const int reader = ::open(path("shared").c_str(), O_RDONLY | O_CLOEXEC);
        STILLGATE_VERIFY_VALUE(writeFile(path("shared"), "n"));
        char buffer[32] = {};
        QCOMPARE(::read(reader, buffer, sizeof buffer), ssize_t{9});
        ::close(reader);
        QCOMPARE(std::string(buffer), "old bytes"s);
    }

    /// A file left behind by a crash, or a link laid by somebody else, must neither lend its mode nor its target.
    void writeFile_leftOversBesideIt_areNotReused()
    {
        STILLGATE_VERIFY_VALUE(writeFile(path("victim"), "victim"));
        fs::create_symlink(path("victim"), path("linked.new"));
        STILLGATE_VERIFY_VALUE(writeFile(path("linked"), "mine"));
        QVERIFY(readFile(path("victim")) == Result<std::string>("victim"));
        QVERIFY(!fs::is_symlink(path("linked")));

        STILLGATE_VERIFY_VALUE(writeFile(path("crashed.new"), "half"));
        QCOMPARE(::chmod(path("crashed.new").c_str(), 0666), 0);
        STILLGATE_VERIFY_VALUE(writeFile(path("crashed"), "whole"));
        QCOMPARE(modeOf(path("crashed")), 0600U);
    }

    void writeFile_whereItCannot_saysWhere()
    {
        STILLGATE_VERIFY_ERROR(writeFile(path("none") / "x", "x"), ErrorCode::NotFound, (path("none") / "x.new").string());
        STILLGATE_VERIFY_VALUE(makePrivateFolder(path("folder")));
        STILLGATE_VERIFY_ERROR(writeFile(path("folder"), "x"), ErrorCode::Io, path("folder").string());
        QVERIFY(!fs::exists(path("folder.new")));
    }

    void readFile_whatCannotBeRead_saysWhere()
    {
        STILLGATE_VERIFY_ERROR(readFile(path("nowhere")), ErrorCode::NotFound, path("nowhere").string());
        STILLGATE_VERIFY_ERROR(readFile(path("")), ErrorCode::Io, path("").string());
        STILLGATE_VERIFY_VALUE(writeFile(path("four"), "four"));
        QVERIFY(readFile(path("four"), 4) == Result<std::string>("four"));
        STILLGATE_VERIFY_ERROR(readFile(path("four"), 3), ErrorCode::Limit, path("four").string());
    }

    void makePrivateFolder_parentsToo_isPrivate()
    {
        STILLGATE_VERIFY_VALUE(makePrivateFolder(path("a") / "b"));
        QCOMPARE(modeOf(path("a") / "b"), 0700U);
        STILLGATE_VERIFY_VALUE(makePrivateFolder(path("a") / "b"));
        STILLGATE_VERIFY_VALUE(writeFile(path("file"), ""));
        STILLGATE_VERIFY_ERROR(makePrivateFolder(path("file") / "x"), ErrorCode::Io, (path("file") / "x").string());
    }

    void lock_held_keepsASecondProcessOut()
    {
        const fs::path folder = path("locked");
        STILLGATE_VERIFY_VALUE(makePrivateFolder(folder));
        const auto tryIt = [&] {
            const auto lock = FolderLock::take(folder);
            return lock ? 0 : lock.error().code == ErrorCode::Conflict ? 1 : 2;
        };
        {
            const auto lock = FolderLock::take(folder);
            STILLGATE_VERIFY_VALUE(lock);
            QCOMPARE(modeOf(folder / "lock"), 0600U);
            QCOMPARE(exitCodeOf(tryIt), 1);
        }
        QCOMPARE(exitCodeOf(tryIt), 0);
        QCOMPARE(tryIt(), 0);
    }

    void lock_processKilled_isFreeAgain()
    {
        const fs::path folder = path("killed");
        STILLGATE_VERIFY_VALUE(makePrivateFolder(folder));
        int ready[2] = {};
        QCOMPARE(::pipe(ready), 0);
        const pid_t holder = ::fork();
        if (holder == 0) {
            const auto lock = FolderLock::take(folder);
            const char taken = lock ? 'y' : 'n';
            static_cast<void>(!::write(ready[1], &taken, 1));
            ::pause();
            ::_exit(0);
        }
        char taken = 0;
        QCOMPARE(::read(ready[0], &taken, 1), ssize_t{1});
        QCOMPARE(taken, 'y');
        QVERIFY(!FolderLock::take(folder));
        ::kill(holder, SIGKILL);
        ::waitpid(holder, nullptr, 0);
        STILLGATE_VERIFY_VALUE(FolderLock::take(folder));
        ::close(ready[0]);
        ::close(ready[1]);
    }

    void lock_moved_isHeldOnce()
    {
        const fs::path folder = path("moved");
        STILLGATE_VERIFY_VALUE(makePrivateFolder(folder));
        auto first = FolderLock::take(folder);
        STILLGATE_VERIFY_VALUE(first);
        {
            const FolderLock second = std::move(*first);
            QVERIFY(!FolderLock::take(folder));
        }
        STILLGATE_VERIFY_VALUE(FolderLock::take(folder));
    }

    void lock_noFolder_isNotFound()
    {
        STILLGATE_VERIFY_ERROR(FolderLock::take(path("absent")), ErrorCode::NotFound, (path("absent") / "lock").string());
    }
};

QTEST_GUILESS_MAIN(FileTest)
#include "FileTest.moc"
