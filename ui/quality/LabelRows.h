// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/client/TaxonomyReader.h"
#include "core/domain/IntakeEvents.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// A label that can be chosen, ready to paint.
struct LabelRow {
    std::string intent;
    QString name; ///< as the taxonomy writes it
    QString meaning;
    int key = 0; ///< 1 to 9 chooses it; 0 for none
    std::optional<ConfidenceMark> score; ///< what the model gave it, with its own thresholds
    QString number; ///< of the score; empty without one

    friend bool operator==(const LabelRow&, const LabelRow&) = default;
};

/// What the model found likely first, then the taxonomy in its own order; of these, what has every word of the filter. The first nine
/// have keys.
[[nodiscard]] std::vector<LabelRow> labelRows(const ShownTaxonomy& taxonomy, const std::vector<ScoredLabel>& scores,
                                              const QString& filter, const Formatting& formatting);

/// Why a person gave another label.
struct CorrectionTag {
    std::string code;
    QString words;
};
[[nodiscard]] std::vector<CorrectionTag> correctionTags();

} // namespace stillgate
