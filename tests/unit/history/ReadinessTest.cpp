// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/learning/history/Cells.h"
#include "core/learning/history/Readiness.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

const UtcTime kNow = utcFromRfc3339("2026-06-01T00:00:00Z").value();

triage::Taxonomy taxonomy()
{
    triage::Taxonomy out;
    triage::Category billing;
    billing.id = "billing";
    out.categories.push_back(std::move(billing));
    for (const char* id : {"refund", "invoice"}) {
        triage::Intent intent;
        intent.id = id;
        intent.category = "billing";
        out.intents.push_back(std::move(intent));
    }
    return out;
}

/// A ticket with which nothing is wrong.
/// Words that no other line near this one has in the same order.
std::string wordsOf(std::int64_t line)
{
    static constexpr std::array kThings{"lamp", "desk", "chair", "shelf", "carpet", "mirror", "clock", "kettle"};
    static constexpr std::array kDeeds{"broke", "leaks", "smells", "rattles", "fades", "bends", "sticks", "shrinks", "hums"};
    const auto at = static_cast<std::size_t>(line);
    return std::string("the ") + kThings[at % kThings.size()] + " " + kDeeds[at % kDeeds.size()] + " since " +
           kThings[at / 8 % kThings.size()] + " " + kDeeds[at / 9 % kDeeds.size()];
}

PastTicket sound(std::int64_t line)
{
    PastTicket out;
    out.line = line;
    out.text = triage::redact(wordsOf(line) + " money back");
    out.label = "refund";
    out.outcome = "solved";
    out.resolutionCode = "refunded";
    out.reopened = Reopened::No;
    out.openedAt = kNow + Duration{-Duration::days(100).ms + line * Duration::days(1).ms};
    out.closedAt = *out.openedAt + Duration::minutes(5);
    out.email = emailKeyOf("customer" + std::to_string(line) + "@sample.example");
    out.customer = customerKeyOf("C-" + std::to_string(line));
    return out;
}

HistoryOutline allColumns()
{
    HistoryOutline out;
    for (const auto& entry : EnumNames<Field>::kNames) {
        out.columns.emplace(entry.first, entry.second);
    }
    return out;
}

ReadinessOptions judgedBy(const triage::Taxonomy& known)
{
    ReadinessOptions out;
    out.taxonomy = &known;
    return out;
}

ReadinessReport reportOn(const std::vector<PastTicket>& tickets, ReadinessOptions options = {},
                         const HistoryOutline& outline = allColumns())
{
    options.now = kNow;
    options.crossValidation = CrossValidation::Skip;
    ReadinessCheck check(options);
    for (const PastTicket& ticket : tickets) {
        check.add(ticket);
    }
    return check.finish("sample.csv", outline).value();
}

/// What a change makes of the second of three sound tickets, and a change that comes near and does no harm.
struct Case {
    FindingKind kind;
    void (*harm)(std::vector<PastTicket>&);
    void (*nearMiss)(std::vector<PastTicket>&);
};

using Tickets = std::vector<PastTicket>;

