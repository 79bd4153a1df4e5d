// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/client/LedgerVerifier.h"
#include "core/client/LedgerWatch.h"
#include "ui/kit/paint/Mood.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// How far a verification is.
struct VerificationProgress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;

    friend bool operator==(const VerificationProgress&, const VerificationProgress&) = default;
};

/// What is known of the ledger's integrity, ready to paint.
struct IntegrityShown {
    Mood mood = Mood::Neutral;
    Icon icon = Icon::Shield;
    QString headline;
    QString detail;
    QString whole; ///< both and more, for the tool tip
    std::optional<double> progress; ///< 0 to 1, while a verification runs

    friend bool operator==(const IntegrityShown&, const IntegrityShown&) = default;
};

/// A ledger that was found to be another one outranks everything; a verification outranks the watch when it ended later.
[[nodiscard]] IntegrityShown integrityShown(const LedgerVerdict& verdict, const std::optional<Verification>& last,
                                            const std::optional<VerificationProgress>& running, const Formatting& formatting);

} // namespace stillgate
