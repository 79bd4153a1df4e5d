// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/Readiness.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "core/triage/Language.h"

namespace stillgate::history {

namespace {

constexpr std::size_t kListedLines = 10;
constexpr std::size_t kMostSeenWith = 3;
constexpr std::int64_t kDayMs = Duration::days(1).ms;

std::int64_t dayOf(UtcTime time)
{
    return time.ms >= 0 ? time.ms / kDayMs : (time.ms - kDayMs + 1) / kDayMs;
}

std::vector<Tally> tallied(const std::map<std::string, std::uint64_t>& counts, std::uint64_t all)
{
    std::vector<Tally> out;
    out.reserve(counts.size());
    for (const auto& [name, rows] : counts) {
        out.push_back({name, rows, shareOf(rows, all)});
    }
    std::ranges::stable_sort(out, std::ranges::greater(), &Tally::rows);
    return out;
}

} // namespace

const ReadinessFinding* findingOf(const ReadinessReport& report, FindingKind kind)
{
    const auto found = std::ranges::find(report.findings, kind, &ReadinessFinding::kind);
    return found != report.findings.end() ? &*found : nullptr;
}

void ReadinessCheck::Rows::add(std::int64_t line)
{
    ++count;
    if (first.size() < kListedLines) {
        first.push_back(line);
    }
}

std::size_t ReadinessCheck::DigestHash::operator()(const Digest& digest) const
{
    std::size_t out = 0;
    std::memcpy(&out, digest.bytes.data(), sizeof out);
    return out;
}

bool ReadinessCheck::knows(const std::string& label) const
{
    return m_options.taxonomy == nullptr || m_options.taxonomy->intent(label) != nullptr;
}

void ReadinessCheck::lookAtTimes(const PastTicket& ticket)
{
    if (!ticket.openedAt) {
        rowsOf(FindingKind::MissingTimes).add(ticket.line);
        return;
    }
    const UtcTime opened = *ticket.openedAt;
    m_first = std::min(m_first.value_or(opened), opened);
    m_last = std::max(m_last.value_or(opened), opened);
    m_days.insert(dayOf(opened));
    if (opened > m_options.now || (ticket.closedAt && *ticket.closedAt < opened)) {
        rowsOf(FindingKind::WrongOrder).add(ticket.line);
    }
}

void ReadinessCheck::lookAtKeys(const PastTicket& ticket)
{
    if (!ticket.email && !ticket.customer) {
        rowsOf(FindingKind::MissingKeys).add(ticket.line);
    }
    if (ticket.email && !ticket.email->isWellFormed) {
        rowsOf(FindingKind::MalformedEmails).add(ticket.line);
    }
    const auto see = [&ticket](Keys& keys, const CustomerKey& key, const std::optional<CustomerKey>& other) {
        Seen& seen = keys[key.digest];
        seen.rows.add(ticket.line);
        if (other && seen.with.size() < kMostSeenWith && std::ranges::find(seen.with, other->digest) == seen.with.end()) {
            seen.with.push_back(other->digest);
        }
    };
    if (ticket.email && ticket.email->isWellFormed) {
        see(m_emails, *ticket.email, ticket.customer);
    }
    if (ticket.customer) {
        see(m_customers, *ticket.customer, ticket.email);
    }
}

void ReadinessCheck::lookAtText(const PastTicket& ticket)
{
    const auto self = static_cast<std::uint32_t>(m_kept.size());
    const auto match = m_similar.add(ticket.text);
    if (match) {
        rowsOf(FindingKind::NearDuplicates).add(ticket.line);
        const std::string& other = m_kept[match->first].label;
        if (match->isEqual && !ticket.label.empty() && !other.empty() && other != ticket.label) {
            rowsOf(FindingKind::ConflictingLabels).add(ticket.line);
        }
    }
    m_kept.push_back(
        {ticket.line, match ? match->first : self, ticket.reopened == Reopened::Yes, ticket.label, ticket.text.text()});
    std::set<std::string_view> kinds;
    for (const triage::RedactedSpan& span : ticket.text.spans()) {
        kinds.insert(nameOf(span.kind));
    }
    for (const std::string_view kind : kinds) {
        ++m_personalData[std::string(kind)];
    }
    if (!kinds.empty()) {
        rowsOf(FindingKind::PersonalData).add(ticket.line);
    }
}

void ReadinessCheck::add(const PastTicket& ticket)
{
    lookAtText(ticket);
    lookAtTimes(ticket);
    lookAtKeys(ticket);
    ++m_languages[triage::languageOf(ticket.text.text(), ticket.language)];
    if (ticket.label.empty()) {
        rowsOf(FindingKind::MissingLabels).add(ticket.line);
    } else if (!knows(ticket.label)) {
        rowsOf(FindingKind::UnknownLabels).add(ticket.line);
    }
    if (ticket.outcome.empty()) {
        rowsOf(FindingKind::MissingOutcomes).add(ticket.line);
    }
    if (ticket.resolutionCode.empty()) {
        rowsOf(FindingKind::MissingResolutionCodes).add(ticket.line);
    }
    if (ticket.reopened == Reopened::Yes) {
        rowsOf(FindingKind::ReopenedTickets).add(ticket.line);
    }
}

ReadinessCheck::Rows ReadinessCheck::rowsWithMany(const Keys& keys, std::size_t least)
{
    Rows out;
    for (const auto& entry : keys) {
        const Seen& seen = entry.second;
        if (seen.with.size() >= least) {
            out.count += seen.rows.count;
            out.first.insert(out.first.end(), seen.rows.first.begin(), seen.rows.first.end());
        }
    }
    // The order of the keys is nobody's business; the earliest rows are shown.
    std::ranges::sort(out.first);
    out.first.resize(std::min(out.first.size(), kListedLines));
    return out;
}

std::vector<std::uint32_t> ReadinessCheck::examples() const
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < m_kept.size(); ++i) {
        if (!m_kept[i].label.empty() && !m_kept[i].isReopened) {
            out.push_back(i);
        }
    }
    return out;
}

