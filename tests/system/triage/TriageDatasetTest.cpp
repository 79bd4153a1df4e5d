// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include "core/triage/Evaluation.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

constexpr std::array<std::uint64_t, 3> kSeeds{1, 2, 3};

double middle(std::array<double, 3> values)
{
    std::ranges::sort(values);
    return values[1];
}

} // namespace

/// What the classifier reaches on a public set of real messages. The bars are those of the median of several seeds; the time that
/// things take is for the benchmark.
class TriageDatasetTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString folder = qEnvironmentVariable("STILLGATE_DATASETS");
        if (folder.isEmpty()) {
            QSKIP("STILLGATE_DATASETS names no folder with banking77/banking77.csv, so nothing was measured on real messages");
        }
        const std::string file = QDir(folder).filePath(QStringLiteral("banking77/banking77.csv")).toStdString();
        const auto messages = readLabelledCsv(file);
        STILLGATE_VERIFY_VALUE(messages);
        QVERIFY(messages->rejected.empty());
        for (const std::uint64_t seed : kSeeds) {
            TrainingOptions options;
            options.sgd.seed = seed;
            auto figures = evaluate(*messages, options, [] { return std::int64_t{0}; });
            STILLGATE_VERIFY_VALUE(figures);
            m_figures.push_back(std::move(*figures));
        }
    }

    void medianFigure_onRealMessages_reachesItsBar_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("least");
        QTest::newRow("accuracy") << median([](const EvaluationFigures& of) { return of.accuracy; }) << 0.915;
        QTest::newRow("macro F1") << median([](const EvaluationFigures& of) { return of.macroF1; }) << 0.915;
        QTest::newRow("calibration") << 1 - median([](const EvaluationFigures& of) { return of.calibrationError; }) << 0.985;
        QTest::newRow("with typos") << median([](const EvaluationFigures& of) { return of.typoAccuracy; }) << 0.90;
        QTest::newRow("alone at 95 %") << median([](const EvaluationFigures& of) { return of.at95.test.share; }) << 0.92;
        QTest::newRow("alone at 99 %") << median([](const EvaluationFigures& of) { return of.at99.test.share; }) << 0.70;
        QTest::newRow("right at 95 %") << median([](const EvaluationFigures& of) { return of.at95.test.precision; }) << 0.94;
        QTest::newRow("right at 99 %") << median([](const EvaluationFigures& of) { return of.at99.test.precision; }) << 0.98;
    }

    void medianFigure_onRealMessages_reachesItsBar()
    {
        QFETCH(double, value);
        QFETCH(double, least);
        QVERIFY2(value >= least, qPrintable(QString::number(value)));
    }

private:
    double median(const std::function<double(const EvaluationFigures&)>& figure) const
    {
        return m_figures.size() == kSeeds.size() ? middle({figure(m_figures[0]), figure(m_figures[1]), figure(m_figures[2])})
                                                 : 0;
    }

    std::vector<EvaluationFigures> m_figures;
};

QTEST_GUILESS_MAIN(TriageDatasetTest)
#include "TriageDatasetTest.moc"
