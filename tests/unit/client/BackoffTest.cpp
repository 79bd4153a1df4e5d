// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/client/link/Backoff.h"

using namespace stillgate;

namespace {

/// As much as one try may wait.
constexpr std::uint64_t most(Duration bound)
{
    return static_cast<std::uint64_t>(bound.ms);
}

} // namespace

class BackoffTest : public QObject {
    Q_OBJECT

private slots:
    void next_ofRandomZero_waitsNothing()
    {
        Backoff backoff;
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(backoff.next(0).ms, 0);
        }
    }

    void next_atItsBound_doublesUpToTheCap()
    {
        Backoff backoff;
        std::int64_t bound = Backoff::kFirst.ms;
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(backoff.next(most({bound})).ms, bound);
            bound = std::min(bound * 2, Backoff::kMost.ms);
        }
        QCOMPARE(bound, Backoff::kMost.ms);
    }

    void next_ofAnyRandom_staysWithinTheBound()
    {
        Backoff backoff;
        std::uint64_t random = 1;
        std::int64_t bound = Backoff::kFirst.ms;
        for (int i = 0; i < 200; ++i) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            const Duration wait = backoff.next(random);
            QVERIFY(wait.ms >= 0 && wait.ms <= bound);
            bound = std::min(bound * 2, Backoff::kMost.ms);
        }
    }

    /// The whole range is used: a part of it that nobody gets would bring clients back together.
    void next_overManyRandoms_reachesBothEnds()
    {
        bool isLow = false;
        bool isHigh = false;
        for (std::uint64_t random = 0; random <= most(Backoff::kFirst); ++random) {
            Backoff backoff;
            const Duration wait = backoff.next(random);
            isLow = isLow || wait.ms == 0;
            isHigh = isHigh || wait == Backoff::kFirst;
        }
        QVERIFY(isLow && isHigh);
    }

    void reset_afterManyTries_beginsAgain()
    {
        Backoff backoff;
        for (int i = 0; i < 10; ++i) {
            (void)backoff.next(0);
        }
        backoff.reset();
        QCOMPARE(backoff.next(most(Backoff::kFirst)).ms, Backoff::kFirst.ms);
    }
};

QTEST_GUILESS_MAIN(BackoffTest)
#include "BackoffTest.moc"
