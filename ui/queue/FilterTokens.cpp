// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/FilterTokens.h"

#include "ui/queue/QueueFilter.h"

namespace stillgate {

namespace {

QStringList valuesFor(FilterField field, const FilterNames& names)
{
    switch (field) {
    case FilterField::Intent: return names.intents;
    case FilterField::Category: return names.categories;
    case FilterField::Team: return names.teams;
    case FilterField::Assignee: return filterValues(field) + names.assignees;
    case FilterField::Confidence: return {QStringLiteral("<0.6"), QStringLiteral("<0.85"), QStringLiteral(">=0.85")};
    case FilterField::Amount: return {QStringLiteral(">100"), QStringLiteral(">1000")};
    case FilterField::Age: return {QStringLiteral(">1h"), QStringLiteral(">1d"), QStringLiteral("<1h")};
    case FilterField::Deadline: return {QStringLiteral("<1h"), QStringLiteral("<15m")};
    case FilterField::Moved: return {QStringLiteral("today"), QStringLiteral("<1h"), QStringLiteral(">1d")};
    case FilterField::Stage:
    case FilterField::Band:
    case FilterField::Channel:
    case FilterField::Stakes:
    case FilterField::Reason:
    case FilterField::Priority:
    case FilterField::Sla:
    case FilterField::Held: break;
    }
    return filterValues(field);
}

} // namespace

std::vector<FilterToken> filterTokens(const QString& text)
{
    std::vector<FilterToken> out;
    FilterToken token;
    bool quoted = false;
    const auto close = [&] {
        if (!token.text.isEmpty()) {
            token.end = quoted ? TokenEnd::OpenQuote : TokenEnd::Complete;
            out.push_back(token);
        }
        token = {};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        if (letter.isSpace() && !quoted) {
            close();
            continue;
        }
        if (token.text.isEmpty()) {
            token.at = i;
        }
        quoted = quoted != (letter == QLatin1Char('"'));
        token.text += letter;
    }
    close();
    return out;
}

QString unquoted(const QString& text)
{
    const bool quoted = text.size() >= 2 && text.startsWith(QLatin1Char('"')) && text.endsWith(QLatin1Char('"'));
    return quoted ? text.mid(1, text.size() - 2) : text;
}

QStringList filterCompletions(const QString& token, const FilterNames& names)
{
    const bool negated = token.startsWith(QLatin1Char('-'));
    const QString sign = negated ? QStringLiteral("-") : QString();
    const QString body = token.mid(sign.size());
    const qsizetype colon = body.indexOf(QLatin1Char(':'));
    QStringList out;
    for (const FilterFieldName& field : kFilterFields) {
        const QString name = QLatin1String(field.name) + QLatin1Char(':');
        if (colon < 0 && !body.isEmpty() && name.startsWith(body, Qt::CaseInsensitive)) {
            out.push_back(sign + name);
        } else if (colon >= 0 && body.left(colon + 1) == name) {
            const QString begun = body.mid(colon + 1);
            for (const QString& value : valuesFor(field.field, names)) {
                if (value.startsWith(begun, Qt::CaseInsensitive) && value != begun) {
                    out.push_back(sign + name + value);
                }
            }
        }
    }
    return out;
}

} // namespace stillgate
