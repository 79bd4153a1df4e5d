// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include "tests/support/EventForms.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// A header around a sample of every field of one payload.
template <typename P>
EventHeader sampleHeader()
{
    EventHeader header;
    header.sequence = 17;
    header.time = kMorning;
    header.actor = person(101);
    header.ticket = TicketId{person(2).uuid};
    header.command = CommandRef{CommandId{person(3).uuid}, digest("command")};
    header.personal["sample"] = {person(7), digest("commitment"), std::nullopt};
    header.personal["sample.tied"] = {person(101), digest("commitment"), "nonce:00"};
    setPayload(header, forms::sampleOf<P>());
    return header;
}

QString goldenFile(std::string_view code, int version)
{
    return sourceFile("tests/golden/events/") +
           QString::fromStdString(std::string(code) + ".v" + std::to_string(version) + ".json");
}

/// Without the line feed at its end.
std::string contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toStdString() : std::string();
}

EventHeader headerOf(std::string code, int version, Json data)
{
    EventHeader header;
    header.code = std::move(code);
    header.version = version;
    header.data = std::move(data);
    return header;
}

/// A made-up event whose first version had an amount in cents, whose second had a decimal text, and whose third named its currency.
const std::array<Upcaster, 3> kMadeUp{
    {{"sample.event", 1,
      [](const Json& data) { return Json().set("amount", std::to_string(*data.find("cents")->asInteger() / 100) + ".00"); }},
     {"sample.event", 2, [](const Json& data) { return Json(data).set("currency", "EUR"); }},
     {"other.event", 1, [](const Json&) { return Json("never"); }}}};

} // namespace

class EventTest : public QObject {
    Q_OBJECT

private slots:
    /// STILLGATE_WRITE_GOLDEN=1 writes the files that are missing, and never another: a released form is not edited.
    void golden_everyPayload_isItsFileByteByByte()
    {
        forms::forEachPayload([]<typename P>(const P&) {
            const QString path = goldenFile(P::kCode, P::kVersion);
            const auto bytes = encodeHeader(sampleHeader<P>());
            QVERIFY2(bytes.has_value(), qPrintable(path));
            QFile file(path);
            if (qEnvironmentVariableIsSet("STILLGATE_WRITE_GOLDEN") && file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
                file.write(QByteArray::fromStdString(*bytes + "\n"));
                file.close();
            }
            QCOMPARE(contentsOf(path), *bytes);
        });
    }

    /// Every version that was ever released is still read, and a header comes out of it as it went in.
    void golden_everyFile_isReadAndWrittenAlike()
    {
        const QDir folder(sourceFile("tests/golden/events"));
        const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
        QVERIFY(files.size() >= static_cast<qsizetype>(std::variant_size_v<Payload>));
        for (const QString& name : files) {
            const std::string bytes = contentsOf(folder.filePath(name));
            const auto header = decodeHeader(bytes);
            QVERIFY2(header.has_value(), qPrintable(name));
            QCOMPARE(QString::fromStdString(header->code + ".v" + std::to_string(header->version) + ".json"), name);
            QVERIFY2(encodeHeader(*header) == Result<std::string>(bytes), qPrintable(name));
            QVERIFY2(payloadOf(*header).has_value(), qPrintable(name));
        }
    }

    void payload_everyField_comesBack()
    {
        forms::forEachPayload([]<typename P>(const P&) {
            const auto header = decodeHeader(*encodeHeader(sampleHeader<P>()));
            QVERIFY(header.has_value());
            const auto payload = payloadOf(*header);
            QVERIFY2(payload.has_value(), std::string(P::kCode).c_str());
            QVERIFY2(std::get<P>(*payload) == forms::sampleOf<P>(), std::string(P::kCode).c_str());
        });
    }

    void classification_ofTheFirstVersion_saysThatItsReasonIsUnrecorded()
    {
        const auto old = decodeHeader(contentsOf(goldenFile("ticket.classified", 1)));
        STILLGATE_VERIFY_VALUE(old);
        const auto payload = payloadOf(*old);
        STILLGATE_VERIFY_VALUE(payload);
        const auto& classified = std::get<TicketClassified>(*payload);
        QCOMPARE(classified.bandReason, BandReason::Unrecorded);
        QVERIFY(classified.further.empty() && !classified.type && !classified.language && !classified.sentiment);
        QCOMPARE(classified.labels.size(), 2U);
    }

    void payload_unknownExtraFields_pass()
    {
        forms::forEachPayload([]<typename P>(const P&) {
            Json json = headerToJson(sampleHeader<P>());
            json.set("later", Json::array());
            Json data = *json.find("data");
            json.set("data", data.set("later", Json::array()));
            const auto header = headerFromJson(json);
            QVERIFY(header.has_value());
            const auto payload = payloadOf(*header);
            QVERIFY2(payload.has_value(), std::string(P::kCode).c_str());
            QVERIFY2(std::get<P>(*payload) == forms::sampleOf<P>(), std::string(P::kCode).c_str());
        });
    }

