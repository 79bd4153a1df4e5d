// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Guard.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;

/// The control of GuardTest: with the protections off an auditor ends the orchestrator, and so does a token without its device.
class GuardControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void method_protectionOff_isCarriedOutForAnybody()
    {
        bool ended = false;
        RpcHandlers handlers;
        handlers["daemon.stop"] = [&](const Caller&, const Json&) {
            ended = true;
            return QtFuture::makeReadyFuture(Result<Json>(Json()));
        };
        const Roster roster({{samples::person(1), {Role::Auditor}}});
        const RpcHandlers served = guarded(handlers, roster);
        STILLGATE_VERIFY_VALUE(served.at("daemon.stop")(Caller{samples::person(1), 1, nullptr, {}}, Json::object()).result());
        QVERIFY(ended);
    }

    void method_proofOff_isCarriedOutBeforeIt()
    {
        bool ended = false;
        RpcHandlers handlers;
        handlers["daemon.stop"] = [&](const Caller&, const Json&) {
            ended = true;
            return QtFuture::makeReadyFuture(Result<Json>(Json()));
        };
        const Roster roster({{samples::person(1), {Role::Admin}}});
        const RpcHandlers served = guarded(handlers, roster);
        Caller caller{samples::person(1), 1, nullptr, std::make_shared<Attest>()};
        caller.attest->standing = Standing::Unproven;
        STILLGATE_VERIFY_VALUE(served.at("daemon.stop")(caller, Json::object()).result());
        QVERIFY(ended);
    }
};

int main(int argc, char** argv)
{
    qputenv("STILLGATE_DISABLE", "permissions,device_proof");
    GuardControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "GuardControlTest.moc"
