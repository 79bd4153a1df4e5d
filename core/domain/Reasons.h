// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonCodec.h"
#include "core/domain/Words.h"

/// The closed lists of codes that people choose from. Both ends know them; another code is refused.
namespace stillgate {

/// Why a person denies a gate.
enum class DenyReason {
    NotEntitled,
    AlreadyRefunded,
    WrongAmount,
    WrongTarget,
    SuspectedFraud,
    NeedsOtherTeam,
    Other ///< needs a note
};
template <>
struct EnumNames<DenyReason> {
    static constexpr std::array<std::pair<DenyReason, std::string_view>, 7> kNames{
        {{DenyReason::NotEntitled, "not_entitled"},
         {DenyReason::AlreadyRefunded, "already_refunded"},
         {DenyReason::WrongAmount, "wrong_amount"},
         {DenyReason::WrongTarget, "wrong_target"},
         {DenyReason::SuspectedFraud, "suspected_fraud"},
         {DenyReason::NeedsOtherTeam, "needs_other_team"},
         {DenyReason::Other, "other"}}};
};

/// Why a person hands a gate to others.
enum class EscalateReason {
    OverMyAuthority,
    NeedsSpecialist,
    SuspectedFraud,
    UnclearPolicy,
    ConflictOfInterest,
    Other ///< needs a note
};
template <>
struct EnumNames<EscalateReason> {
    static constexpr std::array<std::pair<EscalateReason, std::string_view>, 6> kNames{
        {{EscalateReason::OverMyAuthority, "over_my_authority"},
         {EscalateReason::NeedsSpecialist, "needs_specialist"},
         {EscalateReason::SuspectedFraud, "suspected_fraud"},
         {EscalateReason::UnclearPolicy, "unclear_policy"},
         {EscalateReason::ConflictOfInterest, "conflict_of_interest"},
         {EscalateReason::Other, "other"}}};
};

/// What a person makes of the model's label.
enum class ReviewVerdict { Accept, Correct };
template <>
struct EnumNames<ReviewVerdict> {
    static constexpr std::array<std::pair<ReviewVerdict, std::string_view>, 2> kNames{
        {{ReviewVerdict::Accept, "accept"}, {ReviewVerdict::Correct, "correct"}}};
};

/// Why the model erred, as far as a person can tell.
enum class ReviewTag { NewIntent, Ambiguous, WrongLanguage, PoisonedByThread, TaxonomyGap, PlainError };
template <>
struct EnumNames<ReviewTag> {
    static constexpr std::array<std::pair<ReviewTag, std::string_view>, 6> kNames{
        {{ReviewTag::NewIntent, "new_intent"},
         {ReviewTag::Ambiguous, "ambiguous"},
         {ReviewTag::WrongLanguage, "wrong_language"},
         {ReviewTag::PoisonedByThread, "poisoned_by_thread"},
         {ReviewTag::TaxonomyGap, "taxonomy_gap"},
         {ReviewTag::PlainError, "plain_error"}}};
};

/// Whether a decision of this verdict may carry this reason code: deny and escalate one of their lists, the others none.
[[nodiscard]] bool isReasonOf(Verdict verdict, std::string_view reason);
/// Whether a decision must say more in a note: the question to the customer, or what "other" means.
[[nodiscard]] bool needsNote(Verdict verdict, std::string_view reason);

} // namespace stillgate
