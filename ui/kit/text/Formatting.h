// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <QTimeZone>

#include "core/base/Money.h"
#include "core/base/Time.h"

namespace stillgate {

/// Numbers, money and times for people: in their language, their zone, and against an injected clock.
class Formatting {
    Q_DECLARE_TR_FUNCTIONS(Formatting)

public:
    /// The clock must outlive this.
    Formatting(const QLocale& locale, const QTimeZone& zone, const Clock& clock);

    [[nodiscard]] const QLocale& locale() const { return m_locale; }
    [[nodiscard]] UtcTime now() const { return m_clock->now(); }

    /// "1,940.00 EUR": digits and separators of the locale, all decimals of the currency, its code, held together by a space
    /// that does not break. From right to left it is isolated, so that it stays in this order inside any sentence.
    [[nodiscard]] QString money(const Money& amount) const;
    /// "1,204,311"
    [[nodiscard]] QString count(std::int64_t number) const;
    /// "0.91", for confidences
    [[nodiscard]] QString ratio(double value) const;
    /// A confidence of the ledger, in ten thousandths: 9120 is "0.91".
    [[nodiscard]] QString confidence(int tenThousandths) const { return ratio(tenThousandths / 10'000.0); }
    /// "+2.1", "−0.4": the weight of a reason, signed; "0.0" without a sign.
    [[nodiscard]] QString weight(double value) const;

    /// "14:02"
    [[nodiscard]] QString clockTime(UtcTime time) const;
    /// "14:02:04"
    [[nodiscard]] QString clockSeconds(UtcTime time) const;
    /// The whole instant with its zone, for tool tips: "22 November 2026 14:02:04 UTC".
    [[nodiscard]] QString absolute(UtcTime time) const;
    /// "now", "4 min ago", "in 38 min", "2 h ago"; over six days the date.
    [[nodiscard]] QString relative(UtcTime time) const;
    /// How old: "44m", "2h", "1d"; "now" for what is not a minute old.
    [[nodiscard]] QString age(UtcTime time) const;
    /// "22 s", "38 min", "2 h 10 min", "3 d 4 h"
    [[nodiscard]] QString span(Duration span) const;
    /// Hours and minutes to a deadline: "00:41", "−00:06" when it is over, "4 d 2 h" from 100 hours on. Whole minutes, as relative()
    /// counts them; seconds in the last one: "22 s".
    [[nodiscard]] QString countdown(UtcTime deadline) const;

private:
    [[nodiscard]] QDateTime local(UtcTime time) const;

    QLocale m_locale;
    QTimeZone m_zone;
    const Clock* m_clock;
};

/// "8c41f0a9…d27e6b13": a long id with its middle left out; short ones stay whole.
[[nodiscard]] QString middleCut(const QString& id, int start = 8, int end = 8);
/// The text in marks that keep it left to right and apart from the sentence around it (Unicode 15, UAX #9: LRI, PDI).
[[nodiscard]] QString isolated(const QString& text);

} // namespace stillgate
