// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/CommandLine.h"

#include <QDir>
#include <QProcess>

#include "tests/support/system/Waiting.h"

namespace stillgate {

CommandRun ctl(const QStringList& arguments)
{
    QProcess process;
    process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QStringLiteral("stillgatectl")), arguments);
    process.waitForFinished(kPatience);
    const std::string text = process.readAllStandardOutput().toStdString();
    return {process.exitCode(), text, parseJson(text).value_or(Json())};
}

} // namespace stillgate
