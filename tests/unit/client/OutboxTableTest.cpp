// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <QTest>

#include "core/client/store/OutboxTable.h"

using namespace stillgate;

class OutboxTableTest : public QObject {
    Q_OBJECT

private slots:
    void everyStateWithEveryInput_isAsListed()
    {
        using S = OutboxState;
        using I = OutboxInput;
        const std::map<std::pair<S, I>, S> listed{
            {{S::Queued, I::Send}, S::Sent}, {{S::Queued, I::Refuse}, S::Refused}, {{S::Sent, I::Send}, S::Sent},
            {{S::Sent, I::Lose}, S::Sent},   {{S::Sent, I::Accept}, S::Confirmed}, {{S::Sent, I::Refuse}, S::Refused},
        };
        int allowed = 0;
        for (const S state : {S::Queued, S::Sent, S::Confirmed, S::Refused}) {
            for (const I input : {I::Send, I::Accept, I::Refuse, I::Lose}) {
                const auto expected = listed.find({state, input});
                const auto found = nextState(state, input);
                QCOMPARE(found.has_value(), expected != listed.end());
                if (found) {
                    QVERIFY(*found == expected->second);
                    ++allowed;
                }
            }
        }
        QCOMPARE(allowed, static_cast<int>(listed.size()));
    }

    void answered_statesAreEnds()
    {
        for (const OutboxState state : {OutboxState::Confirmed, OutboxState::Refused}) {
            QVERIFY(isAnswered(state));
            for (const OutboxInput input : {OutboxInput::Send, OutboxInput::Accept, OutboxInput::Refuse, OutboxInput::Lose}) {
                QVERIFY(!nextState(state, input));
            }
        }
        QVERIFY(!isAnswered(OutboxState::Queued) && !isAnswered(OutboxState::Sent));
    }
};

QTEST_GUILESS_MAIN(OutboxTableTest)
#include "OutboxTableTest.moc"
