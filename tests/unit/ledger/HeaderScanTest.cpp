// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/ledger/HeaderScan.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

PersonId personOf(std::uint8_t byte)
{
    PersonId person;
    person.uuid.bytes.fill(byte);
    return person;
}

EventHeader sampleHeader()
{
    EventHeader header;
    header.sequence = 41;
    header.code = "message.received";
    header.version = 2;
    header.time = {1'772'442'724'000};
    header.actor = kOrchestrator;
    header.ticket = TicketId{personOf(9).uuid};
    header.command = CommandRef{CommandId{personOf(8).uuid}, sha256("body")};
    header.data.set("attachments", Json::Array{Json("sample")}).set("language", "de\n\u00E4\U0001F600").set("size", -12);
    header.personal["subject"] = {personOf(1), sha256("a"), std::nullopt};
    header.personal["note"] = {personOf(2), sha256("b"), "nonce:00"};
    header.personal["text"] = {personOf(1), sha256("c"), std::nullopt};
    return header;
}

/// Characters that make or break JSON, among them all that need an escape.
rc::Gen<std::string> anyJsonish()
{
    return rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\":,\\ubfnrt/0129-.eE aZ\n\t\x01\x7F\xC3\xA4")));
}

rc::Gen<Json> anyJson(int depth)
{
    const auto text = rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)),
                                   [](const std::string& value) { return Json(value); });
    const auto number = rc::gen::map(rc::gen::inRange<std::int64_t>(-Json::kMostInteger, Json::kMostInteger + 1),
                                     [](std::int64_t value) { return Json(value); });
    const auto small =
        rc::gen::elementOf(std::vector<Json>{Json(), Json(true), Json(false), Json(0), Json("\u20AC\U00010000")});
    if (depth == 0) {
        return rc::gen::oneOf(text, number, small);
    }
    const auto list = rc::gen::map(rc::gen::container<std::vector<Json>>(anyJson(depth - 1)),
                                   [](const std::vector<Json>& items) { return Json(items); });
    const auto object = rc::gen::map(
        rc::gen::container<std::map<std::string, Json>>(
            rc::gen::element<std::string>("a", "b", "\"", "\n", "\uE000", "\U00010000", "", "zz", "z\\"), anyJson(depth - 1)),
        [](const std::map<std::string, Json>& members) {
            Json out = Json::object();
            for (const auto& [key, value] : members) {
                out.set(key, value);
            }
            return out;
        });
    return rc::gen::oneOf(text, number, small, list, object);
}

/// What isCanonicalExact() stands for.
bool isCanonicalByDefinition(const std::string& text)
{
    const auto json = parseJson(text);
    const auto canonical = json ? canonicalExact(*json) : Result<std::string>(tl::make_unexpected(json.error()));
    return canonical && *canonical == text;
}

std::string changed(std::string text)
{
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    switch (*rc::gen::inRange(0, 3)) {
    case 0: text[at] = *rc::gen::elementOf(std::string("{}[]\":,\\u019- ")); break;
    case 1: text.insert(at, 1, *rc::gen::elementOf(std::string("{}[]\":,\\u019- "))); break;
    default: text.erase(at, 1);
    }
    return text;
}

} // namespace

class HeaderScanTest : public QObject {
    Q_OBJECT

private slots:
    void canonical_ofAnyJson_isWhatTheWriterWrites()
    {
        QVERIFY(rc::check("canonical", [] {
            const std::string text = *canonicalExact(*anyJson(3));
            RC_ASSERT(isCanonicalExact(text));
            const std::string other = changed(text);
            RC_ASSERT(isCanonicalExact(other) == isCanonicalByDefinition(other));
        }));
        QVERIFY(rc::check("anything", [] {
            const std::string text = *anyJsonish();
            RC_ASSERT(isCanonicalExact(text) == isCanonicalByDefinition(text));
        }));
    }

