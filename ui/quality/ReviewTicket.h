// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QStringList>

#include "core/client/Values.h"
#include "core/domain/IntakeEvents.h"
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
    std::vector<ScoredLabel> labels; ///< best first
    Icon channelSign = Icon::Mail;
    QStringList facts; ///< channel, customer, when
    QString instant; ///< when, whole
    OutsideContent subject;
    OutsideContent text;
    QString withheld; ///< why there is no text; empty when there is
    std::vector<ReasonRow> reasons;
    QStringList redFlags;
};

/// Of the newest classification. Absent when the model has not said anything of this ticket.
[[nodiscard]] std::optional<ReviewTicket> reviewTicket(const Packet& packet, const Formatting& formatting);

} // namespace stillgate
