// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/server/Arrival.h"
#include "core/triage/Model.h"
#include "core/triage/RedFlags.h"
#include "core/triage/Taxonomy.h"
#include "core/triage/Tone.h"

namespace stillgate {

/// Everything triage goes by.
struct TriageSet {
    triage::Model model;
    triage::Taxonomy taxonomy;
    triage::RedFlags redFlags;
    triage::ToneLexicon tone;
};

/// Reads what a channel delivered: identity, redaction, language, classification, tone, red flags. Immutable; any thread.
class IntakeDesk {
public:
    IntakeDesk(TriageSet triage, const Secret32& lookupKey) : m_triage(std::move(triage)), m_lookupKey(lookupKey) {}

    /// The message is valid. `occurrence` tells equal messages of one delivery apart.
    [[nodiscard]] Arrival prepare(IntakeMessage message, std::uint64_t occurrence) const;
    [[nodiscard]] const triage::Taxonomy& taxonomy() const { return m_triage.taxonomy; }
    /// Those in force, the model's and the taxonomy's together.
    [[nodiscard]] triage::LabelThresholds thresholdsFor(const triage::Intent& intent) const;

private:
    TriageSet m_triage;
    Secret32 m_lookupKey;
};

} // namespace stillgate
