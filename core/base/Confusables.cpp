// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Confusables.h"

#include <algorithm>
#include <memory>

#include <unicode/uspoof.h>

#include "core/base/SafeText.h"

namespace stillgate {

namespace {

struct CloseChecker {
    void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};
struct CloseResult {
    void operator()(USpoofCheckResult* result) const { uspoof_closeCheckResult(result); }
};

/// ICU promises that a checker which is not changed may be asked from every thread.
const USpoofChecker* checker()
{
    static const std::unique_ptr<USpoofChecker, CloseChecker> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<USpoofChecker, CloseChecker> out(uspoof_open(&status));
        uspoof_setChecks(out.get(), USPOOF_RESTRICTION_LEVEL, &status);
        uspoof_setRestrictionLevel(out.get(), USPOOF_HIGHLY_RESTRICTIVE);
        return U_SUCCESS(status) != 0 ? std::move(out) : nullptr;
    }();
    return made.get();
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::string skeletonOf(std::string_view text)
{
    if (checker() == nullptr || !isValidUtf8(text)) {
        return {};
    }
    std::string out(text.size() * 2 + 16, '\0');
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        const std::int32_t needed = uspoof_getSkeletonUTF8(checker(), 0, text.data(), static_cast<std::int32_t>(text.size()),
                                                           out.data(), static_cast<std::int32_t>(out.size()), &status);
        const bool isShort = status == U_BUFFER_OVERFLOW_ERROR;
        if (!isShort && U_FAILURE(status) != 0) {
            return {};
        }
        out.resize(static_cast<std::size_t>(needed));
        if (!isShort) {
            return out;
        }
    }
}

ScriptMix scriptMixOf(std::string_view word)
{
    if (checker() == nullptr || isAscii(word) || !isValidUtf8(word)) {
        return ScriptMix::Harmless;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<USpoofCheckResult, CloseResult> result(uspoof_openCheckResult(&status));
    uspoof_check2UTF8(checker(), word.data(), static_cast<std::int32_t>(word.size()), result.get(), &status);
    const URestrictionLevel level = uspoof_getCheckResultRestrictionLevel(result.get(), &status);
    if (U_FAILURE(status) != 0 || level <= USPOOF_HIGHLY_RESTRICTIVE) {
        return ScriptMix::Harmless;
    }
    return level == USPOOF_MODERATELY_RESTRICTIVE ? ScriptMix::Uncommon : ScriptMix::Deceptive;
}

bool passesForAscii(std::string_view text)
{
    if (isAscii(text)) {
        return false;
    }
    const std::string skeleton = skeletonOf(text);
    return !skeleton.empty() && isAscii(skeleton);
}

} // namespace stillgate
