// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ReadinessText.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

#include "app/ctl/Table.h"
#include "core/base/SafeText.h"
#include "core/triage/Language.h"

namespace stillgate::ctl {

namespace {

using namespace history;

struct FindingWords {
    FindingKind kind;
    const char* what;
    const char* next;
};

constexpr std::array kWords{
    FindingWords{FindingKind::ShortPeriod, "days short of 90",
                 "Export a longer period, so that seasons and releases are in it."},
    FindingWords{FindingKind::ThinIntents, "intents under 200 examples",
                 "Export more tickets of these intents, write examples for them, or join intents whose handling is the same."},
    FindingWords{FindingKind::UnknownLabels, "labels that the taxonomy does not have",
                 "Rename them in the export to an intent's id, or add the intent to the taxonomy."},
    FindingWords{FindingKind::IntentsWithoutData, "intents of the taxonomy without data",
                 "Write examples for them in the pack, or take them out until there are tickets."},
    FindingWords{FindingKind::MissingLabels, "rows without a label", "Label them, or leave them: training passes them over."},
    FindingWords{FindingKind::MissingOutcomes, "rows without an outcome",
                 "Export the status or outcome, so that open tickets can be told from closed ones."},
    FindingWords{FindingKind::MissingResolutionCodes, "rows without a resolution code",
                 "Have agents choose a code when they close; without one nobody knows which action closed a ticket."},
    FindingWords{FindingKind::MissingTimes, "rows without the time they were opened",
                 "Export the creation time, or name its column with --map COLUMN=opened_at."},
    FindingWords{FindingKind::WrongOrder, "rows closed before they were opened, or opened in the future",
                 "Check the columns of both times and their time zones."},
    FindingWords{FindingKind::MissingKeys, "rows with no e-mail address and no customer id",
                 "Export one of them: a ticket that matches nobody cannot be handled alone."},
    FindingWords{FindingKind::MalformedEmails, "malformed e-mail addresses",
                 "Correct them at their source; the identity check cannot match them."},
    FindingWords{FindingKind::SharedEmails, "rows whose address belongs to several customer ids",
                 "Find out whether the address is a shared mailbox or the customer is in the books twice."},
    FindingWords{FindingKind::ManyEmails, "rows whose customer id has three addresses or more",
                 "Check that the id is one customer's and not a company's or a placeholder."},
    FindingWords{FindingKind::ReopenedTickets, "tickets that were reopened",
                 "Leave them out of training (the default), and read why: the label may be what was wrong."},
    FindingWords{FindingKind::NearDuplicates, "rows that nearly repeat an earlier one",
                 "Nothing to do where people write alike; take out templates and automatic mails."},
    FindingWords{FindingKind::ConflictingLabels, "rows that say what an earlier one says, under another label",
                 "Decide which label is right, and write down what tells the two apart."},
    FindingWords{FindingKind::DoubtfulLabels, "doubtful labels", "Look at those listed first and correct what is wrong."},
    FindingWords{FindingKind::ClassImbalance, "intents under a twentieth of the largest one",
                 "Export more tickets of these intents, or fewer of the largest."},
    FindingWords{FindingKind::PersonalData, "rows with personal data",
                 "Nothing for training, which sees redacted text alone; keep the file itself as you keep personal data."},
};

const FindingWords& wordsOf(FindingKind kind)
{
    return *std::ranges::find(kWords, kind, &FindingWords::kind);
}

constexpr std::array<std::pair<VerdictReason, const char*>, 8> kWhy{{
    {VerdictReason::TooFewExamples, "too few examples"},
    {VerdictReason::ManyReopened, "many reopened"},
    {VerdictReason::ManyDoubtful, "many doubtful labels"},
    {VerdictReason::UnknownIntent, "not in the taxonomy"},
    {VerdictReason::AlwaysManual, "always manual by its category"},
    {VerdictReason::NotMeasured, "not cross-validated"},
    {VerdictReason::LowPrecision, "too often wrong when sure"},
    {VerdictReason::TooFewSure, "too seldom sure to tell"},
}};

constexpr std::array<std::pair<IntentVerdict, const char*>, 4> kVerdicts{{
    {IntentVerdict::Auto, "auto"},
    {IntentVerdict::Assisted, "assisted"},
    {IntentVerdict::NotYet, "not yet"},
    {IntentVerdict::Manual, "manual"},
}};

template <typename Pairs, typename Key>
std::string said(const Pairs& pairs, Key key)
{
    return std::ranges::find(pairs, key, [](const auto& entry) { return entry.first; })->second;
}

std::string percentOf(Share share)
{
    constexpr std::size_t kRoom = 16;
    std::array<char, kRoom> out{};
    std::snprintf(out.data(), out.size(), "%.1f %%", share / 100.0);
    return out.data();
}

std::string percentOf(std::optional<Share> share)
{
    return share ? percentOf(*share) : "-";
}

std::string dateOf(UtcTime time)
{
    constexpr std::size_t kDate = 10;
    return toRfc3339(time).substr(0, kDate);
}

template <typename List, typename ToText>
std::string joined(const List& list, ToText toText)
{
    std::string out;
    for (const auto& item : list) {
        out.append(out.empty() ? "" : ", ").append(toText(item));
    }
    return out;
}

void printHead(std::ostream& out, const ReadinessReport& report)
{
    out << displaySafe(report.file) << ": " << report.rows << " rows read, " << report.rejected << " rejected, "
        << report.labels << " labels\n";
    if (report.firstOpened && report.lastOpened) {
        out << "Opened " << dateOf(*report.firstOpened) << " to " << dateOf(*report.lastOpened) << ": " << report.daysCovered
            << " days, tickets on " << report.daysWithTickets << " of them\n";
    }
    out << "Columns: "
        << joined(report.columns, [](const auto& entry) { return entry.first + " from " + displaySafe(entry.second); }) << '\n';
    const auto tally = [](const Tally& entry) {
        return (entry.name == triage::kUndetermined ? "not known" : displaySafe(entry.name)) + " " + percentOf(entry.share);
    };
    out << "Languages: " << joined(report.languages, tally) << '\n';
    if (!report.personalData.empty()) {
        out << "Personal data: " << joined(report.personalData, tally) << '\n';
    }
    if (!report.isCrossValidated) {
        out << "Not cross-validated: doubtful labels were not looked for, and no intent can be ready.\n";
    }
}

void printFindings(std::ostream& out, const ReadinessReport& report)
{
    out << "\nFindings\n";
    Table table({"", "COUNT", "SHARE", "WHAT", "WHERE"});
    for (const ReadinessFinding& finding : report.findings) {
        const std::string lines = joined(finding.lines, [](std::int64_t line) { return std::to_string(line); });
        const std::string labels = joined(finding.labels, [](const std::string& label) { return label; });
        table.add({std::string(nameOf(finding.severity)), std::to_string(finding.count), percentOf(finding.share),
                   wordsOf(finding.kind).what, lines.empty() ? labels : "lines " + lines});
    }
    table.print(out);
    out << "\nNext\n";
    for (const Severity severity : {Severity::Serious, Severity::Warning, Severity::Notice}) {
        for (const ReadinessFinding& finding : report.findings) {
            if (finding.severity == severity) {
                out << "  " << nameOf(severity) << ": " << wordsOf(finding.kind).what << ". " << wordsOf(finding.kind).next
                    << '\n';
            }
        }
    }
}

void printIntents(std::ostream& out, const ReadinessReport& report)
{
    out << "\nIntents\n";
    Table table(
        {"INTENT", "ROWS", "EXAMPLES", "REOPENED", "REPEATED", "DOUBTFUL", "SURE", "RIGHT", "READY FOR", "WHY NOT MORE"});
    for (const IntentReadiness& intent : report.intents) {
        table.add({intent.intent, std::to_string(intent.rows), std::to_string(intent.examples), std::to_string(intent.reopened),
                   std::to_string(intent.nearDuplicates), std::to_string(intent.doubtful), percentOf(intent.autoShare),
                   percentOf(intent.autoPrecision), said(kVerdicts, intent.verdict),
                   joined(intent.why, [](VerdictReason why) { return said(kWhy, why); })});
    }
    table.print(out);
}

void printDoubtful(std::ostream& out, const ReadinessReport& report)
{
    if (report.doubtful.empty()) {
        return;
    }
    out << "\nThe most doubtful labels\n";
    Table table({"LINE", "LABEL", "PROBABLY", "CONFIDENCE", report.doubtful.front().text ? "REDACTED TEXT" : ""});
    for (const DoubtfulLabel& label : report.doubtful) {
        table.add({std::to_string(label.line), label.label, label.suggested, percentOf(Share{label.confidence.value()}),
                   label.text.value_or("")});
    }
    table.print(out);
}

} // namespace

std::string readinessText(const ReadinessReport& report)
{
    std::ostringstream out;
    printHead(out, report);
    printFindings(out, report);
    printIntents(out, report);
    printDoubtful(out, report);
    return out.str();
}

Json readinessJson(const ReadinessReport& report)
{
    Json out = toJson(report);
    Json findings = Json::array();
    for (const ReadinessFinding& finding : report.findings) {
        Json row = toJson(finding);
        row.set("what", wordsOf(finding.kind).what);
        row.set("next", finding.severity == Severity::Fine ? "" : wordsOf(finding.kind).next);
        findings.push(std::move(row));
    }
    out.set("findings", std::move(findings));
    return out;
}

} // namespace stillgate::ctl
