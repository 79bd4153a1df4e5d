// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/gui/queue/QueueFixture.h"
#include "ui/queue/FilterPlan.h"
#include "ui/queue/FilterTokens.h"
#include "ui/queue/QueueViews.h"

using namespace stillgate;

namespace {

FilterFault faultIn(const char* text)
{
    const auto parsed = parseFilter(QString::fromUtf8(text));
    return parsed ? FilterFault{} : parsed.error();
}

/// The numbers of the sample tickets that a filter lets in.
std::vector<Sequence> letIn(const char* text)
{
    const UtcTime now{1'772'460'000'000};
    QueueColumns columns;
    columns.setSelf(samplePerson(1));
    columns.setCategories({{"account_takeover", "security"}, {"charged_twice", "billing"}});
    for (const SampleTicket& ticket : sampleDay()) {
        TicketEntry entry;
        entry.row = sampleRow(ticket, now);
        entry.subject = UntrustedText(ticket.subject);
        entry.customer = UntrustedText(ticket.customer);
        const GateRow gate = sampleGate(ticket, now);
        columns.put(entry, ticket.stage == Stage::Gate ? &gate : nullptr);
    }
    const FilterPlan plan(parseFilter(QString::fromUtf8(text)).value(), columns, {now, {now.ms - 3'600'000}});
    std::vector<Sequence> out;
    for (Slot slot = 0; slot < columns.size(); ++slot) {
        if (plan.matches(slot)) {
            out.push_back(columns.facts(slot).opened);
        }
    }
    return out;
}

} // namespace

class QueueFilterTest final : public QObject {
    Q_OBJECT

private slots:
    void parse_everyFieldOfTheLine_hasItsMeaning()
    {
        const auto filter =
            parseFilter(QStringLiteral("stage:gate intent:refund confidence:<0.7 team:billing channel:email,web "
                                       "band:manual \"double charge\" -channel:web #148 age:>=2h moved:today"));
        QVERIFY(filter);
        QCOMPARE(filter->terms.size(), std::size_t{11});
        QCOMPARE(std::get<ListTerm>(filter->terms[0].meaning),
                 (ListTerm{FilterField::Stage, 1U << static_cast<unsigned>(Stage::Gate)}));
        QCOMPARE(std::get<PartTerm>(filter->terms[1].meaning), (PartTerm{FilterField::Intent, {"refund"}}));
        QCOMPARE(std::get<SizeTerm>(filter->terms[2].meaning), (SizeTerm{FilterField::Confidence, Comparison::Under, 7000}));
        QCOMPARE(std::get<ListTerm>(filter->terms[4].meaning).members, 0b1001U);
        QCOMPARE(std::get<WordTerm>(filter->terms[6].meaning), (WordTerm{"double charge"}));
        QCOMPARE(filter->terms[7].sense, TermSense::Negated);
        QCOMPARE(std::get<NumberTerm>(filter->terms[8].meaning).number, Sequence{148});
        QCOMPARE(std::get<SizeTerm>(filter->terms[9].meaning), (SizeTerm{FilterField::Age, Comparison::AtLeast, 7'200'000}));
        QVERIFY(std::holds_alternative<TodayTerm>(filter->terms[10].meaning));
        QVERIFY(filter->dependsOnTime());
        QVERIFY(!parseFilter(QStringLiteral("stage:gate amount:>100"))->dependsOnTime());
    }

