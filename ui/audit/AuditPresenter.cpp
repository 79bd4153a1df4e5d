// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditPresenter.h"

#include <QDateTime>

#include "ui/audit/AuditActor.h"
#include "ui/audit/AuditText.h"
#include "ui/audit/EventWords.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {
constexpr int kListedHash = 4; ///< letters at either end
} // namespace

AuditPresenter::AuditPresenter(const TicketStore& tickets, const Link& link, const Formatting& formatting,
                               const QTimeZone& zone)
    : m_tickets(tickets), m_link(link), m_formatting(formatting), m_zone(zone)
{
}

QString AuditPresenter::ticketNumber(const TicketId& ticket) const
{
    const auto entry = m_tickets.ticket(ticket);
    return entry ? QStringLiteral("#%1").arg(entry->row.opened)
                 : QString(QChar(0x2026)) + QString::fromStdString(ticket.text()).right(kListedHash);
}

QString AuditPresenter::timeOf(UtcTime time) const
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time.ms, m_zone);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_formatting.now().ms, m_zone);
    return then.date() == now.date()
               ? m_formatting.clockSeconds(time)
               : m_formatting.locale().toString(then, AuditText::tr("d MMM HH:mm", "a time of another day"));
}

AuditRow AuditPresenter::row(const ShownEvent& event) const
{
    const EventHeader& header = event.header;
    AuditRow out;
    out.actor = actorWords(header.actor, m_link.status());
    const EventWords words = eventWords(header, out.actor, m_formatting);
    out.sequence = header.sequence;
    out.ticket = header.ticket;
    out.weight = header.code == "gate.decided" ? AuditRow::Weight::Signed : AuditRow::Weight::Plain;
    out.number = m_formatting.count(static_cast<std::int64_t>(header.sequence));
    out.time = timeOf(header.time);
    out.instant = m_formatting.absolute(header.time);
    out.sign = event.isKnown ? eventSign(header.code) : EventSign{Icon::Ask, Mood::Soon};
    out.code = outsideLine(header.code);
    out.subject = header.ticket ? AuditText::tr("%1 %2", "a ticket's number and what happened")
                                      .arg(isolated(ticketNumber(*header.ticket)), words.what)
                                : words.what;
    out.outcome = words.outcome;
    out.outcomeMood = words.mood;
    out.hash = middleCut(QString::fromStdString(toHex(event.leaf.view())), kListedHash, kListedHash);
    return out;
}

} // namespace stillgate