    void payload_eachMissingField_isNamed()
    {
        forms::forEachPayload([]<typename P>(const P&) {
            for (const forms::Field& field : forms::fieldsOf<P>()) {
                EventHeader header = sampleHeader<P>();
                std::erase_if(*header.data.asObject(), [&](const Json::Member& member) { return member.key == field.name; });
                const auto payload = payloadOf(header);
                const std::string place = std::string(P::kCode) + " " + field.name;
                QVERIFY2(payload.has_value() == field.form.ends_with(", optional"), place.c_str());
                if (!payload) {
                    STILLGATE_VERIFY_ERROR(payload, ErrorCode::Malformed, "$.data." + field.name);
                }
            }
        });
    }

    void payload_codesAreUnique()
    {
        std::map<std::string_view, int> codes;
        forms::forEachPayload([&]<typename P>(const P&) { ++codes[P::kCode]; });
        QCOMPARE(codes.size(), std::variant_size_v<Payload>);
    }

    void header_eachFault_isNamed()
    {
        const Json whole = headerToJson(sampleHeader<TicketOpened>());
        for (const char* field : {"seq", "code", "version", "time", "actor", "data", "personal"}) {
            Json json = whole;
            std::erase_if(*json.asObject(), [&](const Json::Member& member) { return member.key == field; });
            STILLGATE_VERIFY_ERROR(headerFromJson(json), ErrorCode::Malformed, std::string("$.") + field);
        }
        for (const char* field : {"ticket", "command"}) {
            Json json = whole;
            std::erase_if(*json.asObject(), [&](const Json::Member& member) { return member.key == field; });
            STILLGATE_VERIFY_VALUE(headerFromJson(json));
        }
        STILLGATE_VERIFY_CODE(decodeHeader("{}"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(decodeHeader("[]"), ErrorCode::Malformed);
        STILLGATE_VERIFY_CODE(decodeHeader(""), ErrorCode::Malformed);
    }

    void header_withAFloatingPointNumber_isNotWritten()
    {
        EventHeader header = sampleHeader<TicketOpened>();
        header.data.set("later", 0.5);
        STILLGATE_VERIFY_ERROR(encodeHeader(header), ErrorCode::Internal, "ticket.opened");
    }

    void version_older_isLiftedStepByStep()
    {
        const Json first = Json().set("cents", 12900);
        const auto lifted = liftedData(headerOf("sample.event", 1, first), 3, kMadeUp);
        STILLGATE_VERIFY_VALUE(lifted);
        QCOMPARE(canonicalJson(*lifted), std::string(R"({"amount":"129.00","currency":"EUR"})"));
        const auto second = liftedData(headerOf("sample.event", 2, Json().set("amount", "1.00")), 3, kMadeUp);
        STILLGATE_VERIFY_VALUE(second);
        QCOMPARE(canonicalJson(*second), std::string(R"({"amount":"1.00","currency":"EUR"})"));
        QVERIFY(liftedData(headerOf("sample.event", 3, first), 3, kMadeUp) == Result<Json>(first));
        QVERIFY(liftedData(headerOf("sample.event", 1, first), 1, {}) == Result<Json>(first));
    }

    void version_unknownOrWithoutStep_isUnsupported()
    {
        STILLGATE_VERIFY_ERROR(liftedData(headerOf("sample.event", 4, Json()), 3, kMadeUp), ErrorCode::Unsupported,
                               "sample.event version 4");
        STILLGATE_VERIFY_CODE(liftedData(headerOf("sample.event", 0, Json()), 3, kMadeUp), ErrorCode::Unsupported);
        STILLGATE_VERIFY_CODE(liftedData(headerOf("sample.event", 1, Json().set("cents", 0)), 4, kMadeUp),
                              ErrorCode::Unsupported);
        STILLGATE_VERIFY_CODE(liftedData(headerOf("third.event", 1, Json()), 2, kMadeUp), ErrorCode::Unsupported);
        EventHeader newer = sampleHeader<TicketOpened>();
        newer.version = 2;
        STILLGATE_VERIFY_ERROR(payloadOf(newer), ErrorCode::Unsupported, "ticket.opened version 2");
        newer.code = "ticket.teleported";
        STILLGATE_VERIFY_ERROR(payloadOf(newer), ErrorCode::Unsupported, "ticket.teleported");
    }
};

QTEST_GUILESS_MAIN(EventTest)
#include "EventTest.moc"
