// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/EventSign.h"

#include "ui/audit/AuditText.h"

namespace stillgate {

namespace {

struct SignRow {
    std::string_view prefix;
    EventSign sign;
};

// The first row that fits counts: whole codes stand before the families they belong to.
constexpr SignRow kSigns[] = {
    {"ledger.", {Icon::Link, Mood::Neutral}},
    {"packs.", {Icon::Sliders, Mood::Neutral}},
    {"key.", {Icon::Key, Mood::Neutral}},
    {"ticket.opened", {Icon::Inbox, Mood::Neutral}},
    {"ticket.classified", {Icon::Chip, Mood::Neutral}},
    {"ticket.escalated", {Icon::ArrowUp, Mood::Soon}},
    {"ticket.closed", {Icon::CheckCircle, Mood::Verified}},
    {"ticket.assigned", {Icon::People, Mood::Neutral}},
    {"ticket.claimed", {Icon::Lock, Mood::Neutral}},
    {"ticket.rerouted", {Icon::Target, Mood::Neutral}},
    {"ticket.resumed", {Icon::Refresh, Mood::Neutral}},
    {"classification.", {Icon::Target, Mood::Neutral}},
    {"review.", {Icon::Undo, Mood::Neutral}},
    {"message.", {Icon::Mail, Mood::Neutral}},
    {"runbook.", {Icon::Book, Mood::Neutral}},
    {"identity.", {Icon::Person, Mood::Neutral}},
    {"state.", {Icon::Eye, Mood::Neutral}},
    {"policy.", {Icon::Shield, Mood::Neutral}},
    {"gate.opened", {Icon::PauseCircle, Mood::Yours}},
    {"gate.decided", {Icon::Sign, Mood::Yours}},
    {"gate.", {Icon::Clock, Mood::Soon}},
    {"command.refused", {Icon::CrossCircle, Mood::Harm}},
    {"action.proposed", {Icon::File, Mood::Neutral}},
    {"action.held", {Icon::Pause, Mood::Neutral}},
    {"action.failed", {Icon::Warning, Mood::Soon}},
    {"action.reconciled", {Icon::Search, Mood::Neutral}},
    {"action.verified", {Icon::ShieldCheck, Mood::Verified}},
    {"action.abandoned", {Icon::Cross, Mood::Neutral}},
    {"action.", {Icon::Play, Mood::Neutral}},
    {"notice.failed", {Icon::Warning, Mood::Soon}},
    {"notice.", {Icon::Send, Mood::Neutral}},
    {"claim.", {Icon::Lock, Mood::Neutral}},
    {"customer.", {Icon::Person, Mood::Neutral}},
    {"priority.", {Icon::Flag, Mood::Neutral}},
    {"sla.at_risk", {Icon::Clock, Mood::Soon}},
    {"sla.breached", {Icon::Alert, Mood::Harm}},
    {"sla.", {Icon::Clock, Mood::Neutral}},
    {"approval.", {Icon::Undo, Mood::Soon}},
    {"halt.set", {Icon::PauseCircle, Mood::Harm}},
    {"halt.", {Icon::Play, Mood::Soon}},
    {"person.redacted", {Icon::Minus, Mood::Neutral}},
    {"person.disabled", {Icon::Lock, Mood::Soon}},
    {"person.", {Icon::People, Mood::Neutral}},
};

} // namespace

EventSign eventSign(std::string_view code)
{
    for (const SignRow& row : kSigns) {
        if (code.starts_with(row.prefix)) {
            return row.sign;
        }
    }
    return {};
}

std::vector<EventKind> eventKinds()
{
    return {{AuditText::tr("Every event"), QString()},
            {AuditText::tr("Tickets", "kind of events"), QStringLiteral("ticket.")},
            {AuditText::tr("Messages", "kind of events"), QStringLiteral("message.")},
            {AuditText::tr("Priority and deadlines", "kind of events"), QStringLiteral("priority.|sla.")},
            {AuditText::tr("Claims", "kind of events"), QStringLiteral("ticket.claimed|claim.")},
            {AuditText::tr("Identity", "kind of events"), QStringLiteral("identity.")},
            {AuditText::tr("Records read", "kind of events"), QStringLiteral("state.")},
            {AuditText::tr("Policy", "kind of events"), QStringLiteral("policy.")},
            {AuditText::tr("Gates", "kind of events"), QStringLiteral("gate.|approval.")},
            {AuditText::tr("Actions", "kind of events"), QStringLiteral("action.")},
            {AuditText::tr("Notices", "kind of events"), QStringLiteral("notice.")},
            {AuditText::tr("Reviews", "kind of events"), QStringLiteral("classification.|review.")},
            {AuditText::tr("Refused commands", "kind of events"), QStringLiteral("command.refused")},
            {AuditText::tr("Halts", "kind of events"), QStringLiteral("halt.")},
            {AuditText::tr("Keys", "kind of events"), QStringLiteral("key.")},
            {AuditText::tr("People", "kind of events"),
             QStringLiteral("person.enrolled|person.roles_changed|person.disabled|person.enabled")},
            {AuditText::tr("Forgotten people", "kind of events"), QStringLiteral("person.redacted")}};
}

} // namespace stillgate
