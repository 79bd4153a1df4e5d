// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/QueueFilter.h"

#include <algorithm>
#include <optional>

#include "ui/kit/text/HandlingWords.h"
#include "ui/kit/text/OwnText.h"
#include "ui/queue/FilterTokens.h"
#include "ui/queue/QueueText.h"

namespace stillgate {

namespace {

constexpr int kConfidencePrecision = 10'000;
constexpr int kAmountScale = 1'000;

using ParsedMeaning = tl::expected<TermMeaning, FilterFault>;

struct TokenText {
    const FilterToken& token;
    QString field;
    QString value;
};

tl::unexpected<FilterFault> faultOf(FilterFaultKind kind, const FilterToken& token, QString part, QString known = {})
{
    return tl::make_unexpected(FilterFault{kind, token.text, token.at, std::move(part), std::move(known)});
}

template <NamedEnum E>
QStringList namesOf()
{
    QStringList out;
    for (const auto& [value, name] : EnumNames<E>::kNames) {
        out.push_back(ownText(name));
    }
    return out;
}

std::optional<FilterField> fieldNamed(const QString& name)
{
    for (const FilterFieldName& known : kFilterFields) {
        if (name == QLatin1String(known.name)) {
            return known.field;
        }
    }
    return std::nullopt;
}

ParsedMeaning listTerm(FilterField field, const TokenText& text)
{
    const QStringList known = filterValues(field);
    ListTerm term{field, 0};
    for (const QString& part : text.value.split(QLatin1Char(','))) {
        const qsizetype at = known.indexOf(field == FilterField::Priority ? part.toLower() : part);
        if (at < 0) {
            return faultOf(FilterFaultKind::UnknownValue, text.token, part, known.join(QStringLiteral(", ")));
        }
        term.members |= 1U << static_cast<unsigned>(at);
    }
    return term;
}

ParsedMeaning partTerm(FilterField field, const TokenText& text)
{
    PartTerm term{field, {}};
    for (const QString& part : text.value.split(QLatin1Char(','))) {
        if (part.isEmpty()) {
            return faultOf(FilterFaultKind::MissingValue, text.token, text.field);
        }
        term.parts.push_back(foldedText(part));
    }
    return term;
}

/// Takes "<", "<=", ">" or ">=" off the front.
std::optional<Comparison> takeComparison(QString& value)
{
    struct Sign {
        QLatin1String text;
        Comparison comparison;
    };
    static constexpr Sign kSigns[] = {{QLatin1String("<="), Comparison::AtMost},
                                      {QLatin1String(">="), Comparison::AtLeast},
                                      {QLatin1String("<"), Comparison::Under},
                                      {QLatin1String(">"), Comparison::Over}};
    for (const Sign& sign : kSigns) {
        if (value.startsWith(sign.text)) {
            value.remove(0, sign.text.size());
            return sign.comparison;
        }
    }
    return std::nullopt;
}

/// A plain decimal number in units of 1/scale: "0.7", "100". No sign, no exponent.
std::optional<std::int64_t> scaledDecimal(const QString& text, int scale)
{
    std::int64_t whole = 0;
    int left = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t letter = text[i].unicode();
        if (letter == u'.' && left == 0 && i > 0 && i + 1 < text.size()) {
            left = scale;
            continue;
        }
        if (letter < u'0' || letter > u'9' || left == 1 || whole > 1'000'000'000'000) {
            return std::nullopt;
        }
        whole = whole * 10 + (letter - u'0');
        left /= left > 0 ? 10 : 1;
    }
    return text.isEmpty() ? std::nullopt : std::optional(whole * (left > 0 ? left : scale));
}

ParsedMeaning sizeTerm(FilterField field, const TokenText& text)
{
    QString value = text.value;
    const auto comparison = takeComparison(value);
    if (!comparison) {
        return faultOf(FilterFaultKind::NotAComparison, text.token, text.field);
    }
    const bool isSpan = field == FilterField::Age || field == FilterField::Deadline || field == FilterField::Moved;
    if (isSpan) {
        const auto span = durationFromText(value.toStdString());
        return span ? ParsedMeaning(SizeTerm{field, *comparison, span->ms})
                    : faultOf(FilterFaultKind::NotASpan, text.token, value);
    }
    const auto number = scaledDecimal(value, field == FilterField::Confidence ? kConfidencePrecision : kAmountScale);
    return number ? ParsedMeaning(SizeTerm{field, *comparison, *number})
                  : faultOf(FilterFaultKind::NotANumber, text.token, value);
}

ParsedMeaning fieldTerm(const TokenText& text)
{
    const auto field = fieldNamed(text.field);
    if (!field) {
        return faultOf(FilterFaultKind::UnknownField, text.token, text.field);
    }
    if (text.value.isEmpty()) {
        return faultOf(FilterFaultKind::MissingValue, text.token, text.field);
    }
    switch (*field) {
    case FilterField::Stage:
    case FilterField::Band:
    case FilterField::Channel:
    case FilterField::Stakes:
    case FilterField::Reason:
    case FilterField::Priority:
    case FilterField::Sla:
    case FilterField::Held: return listTerm(*field, text);
    case FilterField::Intent:
    case FilterField::Category:
    case FilterField::Team:
    case FilterField::Assignee: return partTerm(*field, text);
    case FilterField::Moved:
        if (text.value == QLatin1String("today")) {
            return TodayTerm{};
        }
        return sizeTerm(*field, text);
    case FilterField::Confidence:
    case FilterField::Amount:
    case FilterField::Age:
    case FilterField::Deadline: return sizeTerm(*field, text);
    }
    return faultOf(FilterFaultKind::UnknownField, text.token, text.field);
}

ParsedMeaning wordTerm(const FilterToken& token, const QString& body)
{
    if (body.startsWith(QLatin1Char('#'))) {
        bool ok = false;
        const Sequence number = body.mid(1).toULongLong(&ok);
        if (!ok) {
            return faultOf(FilterFaultKind::NotANumber, token, body.mid(1));
        }
        return NumberTerm{number};
    }
    return WordTerm{foldedText(body)};
}

tl::expected<FilterTerm, FilterFault> termOf(const FilterToken& token)
{
    if (token.end == TokenEnd::OpenQuote) {
        return faultOf(FilterFaultKind::OpenQuote, token, token.text);
    }
    FilterTerm term;
    term.text = token.text;
    QString body = token.text;
    if (body.startsWith(QLatin1Char('-'))) {
        term.sense = TermSense::Negated;
        body.remove(0, 1);
    }
    if (body.isEmpty()) {
        return faultOf(FilterFaultKind::MissingValue, token, token.text);
    }
    ParsedMeaning meaning = tl::make_unexpected(FilterFault{});
    const qsizetype colon = body.indexOf(QLatin1Char(':'));
    if (body.startsWith(QLatin1Char('"'))) {
        meaning = WordTerm{foldedText(unquoted(body))};
    } else if (colon >= 0) {
        meaning = fieldTerm({token, body.left(colon), unquoted(body.mid(colon + 1))});
    } else {
        meaning = wordTerm(token, body);
    }
    if (!meaning) {
        return tl::make_unexpected(std::move(meaning.error()));
    }
    term.meaning = std::move(*meaning);
    return term;
}

} // namespace

