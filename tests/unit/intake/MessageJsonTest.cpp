// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <rapidcheck.h>

#include "core/intake/MessageJson.h"
#include "tests/unit/intake/Samples.h"

using namespace stillgate;

namespace {

constexpr std::string_view kFull =
    R"({"id":"sample-7","source":"sample","channel":"web","thread":"thread-7",)"
    R"("customer":{"email":"customer07@sample.example","name":"Sample Customer 07"},"subject":"Parcel",)"
    R"("text":" Where is it?\r\n","received_at":"2026-03-02T09:12:04.500Z","language":"en","device":"ios-app","country":"IE",)"
    R"("attachments":[{"name":"box.txt","type":"text/plain","content_base64":"Ym94"},)"
    R"({"name":"empty.bin","type":"application/octet-stream","content_base64":""}]})";

Result<IntakeMessage> decoded(std::string_view text)
{
    const auto json = parseJson(text);
    return json ? fromJson<IntakeMessage>(*json) : tl::make_unexpected(json.error());
}

/// Any text of up to `most` characters, from all planes of Unicode, of at least `least`.
rc::Gen<std::string> anyText(std::size_t least, std::size_t most)
{
    const auto character =
        rc::gen::element<std::string>("a", "Z", "7", " ", "\n", "\r", "\t", "\"", "\\", ",", std::string(1, '\0'), "\u00e9",
                                      "\u202e", "\ufeff", "\u20ac", "\U0001f600");
    return rc::gen::mapcat(rc::gen::inRange<std::size_t>(least, most + 1), [character](std::size_t length) {
        return rc::gen::map(rc::gen::container<std::vector<std::string>>(length, character), [](const auto& characters) {
            std::string text;
            for (const std::string& one : characters) {
                text += one;
            }
            return text;
        });
    });
}

rc::Gen<std::optional<std::string>> maybe(const rc::Gen<std::string>& text)
{
    return rc::gen::mapcat(rc::gen::arbitrary<bool>(), [text](bool given) {
        return given ? rc::gen::map(text, [](const std::string& value) { return std::optional(value); })
                     : rc::gen::just(std::optional<std::string>());
    });
}

IntakeMessage anyMessage()
{
    IntakeMessage message;
    message.id = *maybe(anyText(1, 20));
    message.source = *anyText(1, 20);
    message.channel = *rc::gen::element(Channel::Email, Channel::Chat, Channel::Voice, Channel::Web);
    message.thread = *maybe(anyText(1, 20));
    message.customer.email = *maybe(rc::gen::element<std::string>("customer07@sample.example", "k\u00fcnde@sample.example"));
    message.customer.name = *maybe(anyText(0, 20));
    message.subject = *maybe(anyText(0, 40));
    message.text = "x" + *anyText(0, 200);
    if (*rc::gen::arbitrary<bool>()) {
        message.receivedAt = UtcTime{*rc::gen::inRange<std::int64_t>(-62'167'219'200'000, 253'402'300'800'000)};
    }
    message.language = *maybe(rc::gen::element<std::string>("en", "de", "haw"));
    message.device = *maybe(anyText(1, 20));
    message.country = *maybe(rc::gen::element<std::string>("IE", "DE", "XK"));
    const auto count = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < count; ++i) {
        message.attachments.push_back({*anyText(1, 10), *rc::gen::element<std::string>("image/png", "text/plain"),
                                       *rc::gen::arbitrary<std::vector<std::uint8_t>>()});
    }
    return message;
}

} // namespace

class MessageJsonTest : public QObject {
    Q_OBJECT

private slots:
    void message_full_hasTheDocumentedForm()
    {
        QCOMPARE(shown(canonicalJson(toJson(fullMessage()))), shown(canonicalJson(*parseJson(kFull))));
        QVERIFY(decoded(kFull) == fullMessage());
    }

    void message_leastAllowed_decodes()
    {
        const auto message = decoded(R"({"source":"form","channel":"chat","text":" x "})");
        QVERIFY(message == IntakeMessage({.source = "form", .channel = Channel::Chat, .text = " x "}));
    }

    void field_unknown_passes()
    {
        QVERIFY(decoded(R"({"source":"form","channel":"chat","text":"x","label":"refund","customer":{"tier":"gold"}})"));
    }

    void text_asItCame_isKept()
    {
        const auto message = decoded(R"({"source":"s","channel":"web","text":" \ufeffa\u0000\r\n\u0301 "})");
        QCOMPARE(message->text, std::string(" \ufeffa\0\r\n\u0301 ", 11));
    }

