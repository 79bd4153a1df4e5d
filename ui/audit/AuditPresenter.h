// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include "core/client/AuditReader.h"
#include "core/client/Link.h"
#include "core/client/TicketStore.h"
#include "ui/audit/AuditRow.h"
#include "ui/audit/AuditShown.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// Turns events into ready rows and details. What it is given must outlive it.
class AuditPresenter {
public:
    AuditPresenter(const TicketStore& tickets, const Link& link, const Formatting& formatting, const QTimeZone& zone);

    [[nodiscard]] AuditRow row(const ShownEvent& event) const;
    /// `changes` where they stand in another event: what a decision was signed over.
    [[nodiscard]] AuditShown shown(const AuditDetail& detail, const std::vector<StateChange>& changes = {}) const;
    /// "#48266", or the end of the id where the store does not have the ticket.
    [[nodiscard]] QString ticketNumber(const TicketId& ticket) const;

private:
    [[nodiscard]] QString timeOf(UtcTime time) const;
    void addFacts(AuditShown& out, const AuditDetail& detail) const;
    void addSignature(AuditShown& out, const AuditDetail& detail) const;
    void addChanges(AuditShown& out, const EventHeader& header, const std::vector<StateChange>& changes) const;
    void addPersonal(AuditShown& out, const ShownEvent& event) const;
    void addProof(AuditShown& out, const AuditDetail& detail) const;

    const TicketStore& m_tickets;
    const Link& m_link;
    const Formatting& m_formatting;
    QTimeZone m_zone;
};

} // namespace stillgate
