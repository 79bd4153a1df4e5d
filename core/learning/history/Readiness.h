// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "core/learning/history/HeldOut.h"
#include "core/learning/history/HistoryFile.h"
#include "core/learning/history/ReadinessReport.h"
#include "core/learning/history/SimilarTexts.h"
#include "core/triage/Taxonomy.h"

namespace stillgate::history {

inline constexpr std::uint64_t kWantedExamples = 200;
inline constexpr std::uint64_t kLeastForAssisted = 50;
inline constexpr std::uint64_t kWantedDays = 90;

enum class CrossValidation { Run, Skip };
enum class Texts { Hide, Show };

struct ReadinessOptions {
    const triage::Taxonomy* taxonomy = nullptr; ///< outlives the check; without one every label is as good as another
    CrossValidation crossValidation = CrossValidation::Run;
    Texts texts = Texts::Hide; ///< Show: the redacted text of doubtful labels
    std::size_t listed = 20; ///< doubtful labels in the report
    std::uint64_t seed = 1;
    UtcTime now;
};

/// Looks at past tickets one by one and then says what they are good for. Time and memory grow with the number of rows, not faster;
/// of a row its redacted text is kept, of everything else digests and counts.
class ReadinessCheck {
public:
    explicit ReadinessCheck(const ReadinessOptions& options) : m_options(options) {}

    void add(const PastTicket& ticket);
    /// Ends the check. Cross-validation is left out, and the report says so, when there is one label alone. Limit: over 4096 labels.
    [[nodiscard]] Result<ReadinessReport> finish(const std::string& file, const HistoryOutline& outline,
                                                 const std::function<void(triage::TrainingProgress)>& progress = {});

private:
    struct Kept {
        std::int64_t line = 0;
        std::uint32_t group = 0; ///< the row that it says nearly the same as, or itself
        bool isReopened = false;
        std::string label;
        std::string text;
    };
    /// Rows in which something is the case.
    struct Rows {
        std::uint64_t count = 0;
        std::vector<std::int64_t> first;

        void add(std::int64_t line);
    };
    struct DigestHash {
        std::size_t operator()(const Digest& digest) const;
    };
    /// What one key was seen with.
    struct Seen {
        std::vector<Digest> with; ///< different ones, no more than matter
        Rows rows;
    };
    using Keys = std::unordered_map<Digest, Seen, DigestHash>;

    void lookAtTimes(const PastTicket& ticket);
    void lookAtKeys(const PastTicket& ticket);
    void lookAtText(const PastTicket& ticket);
    [[nodiscard]] Rows& rowsOf(FindingKind kind) { return m_rows[kind]; }
    [[nodiscard]] bool knows(const std::string& label) const;

    [[nodiscard]] std::vector<std::uint32_t> examples() const;
    [[nodiscard]] Result<HeldOutGuesses> guesses(std::span<const std::uint32_t> of,
                                                 const std::function<void(triage::TrainingProgress)>& progress) const;
    void countIntents(ReadinessReport& report) const;
    void judge(ReadinessReport& report, std::span<const std::uint32_t> of, const HeldOutGuesses& guesses) const;
    void addFindings(ReadinessReport& report, const HistoryOutline& outline);
    [[nodiscard]] static Rows rowsWithMany(const Keys& keys, std::size_t least);

    ReadinessOptions m_options;
    SimilarTexts m_similar;
    std::vector<Kept> m_kept;
    std::map<FindingKind, Rows> m_rows;
    Keys m_emails;
    Keys m_customers;
    std::map<std::string, std::uint64_t> m_languages;
    std::map<std::string, std::uint64_t> m_personalData;
    std::unordered_set<std::int64_t> m_days;
    std::optional<UtcTime> m_first;
    std::optional<UtcTime> m_last;
};

/// Fills in what an intent is ready for from its figures.
void giveVerdict(IntentReadiness& intent, const triage::Taxonomy* taxonomy, bool isCrossValidated, std::uint64_t sureGuesses,
                 std::uint64_t fairlySureGuesses);

/// How bad a finding is, from its kind, count and share.
[[nodiscard]] Severity severityOf(FindingKind kind, std::uint64_t count, Share share);

} // namespace stillgate::history
