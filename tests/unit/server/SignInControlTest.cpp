// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/unit/server/SignInScene.h"

using namespace stillgate;

/// The control of SignInTest: with the protections off what is refused there gets in.
class SignInControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void code_protectionOff_servesTwice()
    {
        SignInScene scene;
        STILLGATE_VERIFY_VALUE(scene.signIn());
        STILLGATE_VERIFY_VALUE(scene.desk->signIn({"agent.one", "a sample password", scene.code(), scene.device}));
    }

    void failures_protectionOff_lockNothing()
    {
        SignInScene scene;
        for (int i = 0; i < 2 * kTerms.freeFailures; ++i) {
            QVERIFY(!scene.desk->signIn({"agent.one", "another password", scene.code(), scene.device}));
        }
        STILLGATE_VERIFY_VALUE(scene.desk->signIn({"agent.one", "a sample password", scene.code(), scene.device}));
    }

    void clock_protectionOff_revivesAToken()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        scene.clock.advance(kTerms.token);
        QVERIFY(!scene.desk->holderOf(grant->token));
        QVERIFY(!scene.signIn("another password"));
        scene.clock.setWall(samples::kMorning);
        QVERIFY(scene.desk->holderOf(grant->token));
    }

    void refresh_protectionOff_isUsedAgainAndNobodyIsOut()
    {
        SignInScene scene;
        const auto first = scene.signIn();
        const auto second = scene.desk->renew(first->refresh);
        STILLGATE_VERIFY_VALUE(second);
        QVERIFY(!scene.desk->renew(first->refresh));
        QVERIFY(scene.desk->holderOf(second->token));
    }

    void session_protectionOff_livesThoughItEnded()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        QCOMPARE(scene.desk->end(scene.person, grant->session).value(), 1);
        QVERIFY(scene.desk->isAlive(grant->session));
    }
};

int main(int argc, char** argv)
{
    qputenv("STILLGATE_DISABLE", "totp_once,lockout,sign_in_time,refresh_once,revocation");
    SignInControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "SignInControlTest.moc"