QStringList filterValues(FilterField field)
{
    switch (field) {
    case FilterField::Stage: return namesOf<Stage>();
    case FilterField::Band: return namesOf<Band>();
    case FilterField::Channel: return namesOf<Channel>();
    case FilterField::Stakes: return namesOf<Stakes>();
    case FilterField::Reason: return namesOf<EscalationReason>();
    case FilterField::Moved: return {QStringLiteral("today")};
    case FilterField::Priority: return {QStringLiteral("p1"), QStringLiteral("p2"), QStringLiteral("p3"), QStringLiteral("p4")};
    case FilterField::Sla: return namesOf<ClockState>();
    case FilterField::Held: return namesOf<HoldReason>();
    case FilterField::Assignee: return {QStringLiteral("me"), QStringLiteral("none")};
    case FilterField::Intent:
    case FilterField::Category:
    case FilterField::Confidence:
    case FilterField::Team:
    case FilterField::Amount:
    case FilterField::Age:
    case FilterField::Deadline: break;
    }
    return {};
}

bool QueueFilter::dependsOnTime() const
{
    return std::ranges::any_of(terms, [](const FilterTerm& term) {
        const auto* size = std::get_if<SizeTerm>(&term.meaning);
        const bool isSpan = size != nullptr && size->field != FilterField::Confidence && size->field != FilterField::Amount;
        return isSpan || std::holds_alternative<TodayTerm>(term.meaning);
    });
}

QString QueueFilter::text() const
{
    QStringList words;
    for (const FilterTerm& term : terms) {
        words.push_back(term.text);
    }
    return words.join(QLatin1Char(' '));
}

QString FilterFault::words() const
{
    switch (kind) {
    case FilterFaultKind::UnknownField: return QueueText::tr("There is no field \"%1\" to filter by").arg(part);
    case FilterFaultKind::UnknownValue:
        return QueueText::tr("\"%1\" is not known in %2. Known are: %3").arg(part, token, known);
    case FilterFaultKind::MissingValue: return QueueText::tr("%1 needs a value").arg(token);
    case FilterFaultKind::NotANumber: return QueueText::tr("\"%1\" in %2 is no number").arg(part, token);
    case FilterFaultKind::NotASpan:
        return QueueText::tr("\"%1\" in %2 is no span of time such as 30m, 2h or 7d").arg(part, token);
    case FilterFaultKind::NotAComparison: return QueueText::tr("%1 needs <, <=, > or >= before its value").arg(token);
    case FilterFaultKind::OpenQuote: return QueueText::tr("%1 has no closing quote").arg(token);
    }
    return {};
}

std::string foldedText(const QString& text)
{
    return text.toCaseFolded().toStdString();
}

std::string foldedText(std::string_view utf8)
{
    const bool isAscii = std::ranges::all_of(utf8, [](char letter) { return static_cast<unsigned char>(letter) < 0x80U; });
    if (!isAscii) {
        return foldedText(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
    }
    std::string out(utf8);
    for (char& letter : out) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter + ('a' - 'A'));
        }
    }
    return out;
}

std::string foldedText(const UntrustedText& text)
{
    return foldedText(std::string_view(text.unescaped()));
}

tl::expected<QueueFilter, FilterFault> parseFilter(const QString& text)
{
    QueueFilter filter;
    for (const FilterToken& token : filterTokens(text)) {
        auto term = termOf(token);
        if (!term) {
            return tl::make_unexpected(std::move(term.error()));
        }
        filter.terms.push_back(std::move(*term));
    }
    return filter;
}

} // namespace stillgate
