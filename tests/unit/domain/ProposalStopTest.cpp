// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>

#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// One way to stop between the records and the gate: what is otherwise than in the sample, and what comes of it.
struct Stop {
    const char* name;
    std::function<void(Rulebook&)> rules;
    std::function<void(RecordGathering&)> records;
    EscalationReason reason;
    const char* detail;
    Tier tier;
    Stage from;
};

void setIn(RecordGathering& gathering, std::string_view member, Json value)
{
    gathering.answers["order"].set(member, std::move(value));
}

/// A list in one of the answers.
Json::Array& listIn(RecordGathering& gathering, const std::string& answer, std::string_view member)
{
    Json::Object& record = *gathering.answers[answer].asObject();
    const auto at = std::find_if(record.begin(), record.end(), [&](const Json::Member& one) { return one.key == member; });
    return *at->value.asArray();
}

void keepRules(Rulebook&) {}
void keepRecords(RecordGathering&) {}

const std::vector<Stop>& stops()
{
    using enum EscalationReason;
    static const std::vector<Stop> all{
        {"an input is missing", keepRules, [](RecordGathering& g) { g.missing = {"order"}; }, IdentityFailed, "missing:order",
         Tier::L2, Stage::Identity},
        {"a record is missing", keepRules, [](RecordGathering& g) { g.answers.erase("order"); }, IdentityFailed,
         "missing:order", Tier::L2, Stage::Identity},
        {"no such customer", keepRules, [](RecordGathering& g) { g.answers["customer"].set("customers", Json::array()); },
         IdentityFailed, "not_found:customer", Tier::L2, Stage::Identity},
        {"two such customers", keepRules,
         [](RecordGathering& g) {
             auto& list = listIn(g, "customer", "customers");
             list.push_back(Json(list.front()));
         },
         IdentityFailed, "conflict:customer", Tier::L2, Stage::Identity},
        {"a record that makes no sense", keepRules, [](RecordGathering& g) { setIn(g, "total", "much"); }, BackendError,
         "malformed:order", Tier::L3, Stage::Identity},
        {"somebody else's order", keepRules, [](RecordGathering& g) { setIn(g, "customer", "C-99"); }, IdentityFailed,
         "too_weak", Tier::L2, Stage::Identity},
        {"another sender", keepRules, [](RecordGathering& g) { g.inputs["sender"] = "stranger@sample.example"; },
         IdentityFailed, "too_weak", Tier::L2, Stage::Identity},
        {"one payment only", keepRules, [](RecordGathering& g) { listIn(g, "order", "payments").pop_back(); }, PolicyBlock,
         "select:duplicate:not_found", Tier::L2, Stage::Policy},
        {"three payments alike", keepRules,
         [](RecordGathering& g) {
             auto& list = listIn(g, "order", "payments");
             list.push_back(Json(list.front()));
         },
         PolicyBlock, "select:duplicate:conflict", Tier::L2, Stage::Policy},
        {"payments that make no sense", keepRules, [](RecordGathering& g) { setIn(g, "payments", 7); }, BackendError,
         "select:duplicate:malformed", Tier::L3, Stage::Policy},
        {"a select that this build does not know", [](Rulebook& r) { r.runbooks[0].selects[0].rule = "guess"; }, keepRecords,
         BackendError, "select:duplicate:unsupported", Tier::L3, Stage::Policy},
        {"nothing paid in excess", keepRules, [](RecordGathering& g) { setIn(g, "total", "258.00"); }, PolicyBlock,
         "precondition:duplicate.amount:at_most", Tier::L2, Stage::Policy},
        {"an amount that the runbook does not find", [](Rulebook& r) { r.runbooks[0].action.amount = "gone"; }, keepRecords,
         BackendError, "runbook:amount_or_changes", Tier::L3, Stage::Policy},
        {"a change of what is no amount", [](Rulebook& r) { r.runbooks[0].changes[0].fact = "order.status"; }, keepRecords,
         BackendError, "runbook:amount_or_changes", Tier::L3, Stage::Policy},
        {"a parameter that the runbook does not find",
         [](Rulebook& r) { r.runbooks[0].action.parameters["payment"] = "{gone}"; }, keepRecords, BackendError,
         "runbook:parameter:payment", Tier::L3, Stage::Policy},
        {"a target that the runbook does not find", [](Rulebook& r) { r.runbooks[0].action.target = "{gone}"; }, keepRecords,
         BackendError, "runbook:observe", Tier::L3, Stage::Policy},
        {"a record without the version to compare", keepRules, [](RecordGathering& g) { setIn(g, "version", Json::array()); },
         BackendError, "runbook:expect_version", Tier::L3, Stage::Policy},
        {"nothing allows it", [](Rulebook& r) { r.policy.rules.erase(r.policy.rules.begin()); }, keepRecords, PolicyBlock,
         "nothing_allows", Tier::L2, Stage::Policy},
        {"a rule denies it",
         [](Rulebook& r) {
             r.policy.rules[1].effect = PolicyEffect::Deny;
             r.policy.rules[1].id = "no-refunds";
         },
         keepRecords, PolicyBlock, "denied_by:no-refunds", Tier::L2, Stage::Policy},
        {"the runbook was withdrawn", [](Rulebook& r) { r.runbooks.clear(); }, keepRecords, PolicyBlock, "runbook_withdrawn",
         Tier::L2, Stage::Identity},
    };
    return all;
}

} // namespace

