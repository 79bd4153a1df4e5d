// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QStringList>

#include "core/client/Values.h"
#include "core/domain/IntakeEvents.h"
#include "core/domain/ReviewTable.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/OutsideContent.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// Words that spoke for the model's first label, or against it.
struct ReasonRow {
    QString words;
    QString weight; ///< "+1.9"
    double share = 0; ///< of the heaviest one, -1 to 1

    friend bool operator==(const ReasonRow&, const ReasonRow&) = default;
};

/// A ticket as it is reviewed, ready to paint.
struct ReviewTicket {
    TicketId ticket;
    QString number; ///< "#47991"
    Sequence classified = 0; ///< the event that is reviewed
    QString model; ///< digest, the middle left out
    Band band = Band::Manual;
    BandReason bandReason = BandReason::Unrecorded;
    QString modelTeam; ///< where the model's label leads
    std::vector<ScoredLabel> labels; ///< best first
    Icon channelSign = Icon::Mail;
    QStringList facts; ///< channel, customer, when
    QString instant; ///< when, whole
    OutsideContent subject;
    OutsideContent text;
    QString withheld; ///< why there is no text; empty when there is
    std::vector<ReasonRow> reasons; ///< the heaviest, those that spoke for the label first
    QStringList redFlags;

    // As the ticket stands now, which a review may change.
    std::string intentInForce; ///< the model's, or a person's
    Band bandInForce = Band::Manual;
    QString teamInForce;
    QString runbook; ///< chosen for the label in force; empty for none
    QString proposal; ///< what waits to be done and is not begun; empty for nothing
    RelabelEffect effect = RelabelEffect::Reroutes;
    std::optional<std::string> reviewed; ///< the label of the review that counts
    bool hasUnknownEvents = false; ///< of this build
};

/// Of the newest classification. Absent when the model has not said anything of this ticket.
[[nodiscard]] std::optional<ReviewTicket> reviewTicket(const Packet& packet, const Formatting& formatting);

} // namespace stillgate
