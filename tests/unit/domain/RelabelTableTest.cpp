// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QMap>

#include "core/domain/ReviewTable.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

namespace {

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// tests/golden/relabel_table.txt: a line for each status of the action, a column for each stage.
QMap<QString, QString> readStatement()
{
    QMap<QString, QString> out;
    QFile file(sourceFile("tests/golden/relabel_table.txt"));
    QStringList stages;
    while (file.isOpen() || file.open(QIODevice::ReadOnly)) {
        const QByteArray line = file.readLine();
        if (line.isEmpty()) {
            break;
        }
        const QStringList words = QString::fromUtf8(line).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.isEmpty() || words.front().startsWith(QLatin1Char('#'))) {
            continue;
        }
        if (stages.isEmpty()) {
            stages = words.mid(1);
            continue;
        }
        for (qsizetype i = 1; i < words.size(); ++i) {
            out.insert(words.front() + QLatin1Char(' ') + stages.value(i - 1), words.at(i));
        }
    }
    return out;
}

} // namespace

/// Every stage with every status of an action: whether a new label re-routes the ticket.
class RelabelTableTest : public QObject {
    Q_OBJECT

private slots:
    void table_everyStageWithEveryStatus_isAsStated()
    {
        QMap<QString, QString> stated = readStatement();
        QStringList differences;
        for (const auto& known : EnumNames<Stage>::kNames) {
            const auto compare = [&](std::optional<ActionStatus> status, std::string_view statusName) {
                const QString key = text(statusName) + QLatin1Char(' ') + text(known.second);
                const QString found = text(nameOf(relabelEffect(known.first, status)));
                if (const QString said = stated.take(key); said != found) {
                    differences << key + QStringLiteral(": stated ") + said + QStringLiteral(", found ") + found;
                }
            };
            compare(std::nullopt, "none");
            for (const auto& [status, statusName] : EnumNames<ActionStatus>::kNames) {
                compare(status, statusName);
            }
        }
        differences += stated.keys();
        QVERIFY2(differences.isEmpty(), qPrintable(differences.join(QLatin1Char('\n'))));
    }

    /// Whatever the table says: what has been called, or may have been, is never begun anew.
    void table_calledAction_isNeverRerouted()
    {
        for (const auto& [stage, stageName] : EnumNames<Stage>::kNames) {
            for (const ActionStatus called : {ActionStatus::Intended, ActionStatus::InDoubt, ActionStatus::Executed,
                                              ActionStatus::Verified, ActionStatus::Mismatched}) {
                QVERIFY(relabelEffect(stage, called) != RelabelEffect::Reroutes);
            }
        }
    }
};

QTEST_GUILESS_MAIN(RelabelTableTest)
#include "RelabelTableTest.moc"
