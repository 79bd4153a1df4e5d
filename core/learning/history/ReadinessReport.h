// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/JsonCodec.h"
#include "core/triage/Confidence.h"

/// Whether past tickets are good enough to learn triage from, as values. docs/triage.md states the JSON.
namespace stillgate::history {

/// What can be wrong with past tickets, or is worth knowing of them.
enum class FindingKind {
    ShortPeriod,         ///< the days from the first ticket to the last; `count` is the days that are missing
    ThinIntents,         ///< intents with fewer examples that count than are wanted
    UnknownLabels,       ///< rows whose label the taxonomy does not have
    IntentsWithoutData,  ///< intents of the taxonomy that no row has
    MissingLabels,       ///< rows without a label
    MissingOutcomes,
    MissingResolutionCodes,
    MissingTimes,        ///< rows without the time they were opened
    WrongOrder,          ///< rows closed before they were opened, or opened later than now
    MissingKeys,         ///< rows with neither e-mail address nor customer id
    MalformedEmails,
    SharedEmails,        ///< rows whose address has several customer ids
    ManyEmails,          ///< rows whose customer id has three addresses or more
    ReopenedTickets,     ///< rows whose label may be what went wrong
    NearDuplicates,      ///< rows that say nearly what an earlier one says
    ConflictingLabels,   ///< rows that say what an earlier one says, under another label
    DoubtfulLabels,      ///< rows that a model which did not learn from them would label otherwise
    ClassImbalance,      ///< intents with under a twentieth of the largest one's examples
    PersonalData,        ///< rows with something that redaction takes out
};

/// Fine: nothing found. Notice: know it. Warning: put it right before relying on the model. Serious: put it right before training.
enum class Severity { Fine, Notice, Warning, Serious };

/// In whole 1/10000, as confidences are: a report is compared, and claims no more digits than mean something.
using Share = std::uint32_t;
inline constexpr Share kWhole = 10'000;

/// Rounded to the nearest; 0 of nothing.
[[nodiscard]] constexpr Share shareOf(std::uint64_t part, std::uint64_t all)
{
    return all == 0 ? 0 : static_cast<Share>((part * kWhole + all / 2) / all);
}

struct ReadinessFinding {
    FindingKind kind = FindingKind::ShortPeriod;
    Severity severity = Severity::Fine;
    std::uint64_t count = 0;
    Share share = 0; ///< of what the kind counts: rows, labelled rows, intents or days
    std::vector<std::int64_t> lines; ///< the first ten; of doubtful labels the most doubtful
    std::vector<std::string> labels; ///< where it is about intents: the first ten, the worst first

    friend bool operator==(const ReadinessFinding&, const ReadinessFinding&) = default;
};

/// What the data of an intent carry; Manual is a rule of the taxonomy, whatever the data.
enum class IntentVerdict { Auto, Assisted, NotYet, Manual };

/// Why a verdict is not better. The first three are about the rows, the others about what was guessed of held-out rows.
enum class VerdictReason {
    TooFewExamples, ///< under 200 for auto, 50 for assisted
    ManyReopened, ///< over a tenth of its tickets
    ManyDoubtful, ///< over a tenth of its labels
    UnknownIntent, ///< the taxonomy does not have it
    AlwaysManual, ///< its category is never automated
    NotMeasured, ///< nothing was cross-validated
    LowPrecision, ///< right less often than 95 % at the auto threshold, 80 % at the assisted one
    TooFewSure, ///< under twenty guesses at the threshold: nothing can be said of its precision
};

struct IntentReadiness {
    std::string intent;
    std::uint64_t rows = 0;
    std::uint64_t examples = 0; ///< rows that count: not reopened, not nearly the same as another
    std::uint64_t reopened = 0;
    std::uint64_t nearDuplicates = 0;
    std::uint64_t doubtful = 0;
    std::optional<Share> autoShare; ///< of held-out guesses of this intent: at its auto threshold and over it
    std::optional<Share> autoPrecision; ///< of those
    std::optional<Share> assistedPrecision; ///< of the guesses at its assisted threshold and over it
    IntentVerdict verdict = IntentVerdict::NotYet;
    std::vector<VerdictReason> why; ///< empty for auto

    friend bool operator==(const IntentReadiness&, const IntentReadiness&) = default;
};

struct DoubtfulLabel {
    std::int64_t line = 0;
    std::string label;
    std::string suggested;
    triage::Confidence confidence; ///< in the suggested one
    std::optional<std::string> text; ///< redacted; only when it was asked for

    friend bool operator==(const DoubtfulLabel&, const DoubtfulLabel&) = default;
};

/// How many rows have something, most first, equal ones by name.
struct Tally {
    std::string name;
    std::uint64_t rows = 0;
    Share share = 0;

    friend bool operator==(const Tally&, const Tally&) = default;
};

struct ReadinessReport {
    int format = 1;
    std::string file;
    std::map<std::string, std::string> columns; ///< field to column
    std::uint64_t rows = 0;
    std::uint64_t rejected = 0;
    std::uint64_t labels = 0; ///< different ones
    std::optional<UtcTime> firstOpened;
    std::optional<UtcTime> lastOpened;
    std::uint64_t daysCovered = 0; ///< from the first to the last, both included
    std::uint64_t daysWithTickets = 0;
    bool isCrossValidated = false;
    std::vector<Tally> languages; ///< the column's, else what the words show; "und" where they do not
    std::vector<Tally> personalData; ///< by kind of redaction
    std::vector<ReadinessFinding> findings; ///< one of each kind that could be looked for, in the order of the kinds
    std::vector<IntentReadiness> intents; ///< those of the taxonomy in its order, then the others by name
    std::vector<DoubtfulLabel> doubtful; ///< the most doubtful first, as many as were asked for

