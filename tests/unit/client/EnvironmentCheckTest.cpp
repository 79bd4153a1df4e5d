// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/EnvironmentCheck.h"
#include "tests/support/Readable.h"

using namespace stillgate;

class EnvironmentCheckTest : public QObject {
    Q_OBJECT

private slots:
    /// Every environment answers whatever is told and whatever is remembered.
    void answer_ofEveryEnvironment_isTakenWhereItIsWhatIsMeant()
    {
        constexpr std::array kAll{Environment::Dev, Environment::Staging, Environment::Prod};
        for (const Environment answered : kAll) {
            const LedgerPlace here{"sample.example/one", answered};
            STILLGATE_VERIFY_VALUE(checkEnvironment(here, std::nullopt, {}));
            for (const Environment other : kAll) {
                QCOMPARE(checkEnvironment(here, other, {}).has_value(), other == answered);
                QCOMPARE(checkEnvironment(here, std::nullopt, {here.origin, other}).has_value(), other == answered);
                STILLGATE_VERIFY_VALUE(checkEnvironment(here, std::nullopt, {"sample.example/other", other}));
                // What somebody says now counts more than what was once.
                STILLGATE_VERIFY_VALUE(checkEnvironment(here, answered, {here.origin, other}));
            }
        }
    }

    void answer_ofAnotherEnvironment_isRefusedByItsName()
    {
        const auto refused = checkEnvironment({"sample.example/one", Environment::Dev}, Environment::Prod, {});
        STILLGATE_VERIFY_ERROR(refused, ErrorCode::Refused, "environment");
        QVERIFY(refused.error().detail.starts_with("wrong_environment: "));
    }
};

QTEST_GUILESS_MAIN(EnvironmentCheckTest)
#include "EnvironmentCheckTest.moc"
