// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/SentimentTrend.h"
#include "tests/support/Readable.h"

using namespace stillgate;

class SentimentTrendTest : public QObject {
    Q_OBJECT

private slots:
    void lastMessage_countsAgainstThoseBefore_data()
    {
        QTest::addColumn<QList<int>>("sentiments");
        QTest::addColumn<QByteArray>("trend");
        const auto row = [](const char* name, const QList<int>& sentiments, const char* trend) {
            QTest::newRow(name) << sentiments << QByteArray(trend);
        };
        row("none", {}, "steady");
        row("one", {-80}, "steady");
        row("down", {10, -40}, "worsening");
        row("up", {-60, 20}, "improving");
        row("uneven but level", {-20, -5, -30, -15}, "steady");
        row("just under the least", {0, 0, -19}, "steady");
        row("just at it", {0, 0, -20}, "worsening");
        row("old anger counts no more", {-100, 0, 0, 0, 0, 5}, "steady");
        row("back to calm", {-50, -60, -40, -10}, "improving");
    }

    void lastMessage_countsAgainstThoseBefore()
    {
        QFETCH(QList<int>, sentiments);
        QFETCH(QByteArray, trend);
        const std::vector<int> values(sentiments.begin(), sentiments.end());
        QCOMPARE(std::string(nameOf(sentimentTrend(values))), trend.toStdString());
    }
};

QTEST_GUILESS_MAIN(SentimentTrendTest)
#include "SentimentTrendTest.moc"
