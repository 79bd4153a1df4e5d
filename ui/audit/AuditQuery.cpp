// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditQuery.h"

#include <algorithm>
#include <array>

#include <QDateTime>

#include "ui/audit/AuditText.h"
#include "ui/audit/EventSign.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

namespace {

using Filtered = tl::expected<void, QString>;

struct FieldName {
    AuditField field;
    const char* name;
};

constexpr std::array kAuditFields{FieldName{AuditField::Ticket, "ticket:"}, FieldName{AuditField::Actor, "actor:"},
                                  FieldName{AuditField::Code, "code:"}, FieldName{AuditField::Since, "since:"},
                                  FieldName{AuditField::Until, "until:"}};
constexpr int kLongestCode = 64;
constexpr int kMostDays = 3650;

Filtered readTicket(const QString& value, const AuditNames& names, AuditFilter& filter)
{
    if (value.startsWith(QLatin1Char('#'))) {
        bool isNumber = false;
        const qulonglong number = value.mid(1).toULongLong(&isNumber);
        if (!isNumber) {
            return tl::make_unexpected(AuditText::tr("a ticket's number is digits after #, as in ticket:#12"));
        }
        filter.ticket = names.ticket(number);
        return filter.ticket ? Filtered() : tl::make_unexpected(AuditText::tr("no ticket has this number"));
    }
    const auto id = TicketId::fromText(value.toStdString());
    if (!id) {
        return tl::make_unexpected(AuditText::tr("a ticket is its number, as in ticket:#12, or its whole id"));
    }
    filter.ticket = *id;
    return {};
}

Filtered readActor(const QString& value, const AuditNames& names, AuditFilter& filter)
{
    if (value == QLatin1String("orchestrator")) {
        filter.actor = kOrchestrator;
        return {};
    }
    if (value == QLatin1String("me")) {
        if (names.self.isNull()) {
            return tl::make_unexpected(AuditText::tr("nobody is signed in yet"));
        }
        filter.actor = names.self;
        return {};
    }
    const auto id = PersonId::fromText(value.toStdString());
    if (!id) {
        return tl::make_unexpected(AuditText::tr("an actor is me, orchestrator, or a whole id"));
    }
    filter.actor = *id;
    return {};
}

Filtered readCode(const QString& value, AuditFilter& filter)
{
    const bool isCode = value.size() <= kLongestCode && std::all_of(value.begin(), value.end(), [](QChar letter) {
                            return (letter >= QLatin1Char('a') && letter <= QLatin1Char('z')) || letter == QLatin1Char('.') ||
                                   letter == QLatin1Char('_') || letter == QLatin1Char('|');
                        });
    if (!isCode) {
        return tl::make_unexpected(
            AuditText::tr("a code is small letters and points, as in code:gate. or, for several, code:priority.|sla."));
    }
    filter.code = value.toStdString();
    return {};
}

std::optional<QDate> dateOf(const QString& value, const AuditNames& names)
{
    if (value == QLatin1String("today")) {
        return names.today;
    }
    if (value.endsWith(QLatin1Char('d'))) {
        bool isNumber = false;
        const int days = value.chopped(1).toInt(&isNumber);
        // The day itself counts: 1d is today.
        return isNumber && days >= 1 && days <= kMostDays ? std::optional(names.today.addDays(1 - days)) : std::nullopt;
    }
    const QDate date = QDate::fromString(value, QStringLiteral("yyyy-MM-dd"));
    return date.isValid() ? std::optional(date) : std::nullopt;
}

Filtered readDay(const QString& value, const AuditNames& names, std::optional<UtcTime>& out, int daysAfter)
{
    const auto date = dateOf(value, names);
    if (!date) {
        return tl::make_unexpected(AuditText::tr("a day is today, 7d, or a date as in 2026-11-20"));
    }
    out = UtcTime{date->addDays(daysAfter).startOfDay(names.zone).toMSecsSinceEpoch()};
    return {};
}

Filtered readTerm(const AuditTerm& term, const AuditNames& names, AuditFilter& filter)
{
    if (term.value.isEmpty()) {
        return tl::make_unexpected(AuditText::tr("a value is missing after the colon"));
    }
    switch (term.field) {
    case AuditField::Ticket: return readTicket(term.value, names, filter);
    case AuditField::Actor: return readActor(term.value, names, filter);
    case AuditField::Code: return readCode(term.value, filter);
    case AuditField::Since: return readDay(term.value, names, filter.since, 0);
    // The named day is part of it, as people mean it.
    case AuditField::Until: return readDay(term.value, names, filter.until, 1);
    }
    return {};
}

std::optional<AuditTerm> termOf(const QString& token)
{
    for (const FieldName& field : kAuditFields) {
        const QLatin1String name(field.name);
        if (token.startsWith(name)) {
            return AuditTerm{field.field, token.mid(name.size())};
        }
    }
    return std::nullopt;
}

} // namespace

