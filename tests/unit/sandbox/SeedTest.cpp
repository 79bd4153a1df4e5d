// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/File.h"
#include "tests/unit/sandbox/BooksFixture.h"

using namespace stillgate;
using namespace stillgate::sandbox;

class SeedTest : public QObject {
    Q_OBJECT
private slots:
    void seed_intoEmptyBooks_fillsThem()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QCOMPARE(fixture.rows("customers"), std::size_t{1});
        QCOMPARE(fixture.rows("payments"), std::size_t{2});
    }

    void seed_intoFilledBooks_changesNothing()
    {
        const BooksFixture fixture;
        QVERIFY(fixture.seed().value());
        QVERIFY(!fixture.seed().value());
        QCOMPARE(fixture.rows("customers"), std::size_t{1});
    }

    void seed_ofTheSampleDay_isTaken()
    {
        const std::filesystem::path source = qEnvironmentVariable("STILLGATE_SOURCE").toStdString();
        const auto text = readFile(source / "resources/packs/sample/books.json");
        QVERIFY2(text, "the sample books are missing");
        const BooksFixture fixture;
        const auto seeded = fixture.seed(*text);
        QVERIFY2(seeded, seeded ? "" : seeded.error().text().c_str());
    }

    void seed_withAFault_namesThePlaceAndLeavesBooksEmpty_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* from, const char* to, const char* place) {
            QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(place);
        };
        row("list missing", R"("refunds": [],)", "", "$.refunds");
        row("field missing", R"(, "tier": "standard")", "", "$.customers[0].tier");
        row("wrong type", R"("total_minor": 12900)", R"("total_minor": "129.00")", "$.orders[0].total_minor");
        row("fraction", R"("total_minor": 12900)", R"("total_minor": 129.5)", "$.orders[0].total_minor");
        row("id with a slash", R"("id": "O-1")", R"("id": "O/1")", "$.orders[0].id");
        row("unknown customer", R"("id": "O-1", "customer": "C-1")", R"("id": "O-1", "customer": "C-2")",
            "$.orders[0].customer");
        row("unknown order", R"("id": "P-1", "order": "O-1")", R"("id": "P-1", "order": "O-2")", "$.payments[0].order");
        row("same id twice", R"("id": "P-2")", R"("id": "P-1")", "$.payments[1].id");
        row("no amount", R"("amount_minor": 12900)", R"("amount_minor": 0)", "$.payments[0].amount_minor");
        row("time", "2026-03-01T09:00:00Z", "2026-03-01 09:00", "$.orders[0].created_at");
        row("currency", R"("customer": "C-1", "currency": "EUR")", R"("customer": "C-1", "currency": "Euro")",
            "$.orders[0].currency");
        row("other currency", R"("customer": "C-1", "currency": "EUR")", R"("customer": "C-1", "currency": "USD")",
            "$.payments[0].currency");
        row("refund over payment", R"("refunds": [])",
            R"("refunds": [{"id": "R-1", "payment": "P-1", "order": "O-1", "amount_minor": 12901, "currency": "EUR",
               "created_at": "2026-03-01T10:00:00Z"}])",
            "$.refunds[0].amount_minor");
        row("two accounts", R"("plan": "basic"})", R"("plan": "basic"}, {"customer": "C-1", "status": "x", "plan": "y"})",
            "$.accounts[1].customer");
    }
    void seed_withAFault_namesThePlaceAndLeavesBooksEmpty()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, place);
        QString text = QString::fromUtf8(kSampleSeed);
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const BooksFixture fixture;
        const auto seeded = fixture.seed(text.toStdString());
        QVERIFY(!seeded);
        QVERIFY(seeded.error().code == ErrorCode::Malformed);
        QCOMPARE(QString::fromStdString(seeded.error().where), place);
        QCOMPARE(fixture.rows("customers"), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(SeedTest)
#include "SeedTest.moc"
