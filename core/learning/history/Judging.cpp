// SPDX-License-Identifier: GPL-3.0-or-later
//
// From counts and guesses to findings and verdicts.
#include <algorithm>
#include <array>

#include "core/learning/history/Readiness.h"

namespace stillgate::history {

namespace {

constexpr std::size_t kListedLabels = 10;
constexpr std::uint64_t kLeastSureGuesses = 20;
constexpr Share kAutoPrecision = 9500;
constexpr Share kAssistedPrecision = 8000;
constexpr Share kMostPoisoned = 1000;
constexpr std::uint64_t kImbalance = 20;
/// Of intents that no taxonomy knows (product.md).
constexpr triage::Confidence kDefaultAuto = triage::Confidence::floorOf(0.85);
constexpr triage::Confidence kDefaultAssisted = triage::Confidence::floorOf(0.60);

struct Thresholds {
    triage::Confidence autoFrom = kDefaultAuto;
    triage::Confidence assistedFrom = kDefaultAssisted;
};

Thresholds thresholdsOf(const triage::Taxonomy* taxonomy, const std::string& intent)
{
    const triage::Intent* known = taxonomy != nullptr ? taxonomy->intent(intent) : nullptr;
    return known != nullptr ? Thresholds{known->autoFrom, known->assistedFrom} : Thresholds();
}

/// Guesses of one intent at a threshold and over it.
struct Guesses {
    std::uint64_t count = 0;
    std::uint64_t right = 0;