/// Every way in which a ticket stops before anybody is asked, with the reason that stands in the ledger.
class ProposalStopTest : public QObject {
    Q_OBJECT

private slots:
    void gathering_withoutAnyChange_comesToTheGate()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        QVERIFY(walk.ticket().stage == Stage::Gate);
        QCOMPARE(loop.fault(), std::string());
    }

    void gathering_withOneChange_stopsWithItsReason_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < stops().size(); ++i) {
            QTest::newRow(stops()[i].name) << static_cast<int>(i);
        }
    }

    void gathering_withOneChange_stopsWithItsReason()
    {
        QFETCH(int, index);
        const Stop& stop = stops()[static_cast<std::size_t>(index)];
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        stop.rules(loop.rules());
        RecordGathering records = gathering(walk.id(), walk.books(), walk.ticket().runbook);
        stop.records(records);
        loop.submit(records);
        QVERIFY(walk.ticket().stage == Stage::Escalated);
        QCOMPARE(std::string(nameOf(*walk.ticket().reason)), std::string(nameOf(stop.reason)));
        QCOMPARE(walk.ticket().detail, std::string(stop.detail));
        const auto escalated = loop.newestAs<TicketEscalated>();
        QVERIFY(escalated.tier == stop.tier);
        QCOMPARE(std::string(nameOf(escalated.from)), std::string(nameOf(stop.from)));
        QVERIFY(loop.state().gates.empty());
        for (const auto& [id, action] : loop.state().actions) {
            QVERIFY(action.status == ActionStatus::Abandoned);
        }
        QCOMPARE(loop.fault(), std::string());
    }

    void identity_theStrongestRuleThatHolds_counts()
    {
        Loop loop;
        std::reverse(loop.rules().runbooks[0].identity.begin(), loop.rules().runbooks[0].identity.end());
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const auto checked = loop.newestAs<IdentityChecked>();
        QCOMPARE(checked.rule, std::string("email-and-order"));
        QCOMPARE(checked.strength, 2);
        QVERIFY(checked.result == IdentityResult::Proven);
    }

    void identity_tooWeak_isRecordedWithItsStrength()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.books().owner = "C-99";
        walk.gather();
        const auto checked = loop.newestAs<IdentityChecked>();
        QCOMPARE(checked.strength, 1);
        QCOMPARE(checked.required, 2);
        QVERIFY(checked.result == IdentityResult::TooWeak);
        QCOMPARE(walk.ticket().identityStrength, 1);
    }

    void policy_itsTrace_standsInTheLedger()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const auto decided = loop.newestAs<PolicyDecided>();
        QCOMPARE(decided.trace.size(), loop.rules().policy.rules.size());
        QCOMPARE(decided.trace[1].saw.at("action.amount"), std::string("129.00 EUR"));
        QVERIFY(decided.policy == digestOf(loop.rules().policy));
    }

    /// The system of record is asked by what the orchestrator knows; a customer's words cannot stand in for facts.
    void inputs_namedLikeFacts_stayInputs()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        RecordGathering records = gathering(walk.id(), walk.books(), walk.ticket().runbook);
        records.inputs["identity.strength"] = "3";
        records.inputs["action.amount"] = "0.01 EUR";
        loop.submit(records);
        QVERIFY(loop.newestAs<ActionProposed>().amount == euro(12900));
        QVERIFY(walk.ticket().stage == Stage::Gate);
        QCOMPARE(loop.fault(), std::string());
    }
};

QTEST_GUILESS_MAIN(ProposalStopTest)
#include "ProposalStopTest.moc"
