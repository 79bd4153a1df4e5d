// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/triage/Scope.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// A cloud of signs around a middle.
std::vector<ScopeSigns> around(float logit, float share, float lead, std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    const auto near = [&](float middle, float width) {
        return middle + width * (static_cast<float>(drawBelow(2001, random)) / 1000 - 1);
    };
    std::vector<ScopeSigns> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back({{near(logit, 2), near(share, 0.2F), near(lead, 3)}});
    }
    return out;
}

double foreignShare(const Scope& scope, const std::vector<ScopeSigns>& texts)
{
    const auto foreign = std::ranges::count_if(texts, [&](const ScopeSigns& one) { return scope.isForeign(scope.score(one)); });
    return static_cast<double>(foreign) / static_cast<double>(texts.size());
}

} // namespace

class ScopeTest : public QObject {
    Q_OBJECT

private slots:
    void signs_areReadOffTheLogits()
    {
        std::vector<Lane> lanes(1);
        lanes[0].weight[0] = 1;
        lanes[0].weight[1] = 4;
        lanes[0].weight[2] = -2;
        QVERIFY((scopeSignsOf(lanes, 2, 3, {3, 4}) == ScopeSigns{{4, 0.75F, 6}}));
        QVERIFY((scopeSignsOf(lanes, 2, 2, {0, 0}) == ScopeSigns{{4, 0, 4}}));
    }

    void fitted_scopeTellsTheSidesApart()
    {
        const auto inside = around(8, 0.8F, 6, 500, 1);
        const auto outside = around(3, 0.5F, 1, 200, 2);
        const Scope scope = fitScope(inside, outside, 0.02);
        QVERIFY(foreignShare(scope, inside) <= 0.02);
        QVERIFY(foreignShare(scope, outside) > 0.9);
    }

    void sign_thatTellsNothing_countsLess()
    {
        const auto inside = around(8, 0.8F, 6, 500, 1);
        const auto outside = around(8, 0.5F, 6, 500, 2);
        const Scope scope = fitScope(inside, outside, 0.02);
        const auto strength = [&](std::size_t i, float width) { return scope.weights[i] * width; };
        QVERIFY(strength(1, 0.2F) > strength(0, 2) * 3);
        QVERIFY(std::ranges::all_of(scope.weights, [](float weight) { return weight >= 0; }));
    }

    void withoutAnOutside_theSignsCountAlike()
    {
        const auto inside = around(8, 0.8F, 6, 500, 1);
        const Scope scope = fitScope(inside, {}, 0.02);
        QVERIFY(foreignShare(scope, around(1, 0.2F, 0, 100, 3)) > 0.95);
        QVERIFY(foreignShare(scope, inside) <= 0.02);
    }

    void ofNothing_nothingIsForeignButWhatIsNoNumber()
    {
        const Scope scope = fitScope({}, {}, 0.02);
        QVERIFY(!scope.isForeign(scope.score({{0, 0, 0}})));
        QVERIFY(scope.isForeign(std::nanf("")));
    }
};

QTEST_GUILESS_MAIN(ScopeTest)
#include "ScopeTest.moc"
