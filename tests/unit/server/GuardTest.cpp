// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Guard.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;

namespace {

/// A handler of every method that counts how often it is asked.
RpcHandlers counting(int& asked)
{
    RpcHandlers handlers;
    rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) {
        handlers[std::string(M::kName)] = [&asked](const Caller&, const Json&) {
            ++asked;
            return QtFuture::makeReadyFuture(Result<Json>(Json()));
        };
    });
    return handlers;
}

} // namespace

class GuardTest : public QObject {
    Q_OBJECT

private slots:
    /// Every method by every role: what the table refuses never reaches its handler.
    void method_byEveryRole_isAnsweredAsTheTableSays()
    {
        int number = 0;
        for (const auto& [role, roleName] : EnumNames<Role>::kNames) {
            const Caller caller{samples::person(++number), 1, nullptr, {}};
            const std::vector<Role> roles{role};
            const Roster roster({{caller.person, roles}});
            int asked = 0;
            const RpcHandlers handlers = guarded(counting(asked), roster);
            QCOMPARE(handlers.size(), rpc::Methods::kSize);
            rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) {
                const int before = asked;
                const auto answer = handlers.at(std::string(M::kName))(caller, Json::object()).result();
                const bool permitted = isPermittedSomewhere(M::kOperation, roles);
                QCOMPARE(asked - before, permitted ? 1 : 0);
                QVERIFY2(answer.has_value() == permitted, M::kName.data());
                QVERIFY(permitted ||
                        answer.error() == (Error{ErrorCode::Refused, "permission", std::string(nameOf(M::kOperation))}));
            });
        }
    }

    /// Before they have shown who they are it is not the roles that count, however many.
    void method_beforeSignIn_isAnsweredAsTheTableSays()
    {
        const std::vector<Role> all{Role::L2Agent, Role::Supervisor, Role::Qa, Role::Admin, Role::Auditor, Role::Service};
        const Roster roster({{samples::person(1), all}});
        for (const Standing standing : {Standing::Nobody, Standing::Unproven}) {
            Caller caller{samples::person(1), 1, nullptr, std::make_shared<Attest>()};
            caller.attest->standing = standing;
            int asked = 0;
            const RpcHandlers handlers = guarded(counting(asked), roster);
            rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) {
                const auto answer = handlers.at(std::string(M::kName))(caller, Json::object()).result();
                QVERIFY2(answer.has_value() == isPermitted(M::kOperation, standing), M::kName.data());
            });
            QCOMPARE(asked, standing == Standing::Nobody ? 4 : 2);
        }
    }

    void caller_withoutARole_isRefusedEverything()
    {
        int asked = 0;
        const Roster roster;
        for (const auto& [name, handler] : guarded(counting(asked), roster)) {
            STILLGATE_VERIFY_ERROR(handler(Caller{samples::person(1), 1, nullptr, {}}, Json::object()).result(),
                                   ErrorCode::Refused, "permission");
        }
        QCOMPARE(asked, 0);
    }

    void handler_ofNoMethod_isNotServed()
    {
        int asked = 0;
        const Roster roster;
        RpcHandlers handlers = counting(asked);
        handlers["no.such"] = handlers["session.hello"];
        QVERIFY(!guarded(handlers, roster).contains("no.such"));
    }

    void roles_takenAway_countAtOnce()
    {
        int asked = 0;
        const Caller caller{samples::person(1), 1, nullptr, {}};
        Roster roster;
        const RpcHandlers handlers = guarded(counting(asked), roster);
        roster.set({{caller.person, {Role::L2Agent}}});
        STILLGATE_VERIFY_VALUE(handlers.at("tickets.list")(caller, Json::object()).result());
        roster.set({});
        STILLGATE_VERIFY_ERROR(handlers.at("tickets.list")(caller, Json::object()).result(), ErrorCode::Refused, "permission");
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "GuardTest.moc"
