// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/CommandLine.h"

#include <QDir>
#include <QProcess>

#include "tests/support/system/Waiting.h"

namespace stillgate {

CommandRun ctl(const QStringList& arguments, const std::string& input)
{
    QProcess process;
    process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QStringLiteral("stillgatectl")), arguments);
    // The test's own connections answer pings meanwhile: training takes longer than an orchestrator waits for one.
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    const bool started = process.waitForStarted(kPatience);
    process.write(input.data(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (started && process.state() != QProcess::NotRunning) {
        loop.exec();
    }
    const std::string text = process.readAllStandardOutput().toStdString();
    return {process.exitCode(), text, parseJson(text).value_or(Json()), process.readAllStandardError().toStdString()};
}

} // namespace stillgate