const std::array kCases{
    Case{FindingKind::MissingLabels, [](Tickets& t) { t[1].label.clear(); }, [](Tickets& t) { t[1].label = "unknown"; }},
    Case{FindingKind::MissingOutcomes, [](Tickets& t) { t[1].outcome.clear(); }, [](Tickets& t) { t[1].outcome = "open"; }},
    Case{FindingKind::MissingResolutionCodes, [](Tickets& t) { t[1].resolutionCode.clear(); },
         [](Tickets& t) { t[1].resolutionCode = "0"; }},
    Case{FindingKind::MissingTimes, [](Tickets& t) { t[1].openedAt.reset(); }, [](Tickets& t) { t[1].closedAt.reset(); }},
    Case{FindingKind::WrongOrder, [](Tickets& t) { t[1].closedAt = *t[1].openedAt + Duration{-1}; },
         [](Tickets& t) { t[1].closedAt = t[1].openedAt; }},
    Case{FindingKind::WrongOrder, [](Tickets& t) { t[1].openedAt = t[1].closedAt = kNow + Duration{1}; },
         [](Tickets& t) { t[1].openedAt = t[1].closedAt = kNow; }},
    Case{FindingKind::MissingKeys, [](Tickets& t) { t[1].email.reset(), t[1].customer.reset(); },
         [](Tickets& t) { t[1].email.reset(); }},
    Case{FindingKind::MalformedEmails, [](Tickets& t) { t[1].email = emailKeyOf("customer07.sample.example"); },
         [](Tickets& t) { t[1].email = emailKeyOf("CUSTOMER07@sample.example"); }},
    Case{FindingKind::SharedEmails, [](Tickets& t) { t[1].email = t[0].email; },
         [](Tickets& t) { t[1].email = t[0].email, t[1].customer = t[0].customer; }},
    Case{FindingKind::ManyEmails, [](Tickets& t) { t[1].customer = t[2].customer = t[0].customer; },
         [](Tickets& t) { t[1].customer = t[0].customer; }},
    Case{FindingKind::ReopenedTickets, [](Tickets& t) { t[1].reopened = Reopened::Yes; },
         [](Tickets& t) { t[1].reopened = Reopened::Unknown; }},
    Case{FindingKind::NearDuplicates, [](Tickets& t) { t[1].text = t[0].text; },
         [](Tickets& t) { t[1].text = triage::redact("my chair broke and nobody answers"); }},
    Case{FindingKind::ConflictingLabels, [](Tickets& t) { t[1].text = t[0].text, t[1].label = "invoice"; },
         [](Tickets& t) { t[1].text = t[0].text; }},
    Case{FindingKind::PersonalData, [](Tickets& t) { t[1].text = triage::redact("write to customer07@sample.example"); },
         [](Tickets& t) { t[1].text = triage::redact("write to [email] at my home"); }},
};

Tickets three()
{
    return {sound(1), sound(2), sound(3)};
}

Tickets many(std::int64_t count)
{
    Tickets out;
    for (std::int64_t line = 1; line <= count; ++line) {
        out.push_back(sound(line));
    }
    return out;
}

} // namespace

/// What is found in past tickets, each with what comes near and is not found.
class ReadinessTest : public QObject {
    Q_OBJECT

private slots:
    void soundTickets_haveNothingInTheirRows()
    {
        const ReadinessReport report = reportOn(three());
        for (const ReadinessFinding& finding : report.findings) {
            if (!finding.lines.empty()) {
                QFAIL(std::string(nameOf(finding.kind)).c_str());
            }
        }
        QCOMPARE(report.rows, std::uint64_t{3});
        QCOMPARE(report.daysCovered, std::uint64_t{3});
    }

    void harm_isFoundInItsRow_andTheNearMissIsNot_data()
    {
        QTest::addColumn<int>("at");
        for (std::size_t i = 0; i < kCases.size(); ++i) {
            QTest::addRow("%s %zu", std::string(nameOf(kCases[i].kind)).c_str(), i) << static_cast<int>(i);
        }
    }

    void harm_isFoundInItsRow_andTheNearMissIsNot()
    {
        QFETCH(int, at);
        const Case& wanted = kCases[static_cast<std::size_t>(at)];
        Tickets tickets = three();
        wanted.harm(tickets);
        const ReadinessReport report = reportOn(tickets);
        const ReadinessFinding* found = findingOf(report, wanted.kind);
        QVERIFY(found != nullptr);
        QVERIFY(found->count > 0);
        QVERIFY(found->severity != Severity::Fine);
        QVERIFY(std::ranges::find(found->lines, 2) != found->lines.end());
        QCOMPARE(found->share, shareOf(found->count, 3));

        Tickets others = three();
        wanted.nearMiss(others);
        const ReadinessReport spared = reportOn(others);
        const ReadinessFinding* nothing = findingOf(spared, wanted.kind);
        QVERIFY(nothing != nullptr);
        QCOMPARE(nothing->count, std::uint64_t{0});
        QVERIFY(nothing->severity == Severity::Fine);
    }

