// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/triage/Priority.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

PriorityBook starter()
{
    return *loadPriorityBook(sourceFile("resources/packs/starter/priority.toml").toStdString());
}

PriorityInputs calm()
{
    PriorityInputs out;
    out.category = "delivery";
    out.unanswered = 1;
    return out;
}

std::string level(const PrioritySet& set)
{
    return std::string(nameOf(set.priority));
}

int pointsOf(const PrioritySet& set, PriorityFactor factor)
{
    for (const PriorityPart& part : set.parts) {
        if (part.factor == factor) {
            return part.points;
        }
    }
    return 0;
}

PriorityInputs anyInputs()
{
    PriorityInputs out;
    out.urgency = *rc::gen::inRange(0, 101);
    out.sentiment = *rc::gen::inRange(-100, 101);
    out.unanswered = *rc::gen::inRange(0, 9);
    out.category = *rc::gen::element<std::string>("billing", "security", "delivery", "", "nobody_knows");
    out.tier = *rc::gen::element<std::string>("", "vip", "gold");
    out.sla = *rc::gen::element(SlaState::Running, SlaState::AtRisk, SlaState::Breached, SlaState::Met);
    if (*rc::gen::arbitrary<bool>()) {
        out.redFlags.push_back(*rc::gen::element<std::string>("outage", "fraud", "injection"));
    }
    return out;
}

} // namespace

class PriorityTest : public QObject {
    Q_OBJECT

private slots:
    void priorityOf_calmQuestion_isLeastUrgent()
    {
        const PrioritySet set = priorityOf(starter(), calm());
        QCOMPARE(level(set), std::string("P4"));
        QCOMPARE(set.score, 8);
        QCOMPARE(set.parts.size(), std::size_t{1});
        QCOMPARE(set.parts[0].detail, std::string("category:delivery"));
    }

    void priorityOf_eachFactor_addsItsWeightAndIsListed()
    {
        const PriorityBook book = starter();
        PriorityInputs inputs = calm();
        inputs.urgency = 100;
        QCOMPARE(pointsOf(priorityOf(book, inputs), PriorityFactor::Urgency), 30);
        inputs.tier = "vip";
        QCOMPARE(pointsOf(priorityOf(book, inputs), PriorityFactor::CustomerTier), 15);
        inputs.sentiment = -100;
        QCOMPARE(pointsOf(priorityOf(book, inputs), PriorityFactor::Frustration), 7);
        inputs.sla = SlaState::AtRisk;
        QCOMPARE(pointsOf(priorityOf(book, inputs), PriorityFactor::SlaRisk), 9);
        inputs.unanswered = 4;
        QCOMPARE(pointsOf(priorityOf(book, inputs), PriorityFactor::FollowUps), 8);
        QCOMPARE(priorityOf(book, inputs).score, 8 + 30 + 15 + 7 + 9 + 8);
        QCOMPARE(level(priorityOf(book, inputs)), std::string("P1"));
    }

    void priorityOf_contentCustomer_addsNoFrustration()
    {
        PriorityInputs inputs = calm();
        inputs.sentiment = 90;
        QCOMPARE(pointsOf(priorityOf(starter(), inputs), PriorityFactor::Frustration), 0);
    }

    void priorityOf_repeatedFollowUps_raiseIt()
    {
        PriorityInputs inputs = calm();
        inputs.urgency = 20;
        QCOMPARE(level(priorityOf(starter(), inputs)), std::string("P4"));
        inputs.unanswered = 3;
        QCOMPARE(level(priorityOf(starter(), inputs)), std::string("P3"));
    }