    void add(bool isRight)
    {
        ++count;
        right += isRight ? 1 : 0;
    }
    [[nodiscard]] std::optional<Share> precision() const
    {
        return count > 0 ? std::optional(shareOf(right, count)) : std::nullopt;
    }
};

/// From which share on a finding is what; a finding with a count is a notice at least.
struct Scale {
    FindingKind kind;
    Share warning;
    Share serious;
};

constexpr Share kNever = kWhole + 1;
constexpr std::array kScales{
    Scale{FindingKind::ShortPeriod, 5000, kNever},
    Scale{FindingKind::ThinIntents, 2500, kNever},
    Scale{FindingKind::UnknownLabels, 500, 3000},
    Scale{FindingKind::IntentsWithoutData, 1000, kNever},
    Scale{FindingKind::MissingLabels, 1000, 5000},
    Scale{FindingKind::MissingOutcomes, kNever, kNever},
    Scale{FindingKind::MissingResolutionCodes, 2000, kNever},
    Scale{FindingKind::MissingTimes, 2000, kNever},
    Scale{FindingKind::WrongOrder, 100, 2000},
    Scale{FindingKind::MissingKeys, 2000, kNever},
    Scale{FindingKind::MalformedEmails, 500, 5000},
    Scale{FindingKind::SharedEmails, 500, kNever},
    Scale{FindingKind::ManyEmails, 1000, kNever},
    Scale{FindingKind::ReopenedTickets, 1000, 3000},
    Scale{FindingKind::NearDuplicates, 2000, 6000},
    Scale{FindingKind::ConflictingLabels, 100, 1000},
    Scale{FindingKind::DoubtfulLabels, 500, 2000},
    Scale{FindingKind::ClassImbalance, 2500, kNever},
    Scale{FindingKind::PersonalData, kNever, kNever},
};

ReadinessFinding findingWith(FindingKind kind, std::uint64_t count, std::uint64_t all)
{
    ReadinessFinding out;
    out.kind = kind;
    out.count = count;
    out.share = shareOf(count, all);
    out.severity = severityOf(kind, count, out.share);
    return out;
}

/// Intents for which something holds, the smallest first.
template <typename Holds>
ReadinessFinding intentFinding(FindingKind kind, std::vector<IntentReadiness> intents, Holds holds)
{
    const std::uint64_t all = intents.size();
    std::erase_if(intents, [&](const IntentReadiness& intent) { return !holds(intent); });
    ReadinessFinding out = findingWith(kind, intents.size(), all);
    std::ranges::stable_sort(intents, {}, &IntentReadiness::examples);
    for (std::size_t i = 0; i < std::min(intents.size(), kListedLabels); ++i) {
        out.labels.push_back(intents[i].intent);
    }
    return out;
}

/// What stands against a verdict, worst first.
std::vector<VerdictReason> objections(const IntentReadiness& intent, bool isCrossValidated, IntentVerdict wanted,
                                      std::uint64_t sureGuesses)
{
    std::vector<VerdictReason> out;
    const bool isAuto = wanted == IntentVerdict::Auto;
    if (intent.examples < (isAuto ? kWantedExamples : kLeastForAssisted)) {
        out.push_back(VerdictReason::TooFewExamples);
    }
    if (isAuto && shareOf(intent.reopened, intent.rows) > kMostPoisoned) {
        out.push_back(VerdictReason::ManyReopened);
    }
    if (isAuto && shareOf(intent.doubtful, intent.rows) > kMostPoisoned) {
        out.push_back(VerdictReason::ManyDoubtful);
    }
    const auto precision = isAuto ? intent.autoPrecision : intent.assistedPrecision;
    if (!isCrossValidated) {
        out.push_back(VerdictReason::NotMeasured);
    } else if (sureGuesses < kLeastSureGuesses) {
        out.push_back(VerdictReason::TooFewSure);
    } else if (precision.value_or(0) < (isAuto ? kAutoPrecision : kAssistedPrecision)) {
        out.push_back(VerdictReason::LowPrecision);
    }
    return out;
}

} // namespace

Severity severityOf(FindingKind kind, std::uint64_t count, Share share)
{
    const auto scale = std::ranges::find(kScales, kind, &Scale::kind);
    if (count == 0) {
        return Severity::Fine;
    }
    if (share >= scale->serious) {
        return Severity::Serious;
    }
    return share >= scale->warning ? Severity::Warning : Severity::Notice;
}

void giveVerdict(IntentReadiness& intent, const triage::Taxonomy* taxonomy, bool isCrossValidated, std::uint64_t sureGuesses,
                 std::uint64_t fairlySureGuesses)
{
    intent.verdict = IntentVerdict::NotYet;
    const triage::Intent* known = taxonomy != nullptr ? taxonomy->intent(intent.intent) : nullptr;
    if (taxonomy != nullptr && known == nullptr) {
        intent.why = {VerdictReason::UnknownIntent};
        return;
    }
    const triage::Category* category = known != nullptr ? taxonomy->category(known->category) : nullptr;
    if (category != nullptr && category->alwaysManual.value_or(false)) {
        intent.verdict = IntentVerdict::Manual;
        intent.why = {VerdictReason::AlwaysManual};
        return;
    }
    intent.why = objections(intent, isCrossValidated, IntentVerdict::Assisted, fairlySureGuesses);
    if (!intent.why.empty()) {
        return;
    }
    intent.why = objections(intent, isCrossValidated, IntentVerdict::Auto, sureGuesses);
    intent.verdict = intent.why.empty() ? IntentVerdict::Auto : IntentVerdict::Assisted;
}

void ReadinessCheck::judge(ReadinessReport& report, std::span<const std::uint32_t> of, const HeldOutGuesses& guesses) const
{
    std::map<std::string, std::array<Guesses, 3>> byLabel; // all of them, at the assisted threshold, at the auto threshold
    for (const HeldOutGuess& row : guesses.rows) {
        const std::string& label = guesses.labels[row.best];
        const Thresholds thresholds = thresholdsOf(m_options.taxonomy, label);
        auto& [all, assisted, sure] = byLabel[label];
        const bool isRight = row.best == row.given;
        all.add(isRight);
        if (row.ofBest >= thresholds.assistedFrom) {
            assisted.add(isRight);
        }
        if (row.ofBest >= thresholds.autoFrom) {
            sure.add(isRight);
        }
    }
    const auto suspects = suspectsIn(guesses);
    std::map<std::string, std::uint64_t> doubtful;
    for (const Suspect& suspect : suspects) {
        const Kept& row = m_kept[of[suspect.example]];
        ++doubtful[row.label];
        if (report.doubtful.size() < m_options.listed) {
            report.doubtful.push_back({row.line, row.label, guesses.labels[suspect.suggested], suspect.confidence,
                                       m_options.texts == Texts::Show ? std::optional(row.text) : std::nullopt});
        }
    }
    for (IntentReadiness& intent : report.intents) {
        const auto& [all, assisted, sure] = byLabel[intent.intent];
        intent.doubtful = doubtful[intent.intent];
        intent.autoShare = all.count > 0 ? std::optional(shareOf(sure.count, all.count)) : std::nullopt;
        intent.autoPrecision = sure.precision();
        intent.assistedPrecision = assisted.precision();
        giveVerdict(intent, m_options.taxonomy, report.isCrossValidated, sure.count, assisted.count);
    }
    if (report.isCrossValidated) {
        ReadinessFinding finding = findingWith(FindingKind::DoubtfulLabels, suspects.size(), of.size());
        for (std::size_t i = 0; i < std::min(suspects.size(), kListedLabels); ++i) {
            finding.lines.push_back(m_kept[of[suspects[i].example]].line);
        }
        report.findings.push_back(std::move(finding));
    }
}

void ReadinessCheck::addFindings(ReadinessReport& report, const HistoryOutline& outline)
{
    const std::uint64_t missingDays = kWantedDays - std::min(report.daysCovered, kWantedDays);
    report.findings.push_back(findingWith(FindingKind::ShortPeriod, missingDays, kWantedDays));
    const auto known = [this](const IntentReadiness& intent) { return knows(intent.intent); };
    report.findings.push_back(intentFinding(FindingKind::ThinIntents, report.intents, [&](const IntentReadiness& intent) {
        return known(intent) && intent.rows > 0 && intent.examples < kWantedExamples;
    }));
    if (m_options.taxonomy != nullptr) {
        report.findings.push_back(intentFinding(FindingKind::IntentsWithoutData, report.intents,
                                                [](const IntentReadiness& intent) { return intent.rows == 0; }));
    }
    std::uint64_t largest = 0;
    for (const IntentReadiness& intent : report.intents) {
        largest = std::max(largest, intent.examples);
    }
    report.findings.push_back(intentFinding(FindingKind::ClassImbalance, report.intents, [&](const IntentReadiness& intent) {
        return intent.rows > 0 && intent.examples * kImbalance < largest;
    }));
    m_rows[FindingKind::SharedEmails] = rowsWithMany(m_emails, 2);
    m_rows[FindingKind::ManyEmails] = rowsWithMany(m_customers, 3);
    // A thing that the file has no column for is missing everywhere, or was not looked for.
    const auto has = [&outline](Field field) { return outline.columns.contains(field); };
    const std::array<std::pair<FindingKind, bool>, 14> ofRows{{
        {FindingKind::UnknownLabels, m_options.taxonomy != nullptr},
        {FindingKind::MissingLabels, true},
        {FindingKind::MissingOutcomes, true},
        {FindingKind::MissingResolutionCodes, true},
        {FindingKind::MissingTimes, true},
        {FindingKind::WrongOrder, has(Field::OpenedAt)},
        {FindingKind::MissingKeys, true},
        {FindingKind::MalformedEmails, has(Field::CustomerEmail)},
        {FindingKind::SharedEmails, has(Field::CustomerEmail) && has(Field::CustomerId)},
        {FindingKind::ManyEmails, has(Field::CustomerEmail) && has(Field::CustomerId)},
        {FindingKind::ReopenedTickets, has(Field::Reopened)},
        {FindingKind::NearDuplicates, true},
        {FindingKind::ConflictingLabels, true},
        {FindingKind::PersonalData, true},
    }};
    for (const auto& [kind, isLookedFor] : ofRows) {
        if (isLookedFor) {
            ReadinessFinding finding = findingWith(kind, m_rows[kind].count, report.rows);
            finding.lines = m_rows[kind].first;
            report.findings.push_back(std::move(finding));
        }
    }
    std::ranges::sort(report.findings, {}, &ReadinessFinding::kind);
}

} // namespace stillgate::history