    void label_thatTheTaxonomyDoesNotHave_isFoundWithOneAlone()
    {
        const triage::Taxonomy known = taxonomy();
        Tickets tickets = three();
        tickets[1].label = "refunds";
        const ReadinessReport report = reportOn(tickets, judgedBy(known));
        QCOMPARE(findingOf(report, FindingKind::UnknownLabels)->lines, std::vector<std::int64_t>{2});
        QCOMPARE(findingOf(report, FindingKind::IntentsWithoutData)->labels, std::vector<std::string>{"invoice"});
        QCOMPARE(report.intents.size(), 3U);
        QCOMPARE(report.intents[2].intent, std::string("refunds"));
        QCOMPARE(report.intents[2].why, std::vector<VerdictReason>{VerdictReason::UnknownIntent});
        const ReadinessReport without = reportOn(tickets);
        QVERIFY(findingOf(without, FindingKind::UnknownLabels) == nullptr);
        QVERIFY(findingOf(without, FindingKind::IntentsWithoutData) == nullptr);
    }

    void period_endsAtTheLastDay_bothCounted()
    {
        QCOMPARE(findingOf(reportOn(many(90)), FindingKind::ShortPeriod)->count, std::uint64_t{0});
        const ReadinessReport shorter = reportOn(many(89));
        QCOMPARE(findingOf(shorter, FindingKind::ShortPeriod)->count, std::uint64_t{1});
        QCOMPARE(shorter.daysWithTickets, std::uint64_t{89});
        QCOMPARE(reportOn({}).daysCovered, std::uint64_t{0});
    }

    void examplesThatCount_areNeitherReopenedNorRepeated()
    {
        Tickets tickets = three();
        tickets[1].reopened = Reopened::Yes;
        tickets.push_back(sound(1));
        tickets.back().line = 4;
        const ReadinessReport report = reportOn(tickets);
        QCOMPARE(report.intents.size(), 1U);
        const IntentReadiness& intent = report.intents.front();
        QCOMPARE(intent.rows, std::uint64_t{4});
        QCOMPARE(intent.examples, std::uint64_t{2});
        QCOMPARE(intent.reopened, std::uint64_t{1});
        QCOMPARE(intent.nearDuplicates, std::uint64_t{1});
    }

    void intent_underATwentiethOfTheLargest_isOutOfBalance()
    {
        const auto with = [](std::int64_t rows) {
            Tickets tickets = many(rows);
            tickets.push_back(sound(200));
            tickets.back().text = triage::redact("send me the bill of March once more");
            tickets.back().label = "invoice";
            const ReadinessReport report = reportOn(tickets);
            return findingOf(report, FindingKind::ClassImbalance)->labels;
        };
        std::int64_t rows = 1;
        while (reportOn(many(rows)).intents.front().examples < 21) {
            ++rows;
        }
        QCOMPARE(with(rows), std::vector<std::string>{"invoice"});
        QVERIFY(with(rows - 1).empty());
    }

    void columnThatIsNotThere_isNotLookedFor()
    {
        HistoryOutline outline;
        outline.columns = {{Field::Text, "text"}, {Field::Label, "label"}};
        const ReadinessReport report = reportOn(three(), {}, outline);
        QVERIFY(findingOf(report, FindingKind::ReopenedTickets) == nullptr);
        QVERIFY(findingOf(report, FindingKind::WrongOrder) == nullptr);
        QVERIFY(findingOf(report, FindingKind::MalformedEmails) == nullptr);
        QVERIFY(findingOf(report, FindingKind::MissingResolutionCodes) != nullptr);
    }

