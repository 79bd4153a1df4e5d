// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

/// The path of a file of the repository; ctest names its root in STILLGATE_SOURCE.
[[nodiscard]] inline QString sourceFile(const char* path)
{
    return QDir(qEnvironmentVariable("STILLGATE_SOURCE", QStringLiteral("."))).filePath(QString::fromLatin1(path));
}
