// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/File.h"
#include "core/base/Totp.h"
#include "tests/support/Base32.h"
#include "tests/support/Readable.h"
#include "tests/support/system/CommandLine.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const std::string kPassword = "canary password of nobody";
const std::string kPassphrase = "canary passphrase of nobody";

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// Somebody at a terminal of their own: a device file, a key file, an authenticator app.
struct Colleague {
    QString login;
    QString device;
    QString key;
    QString person;
    Bytes secret;
    std::int64_t step = 0; ///< of the newest code that was used

    /// A code that did not serve yet; the orchestrator takes those of one step around.
    std::string code()
    {
        step = std::max(step + 1, totpStep(SystemClock().now()) - 1);
        return totpCode(secret, step);
    }
};

} // namespace

/// An organisation without a demonstration, from the first admin to a signed refund, by the command line alone.
class PeopleCommandsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_stand = std::make_unique<Stand>(m_shop);
        QStringList arguments = m_stand->daemon().usualArguments();
        QVERIFY(arguments.removeOne(QStringLiteral("--demonstration")));
        QVERIFY(m_stand->sandbox().start() && m_stand->daemon().startWith({arguments, {}, {}}));
        m_reach = {QStringLiteral("--ready"), text(m_stand->daemon().program().readyFile()), QStringLiteral("--data"),
                   text(m_stand->daemon().data()), QStringLiteral("--json")};
        for (Colleague* one : {&m_admin, &m_agent, &m_supervisor}) {
            one->device = text(m_stand->folder() / (one->login.toStdString() + ".device"));
            one->key = text(m_stand->folder() / (one->login.toStdString() + ".key"));
        }
    }

    void firstAdmin_isMadeByTheReadyFileOnce()
    {
        const QStringList init{QStringLiteral("users"), QStringLiteral("init"), QStringLiteral("--login")};
        const CommandRun made = ctl(init + QStringList{m_admin.login} + m_reach);
        QCOMPARE(made.code, 0);
        QVERIFY(setUp(m_admin, made) && signIn(m_admin));
        QVERIFY(ctl(init + QStringList{QStringLiteral("another")} + m_reach).code != 0);
        // Who has the ready file looks at nothing and decides nothing.
        QCOMPARE(ctl(QStringList{QStringLiteral("gates")} + m_reach).code, 1);
        QVERIFY(newKey(m_admin));
        QCOMPARE(
            run({QStringLiteral("keys"), QStringLiteral("request"), QStringLiteral("--key"), m_admin.key}, m_admin, kPassphrase)
                .code,
            0);
    }

    void colleagues_areAddedAndTheirKeysCountersigned()
    {
        QVERIFY(join(m_agent, {QStringLiteral("l2_agent")}));
        QVERIFY(join(m_supervisor, {QStringLiteral("supervisor")}));
        QCOMPARE(run({QStringLiteral("users"), QStringLiteral("add"), QStringLiteral("--login"), QStringLiteral("x"),
                      QStringLiteral("--role"), QStringLiteral("admin")},
                     m_agent)
                     .code,
                 1);
    }

    void signIn_withAWrongPassword_isRefused()
    {
        Colleague guesser = m_agent; // the code is right, and stays unused
        QCOMPARE(ctl(signInVerb(guesser), "another password\n" + guesser.code() + "\n").code, 1);
    }

    /// All refunds over 100.00 EUR are of high stakes from now on.
    void policy_ofTwoPeople_isInForce()
    {
        std::string policy = projectFile("resources/packs/starter/policy.toml");
        for (const auto& [was, is] : {std::pair<std::string, std::string>{"stakes = \"normal\"", "stakes = \"high\""},
                                      {"version = 1\ngate_expiry", "version = 2\ngate_expiry"},
                                      {"high = ", "high = \"200ms\" # "}}) {
            for (std::size_t at = policy.find(was); at != std::string::npos; at = policy.find(was, at + is.size())) {
                policy.replace(at, was.size(), is);
            }
        }
        const std::filesystem::path file = m_stand->folder() / "policy.toml";
        QVERIFY(writeFile(file, policy));
        const QStringList publish{QStringLiteral("policy"), QStringLiteral("publish"), QStringLiteral("--key")};
        QCOMPARE(run(publish + QStringList{m_admin.key, text(file)}, m_admin, kPassphrase).code, 0);
        const QString draft = text(m_stand->folder() / "policy.signed.json");
        QCOMPARE(run(publish + QStringList{m_agent.key, draft}, m_agent, kPassphrase).code, 1);
        const CommandRun done = run(publish + QStringList{m_supervisor.key, draft}, m_supervisor, kPassphrase);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.json.textAt("outcome"), std::string_view("accepted"));
    }

    void approval_atHighStakes_takesACodeAndRefunds()
    {
        const auto ticket = m_stand->daemon().takeIn(sampleMessage("sample-0008"));
        QVERIFY(ticket);
        QString gate;
        QVERIFY(becomes([&] {
            const CommandRun gates =
                run({QStringLiteral("gates"), QStringLiteral("--status"), QStringLiteral("open")}, m_agent);
            const Json::Array* rows = gates.json.asArray();
            gate = rows != nullptr && rows->size() == 1 ? QString::fromStdString(std::string(rows->front().textAt("id")))
                                                        : QString();
            return !gate.isEmpty();
        }));
        const QStringList approve{QStringLiteral("approve"), gate, QStringLiteral("--key"), m_agent.key};
        const CommandRun without = run(approve, m_agent, kPassphrase + "\n000000");
        QCOMPARE(without.code, 1);
        QCOMPARE(without.json.find("refusal")->textAt("code"), std::string_view("step_up_missing"));
        QVERIFY(m_stand->sandbox().books().refundsOf("ORD-7719").empty());
        QCOMPARE(run(approve, m_agent, kPassphrase + "\n" + m_agent.code()).code, 0);
        QVERIFY(becomes([&] { return m_stand->sandbox().books().refundsOf("ORD-7719").size() == 1; }));
    }

    void session_revoked_isOverAtOnce()
    {
        const CommandRun revoked = run({QStringLiteral("tokens"), QStringLiteral("revoke"), m_agent.person}, m_admin);
        QCOMPARE(revoked.code, 0);
        QCOMPARE(*revoked.json.find("ended")->asInteger(), 1);
        QVERIFY(run({QStringLiteral("gates")}, m_agent).code != 0);
        QVERIFY(signIn(m_agent));
        QCOMPARE(run({QStringLiteral("gates")}, m_agent).code, 0);
        QCOMPARE(run({QStringLiteral("users"), QStringLiteral("disable"), m_agent.person, QStringLiteral("--reason"),
                      QStringLiteral("left")},
                     m_admin)
                     .code,
                 0);
        QVERIFY(run({QStringLiteral("gates")}, m_agent).code != 0);
        QVERIFY(!signIn(m_agent));
    }

    /// What people sign in with is in no file of the orchestrator in the clear, nor in its log.
    void secrets_areNowhereInTheClear()
    {
        QCOMPARE(ctl(QStringList{QStringLiteral("stop")} + m_reach).code, 0);
        QCOMPARE(m_stand->daemon().program().waitForEnd(), 0);
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_stand->folder())) {
            if (!entry.is_regular_file() || entry.path().extension() == ".device") {
                continue;
            }
            ++files;
            const auto bytes = readFile(entry.path(), std::size_t{1} << 30U);
            STILLGATE_VERIFY_VALUE(bytes);
            for (const std::string& secret : {kPassword, kPassphrase, base32(m_admin.secret), base32(m_agent.secret)}) {
                QVERIFY2(bytes->find(secret) == std::string::npos, entry.path().c_str());
            }
        }
        QVERIFY(files > 5);
        QCOMPARE(ctl({QStringLiteral("verify"), text(m_stand->daemon().data())}).code, 0);
    }