    void canonical_otherForms_areRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"{ }",
                                 "{\"b\":1,\"a\":2}",
                                 "{\"a\":1,\"a\":2}",
                                 "[1, 2]",
                                 "1.0",
                                 "1e3",
                                 "-0",
                                 "01",
                                 "+1",
                                 "0.5",
                                 "\"\\/\"",
                                 "\"\\u000a\"",
                                 "\"\\u001F\"",
                                 "\"\\u0041\"",
                                 "\"\\ud83d\\ude00\"",
                                 "9007199254740992",
                                 "\"\xC3\"",
                                 "nul",
                                 "",
                                 "[",
                                 "[1,]",
                                 "{\"a\":}",
                                 "1 "}) {
            QTest::newRow(text) << QByteArray(text);
        }
        QTest::newRow("33 deep") << QByteArray(33, '[') + QByteArray(33, ']');
    }

    void canonical_otherForms_areRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!isCanonicalExact(text.toStdString()));
    }

    void header_scanned_saysWhatTheDecoderSays()
    {
        const std::string bytes = *encodeHeader(sampleHeader());
        HeaderView view;
        STILLGATE_VERIFY_VALUE(scanHeader(bytes, view));
        const EventHeader expected = *decodeHeader(bytes);
        QCOMPARE(view.sequence, expected.sequence);
        QCOMPARE(std::string(view.code), expected.code);
        QCOMPARE(view.version, expected.version);
        QVERIFY(view.time == expected.time && view.ticket == expected.ticket);
        QCOMPARE(std::string(view.data), canonicalJson(expected.data));
        QCOMPARE(std::string(view.attachments), std::string("[\"sample\"]"));
        QCOMPARE(view.personal.size(), expected.personal.size());
        for (const PersonalView& value : view.personal) {
            const PersonalRef& ref = expected.personal.at(std::string(value.field));
            QVERIFY(value.person == ref.person && value.commitment == ref.commitment);
            QVERIFY(value.context.has_value() == ref.context.has_value() && (!ref.context || *value.context == *ref.context));
        }
        std::vector<PersonId> persons;
        personsOf(view, persons);
        QVERIFY((persons == std::vector{personOf(2), personOf(1)}));
    }

    void header_encoded_isTheCanonicalFormOfItsJson()
    {
        QVERIFY(rc::check("encode", [] {
            EventHeader header = sampleHeader();
            header.sequence = *rc::gen::inRange<Sequence>(0, Json::kMostInteger);
            header.time.ms = *rc::gen::inRange<std::int64_t>(-Json::kMostInteger, Json::kMostInteger);
            header.code = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
            header.data = *anyJson(2);
            if (*rc::gen::arbitrary<bool>()) {
                header.ticket.reset();
                header.command.reset();
            }
            for (const std::string& field : *rc::gen::container<std::vector<std::string>>(
                     rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127)))) {
                header.personal[field] = {personOf(3), sha256(field), field};
            }
            const bool isSame = encodeHeader(header) == canonicalExact(headerToJson(header));
            RC_ASSERT(isSame);
        }));
    }

    void header_changedAnywhere_isAcceptedAsTheDecoderWould()
    {
        QVERIFY(rc::check("header", [] {
            std::string bytes = *encodeHeader(sampleHeader());
            const auto times = *rc::gen::inRange(0, 3);
            for (int i = 0; i < times; ++i) {
                bytes = changed(bytes);
            }
            HeaderView view;
            const bool scanned = scanHeader(bytes, view).has_value();
            const bool expected = isCanonicalByDefinition(bytes) && decodeHeader(bytes).has_value();
            // Escapes in names are the one thing that the scanner refuses and the decoder takes.
            RC_ASSERT((scanned == expected || (expected && bytes.find('\\') != std::string::npos)));
        }));
    }

    void header_reused_forgetsWhatTheLastOneHad()
    {
        HeaderView view;
        STILLGATE_VERIFY_VALUE(scanHeader(*encodeHeader(sampleHeader()), view));
        EventHeader bare;
        bare.code = "a";
        const std::string bytes = *encodeHeader(bare);
        STILLGATE_VERIFY_VALUE(scanHeader(bytes, view));
        QVERIFY(view.personal.empty() && !view.ticket && view.attachments.empty());
    }

    void header_withFieldMissing_isCorrupt()
    {
        const Json whole = headerToJson(sampleHeader());
        for (const char* field : {"actor", "code", "data", "personal", "seq", "time", "version"}) {
            Json without = Json::object();
            for (const Json::Member& member : *whole.asObject()) {
                if (member.key != field) {
                    without.set(member.key, member.value);
                }
            }
            HeaderView view;
            STILLGATE_VERIFY_ERROR(scanHeader(canonicalJson(without), view), ErrorCode::Corrupt, "header");
        }
    }

    void header_withWrongType_namesTheField()
    {
        Json wrong = headerToJson(sampleHeader());
        wrong.set("time", "noon");
        HeaderView view;
        STILLGATE_VERIFY_ERROR(scanHeader(canonicalJson(wrong), view), ErrorCode::Corrupt, "header.time");
    }
};

QTEST_GUILESS_MAIN(HeaderScanTest)
#include "HeaderScanTest.moc"
