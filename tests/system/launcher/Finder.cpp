// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QCoreApplication>

#include "core/client/DaemonLauncher.h"
#include "tests/support/system/Waiting.h"

/// What a console does when it starts: finds the orchestrator of a data folder or starts one, says where it is, and goes on until it is
/// killed.
///
///   daemon-finder DATA PROGRAM [ARGUMENT...]
int main(int argc, char** argv)
{
    using namespace stillgate;
    const QCoreApplication application(argc, argv);
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) {
        return 1;
    }
    QtTimers timers;
    DaemonLauncher launcher(arguments[0], {arguments[1], {arguments.begin() + 2, arguments.end()}}, timers);
    const auto ready = awaitResult(launcher.ensure());
    std::cout << (ready && *ready ? "ready " + (*ready)->url : "error " + (ready ? ready->error().text() : "")) << std::endl;
    return QCoreApplication::exec();
}
