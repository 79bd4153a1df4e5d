// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

#include "core/domain/Ids.h"
#include "ui/audit/EventSign.h"

namespace stillgate {

/// An event as a line of the list shows it, ready to paint. Nothing in it needs to be made safe any more.
struct AuditRow {
    /// Whether a person put a signature to it.
    enum class Weight { Plain, Signed };

    Sequence sequence = 0;
    std::optional<TicketId> ticket;
    Weight weight = Weight::Plain;
    QString number; ///< "1,204,251"
    QString time; ///< "13:52:03", with the day where it is not today
    QString instant; ///< whole, for the tool tip
    EventSign sign;
    QString code;
    QString subject; ///< "#48266 refund order, 129.00 EUR"
    QString actor;
    QString outcome;
    Mood outcomeMood = Mood::Neutral;
    QString hash; ///< the middle left out

    friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

enum class AuditColumn { Number, Time, Code, Subject, Actor, Outcome, Hash };
inline constexpr int kAuditColumns = 7;

} // namespace stillgate
