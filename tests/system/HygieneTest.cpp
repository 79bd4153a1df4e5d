// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <csignal>
#include <fstream>
#include <map>

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/File.h"
#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

namespace fs = std::filesystem;

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

std::string program(const char* name)
{
    return QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QString::fromLatin1(name)).toStdString();
}

/// What others than the owner may do anything with.
std::vector<std::string> openToOthers(const fs::path& folder)
{
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        struct stat status{};
        const bool isKept = ::lstat(entry.path().c_str(), &status) == 0 && !entry.is_symlink();
        if (isKept && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
            out.push_back(entry.path().string());
        }
    }
    return out;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string out;
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out;
}

/// A program that is started by hand, because how it ended is what counts: QProcess does not tell of a core.
class Mortal {
public:
    /// Its standard input stays open and silent.
    Mortal(const std::string& file, std::vector<std::string> arguments, const fs::path& folder, const char* disabled)
    {
        std::array<int, 2> input{};
        (void)::pipe2(input.data(), O_CLOEXEC);
        m_input = input[1];
        arguments.insert(arguments.begin(), file);
        std::vector<char*> words;
        words.reserve(arguments.size() + 1);
        for (std::string& argument : arguments) {
            words.push_back(argument.data());
        }
        words.push_back(nullptr);
        m_process = ::fork();
        if (m_process == 0) {
            constexpr rlimit kAll{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_CORE, &kAll);
            qputenv("STILLGATE_DISABLE", disabled);
            (void)::chdir(folder.c_str());
            ::dup2(input[0], STDIN_FILENO);
            ::execv(file.c_str(), words.data());
            ::_exit(127);
        }
        ::close(input[0]);
    }
    ~Mortal()
    {
        ::close(m_input);
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            ::waitpid(m_process, nullptr, 0);
        }
    }
    Mortal(const Mortal&) = delete;
    Mortal& operator=(const Mortal&) = delete;

    [[nodiscard]] bool isRunning() const { return ::waitpid(m_process, nullptr, WNOHANG) == 0; }
    /// "0" in both columns of "Max core file size".
    [[nodiscard]] bool hasNoCoreLimit() const
    {
        const auto limits = readFile("/proc/" + std::to_string(m_process) + "/limits").value_or(std::string());
        const QString line =
            QString::fromStdString(limits).section(QStringLiteral("Max core file size"), 1).section(u'\n', 0, 0);
        return line.split(u' ', Qt::SkipEmptyParts).mid(0, 2) == QStringList{QStringLiteral("0"), QStringLiteral("0")};
    }
    /// Ends it by SIGABRT, as a failed check would. Whether a core was written.
    [[nodiscard]] bool leavesACore()
    {
        int status = 0;
        ::kill(m_process, SIGABRT);
        ::waitpid(m_process, &status, 0);
        m_process = -1;
        return WIFSIGNALED(status) && WCOREDUMP(status);
    }

private:
    pid_t m_process = -1;
    int m_input = -1;
};

/// Every verb of a program with its help, by the "Subcommands" of each.
void collectHelp(const QString& file, const QStringList& verb, std::map<QString, QString>& out)
{
    QProcess process;
    process.start(file, verb + QStringList{QStringLiteral("--help")});
    process.waitForFinished(kPatience);
    const QString help = QString::fromUtf8(process.readAllStandardOutput());
    out[verb.join(u' ')] = help;
    const QString list = help.section(QStringLiteral("Subcommands:\n"), 1);
    static const QRegularExpression name(QStringLiteral("^  (\\S+)"), QRegularExpression::MultilineOption);
    for (auto found = name.globalMatch(list); found.hasNext();) {
        collectHelp(file, verb + QStringList{found.next().captured(1)}, out);
    }
}

/// Options that would take a secret from the command line, where everybody could read it.
QStringList secretOptionsIn(const QString& help)
{
    static const QRegularExpression secret(
        QStringLiteral("--[a-z-]*(?:passw|passphrase|secret|token|otp|code|invitation)[a-z-]*(?= TEXT)"));
    QStringList out;
    for (auto found = secret.globalMatch(help); found.hasNext();) {
        out << found.next().captured(0);
    }
    return out;
}

} // namespace

