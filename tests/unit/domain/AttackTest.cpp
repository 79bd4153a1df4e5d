// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "tests/support/Attacks.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {
/// A tenth of what the full run takes (STILLGATE_FULL).
constexpr int kCases = 10'000;
constexpr int kFullCases = 100'000;
constexpr int kCasesOfAScene = 200;
constexpr std::uint64_t kSeed = 20'260'302;
} // namespace

/// Attacks by chance, of every kind and in many forms: none is let pass. AttackControlTest lets each pass with its protection off.
class AttackTest : public QObject {
    Q_OBJECT

private slots:
    /// The scene itself stands in nobody's way.
    void approval_ofAnHonestPerson_counts()
    {
        std::mt19937_64 random(kSeed);
        AttackScene scene(random);
        const Outcome outcome = scene.submit(scene.honest, scene.approvalOf(scene.honest));
        QVERIFY2(!outcome.refusal, outcome.refusal ? std::string(nameOf(outcome.refusal->code)).c_str() : "");
        QCOMPARE(scene.approvals(), std::size_t{1});
        QCOMPARE(scene.loop.fault(), std::string());
    }

    void attack_ofEveryKindByChance_isRefused()
    {
        const int cases = qEnvironmentVariableIsSet("STILLGATE_FULL") ? kFullCases : kCases;
        std::mt19937_64 random(kSeed);
        std::map<std::string_view, int> tried;
        std::unique_ptr<AttackScene> scene;
        std::unique_ptr<AttackScene> doubled; ///< where one approval of one person counts already
        int left = 0;
        for (int i = 0; i < cases; --left) {
            if (left == 0) {
                scene = std::make_unique<AttackScene>(random);
                doubled = std::make_unique<AttackScene>(random);
                left = kCasesOfAScene;
            }
            const Attack& attack = attacks()[random() % attacks().size()];
            // Each of these needs a scene of its own; a tenth of them is enough of those.
            if (attack.endsScene && random() % 10 != 0) {
                ++left;
                continue;
            }
            std::unique_ptr<AttackScene> own = attack.endsScene ? std::make_unique<AttackScene>(random) : nullptr;
            AttackScene& where = own ? *own : attack.refusal == RefusalCode::AlreadyDecided ? *doubled : *scene;
            const Outcome outcome = attack.run(where);
            const std::string told = std::string(attack.name) + ", case " + std::to_string(i);
            QVERIFY2(outcome.refusal.has_value(), told.c_str());
            QVERIFY2(outcome.refusal->code == attack.refusal,
                     (told + ": " + std::string(nameOf(outcome.refusal->code))).c_str());
            QVERIFY2(where.approvals() == (&where == doubled.get() ? 1U : 0U) &&
                         where.walk->gate().status != GateStatus::Approved,
                     told.c_str());
            ++tried[attack.name];
            ++i;
        }
        QCOMPARE(scene->loop.fault(), std::string());
        QCOMPARE(tried.size(), attacks().size());
    }
};

QTEST_GUILESS_MAIN(AttackTest)
#include "AttackTest.moc"