private:
    [[nodiscard]] CommandRun run(const QStringList& verb, const Colleague& who, const std::string& input = {}) const
    {
        return ctl(verb + QStringList{QStringLiteral("--as"), who.device} + m_reach, input + "\n");
    }
    [[nodiscard]] QStringList signInVerb(const Colleague& who) const
    {
        return QStringList{QStringLiteral("sign-in"), QStringLiteral("--login"), who.login, QStringLiteral("--as"),
                           who.device} +
               m_reach;
    }
    bool signIn(Colleague& who) const { return ctl(signInVerb(who), kPassword + "\n" + who.code() + "\n").code == 0; }
    bool newKey(const Colleague& who) const
    {
        return ctl(QStringList{QStringLiteral("keys"), QStringLiteral("new"), who.person, QStringLiteral("--key"), who.key},
                   kPassphrase + "\n")
                   .code == 0;
    }
    bool setUp(Colleague& who, const CommandRun& invited) const
    {
        who.person = QString::fromStdString(std::string(invited.json.textAt("person")));
        const std::string input = std::string(invited.json.textAt("invitation")) + "\n" + kPassword + "\n";
        const CommandRun made =
            ctl(QStringList{QStringLiteral("users"), QStringLiteral("set-up"), QStringLiteral("--login"), who.login} + m_reach,
                input);
        who.secret = fromBase32(made.json.textAt("secret"));
        return made.code == 0;
    }
    /// From the invitation to a key that the admin countersigned.
    bool join(Colleague& who, const QStringList& roles) const
    {
        QStringList add{QStringLiteral("users"), QStringLiteral("add"), QStringLiteral("--login"), who.login};
        for (const QString& role : roles) {
            add += {QStringLiteral("--role"), role};
        }
        const QString request = who.key + QStringLiteral(".request");
        return setUp(who, run(add, m_admin)) && signIn(who) && newKey(who) &&
               run({QStringLiteral("keys"), QStringLiteral("request"), QStringLiteral("--key"), who.key,
                    QStringLiteral("--out"), request},
                   who, kPassphrase)
                       .code == 0 &&
               run({QStringLiteral("keys"), QStringLiteral("countersign"), request, QStringLiteral("--key"), m_admin.key},
                   m_admin, kPassphrase)
                       .code == 0;
    }

    SampleShop m_shop;
    std::unique_ptr<Stand> m_stand;
    QStringList m_reach;
    Colleague m_admin{QStringLiteral("admin"), {}, {}, {}, {}};
    Colleague m_agent{QStringLiteral("agent"), {}, {}, {}, {}};
    Colleague m_supervisor{QStringLiteral("supervisor"), {}, {}, {}, {}};
};

QTEST_GUILESS_MAIN(PeopleCommandsTest)
#include "PeopleCommandsTest.moc"
