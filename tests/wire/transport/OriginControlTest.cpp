// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/base/Failpoint.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace stillgate::wire;

/// The control of AdmissionTest: without the protection a web page that has a token gets in. A process of its own, because a
/// protection is switched off for a whole process.
class OriginControlTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("STILLGATE_DISABLE", "origin"); }

    void webPage_withoutTheProtection_getsIn()
    {
#ifdef STILLGATE_FAULTS
        const Server server;
        Bare page(*server.host);
        auto fields = openingFields();
        fields["Origin"] = "https://page.example";
        page.send(openingRequest(fields));
        QTRY_COMPARE_WITH_TIMEOUT(page.status(), 101, kPatience);
#else
        QSKIP("this build has no switches for protections");
#endif
    }
};

QTEST_GUILESS_MAIN(OriginControlTest)
#include "OriginControlTest.moc"
