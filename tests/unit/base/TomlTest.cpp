// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/base/Toml.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

class TomlTest : public QObject {
    Q_OBJECT

private slots:
    void parse_everyKindOfValue_becomesJson()
    {
        const auto value = parseToml(R"(
            text = "a"
            number = -42
            hexadecimal = 0xff
            flag = true
            list = [1, "two", [3]]
            inline = { x = 1 }
            moment = 2026-03-02T09:12:04Z
            local = 2026-03-02T11:12:04.5+02:00
            day = 2026-03-02
            [table.inner]
            y = 2
            [[rows]]
            id = "first"
            [[rows]]
            id = "second"
        )",
                                     "sample.toml");
        STILLGATE_VERIFY_VALUE(value);
        QCOMPARE(canonicalJson(*value),
                 R"({"day":"2026-03-02","flag":true,"hexadecimal":255,"inline":{"x":1},"list":[1,"two",[3]],)"
                 R"("local":"2026-03-02T11:12:04.5+02:00","moment":"2026-03-02T09:12:04Z","number":-42,)"
                 R"("rows":[{"id":"first"},{"id":"second"}],"table":{"inner":{"y":2}},"text":"a"})"s);
    }

    void parse_fault_isNamedByFileLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("no value") << QByteArray("a = 1\nb =\n") << QByteArray("sample.toml:2:");
        QTest::newRow("open text") << QByteArray("\n\na = \"x\n") << QByteArray("sample.toml:3:");
        QTest::newRow("same key twice") << QByteArray("a = 1\nb = 2\na = 3\n") << QByteArray("sample.toml:3:");
        QTest::newRow("same table twice") << QByteArray("[t]\n[t]\n") << QByteArray("sample.toml:2:");
        QTest::newRow("unknown escape") << QByteArray("a = \"\\q\"\n") << QByteArray("sample.toml:1:");
        QTest::newRow("no UTF-8") << QByteArray("a = \"\xFF\"\n") << QByteArray("sample.toml:1:");
        QTest::newRow("floating point") << QByteArray("a = 1\nb = 0.5\n") << QByteArray("sample.toml:2:5");
        QTest::newRow("floating point without fraction") << QByteArray("b = 1e3\n") << QByteArray("sample.toml:1:5");
        QTest::newRow("infinity") << QByteArray("b = inf\n") << QByteArray("sample.toml:1:5");
        QTest::newRow("floating point in a list") << QByteArray("a = [\n  1,\n  2.0,\n]\n") << QByteArray("sample.toml:3:3");
        QTest::newRow("floating point in a table") << QByteArray("[t]\nx = { y = 1.0 }\n") << QByteArray("sample.toml:2:11");
        QTest::newRow("beyond the integers") << QByteArray("a = 9007199254740992\n") << QByteArray("sample.toml:1:5");
        QTest::newRow("beyond 64 bits") << QByteArray("a = 9223372036854775808\n") << QByteArray("sample.toml:1:");
    }

    void parse_fault_isNamedByFileLineAndColumn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto value = parseToml(text.toStdString(), "sample.toml");
        QVERIFY(!value);
        STILLGATE_VERIFY_CODE(value, ErrorCode::Malformed);
        QVERIFY2(value.error().where.starts_with(where.toStdString()), value.error().where.c_str());
        QVERIFY(!value.error().detail.empty());
    }

    void parse_largestInteger_isKept()
    {
        const auto value = parseToml("a = 9007199254740991\nb = -9007199254740991\n", "sample.toml");
        STILLGATE_VERIFY_VALUE(value);
        QCOMPARE(*value->find("a")->asInteger(), Json::kMostInteger);
    }

    void parse_orderOfKeys_makesNoDifference()
    {
        QVERIFY(parseToml("a = 1\nb = 2\n", "x") == parseToml("b = 2 # note\na = 1\n", "y"));
    }

    void readToml_noFile_isNotFound()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "sample.toml";
        STILLGATE_VERIFY_ERROR(readToml(path), ErrorCode::NotFound, path.string());
        STILLGATE_VERIFY_VALUE(writeFile(path, "a = \n"));
        const auto value = readToml(path);
        QVERIFY(!value);
        QVERIFY2(value.error().where.starts_with("sample.toml:1:"), value.error().where.c_str());
    }

    void placed_pathOfTheDocument_namesTheNearestPlace()
    {
        const auto document = parsePlacedToml("a = 1\n\n[[list]]\nname = \"x\"\n", "sample.toml");
        STILLGATE_VERIFY_VALUE(document);
        const auto placeOf = [&](const std::string& path) { return document->placed({ErrorCode::Malformed, path, {}}).where; };
        QCOMPARE(placeOf("$.list[0].name"), std::string("sample.toml:4:8: $.list[0].name"));
        QCOMPARE(placeOf("$.list[0].missing"), std::string("sample.toml:3:1: $.list[0].missing"));
        QCOMPARE(placeOf("elsewhere"), std::string("elsewhere"));
    }
};

QTEST_GUILESS_MAIN(TomlTest)
#include "TomlTest.moc"
