// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "core/client/Link.h"
#include "core/client/TaxonomyReader.h"
#include "ui/kit/paint/Diff.h"
#include "ui/quality/ReviewTicket.h"

namespace stillgate {

/// What a review does to its ticket, as far as this console can tell before: team, band, runbook and what was proposed, now and after.
struct Consequences {
    QString title;
    std::vector<DiffRow> rows; ///< empty when nothing moves
    QString note;

    friend bool operator==(const Consequences&, const Consequences&) = default;
};

/// Of giving the ticket this label.
[[nodiscard]] Consequences consequencesOf(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const std::string& label);

/// Why this label cannot be given here and now, and what to do; empty when it can. What is decided in the end is the orchestrator's.
[[nodiscard]] QString hindranceOf(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const LinkStatus& link,
                                  const std::string& label);

/// What the model's label is good for: "manual, under 0.60".
[[nodiscard]] QString bandReason(const ReviewTicket& ticket, const ShownTaxonomy& taxonomy, const Formatting& formatting);

} // namespace stillgate
