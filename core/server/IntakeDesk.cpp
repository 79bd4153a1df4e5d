// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/IntakeDesk.h"

#include "core/intake/Identity.h"
#include "core/ledger/Keys.h"
#include "core/triage/Bands.h"
#include "core/triage/Classify.h"
#include "core/triage/Language.h"

namespace stillgate {

Arrival IntakeDesk::prepare(IntakeMessage message, std::uint64_t occurrence) const
{
    Arrival arrival;
    arrival.identity = messageIdentity(m_lookupKey, message, occurrence);
    if (message.customer.email) {
        arrival.contact = contactHash(m_lookupKey, *message.customer.email);
    }
    const std::string whole = message.subject ? *message.subject + "\n" + message.text : message.text;
    const triage::Redaction redaction = triage::redact(whole);
    arrival.classified = triage::classify(m_triage.model, m_triage.taxonomy, redaction);
    const auto& labels = arrival.classified.labels;
    arrival.classified.redFlags =
        m_triage.redFlags.raisedBy(redaction.text(), labels.empty() ? std::string_view() : labels.front().intent);
    if (!arrival.classified.redFlags.empty()) {
        arrival.classified.band = Band::Manual;
        arrival.classified.bandReason = BandReason::RedFlag;
    }
    const std::string language = triage::languageOf(redaction.text(), message.language.value_or(std::string()));
    const triage::Tone tone = m_triage.tone.toneOf(redaction.text(), language);
    arrival.classified.language = language;
    arrival.classified.sentiment = tone.sentiment;
    arrival.classified.urgency = tone.urgency;
    arrival.redacted = redaction.text();
    arrival.redactionVersion = static_cast<int>(triage::kRedactionVersion);
    arrival.message = std::move(message);
    return arrival;
}

triage::LabelThresholds IntakeDesk::thresholdsFor(const triage::Intent& intent) const
{
    const triage::LabelThresholds* fitted = m_triage.model.thresholdsOf(intent.id);
    return triage::thresholdsInForce(intent, fitted != nullptr ? *fitted : triage::LabelThresholds{});
}

} // namespace stillgate