    void parse_whatIsNotUnderstood_namesTheToken_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("token");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, const char* text, const char* token, FilterFaultKind kind) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(token) << static_cast<int>(kind);
        };
        row("field", "stage:gate colour:red", "colour:red", FilterFaultKind::UnknownField);
        row("value", "stage:gates", "stage:gates", FilterFaultKind::UnknownValue);
        row("one of several", "channel:email,pigeon", "channel:email,pigeon", FilterFaultKind::UnknownValue);
        row("nothing behind the colon", "band:", "band:", FilterFaultKind::MissingValue);
        row("no comparison", "confidence:0.7", "confidence:0.7", FilterFaultKind::NotAComparison);
        row("no number", "confidence:<high", "confidence:<high", FilterFaultKind::NotANumber);
        row("a sign", "confidence:<-1", "confidence:<-1", FilterFaultKind::NotANumber);
        row("an exponent", "amount:>1e9", "amount:>1e9", FilterFaultKind::NotANumber);
        row("no span", "age:>soon", "age:>soon", FilterFaultKind::NotASpan);
        row("open quote", "stage:gate \"double charge", "\"double charge", FilterFaultKind::OpenQuote);
        row("minus alone", "- gate", "-", FilterFaultKind::MissingValue);
        row("priority", "priority:p5", "priority:p5", FilterFaultKind::UnknownValue);
        row("clock", "sla:late", "sla:late", FilterFaultKind::UnknownValue);
        row("nobody", "assignee:", "assignee:", FilterFaultKind::MissingValue);
        row("number", "#12x", "#12x", FilterFaultKind::NotANumber);
        row("too many digits", "amount:>99999999999999999999", "amount:>99999999999999999999", FilterFaultKind::NotANumber);
    }
    void parse_whatIsNotUnderstood_namesTheToken()
    {
        QFETCH(QString, text);
        QFETCH(QString, token);
        QFETCH(int, kind);
        const auto parsed = parseFilter(text);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().token, token);
        QCOMPARE(static_cast<int>(parsed.error().kind), kind);
        QVERIFY2(parsed.error().words().contains(token) || parsed.error().words().contains(parsed.error().part),
                 qPrintable(parsed.error().words()));
        QCOMPARE(text.mid(parsed.error().at, token.size()), token);
    }

    void fault_unknownValue_listsTheKnownOnes()
    {
        QVERIFY(faultIn("band:maybe").words().contains(QStringLiteral("auto, assisted, manual")));
    }

    void matches_terms_letInWhatTheySay()
    {
        QCOMPARE(letIn("stage:gate").size(), std::size_t{17});
        QCOMPARE(letIn("").size(), sampleDay().size());
        QCOMPARE(letIn("stage:gate -stage:gate").size(), std::size_t{0});
        QCOMPARE(letIn("stage:gate intent:refund"), (std::vector<Sequence>{152, 175, 193}));
        QCOMPARE(letIn("stage:gate confidence:<0.6"), (std::vector<Sequence>{112}));
        QCOMPARE(letIn("confidence:<=0.58 stage:gate"), (std::vector<Sequence>{112}));
        QCOMPARE(letIn("amount:>=1940"), (std::vector<Sequence>{164, 188}));
        QCOMPARE(letIn("amount:>1940"), (std::vector<Sequence>{164}));
        QCOMPARE(letIn("stakes:high channel:chat"), (std::vector<Sequence>{131}));
        QCOMPARE(letIn("reason:red_flag"), (std::vector<Sequence>{30}));
        QCOMPARE(letIn("deadline:<10m"), (std::vector<Sequence>{112, 131, 20}));
        QCOMPARE(letIn("\"statement, PLEASE\""), (std::vector<Sequence>{171}));
        QCOMPARE(letIn("\"customer 07\""), (std::vector<Sequence>{148}));
        QCOMPARE(letIn("#201"), (std::vector<Sequence>{201}));
        QCOMPARE(letIn("age:>1d"), (std::vector<Sequence>{112}));
        QCOMPARE(letIn("stage:closed moved:today").size(), std::size_t{12});
        QCOMPARE(letIn("stage:closed -moved:today").size(), std::size_t{0});
        QCOMPARE(letIn("-intent:charged stage:gate").size(), letIn("stage:gate intent:refund").size());
    }

    void matches_termWithoutItsFact_letsNothingIn()
    {
        // A closed ticket has no deadline, in neither direction, nor has one whose clocks stand still while the customer is awaited.
        const std::size_t clocks = letIn("-stage:closed,waiting_customer").size();
        QCOMPARE(letIn("deadline:<1000d").size() + letIn("deadline:>=1000d").size(), clocks);
        QCOMPARE(letIn("sla:running,at_risk,breached,paused").size(), letIn("-stage:closed").size());
        QCOMPARE(letIn("held:all_full,all_off_shift,nobody_fits"), (std::vector<Sequence>{20}));
    }

    void matches_handling_letsInWhatTriageFound()
    {
        QCOMPARE(letIn("priority:p1"), (std::vector<Sequence>{112, 131, 30}));
        QCOMPARE(letIn("priority:P1"), letIn("priority:p1"));
        QCOMPARE(letIn("priority:p1,p2,p3,p4").size(), sampleDay().size());
        QCOMPARE(letIn("sla:at_risk"), (std::vector<Sequence>{131, 21, 30}));
        QCOMPARE(letIn("sla:breached"), (std::vector<Sequence>{112, 20}));
        QCOMPARE(letIn("sla:paused"), (std::vector<Sequence>{38, 39}));
        QCOMPARE(letIn("held:all_full"), (std::vector<Sequence>{20}));
        QCOMPARE(letIn("held:nobody_fits"), (std::vector<Sequence>{}));
        QCOMPARE(letIn("category:security"), (std::vector<Sequence>{30}));
        QCOMPARE(letIn("category:sensitive"), (std::vector<Sequence>{}));
        QCOMPARE(letIn("-category:billing,security").size(), letIn("intent:refund,delivery").size());
    }

    void matches_assignee_meNoneAndAPseudonym()
    {
        QCOMPARE(letIn("assignee:me"), (std::vector<Sequence>{148, 21}));
        const std::string end = samplePerson(2).text().substr(30);
        QCOMPARE(letIn(("assignee:" + end).c_str()), (std::vector<Sequence>{131, 22}));
        QCOMPARE(letIn(("assignee:me," + samplePerson(2).text()).c_str()), (std::vector<Sequence>{131, 148, 21, 22}));
        QCOMPARE(letIn("assignee:none").size(), sampleDay().size() - 4);
        QCOMPARE(letIn("assignee:me assignee:none"), (std::vector<Sequence>{}));
    }

    void matches_assigneeMe_whileNobodyIsSignedIn_letsNothingIn()
    {
        QueueColumns columns;
        TicketEntry entry;
        entry.row = sampleRow(sampleDay().front(), {});
        columns.put(entry, nullptr);
        QVERIFY(!FilterPlan(parseFilter(QStringLiteral("assignee:me")).value(), columns, {}).matches(0));
    }

    void matches_namesThatCameAfterThePlan_areAskedForAnew()
    {
        const UtcTime now{1'772'460'000'000};
        QueueColumns columns;
        columns.setSelf(samplePerson(1));
        columns.setCategories({{"account_takeover", "security"}});
        const FilterPlan plan(parseFilter(QStringLiteral("assignee:me category:security")).value(), columns, {now, now});
        SampleTicket late;
        late.number = 7;
        late.stage = Stage::Escalated;
        late.intent = "account_takeover";
        late.assignee = samplePerson(1);
        TicketEntry entry;
        entry.row = sampleRow(late, now);
        columns.put(entry, nullptr);
        QVERIFY(plan.matches(0));
        late.assignee = samplePerson(3);
        entry.row = sampleRow(late, now);
        columns.put(entry, nullptr);
        QVERIFY(!plan.matches(0));
    }

    void complete_begunToken_offersFieldsThenValues()
    {
        QCOMPARE(filterCompletions(QStringLiteral("st"), {}),
                 (QStringList{QStringLiteral("stage:"), QStringLiteral("stakes:")}));
        QCOMPARE(filterCompletions(QStringLiteral("-ba"), {}), QStringList{QStringLiteral("-band:")});
        QCOMPARE(filterCompletions(QStringLiteral("stage:e"), {}),
                 (QStringList{QStringLiteral("stage:execute"), QStringLiteral("stage:escalated")}));
        FilterNames intents;
        intents.intents = {QStringLiteral("refund_request")};
        QCOMPARE(filterCompletions(QStringLiteral("intent:"), intents), QStringList{QStringLiteral("intent:refund_request")});
        QCOMPARE(filterCompletions(QStringLiteral("band:auto"), {}), QStringList());
        QCOMPARE(filterCompletions(QString(), {}), QStringList());
        QCOMPARE(filterCompletions(QStringLiteral("priority:p"), {}).size(), 4);
        QCOMPARE(filterCompletions(QStringLiteral("sla:"), {}),
                 (QStringList{QStringLiteral("sla:running"), QStringLiteral("sla:at_risk"), QStringLiteral("sla:breached"),
                              QStringLiteral("sla:paused")}));
        QCOMPARE(filterCompletions(QStringLiteral("held:all_f"), {}), QStringList{QStringLiteral("held:all_full")});
        FilterNames names;
        names.categories = {QStringLiteral("security")};
        names.assignees = {QStringLiteral("0192-sample")};
        QCOMPARE(filterCompletions(QStringLiteral("category:"), names), QStringList{QStringLiteral("category:security")});
        QCOMPARE(filterCompletions(QStringLiteral("-assignee:"), names),
                 (QStringList{QStringLiteral("-assignee:me"), QStringLiteral("-assignee:none"),
                              QStringLiteral("-assignee:0192-sample")}));
    }

    void views_filters_areUnderstoodAndFoundAgain()
    {
        for (std::size_t view = 0; view < kQueueViews.size(); ++view) {
            QVERIFY(parseFilter(QLatin1String(kQueueViews[view].filter)));
            QCOMPARE(viewOf(viewFilter(view)), view);
            QCOMPARE(static_cast<std::size_t>(viewDigit(view)), (view + 1) % kQueueViews.size());
        }
        QueueFilter narrowed = viewFilter(0);
        narrowed.terms.push_back(parseFilter(QStringLiteral("team:billing"))->terms.front());
        QCOMPARE(viewOf(narrowed), std::size_t{0});
        QCOMPARE(viewOf(*parseFilter(QStringLiteral("team:billing"))), kQueueViews.size() - 1);
    }
};

QTEST_GUILESS_MAIN(QueueFilterTest)
#include "QueueFilterTest.moc"
