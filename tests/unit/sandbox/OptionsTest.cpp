// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/sandbox/Options.h"

using namespace stillgate;
using namespace stillgate::sandbox;

class OptionsTest : public QObject {
    Q_OBJECT
private slots:
    void endpoint_wellFormed_isRead()
    {
        QCOMPARE(endpointFromText("127.0.0.1:8080").value(), (Endpoint{"127.0.0.1", 8080}));
        QCOMPARE(endpointFromText("[::1]:0").value(), (Endpoint{"::1", 0}));
        QCOMPARE(urlOf({"::1", 8080}), std::string("http://[::1]:8080"));
        QCOMPARE(urlOf({"127.0.0.1", 8080}), std::string("http://127.0.0.1:8080"));
    }

    void endpoint_malformed_isRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:65536"}) {
            QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
        }
    }
    void endpoint_malformed_isRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!endpointFromText(text.toStdString()));
    }

    void options_byDefault_imitateAStrongSystem()
    {
        const std::array<const char*, 3> line{"stillgate-sandbox", "--data", "folder"};
        const auto options = optionsFrom(static_cast<int>(line.size()), line.data(), "0");
        QVERIFY(options);
        QCOMPARE(options->ready, std::filesystem::path("folder/ready.json"));
        QVERIFY(options->traits.keys == Keys::Honoured);
        QVERIFY(options->traits.lookups == Lookups::Offered);
        QVERIFY(options->traits.versions == Versions::Compared);
        QVERIFY(options->traits.limits == Limits::Enforced);
    }

    void options_weakened_imitateAWeakSystem()
    {
        const std::array<const char*, 7> line{"stillgate-sandbox", "--data",         "folder", "--ignore-keys", "--no-lookup",
                                              "--ignore-versions", "--ignore-limits"};
        const auto options = optionsFrom(static_cast<int>(line.size()), line.data(), "0");
        QVERIFY(options);
        QVERIFY(options->traits.keys == Keys::Ignored);
        QVERIFY(options->traits.lookups == Lookups::Missing);
        QVERIFY(options->traits.versions == Versions::Ignored);
        QVERIFY(options->traits.limits == Limits::Ignored);
    }
};

QTEST_GUILESS_MAIN(OptionsTest)
#include "OptionsTest.moc"
