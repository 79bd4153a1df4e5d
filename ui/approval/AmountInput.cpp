// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/AmountInput.h"

namespace stillgate {

namespace {

/// Digits of any script as ASCII, the locale's decimal point as a full stop; spaces and the separators between thousands go.
QString plainDecimal(const QString& typed, const QLocale& locale)
{
    const QString point = locale.decimalPoint();
    const QString group = locale.groupSeparator();
    QString out;
    for (qsizetype at = 0; at < typed.size();) {
        const QStringView rest = QStringView(typed).mid(at);
        if (rest.startsWith(point)) {
            out += QLatin1Char('.');
            at += point.size();
        } else if (rest.startsWith(group)) {
            at += group.size();
        } else {
            const QChar letter = typed.at(at);
            if (letter.digitValue() >= 0) {
                out += QLatin1Char(static_cast<char>('0' + letter.digitValue()));
            } else if (!letter.isSpace()) {
                out += letter;
            }
            ++at;
        }
    }
    return out;
}

} // namespace

bool isAmount(const QString& typed, const Money& amount, const QLocale& locale)
{
    const auto letters = amount.currency.text();
    const QString code = QString::fromLatin1(letters.data(), static_cast<qsizetype>(letters.size()));
    QString number = typed;
    number.remove(code, Qt::CaseInsensitive);
    number = plainDecimal(number, locale);
    const int digits = amount.currency.minorDigits();
    if (digits > 0 && !number.contains(QLatin1Char('.'))) {
        number += QLatin1Char('.') + QString(digits, QLatin1Char('0'));
    }
    const auto money = Money::fromDecimal(number.toStdString(), amount.currency);
    return money && *money == amount;
}

} // namespace stillgate
