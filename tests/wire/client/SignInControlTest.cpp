// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/wire/client/SignInOffice.h"

using namespace stillgate;
using namespace stillgate::wire;

/// The control of SignInTest: with the protection off a stolen token serves without its device.
class SignInWireControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void token_protectionOff_servesAnotherDevice()
    {
        SignInOffice office;
        const auto grant = office.enter();
        STILLGATE_VERIFY_VALUE(grant);
        const auto silent = office.connectWith(grant->token);
        STILLGATE_VERIFY_VALUE(ended(silent->call<rpc::TicketsCounts>({})));
        const auto lying = office.connectWith(grant->token);
        const auto other = std::make_shared<KeySigner>(SigningKey::generate());
        STILLGATE_VERIFY_VALUE(ended(proveDevice(*lying, other)));
    }
};

int main(int argc, char** argv)
{
    qputenv("STILLGATE_DISABLE", "device_proof");
    QCoreApplication application(argc, argv);
    SignInWireControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "SignInControlTest.moc"
