// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

#include "core/base/File.h"
#include "core/base/Totp.h"
#include "tests/support/Base32.h"
#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

namespace fs = std::filesystem;

constexpr int kFoundWrong = 1;
const std::string kPassword = "canary password of nobody";

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

QString word(const char* ascii)
{
    return QString::fromLatin1(ascii);
}

} // namespace

/// An orchestrator that others reach over the network, by the real programs: it listens on every address, and who comes proves itself.
class TlsCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        m_folder = m_stand->folder() / "tls";
        m_other = m_stand->folder() / "rogue";
        QVERIFY(m_stand->sandbox().start());
    }

    void init_makesFourFilesOfTheOwnersAlone()
    {
        const CommandRun made = init(m_folder);
        QCOMPARE(made.code, 0);
        m_pin = QString::fromStdString(std::string(made.json.textAt("pin")));
        QCOMPARE(m_pin.size(), 64);
        QCOMPARE(std::distance(fs::directory_iterator(m_folder), {}), 4);
        for (const auto& file : fs::directory_iterator(m_folder)) {
            QVERIFY(file.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        }
        QCOMPARE(init(m_other).code, 0);
    }

    void init_whereSomethingIs_writesNothingOver()
    {
        const auto before = readFile(m_folder / "server.key");
        QCOMPARE(init(m_folder).code, kFoundWrong);
        QVERIFY(before && before == readFile(m_folder / "server.key"));
    }

    void renewed_certificate_keepsThePin()
    {
        const auto before = readFile(m_folder / "server.pem");
        const CommandRun renewed =
            ctl({word("tls"), word("renew"), word("--out"), text(m_folder), word("--host"), word("127.0.0.1"), word("--json")});
        QCOMPARE(renewed.code, 0);
        QCOMPARE(QString::fromStdString(std::string(renewed.json.textAt("pin"))), m_pin);
        QVERIFY(before && before != readFile(m_folder / "server.pem"));
    }

    void listening_offLoopbackWithoutTls_isRefusedWithTheNextStep()
    {
        for (const char* option : {"--listen", "--http"}) {
            const std::string log = logOfRefused({word(option), word("0.0.0.0:0")});
            QVERIFY2(log.find(option) != std::string::npos && log.find("--tls-certificate") != std::string::npos, log.c_str());
        }
    }

    void key_thatEverybodyMayRead_isRefused()
    {
        const fs::path open = m_other / "server.key";
        fs::permissions(open, fs::perms::others_read, fs::perm_options::add);
        const std::string log =
            logOfRefused({word("--tls-certificate"), text(m_other / "server.pem"), word("--tls-key"), text(open)});
        QVERIFY2(log.find("chmod 600") != std::string::npos, log.c_str());
        fs::permissions(open, fs::perms::others_read, fs::perm_options::remove);
    }

    void key_ofAnotherCertificate_isRefused()
    {
        const std::string log = logOfRefused(
            {word("--tls-certificate"), text(m_folder / "server.pem"), word("--tls-key"), text(m_other / "server.key")});
        QVERIFY2(log.find("not the key of the certificate") != std::string::npos, log.c_str());
    }

    void service_overTls_isReachedByItsReadyFile()
    {
        QVERIFY(m_stand->daemon().startWith({tlsArguments(), {}, {}}));
        const ReadyFile ready = m_stand->daemon().program().ready();
        QVERIFY(ready.url.starts_with("wss://127.0.0.1:") && ready.http.starts_with("https://127.0.0.1:"));
        const CommandRun made =
            ctl({word("users"), word("init"), word("--login"), word("admin"), word("--ready"), readyFile(), word("--json")});
        QCOMPARE(made.code, 0);
        m_invitation = made.json.textAt("invitation");
    }

    void person_elsewhere_signsInAndLooks()
    {
        QVERIFY(joinAndSignIn());
        QCOMPARE(people(trusting()).code, 0);
        QCOMPARE(people({word("--pin"), m_pin}).code, 0);
    }

    void orchestrator_thatCannotProveItself_isRefusedByItsWord_data()
    {
        QTest::addColumn<QStringList>("trust");
        QTest::addColumn<QString>("reason");
        QTest::newRow("rogue authority") << QStringList{word("--ca"), text(m_other / "authority.pem")}
                                         << word("unknown_authority");
        QTest::newRow("another key") << QStringList{word("--pin"), QString(m_pin).replace(0, 2, word("00"))}
                                     << word("pin_mismatch");
        QTest::newRow("another environment")
            << trusting() + QStringList{word("--environment"), word("prod")} << word("wrong_environment");
        QTest::newRow("no trust") << QStringList() << word("--ca FILE or --pin SHA256");
    }
    void orchestrator_thatCannotProveItself_isRefusedByItsWord()
    {
        QFETCH(const QStringList, trust);
        QFETCH(const QString, reason);
        const CommandRun run = people(trust);
        QCOMPARE(run.code, kFoundWrong);
        QVERIFY2(run.complaint.find(reason.toStdString()) != std::string::npos, run.complaint.c_str());
    }

    void host_thatTheCertificateDoesNotName_isRefused()
    {
        const CommandRun run = people(trusting(), url().replace(word("127.0.0.1"), word("127.0.0.2")));
        QCOMPARE(run.code, kFoundWrong);
        QVERIFY2(run.complaint.find("wrong_host") != std::string::npos, run.complaint.c_str());
    }

    void environment_otherThanRemembered_isRefused()
    {
        const auto before = readFile(m_stand->folder() / "admin.device");
        QVERIFY(before);
        std::string changed = *before;
        const std::size_t at = changed.find("\"dev\"");
        QVERIFY(at != std::string::npos);
        changed.replace(at, 5, "\"prod\"");
        QVERIFY(writeFile(m_stand->folder() / "admin.device", changed));
        const CommandRun run = people(trusting());
        QCOMPARE(run.code, kFoundWrong);
        QVERIFY2(run.complaint.find("wrong_environment") != std::string::npos, run.complaint.c_str());
        QVERIFY(writeFile(m_stand->folder() / "admin.device", *before));
        QCOMPARE(people(trusting()).code, 0);
    }

    void intake_speaksTls13Alone()
    {
        const QUrl http(QString::fromStdString(m_stand->daemon().program().ready().http));
        QVERIFY(!isEncrypted(http, QSsl::TlsV1_2));
        QVERIFY(isEncrypted(http, QSsl::TlsV1_3));
        const CommandRun imported = ctl({word("import"), text(oneMessage()), word("--ready"), readyFile(), word("--json")});
        QVERIFY2(imported.code == 0, imported.complaint.c_str());
    }

    /// The window, as somebody opens it on another machine: by address and pin alone, with a demonstration's key.
    void console_elsewhere_showsTheQueue()
    {
        const QString program = QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(word("stillgate"));
        if (!QFile::exists(program)) {
            QSKIP("this build has no console");
        }
        Daemon shown(m_stand->placeFor("shown"));
        QVERIFY(shown.startWith({tlsArguments(shown) + QStringList{word("--demonstration")}, {}, {}}));
        const QString ready = text(shown.program().readyFile());
        QCOMPARE(ctl({word("import"), text(oneMessage()), word("--ready"), ready}).code, 0);
        const fs::path pictures = m_stand->folder() / "pictures";
        QProcess console;
        console.start(program,
                      {word("--url"), QString::fromStdString(shown.program().ready().url), word("--pin"), m_pin,
                       word("--environment"), word("dev"), word("--key"), text(shown.data() / "demonstration" / "agent-1.json"),
                       word("--memory"), text(m_stand->folder() / "memory"), word("--pictures"), text(pictures)});
        QVERIFY(console.waitForFinished(kPatience));
        QVERIFY2(console.exitCode() == 0, console.readAllStandardError().constData());
        QVERIFY(fs::exists(pictures / "queue.png"));
    }

    /// The controls: with the protections off the same things get through.
    void protectionsOff_theSameIsServedAndBelieved()
    {
#ifndef STILLGATE_FAULTS
        QSKIP("this build has no switches for protections");
#else
        QVERIFY(m_stand->daemon().program().terminate() == 0);
        QStringList open = m_stand->daemon().usualArguments();
        open.removeOne(word("--demonstration"));
        QVERIFY(m_stand->daemon().startWith(
            {open + QStringList{word("--listen"), word("0.0.0.0:0"), word("--http"), word("0.0.0.0:0")},
             {{"STILLGATE_DISABLE", "tls_off_loopback"}},
             {}}));
        QVERIFY(m_stand->daemon().program().terminate() == 0);
        QVERIFY(m_stand->daemon().startWith({tlsArguments(), {{"STILLGATE_DISABLE", "tls_protocol"}}, {}}));
        QVERIFY(isEncrypted(QUrl(QString::fromStdString(m_stand->daemon().program().ready().http)), QSsl::TlsV1_2));
        qputenv("STILLGATE_DISABLE", "tls_certificate,environment");
        for (const QStringList& trust : {QStringList{word("--ca"), text(m_other / "authority.pem")},
                                         QStringList{word("--pin"), QString(m_pin).replace(0, 2, word("00"))},
                                         trusting() + QStringList{word("--environment"), word("prod")}}) {
            const CommandRun run = people(trust);
            QVERIFY2(run.code == 0, run.complaint.c_str());
        }
        qunsetenv("STILLGATE_DISABLE");
#endif
    }

private:
    static CommandRun init(const fs::path& folder)
    {
        return ctl({word("tls"), word("init"), word("--out"), text(folder), word("--host"), word("127.0.0.1"), word("--host"),
                    word("gate.example"), word("--json")});
    }

    fs::path oneMessage() const
    {
        const fs::path file = m_stand->folder() / "one.jsonl";
        return writeFile(file, canonicalJson(sampleMessage("sample-0008")) + "\n") ? file : fs::path();
    }

    QStringList tlsArguments() const { return tlsArguments(m_stand->daemon()); }
    QStringList tlsArguments(const Daemon& daemon) const
    {
        QStringList out = daemon.usualArguments();
        out.removeOne(word("--demonstration"));
        return out + QStringList{word("--listen"),
                                 word("0.0.0.0:0"),
                                 word("--http"),
                                 word("0.0.0.0:0"),
                                 word("--tls-certificate"),
                                 text(m_folder / "server.pem"),
                                 word("--tls-key"),
                                 text(m_folder / "server.key")};
    }

    /// What one says that does not come to serve.
    std::string logOfRefused(const QStringList& options) const
    {
        const fs::path folder = m_stand->folder() / "refused";
        Program program("stillgated", folder);
        fs::remove(program.logFile());
        QStringList arguments = m_stand->daemon().usualArguments();
        arguments[1] = text(folder / "data");
        const bool serves = program.start({arguments + options, {}, {}});
        return serves || program.waitForEnd() != kFoundWrong ? std::string("it served, or ended otherwise")
                                                             : readFile(program.logFile()).value_or(std::string());
    }

    [[nodiscard]] QString readyFile() const { return text(m_stand->daemon().program().readyFile()); }
    [[nodiscard]] QString url() const { return QString::fromStdString(m_stand->daemon().program().ready().url); }
    [[nodiscard]] QStringList trusting() const { return {word("--ca"), text(m_folder / "authority.pem")}; }
    [[nodiscard]] QString device() const { return text(m_stand->folder() / "admin.device"); }

    [[nodiscard]] CommandRun people(const QStringList& trust, const QString& at = {}) const
    {
        return ctl(QStringList{word("users"), word("list"), word("--json"), word("--as"), device(), word("--url"),
                               at.isEmpty() ? url() : at} +
                   trust);
    }

    /// As the first admin, by the invitation of whoever has the ready file.
    [[nodiscard]] bool joinAndSignIn() const
    {
        const QStringList there{word("--url"), url()};
        const CommandRun setUp =
            ctl(QStringList{word("users"), word("set-up"), word("--login"), word("admin"), word("--json")} + there + trusting(),
                m_invitation + "\n" + kPassword + "\n");
        const Bytes secret = fromBase32(std::string(setUp.json.textAt("secret")));
        const std::string code = totpCode(secret, totpStep(SystemClock().now()));
        return ctl(QStringList{word("sign-in"), word("--login"), word("admin"), word("--as"), device()} + there + trusting(),
                   kPassword + "\n" + code + "\n")
                   .code == 0;
    }

    static bool isEncrypted(const QUrl& url, QSsl::SslProtocol protocol)
    {
        QSslSocket socket;
        QSslConfiguration only = QSslConfiguration::defaultConfiguration();
        only.setProtocol(protocol);
        only.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setSslConfiguration(only);
        socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
        return socket.waitForEncrypted(kPatience);
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    fs::path m_folder; ///< of the orchestrator's certificate
    fs::path m_other; ///< of somebody else's
    QString m_pin;
    std::string m_invitation;
};

QTEST_GUILESS_MAIN(TlsCommandsTest)
#include "TlsCommandsTest.moc"