    void priorityOf_floors_holdWhateverTheScore()
    {
        PriorityInputs inputs = calm();
        inputs.category = "security";
        PrioritySet set = priorityOf(starter(), inputs);
        QCOMPARE(level(set), std::string("P1"));
        QCOMPARE(set.floor->rule, std::string("security"));
        inputs = calm();
        inputs.redFlags = {"injection", "outage"};
        QCOMPARE(level(priorityOf(starter(), inputs)), std::string("P1"));
        inputs = calm();
        inputs.sla = SlaState::Breached;
        set = priorityOf(starter(), inputs);
        QCOMPARE(level(set), std::string("P2"));
        QCOMPARE(set.floor->rule, std::string("sla_breached"));
    }

    void priorityOf_floorsTakenAway_fallsToItsScore()
    {
        PriorityBook book = starter();
        book.floors.clear();
        PriorityInputs inputs = calm();
        inputs.redFlags = {"outage"};
        QCOMPARE(level(priorityOf(book, inputs)), std::string("P4"));
    }

    void priorityOf_floorUnderTheScore_isNotNamed()
    {
        PriorityInputs inputs = calm();
        inputs.category = "security";
        inputs.urgency = 100;
        inputs.tier = "vip";
        const PrioritySet set = priorityOf(starter(), inputs);
        QCOMPARE(level(set), std::string("P1"));
        QVERIFY(!set.floor.has_value());
    }

    void priorityOf_anyInputs_sumsAndNeverFallsWhenThingsGetWorse()
    {
        const PriorityBook book = starter();
        const bool held = rc::check("the score is what its parts add up to, and grows with each factor", [&] {
            const PriorityInputs inputs = anyInputs();
            const PrioritySet set = priorityOf(book, inputs);
            int sum = 0;
            for (const PriorityPart& part : set.parts) {
                sum += part.points;
            }
            RC_ASSERT(set.score == std::min(sum, 100));
            const PriorityStanding standing = standingOf(book, inputs);
            RC_ASSERT(standing.score == set.score);
            RC_ASSERT(standing.priority == set.priority);
            PriorityInputs worse = inputs;
            worse.urgency = std::min(100, worse.urgency + 30);
            worse.sentiment = std::max(-100, worse.sentiment - 30);
            ++worse.unanswered;
            RC_ASSERT(priorityOf(book, worse).score >= set.score);
            RC_ASSERT(priorityOf(book, worse).priority <= set.priority);
        });
        QVERIFY(held);
    }

    void priorityBookFrom_wrongNumber_namesTheLine()
    {
        const std::string good = R"(format = 1
id = "sample"
version = 1
impact_elsewhere = 30
at_risk = 60
full_follow_ups = 3
impact = []
tier = []
floor = []
weights = { urgency = 30, business_impact = 25, customer_tier = 15, sla_risk = 15, follow_ups = 8, frustration = 7 }
[levels]
P1 = 65
P2 = 70
P3 = 15
)";
        STILLGATE_VERIFY_ERROR(priorityBookFrom(good, "priority.toml"), ErrorCode::Malformed,
                               "priority.toml:13:6: $.levels.P2");
        std::string newer = good;
        newer.replace(newer.find("format = 1"), 10, "format = 2");
        STILLGATE_VERIFY_CODE(priorityBookFrom(newer, "priority.toml"), ErrorCode::Unsupported);
    }

    void priorityBookFrom_floorThatNeverHolds_isRefused()
    {
        std::string text = R"(format = 1
id = "sample"
version = 1
impact_elsewhere = 30
at_risk = 60
full_follow_ups = 3
impact = []
tier = []
weights = { urgency = 30, business_impact = 25, customer_tier = 15, sla_risk = 15, follow_ups = 8, frustration = 7 }
levels = { P1 = 65, P2 = 40, P3 = 15 }

[[floor]]
id = "nothing"
priority = "P1"
)";
        STILLGATE_VERIFY_ERROR(priorityBookFrom(text, "priority.toml"), ErrorCode::Malformed, "priority.toml:12:1: $.floor[0]");
    }
};

QTEST_GUILESS_MAIN(PriorityTest)
#include "PriorityTest.moc"
