// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include "core/base/File.h"
#include "tests/support/Readable.h"
#include "tests/unit/server/SignInScene.h"

using namespace stillgate;

class SignInTest : public QObject {
    Q_OBJECT

private slots:
    void person_withPasswordAndCode_getsATokenForTheDevice()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        STILLGATE_VERIFY_VALUE(grant);
        QVERIFY(grant->person == scene.person);
        const auto holder = scene.desk->holderOf(grant->token);
        QVERIFY(holder && holder->person == scene.person && holder->device == scene.device &&
                holder->session == grant->session);
        QVERIFY(!scene.desk->holderOf(grant->refresh));
        QVERIFY(!scene.desk->holderOf(""));
    }

    void anything_wrong_isRefusedInTheSameWords()
    {
        SignInScene scene;
        const Error same = scene.signIn("another password").error();
        QVERIFY(same.code == ErrorCode::Refused);
        QVERIFY(scene.signIn("a sample password", "nobody").error() == same);
        QVERIFY(scene.desk->signIn({"agent.one", "a sample password", "000000", scene.device}).error() == same);
        scene.active = false;
        QVERIFY(scene.signIn().error() == same);
    }

    void code_thatServed_servesNoMore()
    {
        SignInScene scene;
        STILLGATE_VERIFY_VALUE(scene.signIn());
        STILLGATE_VERIFY_ERROR(scene.desk->signIn({"agent.one", "a sample password", scene.code(), scene.device}),
                               ErrorCode::Refused, "sign_in");
    }

    void failures_manyTimes_lockForGrowingTimes()
    {
        SignInScene scene;
        for (int i = 0; i < kTerms.freeFailures; ++i) {
            QVERIFY(!scene.signIn("another password"));
        }
        const auto tryNow = [&] { return scene.desk->signIn({"agent.one", "a sample password", scene.code(), scene.device}); };
        QVERIFY(!tryNow());
        scene.clock.advance(Duration::seconds(29));
        QVERIFY(!tryNow());
        scene.reopen();
        QVERIFY2(!tryNow(), "a restart forgets no failure");
        scene.clock.advance(Duration::seconds(1));
        QVERIFY(!scene.desk->signIn({"agent.one", "another password", scene.code(), scene.device}));
        scene.clock.advance(Duration::seconds(59));
        QVERIFY2(!tryNow(), "the second wait is twice the first");
        scene.clock.advance(Duration::seconds(1));
        STILLGATE_VERIFY_VALUE(tryNow());
    }

    void clock_setBack_revivesNeitherTokenNorTries()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        scene.clock.advance(kTerms.token);
        QVERIFY(!scene.desk->holderOf(grant->token));
        QVERIFY(!scene.signIn("another password"));
        scene.clock.setWall(samples::kMorning);
        QVERIFY(!scene.desk->holderOf(grant->token));
        QVERIFY(!scene.desk->isAlive(grant->session));
    }

    void session_renewed_givesANewPairAndTheOldRefreshEndsIt()
    {
        SignInScene scene;
        const auto first = scene.signIn();
        QVERIFY(scene.desk->deviceOf(first->refresh) == scene.device);
        const auto second = scene.desk->renew(first->refresh);
        STILLGATE_VERIFY_VALUE(second);
        QVERIFY(second->session == first->session && second->token != first->token);
        QVERIFY(!scene.desk->holderOf(first->token) && scene.desk->holderOf(second->token));
        STILLGATE_VERIFY_ERROR(scene.desk->renew(first->refresh), ErrorCode::Refused, "sign_in");
        QVERIFY2(!scene.desk->isAlive(first->session), "one of two has stolen it: both are out");
        STILLGATE_VERIFY_ERROR(scene.desk->renew(second->refresh), ErrorCode::Refused, "sign_in");
    }

    void session_beyondItsEnd_isNotRenewed()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        scene.clock.advance(kTerms.session);
        STILLGATE_VERIFY_ERROR(scene.desk->renew(grant->refresh), ErrorCode::Refused, "sign_in");
        QVERIFY(scene.desk->sessions().empty());
    }

    void session_ofADisabledPerson_isDeadAtOnce()
    {
        SignInScene scene;
        const auto grant = scene.signIn();
        QVERIFY(scene.desk->isAlive(grant->session));
        scene.active = false;
        QVERIFY(!scene.desk->isAlive(grant->session));
        QVERIFY(!scene.desk->holderOf(grant->token));
        QVERIFY(!scene.desk->renew(grant->refresh));
        QVERIFY(scene.desk->endInactive() && !scene.desk->endInactive());
        scene.active = true;
        QVERIFY2(!scene.desk->isAlive(grant->session), "who comes back signs in anew");
        QVERIFY(!scene.desk->renew(grant->refresh));
    }

    void sessions_ended_areGoneAndStayGone()
    {
        SignInScene scene;
        const auto one = scene.signIn();
        const auto other = scene.signIn();
        QCOMPARE(scene.desk->sessions().size(), std::size_t{2});
        QCOMPARE(scene.desk->end(scene.person, one->session).value(), 1);
        QVERIFY(!scene.desk->isAlive(one->session) && scene.desk->isAlive(other->session));
        scene.reopen();
        QVERIFY(!scene.desk->holderOf(one->token) && scene.desk->holderOf(other->token));
        QCOMPARE(scene.desk->end(samples::person(9), std::nullopt).value(), 0);
        QCOMPARE(scene.desk->end(scene.person, std::nullopt).value(), 1);
    }

    void invitation_servesOnceAndForADay()
    {
        SignInScene scene;
        const auto again = scene.desk->invite(scene.person, {});
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(!scene.signIn());
        STILLGATE_VERIFY_ERROR(scene.desk->setUp({"agent.one", "made up", "a sample password"}), ErrorCode::Refused, "sign_in");
        STILLGATE_VERIFY_VALUE(scene.desk->setUp({"agent.one", again->first, "a sample password"}));
        STILLGATE_VERIFY_ERROR(scene.desk->setUp({"agent.one", again->first, "a sample password"}), ErrorCode::Refused,
                               "sign_in");
        const auto late = scene.desk->invite(scene.person, {});
        scene.clock.advance(Duration::days(1));
        STILLGATE_VERIFY_ERROR(scene.desk->setUp({"agent.one", late->first, "a sample password"}), ErrorCode::Refused,
                               "sign_in");
    }

    void login_ofAnother_isTaken()
    {
        SignInScene scene;
        QVERIFY(scene.desk->isTaken("agent.one") && !scene.desk->isTaken("agent.two"));
        STILLGATE_VERIFY_ERROR(scene.desk->invite(samples::person(102), "agent.one"), ErrorCode::Conflict, "$.login");
    }

    void stepUp_takesACodeOnce()
    {
        SignInScene scene;
        QVERIFY(scene.desk->stepUp(scene.person, scene.code()));
        QVERIFY(!scene.desk->stepUp(scene.person, scene.code()));
        QVERIFY(!scene.desk->stepUp(samples::person(9), scene.code()));
    }

    void file_isSealedAndItsOwnersAlone()
    {
        SignInScene scene;
        STILLGATE_VERIFY_VALUE(scene.signIn());
        struct stat status{};
        QCOMPARE(::stat(scene.file().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        const auto bytes = readFile(scene.file());
        QVERIFY(bytes->find("argon2id") == std::string::npos && bytes->find(scene.person.text()) == std::string::npos);
        const Secret32 other = *Secret32::from(samples::digest("another master").view());
        STILLGATE_VERIFY_ERROR(AccountsFile(scene.file(), other).load(), ErrorCode::Corrupt, scene.file().string());
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "SignInTest.moc"
