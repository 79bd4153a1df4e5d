// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <algorithm>

#include "core/learning/history/Readiness.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString code(std::string_view word)
{
    return QStringLiteral("`") + text(word) + QStringLiteral("`");
}

/// Every member that a value has as JSON, named in backquotes.
QStringList membersMissingFrom(const QString& page, const Json& json)
{
    QStringList out;
    for (const Json::Member& member : *json.asObject()) {
        if (!page.contains(code(member.key))) {
            out << text(member.key);
        }
    }
    return out;
}

/// A share as the page writes it, in whole 1/10000; one that is never reached is "-".
Share shareFrom(const QString& cell)
{
    return cell == QStringLiteral("-") ? kWhole + 1
                                       : static_cast<Share>(qRound(cell.section(QLatin1Char(' '), 0, 0).toDouble() * 100));
}

} // namespace

/// docs/triage.md says what the code does.
class TriagePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QFile file(sourceFile("docs/triage.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_page = QString::fromUtf8(file.readAll());
    }

    void everyField_isTold_withTheNamesItGoesBy()
    {
        for (const auto& entry : EnumNames<Field>::kNames) {
            const QStringList row = rowOf(entry.second);
            QCOMPARE(row.size(), 3);
            QStringList names;
            for (const std::string_view name : recognisedNames(entry.first).subspan(1)) {
                names << code(name);
            }
            QCOMPARE(row.at(2), names.join(QStringLiteral(", ")));
        }
    }

    void everyFinding_isTold_withTheSharesItTurnsAt()
    {
        for (const auto& entry : EnumNames<FindingKind>::kNames) {
            const QStringList row = rowOf(entry.second);
            QVERIFY2(row.size() == 4, entry.second.data());
            const Share warning = shareFrom(row.at(2));
            const Share serious = shareFrom(row.at(3));
            QVERIFY2(severityOf(entry.first, 1, warning - 1) == Severity::Notice, entry.second.data());
            QVERIFY2(warning > kWhole || severityOf(entry.first, 1, warning) == Severity::Warning, entry.second.data());
            QVERIFY2(severityOf(entry.first, 1, serious - 1) < Severity::Serious, entry.second.data());
            QVERIFY2(serious > kWhole || severityOf(entry.first, 1, serious) == Severity::Serious, entry.second.data());
        }
    }

    void everyWordOfTheReport_isTold()
    {
        ReadinessReport report;
        report.firstOpened = report.lastOpened = UtcTime{};
        IntentReadiness intent;
        intent.autoShare = intent.autoPrecision = intent.assistedPrecision = Share{0};
        DoubtfulLabel doubtful;
        doubtful.text = "";
        for (const Json& json :
             {toJson(report), toJson(intent), toJson(doubtful), toJson(ReadinessFinding()), toJson(Tally())}) {
            QCOMPARE(membersMissingFrom(m_page, json), QStringList());
        }
        for (const auto& entry : EnumNames<IntentVerdict>::kNames) {
            QVERIFY2(m_page.contains(code(entry.second)), entry.second.data());
        }
        for (const auto& entry : EnumNames<VerdictReason>::kNames) {
            QVERIFY2(m_page.contains(code(entry.second)), entry.second.data());
        }
        for (const auto& entry : EnumNames<Severity>::kNames) {
            QVERIFY2(m_page.contains(code(entry.second)), entry.second.data());
        }
        QVERIFY(m_page.contains(QStringLiteral("with %1 examples, at most").arg(kWantedExamples)));
        QVERIFY(m_page.contains(QStringLiteral("with %1 examples and").arg(kLeastForAssisted)));
        QVERIFY(m_page.contains(QStringLiteral("A row over %1 MiB").arg(kMostRowBytes >> 20U)));
    }

private:
    /// The cells of the table's row that begins with this name.
    [[nodiscard]] QStringList rowOf(std::string_view name) const
    {
        const QString start = QStringLiteral("| ") + code(name) + QStringLiteral(" | ");
        const QStringList lines = m_page.split(u'\n');
        const auto row = std::ranges::find_if(lines, [&](const QString& line) { return line.startsWith(start); });
        return row == lines.end() ? QStringList()
                                  : QStringList{text(name)} + row->mid(start.size()).chopped(2).split(QStringLiteral(" | "));
    }

    QString m_page;
};

QTEST_GUILESS_MAIN(TriagePageTest)
#include "TriagePageTest.moc"
