// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QDir>

#include "core/learning/history/HeldOut.h"
#include "core/learning/history/SimilarTexts.h"
#include "core/triage/LabelledCsv.h"
#include "core/triage/Shuffle.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

constexpr std::size_t kLabels = 20; // of 77: enough to tell, and short enough for a test

std::vector<triage::Example> someOf(std::vector<triage::Example> examples)
{
    std::set<std::string> labels;
    for (const triage::Example& example : examples) {
        labels.insert(example.label);
    }
    const std::set<std::string> chosen(labels.begin(), std::next(labels.begin(), kLabels));
    std::erase_if(examples, [&](const triage::Example& example) { return !chosen.contains(example.label); });
    return examples;
}

std::vector<std::uint32_t> groupsIn(const std::vector<triage::Example>& examples)
{
    SimilarTexts similar;
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < examples.size(); ++i) {
        const auto match = similar.add(triage::redact(examples[i].text));
        out.push_back(match ? match->first : i);
    }
    return out;
}

double shareRepeated(const std::vector<std::uint32_t>& groups)
{
    double repeated = 0;
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        repeated += groups[i] != i ? 1 : 0;
    }
    return repeated / static_cast<double>(groups.size());
}

/// Exchanges one label in twenty for the next one, and says whose.
std::set<std::uint32_t> plant(std::vector<triage::Example>& examples)
{
    const std::vector<triage::Example> before = examples;
    triage::Random random(1);
    std::set<std::uint32_t> out;
    while (out.size() < examples.size() / 20) {
        const auto at = static_cast<std::uint32_t>(triage::drawBelow(examples.size(), random));
        const std::string& label = before[triage::drawBelow(before.size(), random)].label;
        if (label != before[at].label && out.insert(at).second) {
            examples[at].label = label;
        }
    }
    return out;
}

} // namespace

/// What is found in public sets of real messages. The figures over several seeds are the benchmark's.
class HistoryDatasetTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString folder = qEnvironmentVariable("STILLGATE_DATASETS");
        if (folder.isEmpty()) {
            QSKIP(
                "STILLGATE_DATASETS names no folder with banking77 and bitext_cs, so nothing was looked for in real messages");
        }
        const auto read = [&](const char* file) {
            return triage::readLabelledCsv(QDir(folder).filePath(QString::fromUtf8(file)).toStdString());
        };
        const auto typed = read("banking77/banking77.csv");
        const auto templates = read("bitext_cs/bitext_cs.csv");
        STILLGATE_VERIFY_VALUE(typed);
        STILLGATE_VERIFY_VALUE(templates);
        m_typed = someOf(typed->train);
        m_templates = templates->train;
    }

    void textsFromTemplates_areFoundFarMoreOftenThanTypedOnes()
    {
        const double typed = shareRepeated(groupsIn(m_typed));
        const double templates = shareRepeated(groupsIn(m_templates));
        QVERIFY2(typed < 0.06, qPrintable(QString::number(typed)));
        QVERIFY2(templates > 0.10, qPrintable(QString::number(templates)));
    }

    void plantedLabels_areAmongTheTopSuspects()
    {
        std::vector<triage::Example> examples = m_typed;
        const auto planted = plant(examples);
        const auto guesses = heldOutGuesses(examples, groupsIn(examples), 1);
        STILLGATE_VERIFY_VALUE(guesses);
        const auto suspects = suspectsIn(*guesses);
        std::size_t found = 0;
        for (std::size_t i = 0; i < std::min(planted.size(), suspects.size()); ++i) {
            found += planted.contains(suspects[i].example) ? 1 : 0;
        }
        const double share = static_cast<double>(found) / static_cast<double>(planted.size());
        QVERIFY2(share > 0.6, qPrintable(QString::number(share)));

        // The control: without wrong labels among them, the same rows are not suspected.
        const auto clean = heldOutGuesses(m_typed, groupsIn(m_typed), 1);
        STILLGATE_VERIFY_VALUE(clean);
        std::size_t still = 0;
        for (const Suspect& suspect : suspectsIn(*clean)) {
            still += planted.contains(suspect.example) ? 1 : 0;
        }
        QVERIFY(still * 4 < planted.size());
    }

private:
    std::vector<triage::Example> m_typed;
    std::vector<triage::Example> m_templates;
};

QTEST_GUILESS_MAIN(HistoryDatasetTest)
#include "HistoryDatasetTest.moc"
