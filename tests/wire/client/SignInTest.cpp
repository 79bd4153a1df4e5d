// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/wire/client/SignInOffice.h"

using namespace stillgate;
using namespace stillgate::wire;

/// People get in over the wire, and out again.
class SignInWireTest : public QObject {
    Q_OBJECT

private slots:
    void person_setUpAndSignedIn_worksWithTheirRoles()
    {
        SignInOffice office;
        const auto grant = office.enter();
        STILLGATE_VERIFY_VALUE(grant);
        QVERIFY(grant->person == office.admin);
        const auto connection = office.connectWith(grant->token);
        QVERIFY(connection != nullptr);
        STILLGATE_VERIFY_VALUE(ended(proveDevice(*connection, office.device)));
        const auto hello = ended(connection->call<rpc::SessionHello>({"test", "0", {}}));
        STILLGATE_VERIFY_VALUE(hello);
        QVERIFY(hello->person == office.admin && hello->roles == std::vector<Role>{Role::Admin});
        const auto people = ended(connection->call<rpc::PeopleList>({}));
        STILLGATE_VERIFY_VALUE(people);
        QCOMPARE(people->rows.size(), std::size_t{2});
    }

    void token_withoutItsDevice_isOfNoUse()
    {
        SignInOffice office;
        const auto grant = office.enter();
        const auto connection = office.connectWith(grant->token);
        STILLGATE_VERIFY_ERROR(ended(connection->call<rpc::SessionHello>({"test", "0", {}})), ErrorCode::Refused, "sign_in");
        const auto other = std::make_shared<KeySigner>(SigningKey::generate());
        STILLGATE_VERIFY_ERROR(ended(proveDevice(*connection, other)), ErrorCode::Refused, "proof");
        STILLGATE_VERIFY_ERROR(ended(connection->call<rpc::TicketsCounts>({})), ErrorCode::Refused, "sign_in");
    }

    void nobody_asksForNothingButSigningIn()
    {
        SignInOffice office;
        ServerAccess place = *office.stand.access();
        place.token.clear();
        QVERIFY(office.connectWith("") == nullptr);
        place.url.replace(place.url.size() - 4, 4, "/sign-in");
        RpcConnection connection(place);
        STILLGATE_VERIFY_VALUE(ended(connection.open()));
        STILLGATE_VERIFY_ERROR(ended(connection.call<rpc::SessionHello>({"test", "0", {}})), ErrorCode::Refused, "sign_in");
        STILLGATE_VERIFY_ERROR(ended(connection.call<rpc::PeopleList>({})), ErrorCode::Refused, "sign_in");
        STILLGATE_VERIFY_VALUE(ended(connection.call<rpc::SessionChallenge>({})));
    }

    void failures_lockEvenTheRightPerson()
    {
        SignInOffice office;
        for (int i = 0; i < 3; ++i) {
            STILLGATE_VERIFY_ERROR(office.enter("another password"), ErrorCode::Refused, "sign_in");
        }
        STILLGATE_VERIFY_ERROR(ended(office.signIn.signIn("admin", std::string(kPassword),
                                                          totpCode(office.secret, totpStep(office.stand.clock().now())))),
                               ErrorCode::Refused, "sign_in");
        STILLGATE_VERIFY_VALUE(office.enter());
    }

    void session_ended_closesItsOpenConnection()
    {
        SignInOffice office;
        const auto grant = office.enter();
        const auto connection = office.connectWith(grant->token);
        STILLGATE_VERIFY_VALUE(ended(proveDevice(*connection, office.device)));
        STILLGATE_VERIFY_VALUE(ended(connection->call<rpc::SessionsEnd>({grant->person, grant->session})));
        QTRY_COMPARE_WITH_TIMEOUT(connection->closeCode(), rpc::kSignedOutCode, 30'000);
        QVERIFY(office.connectWith(grant->token) == nullptr);
        STILLGATE_VERIFY_ERROR(ended(office.signIn.renew(grant->refresh)), ErrorCode::Refused, "proof");
    }

    void person_disabled_isOutAtOnce()
    {
        SignInOffice office;
        const auto grant = office.enter();
        const auto connection = office.connectWith(grant->token);
        STILLGATE_VERIFY_VALUE(ended(proveDevice(*connection, office.device)));
        const auto invited = ended(connection->call<rpc::PeopleEnrol>({"other", "Other Admin", {Role::Admin}}));
        STILLGATE_VERIFY_VALUE(invited);
        const SignIn elsewhere([&] { return office.stand.access(); }, office.device);
        const auto made = ended(elsewhere.setUp("other", invited->invitation, std::string(kPassword)));
        STILLGATE_VERIFY_VALUE(made);
        office.stand.wall().advance(Duration::seconds(30));
        const auto second = ended(elsewhere.signIn("other", std::string(kPassword),
                                                   totpCode(fromBase32(made->secret), totpStep(office.stand.clock().now()))));
        STILLGATE_VERIFY_VALUE(second);
        const auto others = office.connectWith(second->token);
        STILLGATE_VERIFY_VALUE(ended(proveDevice(*others, office.device)));
        const auto disabled = ended(others->call<rpc::CommandSubmit>(
            {CommandId{samples::person(77).uuid}, rpc::SubmitDisabling{grant->person, "left"}}));
        STILLGATE_VERIFY_VALUE(disabled);
        QVERIFY(disabled->outcome == rpc::CommandOutcome::Accepted);
        QTRY_COMPARE_WITH_TIMEOUT(connection->closeCode(), rpc::kSignedOutCode, 30'000);
        QVERIFY(others->isOpen());
    }

    void session_renewed_goesOn()
    {
        SignInOffice office;
        const auto grant = office.enter();
        const auto next = ended(office.signIn.renew(grant->refresh));
        STILLGATE_VERIFY_VALUE(next);
        QVERIFY(office.connectWith(grant->token) == nullptr);
        QVERIFY(office.connectWith(next->token) != nullptr);
        STILLGATE_VERIFY_ERROR(ended(office.signIn.renew(grant->refresh)), ErrorCode::Refused, "sign_in");
        QVERIFY2(office.connectWith(next->token) == nullptr, "used twice it ends the session");
    }
};

QTEST_GUILESS_MAIN(SignInWireTest)
#include "SignInTest.moc"
