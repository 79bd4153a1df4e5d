// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <QString>

#include <tl/expected.hpp>

#include "core/base/Time.h"
#include "core/base/UntrustedText.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"

/// What the filter line means: `stage:gate intent:refund confidence:<0.7 "double charge" -channel:email`. Terms are all to hold; a
/// comma lists alternatives, a minus in front turns a term round.
namespace stillgate {

enum class FilterField : std::uint8_t {
    Stage,
    Intent,
    Confidence,
    Band,
    Team,
    Channel,
    Stakes,
    Reason,
    Amount,
    Age,
    Deadline,
    Moved,
    Priority,
    Sla,
    Category,
    Assignee,
    Held,
};

struct FilterFieldName {
    FilterField field;
    const char* name;
};

/// In the order in which they are offered.
inline constexpr FilterFieldName kFilterFields[] = {
    {FilterField::Stage, "stage"},       {FilterField::Intent, "intent"},     {FilterField::Confidence, "confidence"},
    {FilterField::Band, "band"},         {FilterField::Team, "team"},         {FilterField::Channel, "channel"},
    {FilterField::Stakes, "stakes"},     {FilterField::Reason, "reason"},     {FilterField::Amount, "amount"},
    {FilterField::Age, "age"},           {FilterField::Deadline, "deadline"}, {FilterField::Moved, "moved"},
    {FilterField::Priority, "priority"}, {FilterField::Sla, "sla"},           {FilterField::Category, "category"},
    {FilterField::Assignee, "assignee"}, {FilterField::Held, "held"},
};

enum class Comparison : std::uint8_t { Under, AtMost, Over, AtLeast };
enum class TermSense : std::uint8_t { Plain, Negated };

/// A value of a closed list, as a bit for each of its enumerators.
struct ListTerm {
    FilterField field = FilterField::Stage;
    std::uint32_t members = 0;

    friend bool operator==(const ListTerm&, const ListTerm&) = default;
};
/// A name of which one of these is a part: of an intent, of its category, of a team, of a person's pseudonym, for whom "me" and "none"
/// stand too; case-folded UTF-8.
struct PartTerm {
    FilterField field = FilterField::Intent;
    std::vector<std::string> parts;

    friend bool operator==(const PartTerm&, const PartTerm&) = default;
};
/// A size: confidence of 10000, an amount in thousandths of its currency, a span in milliseconds.
struct SizeTerm {
    FilterField field = FilterField::Confidence;
    Comparison comparison = Comparison::Under;
    std::int64_t value = 0;

    friend bool operator==(const SizeTerm&, const SizeTerm&) = default;
};
/// Moved since the last midnight.
struct TodayTerm {
    friend bool operator==(const TodayTerm&, const TodayTerm&) = default;
};
/// A word or phrase of the subject or of the customer's name; case-folded UTF-8.
struct WordTerm {
    std::string words;

    friend bool operator==(const WordTerm&, const WordTerm&) = default;
};
/// "#48213"
struct NumberTerm {
    Sequence number = 0;

    friend bool operator==(const NumberTerm&, const NumberTerm&) = default;
};

using TermMeaning = std::variant<ListTerm, PartTerm, SizeTerm, TodayTerm, WordTerm, NumberTerm>;

struct FilterTerm {
    QString text; ///< as it was typed
    TermSense sense = TermSense::Plain;
    TermMeaning meaning;

    friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

struct QueueFilter {
    std::vector<FilterTerm> terms;

    friend bool operator==(const QueueFilter&, const QueueFilter&) = default;
    /// Whether time alone can let a ticket in or out.
    [[nodiscard]] bool dependsOnTime() const;
    /// The terms with a blank in between.
    [[nodiscard]] QString text() const;
};

enum class FilterFaultKind { UnknownField, UnknownValue, MissingValue, NotANumber, NotASpan, NotAComparison, OpenQuote };

/// The first token that has no meaning, and where it stands in the text.
struct FilterFault {
    FilterFaultKind kind = FilterFaultKind::UnknownField;
    QString token;
    qsizetype at = 0;
    QString part; ///< what of the token is at fault
    QString known; ///< the values that would have been understood

    friend bool operator==(const FilterFault&, const FilterFault&) = default;
    /// One sentence for the person who typed it.
    [[nodiscard]] QString words() const;
};

/// Strict: what is not understood is a fault and never a guess. An empty text is a filter that lets all in.
[[nodiscard]] tl::expected<QueueFilter, FilterFault> parseFilter(const QString& text);

/// Case-folded UTF-8, in which words are looked for.
[[nodiscard]] std::string foldedText(const QString& text);
[[nodiscard]] std::string foldedText(std::string_view utf8);
/// To be searched, not to be shown.
[[nodiscard]] std::string foldedText(const UntrustedText& text);

/// The names of a field's values; empty for a field whose values are not a closed list.
[[nodiscard]] QStringList filterValues(FilterField field);

} // namespace stillgate