    void doubtfulLabel_isListedWithItsTextOnlyWhenAsked()
    {
        Tickets tickets;
        for (std::int64_t line = 1; line <= 60; ++line) {
            PastTicket ticket = sound(line);
            if (line % 2 == 0) {
                ticket.label = "invoice";
                ticket.text = triage::redact(wordsOf(line) + " send bill");
            }
            tickets.push_back(std::move(ticket));
        }
        tickets[20].label = "invoice";
        for (const Texts texts : {Texts::Hide, Texts::Show}) {
            ReadinessOptions options;
            options.texts = texts;
            options.now = kNow;
            ReadinessCheck check(options);
            for (const PastTicket& ticket : tickets) {
                check.add(ticket);
            }
            const auto report = check.finish("sample.csv", allColumns());
            STILLGATE_VERIFY_VALUE(report);
            QVERIFY(report->isCrossValidated);
            QVERIFY(!report->doubtful.empty());
            QCOMPARE(report->doubtful.front().line, std::int64_t{21});
            QCOMPARE(report->doubtful.front().suggested, std::string("refund"));
            QCOMPARE(report->doubtful.front().text.has_value(), texts == Texts::Show);
            QCOMPARE(findingOf(*report, FindingKind::DoubtfulLabels)->lines.front(), std::int64_t{21});
        }
    }

    void labelAlone_cannotBeJudged_andOneOfASingleTextIsNot()
    {
        for (const bool isAlone : {true, false}) {
            ReadinessOptions options;
            options.now = kNow;
            ReadinessCheck check(options);
            for (std::int64_t line = 1; line <= 30; ++line) {
                PastTicket ticket = sound(line);
                ticket.label = line % 2 == 0 && !isAlone ? "invoice" : "refund";
                ticket.text = line % 2 == 0 ? triage::redact("send me the bill") : ticket.text;
                check.add(ticket);
            }
            const auto report = check.finish("sample.csv", allColumns());
            STILLGATE_VERIFY_VALUE(report);
            QCOMPARE(report->isCrossValidated, !isAlone);
            const ReadinessFinding* doubtful = findingOf(*report, FindingKind::DoubtfulLabels);
            QCOMPARE(doubtful != nullptr, !isAlone);
            QVERIFY(isAlone || doubtful->count == 0);
            QVERIFY(report->intents.front().verdict == IntentVerdict::NotYet);
        }
        QCOMPARE(reportOn({}).rows, std::uint64_t{0});
    }

    void language_isTheColumns_orWhatTheWordsShow()
    {
        Tickets tickets = three();
        tickets[0].language = "de-AT";
        tickets[1].text = triage::redact("¿Dónde está mi paquete? Hace diez días que espero y nadie contesta.");
        tickets[2].text = triage::redact("ok");
        const ReadinessReport report = reportOn(tickets);
        std::vector<std::string> names;
        for (const Tally& tally : report.languages) {
            names.push_back(tally.name);
            QCOMPARE(tally.share, Share{3333});
        }
        QCOMPARE(names, (std::vector<std::string>{"de", "es", "und"}));
    }

    void report_afterItsJson_isTheSame()
    {
        Tickets tickets = three();
        tickets[1].label = "invoice";
        const ReadinessReport report = reportOn(tickets);
        const auto again = fromJson<ReadinessReport>(toJson(report));
        STILLGATE_VERIFY_VALUE(again);
        QVERIFY(*again == report);
    }

    void counts_ofAnyTickets_addUp()
    {
        rc::check("counts", [] {
            const auto lines = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 40));
            Tickets tickets;
            std::int64_t line = 1;
            for (const int seed : lines) {
                tickets.push_back(sound(seed));
                tickets.back().line = ++line;
                tickets.back().reopened = seed % 5 == 0 ? Reopened::Yes : Reopened::No;
                tickets.back().label = seed % 7 == 0 ? "" : seed % 2 == 0 ? "refund" : "invoice";
            }
            const ReadinessReport report = reportOn(tickets);
            std::uint64_t rows = findingOf(report, FindingKind::MissingLabels)->count;
            for (const IntentReadiness& intent : report.intents) {
                RC_ASSERT(intent.rows == intent.examples + intent.reopened + intent.nearDuplicates);
                rows += intent.rows;
            }
            RC_ASSERT(rows == report.rows);
            for (const ReadinessFinding& finding : report.findings) {
                RC_ASSERT(finding.share <= kWhole);
                RC_ASSERT((finding.count == 0) == (finding.severity == Severity::Fine));
                RC_ASSERT(std::ranges::is_sorted(finding.lines));
            }
        });
    }
};

QTEST_GUILESS_MAIN(ReadinessTest)
#include "ReadinessTest.moc"