    friend bool operator==(const ReadinessReport&, const ReadinessReport&) = default;
};

[[nodiscard]] const ReadinessFinding* findingOf(const ReadinessReport& report, FindingKind kind);

template <typename Visitor>
void describe(Visitor& visit, ReadinessFinding& finding)
{
    visit("kind", finding.kind);
    visit("severity", finding.severity);
    visit("count", finding.count);
    visit("share", finding.share);
    visit("lines", finding.lines);
    visit("labels", finding.labels);
}

template <typename Visitor>
void describe(Visitor& visit, IntentReadiness& intent)
{
    visit("intent", intent.intent);
    visit("rows", intent.rows);
    visit("examples", intent.examples);
    visit("reopened", intent.reopened);
    visit("near_duplicates", intent.nearDuplicates);
    visit("doubtful", intent.doubtful);
    visit("auto_share", intent.autoShare);
    visit("auto_precision", intent.autoPrecision);
    visit("assisted_precision", intent.assistedPrecision);
    visit("verdict", intent.verdict);
    visit("why", intent.why);
}

template <typename Visitor>
void describe(Visitor& visit, DoubtfulLabel& label)
{
    visit("line", label.line);
    visit("label", label.label);
    visit("suggested", label.suggested);
    visit("confidence", label.confidence);
    visit("text", label.text);
}

template <typename Visitor>
void describe(Visitor& visit, Tally& tally)
{
    visit("name", tally.name);
    visit("rows", tally.rows);
    visit("share", tally.share);
}

template <typename Visitor>
void describe(Visitor& visit, ReadinessReport& report)
{
    visit("format", report.format);
    visit("file", report.file);
    visit("columns", report.columns);
    visit("rows", report.rows);
    visit("rejected", report.rejected);
    visit("labels", report.labels);
    visit("first_opened", report.firstOpened);
    visit("last_opened", report.lastOpened);
    visit("days_covered", report.daysCovered);
    visit("days_with_tickets", report.daysWithTickets);
    visit("cross_validated", report.isCrossValidated);
    visit("languages", report.languages);
    visit("personal_data", report.personalData);
    visit("findings", report.findings);
    visit("intents", report.intents);
    visit("doubtful", report.doubtful);
}

} // namespace stillgate::history

template <>
struct stillgate::EnumNames<stillgate::history::FindingKind> {
    using Kind = history::FindingKind;
    static constexpr std::array<std::pair<Kind, std::string_view>, 19> kNames{
        {{Kind::ShortPeriod, "short_period"},
         {Kind::ThinIntents, "thin_intents"},
         {Kind::UnknownLabels, "unknown_labels"},
         {Kind::IntentsWithoutData, "intents_without_data"},
         {Kind::MissingLabels, "missing_labels"},
         {Kind::MissingOutcomes, "missing_outcomes"},
         {Kind::MissingResolutionCodes, "missing_resolution_codes"},
         {Kind::MissingTimes, "missing_times"},
         {Kind::WrongOrder, "wrong_order"},
         {Kind::MissingKeys, "missing_keys"},
         {Kind::MalformedEmails, "malformed_emails"},
         {Kind::SharedEmails, "shared_emails"},
         {Kind::ManyEmails, "many_emails"},
         {Kind::ReopenedTickets, "reopened_tickets"},
         {Kind::NearDuplicates, "near_duplicates"},
         {Kind::ConflictingLabels, "conflicting_labels"},
         {Kind::DoubtfulLabels, "doubtful_labels"},
         {Kind::ClassImbalance, "class_imbalance"},
         {Kind::PersonalData, "personal_data"}}};
};

template <>
struct stillgate::EnumNames<stillgate::history::Severity> {
    using Level = history::Severity;
    static constexpr std::array<std::pair<Level, std::string_view>, 4> kNames{
        {{Level::Fine, "fine"}, {Level::Notice, "notice"}, {Level::Warning, "warning"}, {Level::Serious, "serious"}}};
};

template <>
struct stillgate::EnumNames<stillgate::history::IntentVerdict> {
    using Word = history::IntentVerdict;
    static constexpr std::array<std::pair<Word, std::string_view>, 4> kNames{
        {{Word::Auto, "auto"}, {Word::Assisted, "assisted"}, {Word::NotYet, "not_yet"}, {Word::Manual, "manual"}}};
};

template <>
struct stillgate::EnumNames<stillgate::history::VerdictReason> {
    using Why = history::VerdictReason;
    static constexpr std::array<std::pair<Why, std::string_view>, 8> kNames{{{Why::TooFewExamples, "too_few_examples"},
                                                                             {Why::ManyReopened, "many_reopened"},
                                                                             {Why::ManyDoubtful, "many_doubtful"},
                                                                             {Why::UnknownIntent, "unknown_intent"},
                                                                             {Why::AlwaysManual, "always_manual"},
                                                                             {Why::NotMeasured, "not_measured"},
                                                                             {Why::LowPrecision, "low_precision"},
                                                                             {Why::TooFewSure, "too_few_sure"}}};
};
