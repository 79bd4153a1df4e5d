// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/Translations.h"

#include <QTest>

namespace stillgate {

namespace {

QString messagesText(int number)
{
    return QCoreApplication::translate("PacketText", "%n messages", "", number);
}

} // namespace

class KitTranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void aNumber_beforeTranslationsAreInstalled_getsTheFormOfMany() { QCOMPARE(messagesText(1), QStringLiteral("1 messages")); }

    void aNumber_inAnyLocale_getsItsEnglishForm_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedKingdom);
        QTest::newRow("C") << QLocale::c();
        QTest::newRow("a language without a translation") << QLocale(QLocale::Icelandic);
    }

    void aNumber_inAnyLocale_getsItsEnglishForm()
    {
        QFETCH(const QLocale, locale);
        installTranslations(*QCoreApplication::instance(), locale);
        QCOMPARE(messagesText(1), QStringLiteral("1 message"));
        QCOMPARE(messagesText(0), QStringLiteral("0 messages"));
        QCOMPARE(messagesText(2), QStringLiteral("2 messages"));
        QCOMPARE(QCoreApplication::translate("stillgate::QueueWorkspace", "%1 tickets", "", 1), QStringLiteral("%1 ticket"));
    }
};

} // namespace stillgate

QTEST_GUILESS_MAIN(stillgate::KitTranslationsTest)
#include "TranslationsTest.moc"
