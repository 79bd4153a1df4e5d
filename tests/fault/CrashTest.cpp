// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <random>
#include <regex>
#include <set>

#include <QTest>

#include "tests/fault/TwoRefunds.h"
#include "tests/support/Readable.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

constexpr int kFewestFailpoints = 10;

int fromEnvironment(const char* name, int otherwise)
{
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber ? value : otherwise;
}

/// The orchestrator's failpoints as the source names them, so that none can be forgotten here. Those of the console's core and of the
/// rotation of keys, which runs without it (RotationTest), are not reached by it.
std::set<std::string> failpoints()
{
    const std::filesystem::path root = qEnvironmentVariable("STILLGATE_SOURCE").toStdString();
    const std::regex pattern("STILLGATE_FAILPOINT\\(\"([^\"]+)\"\\)");
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "core")) {
        const bool isOfOthers = entry.path().string().starts_with((root / "core/client").string()) ||
                                entry.path().filename() == "MasterKeyRotation.cpp";
        if (entry.path().extension() != ".cpp" || isOfOthers) {
            continue;
        }
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
            names.insert((*match)[1]);
        }
    }
    return names;
}

/// Dies at each failpoint, the first time it comes there and at some later times.
std::vector<Death> deathsAtFailpoints()
{
    std::vector<Death> deaths;
    for (const std::string& failpoint : failpoints()) {
        for (const char* pass : {"1", "2", "7"}) {
            const std::string name = failpoint + ":" + pass;
            deaths.push_back({name, name, {}, {}});
        }
    }
    return deaths;
}

/// Dies so many times at moments that the seed gives.
std::vector<Death> deathsAtRandom(int rounds, int seed)
{
    constexpr int kTimes = 3;
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    std::uniform_int_distribution<int> moment(10, 500);
    std::vector<Death> deaths;
    for (int round = 0; round < rounds; ++round) {
        Death death{"seed " + std::to_string(seed) + " round " + std::to_string(round), {}, {}, {}};
        for (int time = 0; time < kTimes; ++time) {
            death.after.emplace_back(moment(random));
        }
        deaths.push_back(std::move(death));
    }
    return deaths;
}

} // namespace

/// The orchestrator is killed (SIGKILL) while two refunds are under way, and started again: nothing that was acknowledged is lost,
/// nothing happens twice, and both refunds come to their end. STILLGATE_FAULT_ROUNDS and STILLGATE_FAULT_SEED give other random
/// deaths.
class CrashTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_planned = deathsAtFailpoints();
        m_random = deathsAtRandom(fromEnvironment("STILLGATE_FAULT_ROUNDS", 20), fromEnvironment("STILLGATE_FAULT_SEED", 1));
        for (std::size_t i = 0; i < m_planned.size() + m_random.size() + 1; ++i) {
            m_gated.push_back(m_shop.addDoubleCharge(12'900));
            m_ungated.push_back(m_shop.addDoubleCharge(7'450));
        }
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
    }

    void failpoints_inTheSource_areEnough() { QVERIFY(failpoints().size() >= kFewestFailpoints); }

    void killed_atEveryFailpoint_endsRight()
    {
        const auto reports = run(m_planned);
        QCOMPARE(faultsIn(reports), std::string());
        for (const RunReport& report : reports) {
            const bool first = report.name.ends_with(":1");
            QVERIFY2(!first || report.deaths == 1, ("never reached: " + report.name).c_str());
        }
    }

    void killed_atRandomTimes_endsRight()
    {
        const auto reports = run(m_random);
        QCOMPARE(faultsIn(reports), std::string());
        QVERIFY(std::any_of(reports.begin(), reports.end(), [](const RunReport& report) { return report.deaths > 0; }));
    }

    /// The control: killed between the effect and its record, with nothing that protects against it.
    void killed_withoutProtection_refundsTwice()
    {
        SampleShop shop;
        const DoubleCharge gated = shop.addDoubleCharge(12'900);
        const DoubleCharge ungated = shop.addDoubleCharge(7'450);
        Sandbox weaker(
            m_stand->folder() / "weaker", shop.books(),
            {QStringLiteral("--ignore-keys"), QStringLiteral("--ignore-versions"), QStringLiteral("--ignore-limits")});
        QVERIFY(weaker.start());
        Daemon::Place place = m_stand->placeFor("unprotected");
        place.sandbox = weaker.readyFile();
        const Death death{"unprotected", "call.after", {}, "reconciliation,compare_and_set"};
        const RunReport report = TwoRefunds(place, weaker, gated, ungated, death).run();
        QCOMPARE(report.deaths, 1);
        QCOMPARE(report.fault, std::string("a ticket was escalated: verification_mismatch"));
        QCOMPARE(weaker.books().refundsOf(ungated.order).size(), std::size_t{2});
    }

private:
    std::vector<RunReport> run(const std::vector<Death>& deaths)
    {
        std::vector<std::function<RunReport()>> runs;
        for (const Death& death : deaths) {
            const std::size_t number = m_used++;
            runs.emplace_back([this, number, &death] {
                return TwoRefunds(m_stand->placeFor("run-" + std::to_string(number)), m_stand->sandbox(), m_gated[number],
                                  m_ungated[number], death)
                    .run();
            });
        }
        std::vector<RunReport> reports = runAll(runs);
        int died = 0;
        std::chrono::milliseconds slowest{0};
        for (const RunReport& report : reports) {
            died += report.deaths;
            slowest = std::max(slowest, report.slowestEnd);
        }
        qInfo("%zu runs, %d deaths; from the last start to the end of both refunds %lld ms at the most", reports.size(), died,
              static_cast<long long>(slowest.count()));
        return reports;
    }

    SampleShop m_shop;
    std::vector<Death> m_planned;
    std::vector<Death> m_random;
    std::vector<DoubleCharge> m_gated;
    std::vector<DoubleCharge> m_ungated;
    std::unique_ptr<Stand> m_stand;
    std::size_t m_used = 0;
};

QTEST_GUILESS_MAIN(CrashTest)
#include "CrashTest.moc"
