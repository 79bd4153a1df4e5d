// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QTest>
#include <QTimeZone>

#include "tests/support/ManualClock.h"
#include "ui/kit/paint/Marks.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/PlainToolTip.h"

namespace stillgate {

namespace {

// 2026-09-21T14:13:20Z
constexpr UtcTime kNow{1'790'000'000'000};
constexpr Currency kEuro{{'E', 'U', 'R', '\0'}};
constexpr Currency kYen{{'J', 'P', 'Y', '\0'}};

QString noBreak(const char* text)
{
    return QString::fromUtf8(text).replace(QLatin1Char('_'), QChar(0x00A0));
}

} // namespace

class FormattingTest : public QObject {
    Q_OBJECT

private slots:
    void money_inEnglishAndGerman_hasTheirSeparators()
    {
        QCOMPARE(m_english.money({194'000, kEuro}), noBreak("1,940.00_EUR"));
        QCOMPARE(m_english.money({-5, kEuro}), noBreak("−0.05_EUR"));
        QCOMPARE(m_english.money({500, kYen}), noBreak("500_JPY"));
        QCOMPARE(m_german.money({194'000, kEuro}), noBreak("1.940,00_EUR"));
    }

    void money_ofTheLargestAmount_losesNoCent()
    {
        QCOMPARE(m_english.money({std::numeric_limits<std::int64_t>::max(), kEuro}), noBreak("92,233,720,368,547,758.07_EUR"));
        QCOMPARE(m_english.money({std::numeric_limits<std::int64_t>::min(), kEuro}), noBreak("−92,233,720,368,547,758.08_EUR"));
    }

    void money_fromRightToLeft_staysInItsOrder()
    {
        const QString sum = m_arabic.money({12'900, kEuro});
        QCOMPARE(sum.front(), QChar(0x2066));
        QCOMPARE(sum.back(), QChar(0x2069));
        QVERIFY(!m_english.money({12'900, kEuro}).contains(QChar(0x2066)));
    }

    void countdown_aroundTheDeadline_countsWholeMinutesThenSeconds()
    {
        QCOMPARE(m_english.countdown(kNow + Duration::minutes(41)), QStringLiteral("00:41"));
        QCOMPARE(m_english.countdown(kNow + Duration::seconds(41)), QStringLiteral("41 s"));
        QCOMPARE(m_english.countdown(kNow + Duration::seconds(119)), QStringLiteral("00:01"));
        QCOMPARE(m_english.countdown(kNow + Duration::seconds(-41)), QStringLiteral("−41 s"));
        QCOMPARE(m_english.countdown(kNow), QStringLiteral("0 s"));
        QCOMPARE(m_english.countdown(kNow + Duration::minutes(-6)), QStringLiteral("−00:06"));
        QCOMPARE(m_english.countdown(kNow + Duration::minutes(164)), QStringLiteral("02:44"));
        QCOMPARE(m_english.countdown(kNow + Duration::days(5)), QStringLiteral("5 d"));
    }

    void age_ofThings_isOneUnit()
    {
        QCOMPARE(m_english.age(kNow + Duration::seconds(-20)), QStringLiteral("now"));
        QCOMPARE(m_english.age(kNow + Duration::minutes(-44)), QStringLiteral("44m"));
        QCOMPARE(m_english.age(kNow + Duration::minutes(-150)), QStringLiteral("2h"));
        QCOMPARE(m_english.age(kNow + Duration::days(-1)), QStringLiteral("1d"));
    }

    void relative_pastAndFuture_saysWhich()
    {
        QCOMPARE(m_english.relative(kNow), QStringLiteral("now"));
        QCOMPARE(m_english.relative(kNow + Duration::seconds(-4)), QStringLiteral("4 s ago"));
        QCOMPARE(m_english.relative(kNow + Duration::minutes(38)), QStringLiteral("in 38 min"));
        QCOMPARE(m_english.relative(kNow + Duration::minutes(-250)), QStringLiteral("4 h ago"));
        QCOMPARE(m_english.relative(kNow + Duration::days(-40)), QStringLiteral("12 Aug 2026"));
    }

    void times_areShownInTheZone_andAbsoluteNamesIt()
    {
        QCOMPARE(m_english.clockTime(kNow), QStringLiteral("14:13"));
        QCOMPARE(m_german.clockTime(kNow), QStringLiteral("16:13"));
        QCOMPARE(m_english.clockSeconds(kNow), QStringLiteral("14:13:20"));
        QCOMPARE(m_english.absolute(kNow), QStringLiteral("21 September 2026 14:13:20 UTC"));
    }

    void span_ofAnyLength_hasTwoUnitsAtMost()
    {
        QCOMPARE(m_english.span(Duration::seconds(22)), QStringLiteral("22 s"));
        QCOMPARE(m_english.span(Duration::minutes(130)), QStringLiteral("2 h 10 min"));
        QCOMPARE(m_english.span(Duration::minutes(120)), QStringLiteral("2 h"));
        QCOMPARE(m_english.span(Duration{100 * 3'600'000LL}), QStringLiteral("4 d 4 h"));
    }

    void numbers_haveTwoDecimals_andSigns()
    {
        QCOMPARE(m_english.count(1'204'311), QStringLiteral("1,204,311"));
        QCOMPARE(m_english.confidence(9120), QStringLiteral("0.91"));
        QCOMPARE(m_german.ratio(0.5), QStringLiteral("0,50"));
        QCOMPARE(m_english.weight(2.1), QStringLiteral("+2.1"));
        QCOMPARE(m_english.weight(-0.4), QStringLiteral("−0.4"));
        QCOMPARE(m_english.weight(-0.04), QStringLiteral("0.0"));
    }

    void longId_isCutInTheMiddle_shortOneIsNot()
    {
        QCOMPARE(middleCut(QStringLiteral("8c41f0a97d1be0c35a60f3b2d27e6b13")), QStringLiteral("8c41f0a9…d27e6b13"));
        QCOMPARE(middleCut(QStringLiteral("RF-90311")), QStringLiteral("RF-90311"));
    }

    void keyText_namesKeysAsThePrinted_areNamed()
    {
        QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_Return)), QStringLiteral("Ctrl ↵"));
        QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_K)), QStringLiteral("Ctrl K"));
        QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_Plus)), QStringLiteral("Ctrl +"));
        QCOMPARE(keyText(QKeySequence(Qt::Key_D)), QStringLiteral("D"));
    }

    void person_byName_keepsInitialsAndColour()
    {
        const PersonMark agent = personMark(QStringLiteral("Sample Agent"), QStringLiteral("agent"));
        QCOMPARE(agent.initials, QStringLiteral("SA"));
        QCOMPARE(personMark(QStringLiteral("S. Agent"), QStringLiteral("agent")).colour, agent.colour);
        QCOMPARE(personMark(QStringLiteral("Sample"), QStringLiteral("x")).initials, QStringLiteral("S"));
        QVERIFY(personMark({}, {}).initials.isEmpty());
    }

    void riskStep_atItsBounds_changes()
    {
        QCOMPARE(riskStep(29), RiskStep::Low);
        QCOMPARE(riskStep(30), RiskStep::Guarded);
        QCOMPARE(riskStep(59), RiskStep::Guarded);
        QCOMPARE(riskStep(60), RiskStep::High);
        QCOMPARE(riskStep(80), RiskStep::Severe);
    }

    void toolTip_withMarkup_showsItAsText()
    {
        const QString tip = plainToolTip(QStringLiteral("<img src=x> & more"));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
        QVERIFY(tip.contains(QStringLiteral("&lt;img src=x&gt; &amp; more")));
    }

private:
    ManualClock m_clock{kNow};
    Formatting m_english{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone::utc(), m_clock};
    Formatting m_german{QLocale(QLocale::German, QLocale::Germany), QTimeZone(7200), m_clock};
    Formatting m_arabic{QLocale(QLocale::Arabic, QLocale::UnitedArabEmirates), QTimeZone::utc(), m_clock};
};

} // namespace stillgate

QTEST_GUILESS_MAIN(stillgate::FormattingTest)
#include "FormattingTest.moc"
