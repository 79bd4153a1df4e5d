// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/TestPack.h"

#include <fstream>

#include <QRegularExpression>
#include <QString>

#include "tests/support/system/SampleShop.h"

namespace stillgate {

namespace {

void setDurations(QString& policy, const QString& keys, const std::string& duration)
{
    const QRegularExpression line(QStringLiteral("^(%1) = \".*\"$").arg(keys), QRegularExpression::MultilineOption);
    policy.replace(line, QStringLiteral("\\1 = \"%1\"").arg(QString::fromStdString(duration)));
}

} // namespace

std::filesystem::path writePack(const std::filesystem::path& folder, const Pauses& pauses)
{
    QString policy = QString::fromStdString(projectFile("resources/packs/starter/policy.toml"));
    setDurations(policy, QStringLiteral("low|normal|high"), pauses.holdBack);
    setDurations(policy, QStringLiteral("silence"), pauses.silence);
    setDurations(policy, QStringLiteral("gate_expiry"), pauses.gateExpiry);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "policy.toml") << policy.toStdString();
    const std::filesystem::path source = qEnvironmentVariable("STILLGATE_SOURCE").toStdString();
    std::ofstream(folder / "pack.toml") << "extends = " << source / "resources/packs/starter" << '\n';
    return folder;
}

} // namespace stillgate