/// What the programs leave lying about: files, cores, arguments, environment and logs.
class HygieneTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        ::umask(S_IWGRP | S_IWOTH); // as most people have it: the programs have to see to it themselves
        m_stand = std::make_unique<Stand>(m_shop);
        m_home = m_stand->folder() / "home";
        fs::create_directories(m_home);
        for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) {
            qputenv(name, m_home.c_str());
        }
        QVERIFY(m_stand->sandbox().start() && m_stand->daemon().start());
    }

    void files_ofAllPrograms_areTheOwnersAlone()
    {
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        QVERIFY(ticket && m_stand->daemon().awaitGate(*ticket));
        const fs::path made = m_home / "made";
        fs::create_directories(made);
        fs::permissions(made, fs::perms::owner_all);
        QVERIFY(ctl({QStringLiteral("keys"), QStringLiteral("new"), QString::fromStdString(kOrchestrator.text()),
                     QStringLiteral("--key"), text(made / "one.key")},
                    "a passphrase of nobody\n")
                    .code == 0);
        QVERIFY(ctl({QStringLiteral("tls"), QStringLiteral("init"), QStringLiteral("--out"), text(made / "tls"),
                     QStringLiteral("--host"), QStringLiteral("gate.example")})
                    .code == 0);
        lookByConsole();
        fs::permissions(m_home, fs::perms::owner_all);
        QCOMPARE(joined(openToOthers(m_home)), std::string());
        QCOMPARE(joined(openToOthers(m_stand->daemon().data())), std::string());
        QVERIFY(std::distance(fs::recursive_directory_iterator(m_stand->daemon().data()), {}) > 8);
        // The control: one that is open is found.
        std::ofstream(m_home / "open") << "open";
        QCOMPARE(joined(openToOthers(m_home)), (m_home / "open").string() + "\n");
        fs::remove(m_home / "open");
    }

    void secrets_areInNeitherArgumentsNorEnvironmentNorLog()
    {
        const std::string process = "/proc/" + std::to_string(m_stand->daemon().program().processId());
        const auto arguments = readFile(process + "/cmdline");
        const auto environment = readFile(process + "/environ");
        const auto log = readFile(m_stand->daemon().program().logFile());
        QVERIFY(arguments && arguments->find("--data") != std::string::npos && log && !log->empty());
        for (const std::string& secret : {m_stand->daemon().program().ready().token, m_stand->daemon().agent(1).token,
                                          readReadyFile(m_stand->sandbox().readyFile()).value_or(ReadyFile{}).token}) {
            QVERIFY(!secret.empty());
            QVERIFY(arguments->find(secret) == std::string::npos);
            QVERIFY(log->find(secret) == std::string::npos);
            // Closed to all but root, since the process cannot be looked into.
            QVERIFY(!environment || environment->find(secret) == std::string::npos);
        }
    }

    void options_ofEveryVerb_takeNoSecret()
    {
        std::map<QString, QString> helps;
        for (const char* name : {"stillgatectl", "stillgated", "stillgate", "stillgate-sandbox"}) {
            if (fs::exists(program(name))) {
                collectHelp(QString::fromStdString(program(name)), {}, helps);
            }
        }
        QVERIFY(helps.size() > 30 && helps.contains(QStringLiteral("users set-up")));
        for (const auto& [verb, help] : helps) {
            QVERIFY2(secretOptionsIn(help).isEmpty(),
                     qPrintable(verb + QStringLiteral(": ") + secretOptionsIn(help).join(u' ')));
        }
        // The control: one that does is found.
        QCOMPARE(secretOptionsIn(QStringLiteral("  --password TEXT        yours\n  --step-up-code TEXT x\n")).size(), 2);
    }

    void abort_ofAProgramWithKeys_leavesNoCore_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stillgated", "stillgatectl", "stillgate"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void abort_ofAProgramWithKeys_leavesNoCore()
    {
        QFETCH(const QString, name);
        if (!fs::exists(program(name.toLatin1().constData()))) {
            QSKIP("this build has no console");
        }
        const fs::path folder = m_stand->folder() / ("core-" + name.toStdString());
        fs::create_directories(folder);
        Mortal one(program(name.toLatin1().constData()), waiting(name, folder), folder, "");
        QVERIFY(becomes([&] { return one.hasNoCoreLimit() || !one.isRunning(); }));
        QTest::qWait(kSettled);
        QVERIFY(one.isRunning() && one.hasNoCoreLimit());
        QVERIFY(!one.leavesACore());
#ifdef STILLGATE_FAULTS
        Mortal other(program(name.toLatin1().constData()), waiting(name, folder), folder, "core_files");
        QTest::qWait(kSettled);
        QVERIFY(other.isRunning() && !other.hasNoCoreLimit());
        if (!other.leavesACore()) {
            QSKIP("this machine writes no core for anybody, so that only the limits could be shown");
        }
#endif
    }

private:
    static constexpr int kSettled = 1'500; ///< milliseconds until a program is where it waits

    /// How each is brought to wait for somebody.
    QStringList argumentsOf(const QString& name, const fs::path& folder) const
    {
        if (name == QStringLiteral("stillgated")) {
            QStringList out = m_stand->daemon().usualArguments();
            out[1] = text(folder / "data");
            return out;
        }
        if (name == QStringLiteral("stillgatectl")) {
            return {QStringLiteral("keys"), QStringLiteral("new"), QString::fromStdString(kOrchestrator.text()),
                    QStringLiteral("--key"), text(folder / "one.key")};
        }
        return {QStringLiteral("--data"), text(m_stand->daemon().data()), QStringLiteral("--memory"), text(folder / "memory")};
    }
    std::vector<std::string> waiting(const QString& name, const fs::path& folder) const
    {
        std::vector<std::string> out;
        for (const QString& argument : argumentsOf(name, folder)) {
            out.push_back(argument.toStdString());
        }
        return out;
    }

    /// A console with its memory in the home folder, which takes its pictures there.
    void lookByConsole() const
    {
        if (!fs::exists(program("stillgate"))) {
            return;
        }
        // Where a console looks for it; the tests keep it elsewhere.
        const auto ready = readFile(m_stand->daemon().program().readyFile());
        QVERIFY(ready && writeFile(readyFileOf(m_stand->daemon().data()), *ready));
        QProcess console;
        console.start(QString::fromStdString(program("stillgate")),
                      {QStringLiteral("--data"), text(m_stand->daemon().data()), QStringLiteral("--key"),
                       text(m_stand->daemon().data() / "demonstration" / "agent-1.json"), QStringLiteral("--pictures"),
                       text(m_home / "pictures")});
        QVERIFY(console.waitForFinished(kPatience));
        QCOMPARE(console.exitCode(), 0);
        QVERIFY(fs::exists(m_home / "stillgate" / "consoles"));
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    fs::path m_home;
};

QTEST_GUILESS_MAIN(HygieneTest)
#include "HygieneTest.moc"
