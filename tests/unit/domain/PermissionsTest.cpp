// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "core/domain/Permissions.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

constexpr std::array<std::pair<Standing, std::string_view>, 3> kStandings{
    {{Standing::Nobody, "(nobody)"}, {Standing::Unproven, "(unproven)"}, {Standing::SignedIn, "(signed in)"}}};

/// What the table permits, one line an operation: its roles, and where it is on a gate the gate's states.
QString tableAsText()
{
    QString out =
        QStringLiteral("# operation: roles, at the states of a gate, (before they count). What is not listed is refused.\n");
    for (const auto& [operation, name] : EnumNames<Operation>::kNames) {
        QString line = text(name) + QLatin1Char(':');
        for (const auto& [role, roleName] : EnumNames<Role>::kNames) {
            line += isPermittedSomewhere(operation, std::array{role}) ? QLatin1Char(' ') + text(roleName) : QString();
        }
        if (!isPermitted(operation, Role::Supervisor) && isPermittedSomewhere(operation, std::array{Role::Supervisor})) {
            line += QStringLiteral(" at");
            for (const auto& [status, statusName] : EnumNames<GateStatus>::kNames) {
                line += isPermitted(operation, Role::Supervisor, status) ? QLatin1Char(' ') + text(statusName) : QString();
            }
        }
        for (const auto& [standing, standingName] : kStandings) {
            line += isPermitted(operation, standing) ? QLatin1Char(' ') + text(standingName) : QString();
        }
        out += line + QLatin1Char('\n');
    }
    return out;
}

/// A gate that two people of one role may approve, brought to a state; the first of three people there is the one who tries.
struct Desk {
    Loop loop;
    std::vector<Agent> people;
    Walk walk;

    static Rulebook rulesAsking(Role role)
    {
        Rulebook rules = rulebook();
        for (PolicyRule& rule : rules.policy.rules) {
            if (!rule.quorum.empty()) {
                rule.quorum = {{role, 2}};
            }
        }
        return rules;
    }

    explicit Desk(Role role)
        : loop(rulesAsking(role))
        , people{loop.enrol(101, {role}), loop.enrol(102, {role}), loop.enrol(103, {role})}
        , walk(loop, chargedTwice(euro(12900)))
    {
        walk.gather();
    }

    void bringTo(GateStatus status, Verdict tried)
    {
        if (tried == Verdict::Withdraw) {
            walk.decide(people[0]);
        }
        switch (status) {
        case GateStatus::Open: break;
        case GateStatus::Approved:
            walk.decide(people[1]);
            if (tried != Verdict::Withdraw) {
                walk.decide(people[2]);
            }
            break;
        case GateStatus::Denied: walk.decide(people[1], Verdict::Deny); break;
        case GateStatus::Escalated: walk.decide(people[1], Verdict::Escalate); break;
        case GateStatus::Asked: walk.ask(people[1]); break;
        case GateStatus::Expired:
            loop.clock().advance(walk.gate().expires - loop.clock().now());
            loop.submit(ExpireGate{walk.gate().id});
            break;
        case GateStatus::Voided:
            walk.books().status = "disputed";
            loop.submit(RecheckGate{walk.gate().id, order(walk.books())});
            break;
        }
    }
};

} // namespace

class PermissionsTest : public QObject {
    Q_OBJECT

private slots:
    /// The whole table as it was agreed. With STILLGATE_WRITE_GOLDEN set it is written anew: look at the difference.
    void table_whole_isAsAgreed()
    {
        QFile golden(sourceFile("tests/golden/permissions.txt"));
        if (qEnvironmentVariableIsSet("STILLGATE_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly) && golden.write(tableAsText().toUtf8()) > 0);
            golden.close();
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(tableAsText(), QString::fromUtf8(golden.readAll()));
    }

    void operation_everyOne_isSomebodys()
    {
        for (const auto& [operation, name] : EnumNames<Operation>::kNames) {
            bool anybody = isPermitted(operation, Standing::Nobody) || isPermitted(operation, Standing::Unproven);
            for (const auto& [role, roleName] : EnumNames<Role>::kNames) {
                anybody = anybody || isPermittedSomewhere(operation, std::array{role});
            }
            QVERIFY2(anybody, std::string(name).c_str());
        }
    }

    void roles_none_permitNothing()
    {
        QVERIFY(operationsOf({}).empty());
        QVERIFY(!isPermitted(Operation::Greet, std::span<const Role>()));
    }

    void operation_onAGate_isRefusedWithoutOne()
    {
        QVERIFY(isPermitted(Operation::ApproveGate, Role::L2Agent, GateStatus::Open));
        QVERIFY(!isPermitted(Operation::ApproveGate, Role::L2Agent));
    }

    void decision_everyVerdictRoleAndState_endsAsTheTableSays_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("verdict");
        for (const auto& [role, roleName] : EnumNames<Role>::kNames) {
            for (const auto& [status, statusName] : EnumNames<GateStatus>::kNames) {
                for (const auto& [verdict, verdictName] : EnumNames<Verdict>::kNames) {
                    QTest::addRow("%s %s %s", std::string(roleName).c_str(), std::string(statusName).c_str(),
                                  std::string(verdictName).c_str())
                        << static_cast<int>(role) << static_cast<int>(status) << static_cast<int>(verdict);
                }
            }
        }
    }

    void decision_everyVerdictRoleAndState_endsAsTheTableSays()
    {
        QFETCH(int, role);
        QFETCH(int, status);
        QFETCH(int, verdict);
        const auto tried = static_cast<Verdict>(verdict);
        Desk desk(static_cast<Role>(role));
        desk.bringTo(static_cast<GateStatus>(status), tried);
        const bool reached = desk.walk.gate().status == static_cast<GateStatus>(status);
        const bool decides = isPermittedSomewhere(operationOf(tried), desk.people[0].roles);
        QVERIFY2(reached || !decides, "the state was not reached by those who may decide");
        const Outcome outcome =
            tried == Verdict::AskCustomer ? desk.walk.ask(desk.people[0]) : desk.walk.decide(desk.people[0], tried);
        QCOMPARE(!outcome.refusal.has_value(),
                 isPermitted(operationOf(tried), desk.people[0].roles, static_cast<GateStatus>(status)));
        QCOMPARE(desk.loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(PermissionsTest)
#include "PermissionsTest.moc"