    void field_malformed_isNamedWithWhatWasExpected_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("error");
        const std::pair<const char*, const char*> cases[] = {
            {R"("id":7)", "malformed at $.id: expected a text"},
            {R"("id":null)", "malformed at $.id: expected a text"},
            {R"("source":"")", "malformed at $.source: expected a text that is not empty"},
            {R"("channel":"fax")", "malformed at $.channel: expected one of email, chat, voice, web"},
            {R"("channel":1)", "malformed at $.channel: expected a text"},
            {R"("thread":[])", "malformed at $.thread: expected a text"},
            {R"("customer":"customer07@sample.example")", "malformed at $.customer: expected an object"},
            {R"("customer":{"email":"nobody"})",
             "malformed at $.customer.email: expected an e-mail address such as name@sample.example"},
            {R"("customer":{"name":{}})", "malformed at $.customer.name: expected a text"},
            {R"("subject":false)", "malformed at $.subject: expected a text"},
            {R"("text":["x"])", "malformed at $.text: expected a text"},
            {R"("text":"")", "malformed at $.text: expected a text, or else a subject or an attachment"},
            {R"("received_at":"yesterday")",
             "malformed at $.received_at: expected an RFC 3339 time such as 2026-03-02T09:12:04Z"},
            {R"("received_at":1772442724)", "malformed at $.received_at: expected a text"},
            {R"("language":"english")", "malformed at $.language: expected two or three small letters, such as en (BCP 47)"},
            {R"("device":1)", "malformed at $.device: expected a text"},
            {R"("country":"Ireland")",
             "malformed at $.country: expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)"},
            {R"("attachments":{})", "malformed at $.attachments: expected an array"},
            {R"("attachments":[{"type":"text/plain","content_base64":""}])",
             "malformed at $.attachments[0].name: the field is missing"},
            {R"("attachments":[{"name":"a","type":"text","content_base64":""}])",
             "malformed at $.attachments[0].type: expected a media type without parameters, such as image/png"},
            {R"("attachments":[{"name":"a","type":"text/plain","content_base64":"Ym94="}])",
             "malformed at $.attachments[0].content_base64: expected base64 (RFC 4648 section 4, with padding)"},
            {R"("attachments":[{"name":"a","type":"text/plain","content_base64":"Ym9"}])",
             "malformed at $.attachments[0].content_base64: expected base64 (RFC 4648 section 4, with padding)"},
        };
        for (const auto& [member, error] : cases) {
            QTest::newRow(member) << shown(member) << shown(error);
        }
    }
    void field_malformed_isNamedWithWhatWasExpected()
    {
        QFETCH(QString, member);
        QFETCH(QString, error);
        auto json = *parseJson(R"({"source":"form","channel":"chat","text":"x"})");
        const auto change = *parseJson(("{" + member.toStdString()) + "}");
        json.set(change.asObject()->front().key, change.asObject()->front().value);
        QCOMPARE(shown(fromJson<IntakeMessage>(json)), error);
    }

    void field_required_isMissed()
    {
        for (const std::string field : {"source", "channel", "text"}) {
            Json json = Json::object();
            for (const char* other : {"source", "channel", "text"}) {
                if (other != field) {
                    json.set(other, "web");
                }
            }
            QCOMPARE(shown(fromJson<IntakeMessage>(json)), shown("malformed at $." + field + ": the field is missing"));
        }
    }

    void value_noObject_isRefused() { QCOMPARE(shown(decoded("[]")), QStringLiteral("malformed at $: expected an object")); }

    void message_atEveryLimit_staysUnderTheEncodedLimit()
    {
        // A control character takes six bytes in JSON, which is the worst there is.
        const auto worst = [](std::size_t size) { return std::string(size, '\x01'); };
        IntakeMessage message = fullMessage();
        message.id = message.thread = worst(kMostReferenceBytes);
        message.source = worst(kMostSourceBytes);
        message.customer.name = worst(kMostNameBytes);
        message.subject = worst(kMostSubjectBytes);
        message.text = worst(kMostTextBytes);
        message.device = worst(kMostDeviceBytes);
        message.attachments.assign(kMostAttachments, {worst(kMostNameBytes), "image/png", {}});
        message.attachments.front().content.resize(kMostAttachmentBytes);
        QVERIFY(validate(message));
        const std::string encoded = canonicalJson(toJson(message));
        QVERIFY(encoded.size() <= kMostEncodedBytes);
        QVERIFY(decoded(encoded) == message);
    }

    void message_any_survivesEncodingAndDecoding()
    {
        QVERIFY(rc::check("decode(encode(message)) == message", [] {
            const IntakeMessage message = anyMessage();
            RC_ASSERT(decoded(canonicalJson(toJson(message))) == message);
        }));
    }
};

QTEST_GUILESS_MAIN(MessageJsonTest)
#include "MessageJsonTest.moc"
