// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/domain/Projection.h"
#include "tests/support/AnyStep.h"
#include "tests/support/Readable.h"
#include "tests/support/World.h"

using namespace stillgate;

namespace {

/// Up to so many steps; from 100 on the numbers come from their whole ranges.
std::vector<Step> anySteps(int most = 120)
{
    return *rc::gen::resize(most, rc::gen::arbitrary<std::vector<Step>>());
}

void takeAll(World& world, const std::vector<Step>& steps)
{
    for (const Step& step : steps) {
        world.take(step);
        RC_ASSERT(world.loop().fault() == std::string());
    }
}

State foldOf(const std::vector<Event>& log)
{
    State state;
    for (const Event& event : log) {
        const auto applied = apply(state, *decodeHeader(*encodeHeader(event.header)));
        RC_ASSERT(applied.has_value());
    }
    return state;
}

bool hasEnded(Stage stage)
{
    return stage == Stage::Closed || stage == Stage::Escalated;
}

} // namespace

/// What holds in every order of commands. The loop itself watches that apply() takes whatever decide() made, that nothing is executed
/// twice or called without leave, that no value of an erased person comes in, and that ledger time never goes back.
class RandomRunTest : public QObject {
    Q_OBJECT

private slots:
    void anyRun_neverBreaksAPromise()
    {
        QVERIFY(rc::check("no promise is broken", [] {
            World world;
            takeAll(world, anySteps(300));
            int executed = 0;
            for (const auto& [id, action] : world.loop().state().actions) {
                executed += action.status == ActionStatus::Executed || action.status == ActionStatus::Verified ? 1 : 0;
            }
            RC_CLASSIFY(executed > 0, "executed");
            RC_CLASSIFY(executed > 3, "executed several");
        }));
    }

    void anyRun_everyTicket_hasANextStepOrHasEnded()
    {
        QVERIFY(rc::check("nothing is forgotten", [] {
            World world;
            takeAll(world, anySteps());
            for (const TicketId& id : world.tickets()) {
                const Ticket& ticket = world.loop().ticket(id);
                RC_ASSERT((world.loop().next(id).work == Work::Nothing) == hasEnded(ticket.stage));
            }
        }));
    }

    /// Whatever happened before: doing what the state asks for, when it asks for it, is never refused and comes to an end.
    void anyRun_thenCarriedOn_comesToItsEnd()
    {
        QVERIFY(rc::check("everything ends", [] {
            World world;
            takeAll(world, anySteps());
            for (const TicketId& id : world.tickets()) {
                int steps = 0;
                while (world.carryOn(id)) {
                    RC_ASSERT(world.hindrance() == std::string());
                    RC_ASSERT(world.loop().fault() == std::string());
                    RC_ASSERT(++steps < 40);
                }
                RC_ASSERT(hasEnded(world.loop().ticket(id).stage));
            }
        }));
    }

    void anyRun_foldedAgain_isTheSameState()
    {
        QVERIFY(rc::check("the log says it all", [] {
            World world;
            takeAll(world, anySteps());
            RC_ASSERT(foldOf(world.loop().log()) == world.loop().state());
        }));
    }

    /// No outcome hangs on a personal value: the same run with other words leads every ticket and gate to the same place.
    void anyRun_withOtherPersonalValues_endsAlike()
    {
        QVERIFY(rc::check("words change nothing", [] {
            const std::vector<Step> steps = anySteps();
            World first("sample");
            World second("quite another");
            takeAll(first, steps);
            takeAll(second, steps);
            RC_ASSERT(first.tickets() == second.tickets());
            for (const TicketId& id : first.tickets()) {
                RC_ASSERT(rowOf(first.loop().state(), first.loop().ticket(id)) ==
                          rowOf(second.loop().state(), second.loop().ticket(id)));
            }
            for (const auto& [id, gate] : first.loop().state().gates) {
                RC_ASSERT(rowOf(first.loop().state(), gate) ==
                          rowOf(second.loop().state(), second.loop().state().gates.at(id)));
            }
        }));
    }

    /// Erasing takes values away and nothing else: the headers, and so their fold, stay as they were.
    void anyRun_withValuesErased_foldsToTheSameState()
    {
        QVERIFY(rc::check("erasure leaves the state", [] {
            World world;
            takeAll(world, anySteps());
            std::vector<Event> erased = world.loop().log();
            for (Event& event : erased) {
                std::erase_if(event.values,
                              [&](const PersonalValue& value) { return world.loop().state().erased.contains(value.person); });
            }
            RC_ASSERT(foldOf(erased) == world.loop().state());
        }));
    }
};

QTEST_GUILESS_MAIN(RandomRunTest)
#include "RandomRunTest.moc"