QString AuditQuery::valueOf(AuditField field) const
{
    const auto term = std::ranges::find(terms, field, &AuditTerm::field);
    return term != terms.end() ? term->value : QString();
}

std::vector<TokenMark> AuditQuery::tokens() const
{
    std::vector<TokenMark> out;
    for (const AuditTerm& term : terms) {
        out.push_back({auditFieldName(term.field), middleCut(term.value, 8, 4)});
    }
    return out;
}

tl::expected<AuditQuery, AuditFault> withWords(const AuditQuery& base, const QString& text, const AuditNames& names)
{
    AuditQuery out = base;
    std::vector<AuditField> seen;
    for (const QString& token : text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto term = termOf(token);
        if (!term) {
            return tl::make_unexpected(
                AuditFault{token, AuditText::tr("it does not begin with ticket:, actor:, code:, since: or until:")});
        }
        if (std::ranges::find(seen, term->field) != seen.end()) {
            return tl::make_unexpected(AuditFault{token, AuditText::tr("there is another word of this field before it")});
        }
        seen.push_back(term->field);
        out = withoutField(out, term->field);
        if (const auto read = readTerm(*term, names, out.filter); !read) {
            return tl::make_unexpected(AuditFault{token, read.error()});
        }
        out.terms.push_back(*term);
    }
    if (out.filter.since && out.filter.until && *out.filter.until <= *out.filter.since) {
        return tl::make_unexpected(AuditFault{auditFieldName(AuditField::Until) + out.valueOf(AuditField::Until),
                                              AuditText::tr("it ends before it begins")});
    }
    return out;
}

AuditQuery withoutField(const AuditQuery& base, AuditField field)
{
    AuditQuery out = base;
    std::erase_if(out.terms, [&](const AuditTerm& term) { return term.field == field; });
    switch (field) {
    case AuditField::Ticket: out.filter.ticket.reset(); break;
    case AuditField::Actor: out.filter.actor.reset(); break;
    case AuditField::Code: out.filter.code.clear(); break;
    case AuditField::Since: out.filter.since.reset(); break;
    case AuditField::Until: out.filter.until.reset(); break;
    }
    return out;
}

QString auditFieldName(AuditField field)
{
    const auto row = std::ranges::find(kAuditFields, field, &FieldName::field);
    return QString::fromLatin1(row->name);
}

QStringList auditCompletions(const QString& token)
{
    QStringList all;
    const auto term = termOf(token);
    for (const FieldName& field : kAuditFields) {
        const QString name = QString::fromLatin1(field.name);
        if (!term) {
            all << name;
        } else if (term->field != field.field) {
            continue;
        } else if (field.field == AuditField::Code) {
            for (const EventKind& kind : eventKinds()) {
                all << name + kind.prefix;
            }
        } else if (field.field == AuditField::Actor) {
            all << name + QStringLiteral("me") << name + QStringLiteral("orchestrator");
        } else if (field.field != AuditField::Ticket) {
            all << name + QStringLiteral("today") << name + QStringLiteral("7d");
        }
    }
    all.removeIf([&](const QString& each) { return token.isEmpty() || !each.startsWith(token) || each == token; });
    return all;
}

} // namespace stillgate
