// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/Failpoint.h"
#include "tests/support/Readable.h"

namespace {

/// How a child ends that sets both variables and then passes three places: its exit code counts what it passed, or minus the signal.
int endOf(const char* failpoint, const char* disabled)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        qputenv("STILLGATE_FAILPOINT", failpoint);
        qputenv("STILLGATE_DISABLE", disabled);
        STILLGATE_FAILPOINT("first.place");
        STILLGATE_FAILPOINT("second.place");
        STILLGATE_FAILPOINT("second.place");
        ::_exit(STILLGATE_PROTECTION_ON("guard") ? 1 : 0);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

class FailpointTest : public QObject {
    Q_OBJECT

private slots:
#ifdef STILLGATE_FAULTS
    void failpoint_itsPlace_endsTheProcessAtOnce()
    {
        QCOMPARE(endOf("first.place", ""), -SIGKILL);
        QCOMPARE(endOf("second.place", ""), -SIGKILL);
        QCOMPARE(endOf("second.place:2", ""), -SIGKILL);
    }

    void failpoint_anotherPlaceOrCount_isPassed()
    {
        QCOMPARE(endOf("", ""), 1);
        QCOMPARE(endOf("third.place", ""), 1);
        QCOMPARE(endOf("second", ""), 1);
        QCOMPARE(endOf("second.place:3", ""), 1);
        QCOMPARE(endOf("first.place:2", ""), 1);
    }

    void protection_onlyWhenNamedWhole_isOff()
    {
        QCOMPARE(endOf("", "guard"), 0);
        QCOMPARE(endOf("", "other,guard"), 0);
        QCOMPARE(endOf("", "guard,other"), 0);
        QCOMPARE(endOf("", "guards"), 1);
        QCOMPARE(endOf("", "gua"), 1);
        QCOMPARE(endOf("", "other"), 1);
    }
#else
    void build_withoutFaults_listensToNoVariable() { QCOMPARE(endOf("first.place", "guard"), 1); }
#endif
};

QTEST_GUILESS_MAIN(FailpointTest)
#include "FailpointTest.moc"