Result<HeldOutGuesses> ReadinessCheck::guesses(std::span<const std::uint32_t> of,
                                               const std::function<void(triage::TrainingProgress)>& progress) const
{
    std::vector<triage::Example> rows;
    std::vector<std::uint32_t> groups;
    rows.reserve(of.size());
    groups.reserve(of.size());
    // The rows that are left out leave gaps, and a group may have lost the row it is named by.
    std::unordered_map<std::uint32_t, std::uint32_t> first;
    for (const std::uint32_t i : of) {
        groups.push_back(first.emplace(m_kept[i].group, static_cast<std::uint32_t>(rows.size())).first->second);
        triage::Example& example = rows.emplace_back();
        example.text = m_kept[i].text;
        example.label = m_kept[i].label;
    }
    return heldOutGuesses(rows, groups, m_options.seed, progress);
}

void ReadinessCheck::countIntents(ReadinessReport& report) const
{
    std::map<std::string, IntentReadiness> byLabel;
    // Several rows that say the same are one example; the first that was not reopened is the one that counts.
    std::set<std::pair<std::uint32_t, std::string_view>> counted;
    for (const Kept& row : m_kept) {
        if (row.label.empty()) {
            continue;
        }
        IntentReadiness& intent = byLabel[row.label];
        ++intent.rows;
        intent.reopened += row.isReopened ? 1 : 0;
        if (!row.isReopened) {
            const bool isNew = counted.emplace(row.group, row.label).second;
            ++(isNew ? intent.examples : intent.nearDuplicates);
        }
    }
    report.labels = byLabel.size();
    if (m_options.taxonomy != nullptr) {
        for (const triage::Intent& intent : m_options.taxonomy->intents) {
            auto node = byLabel.extract(intent.id);
            report.intents.push_back(node ? std::move(node.mapped()) : IntentReadiness());
            report.intents.back().intent = intent.id;
        }
    }
    for (auto& [label, intent] : byLabel) {
        intent.intent = label;
        report.intents.push_back(std::move(intent));
    }
}

Result<ReadinessReport> ReadinessCheck::finish(const std::string& file, const HistoryOutline& outline,
                                               const std::function<void(triage::TrainingProgress)>& progress)
{
    ReadinessReport report;
    report.file = file;
    for (const auto& [field, column] : outline.columns) {
        report.columns.emplace(nameOf(field), column);
    }
    report.rows = m_kept.size();
    report.rejected = outline.rejected;
    report.firstOpened = m_first;
    report.lastOpened = m_last;
    report.daysCovered = m_first ? static_cast<std::uint64_t>(dayOf(*m_last) - dayOf(*m_first) + 1) : 0;
    report.daysWithTickets = m_days.size();
    report.languages = tallied(m_languages, report.rows);
    report.personalData = tallied(m_personalData, report.rows);
    countIntents(report);
    const auto of = examples();
    HeldOutGuesses judged;
    if (m_options.crossValidation == CrossValidation::Run) {
        auto guessed = guesses(of, progress);
        // With one label alone there is nothing to tell apart.
        report.isCrossValidated = guessed.has_value();
        if (!guessed && guessed.error().code != ErrorCode::Malformed) {
            return tl::make_unexpected(std::move(guessed.error()));
        }
        judged = guessed ? std::move(*guessed) : HeldOutGuesses();
    }
    judge(report, of, judged);
    addFindings(report, outline);
    return report;
}

} // namespace stillgate::history
