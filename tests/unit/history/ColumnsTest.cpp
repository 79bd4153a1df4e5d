// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/learning/history/Columns.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::history;

namespace {

std::optional<std::string> columnFor(Field field, const std::vector<std::string>& names, const ColumnMap& map = {})
{
    const auto columns = understoodColumns(names, map);
    if (!columns) {
        return columns.error().text();
    }
    const auto found = std::ranges::find(*columns, field, &Column::field);
    return found != columns->end() ? std::optional(found->name) : std::nullopt;
}

} // namespace

/// Which column means what.
class ColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void name_ofACommonHelpdesk_isUnderstood_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("field");
        QTest::newRow("own name") << QByteArray("resolution_code") << static_cast<int>(Field::ResolutionCode);
        QTest::newRow("capitals and blanks") << QByteArray("Requester Email") << static_cast<int>(Field::CustomerEmail);
        QTest::newRow("Zendesk") << QByteArray("Solved at") << static_cast<int>(Field::ClosedAt);
        QTest::newRow("Freshdesk") << QByteArray("Created time") << static_cast<int>(Field::OpenedAt);
        QTest::newRow("Jira") << QByteArray("Request Type") << static_cast<int>(Field::Label);
        QTest::newRow("ServiceNow") << QByteArray("close_code") << static_cast<int>(Field::ResolutionCode);
        QTest::newRow("Salesforce") << QByteArray("Case Origin") << static_cast<int>(Field::Channel);
        QTest::newRow("brackets") << QByteArray("Closed (date)") << static_cast<int>(Field::ClosedAt);
    }

    void name_ofACommonHelpdesk_isUnderstood()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, field);
        QCOMPARE(columnFor(static_cast<Field>(field), {"x", header.toStdString()}), std::optional(header.toStdString()));
    }

    void name_thatMeansSomethingElse_isPassedOver()
    {
        QCOMPARE(understoodColumns(std::vector<std::string>{"reopened by", "texts", "closed_at_work"}, {})->size(), 0U);
    }

    void betterName_standsBehind_isTakenAllTheSame()
    {
        QCOMPARE(columnFor(Field::Label, {"Type", "Category", "Intent"}), std::optional<std::string>("Intent"));
        QCOMPARE(columnFor(Field::Label, {"Type", "Category"}), std::optional<std::string>("Category"));
    }

    void map_againstARecognisedName_wins()
    {
        ColumnMap map;
        QVERIFY(addMapping(map, "Type=label"));
        QCOMPARE(columnFor(Field::Label, {"Type", "Intent"}, map), std::optional<std::string>("Type"));
    }

    void map_toNothing_passesTheColumnOver()
    {
        ColumnMap map;
        QVERIFY(addMapping(map, "created_at="));
        QCOMPARE(columnFor(Field::OpenedAt, {"created_at"}, map), std::nullopt);
        QCOMPARE(columnFor(Field::OpenedAt, {"created_at"}), std::optional<std::string>("created_at"));
    }

    void map_thatCannotBe_isRefused()
    {
        ColumnMap map;
        STILLGATE_VERIFY_CODE(addMapping(map, "label"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(addMapping(map, "=label"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(addMapping(map, "Type=lable"), ErrorCode::Malformed);
        QVERIFY(addMapping(map, "a=b=label"));
        QVERIFY(map.contains("a=b"));
        STILLGATE_VERIFY_CODE(addMapping(map, "a=b=team"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(understoodColumns(std::vector<std::string>{"Type"}, map), ErrorCode::Malformed);
        QVERIFY(addMapping(map, "Type=label"));
        STILLGATE_VERIFY_CODE(understoodColumns(std::vector<std::string>{"Type", "a=b"}, map), ErrorCode::Malformed);
    }

    void column_thatStandsTwice_countsOnce()
    {
        const auto columns = understoodColumns(std::vector<std::string>{"text", "text", ""}, {});
        STILLGATE_VERIFY_VALUE(columns);
        QCOMPARE(columns->size(), 1U);
        QCOMPARE(columns->front().index, 0U);
    }

    void recognisedName_belongsToOneFieldAlone()
    {
        std::set<std::string_view> all;
        for (const auto& entry : EnumNames<Field>::kNames) {
            const auto names = recognisedNames(entry.first);
            QVERIFY(!names.empty());
            QCOMPARE(names.front(), entry.second);
            for (const std::string_view name : names) {
                QVERIFY2(all.insert(name).second, std::string(name).c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(ColumnsTest)
#include "ColumnsTest.moc"
