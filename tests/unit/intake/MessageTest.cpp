// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/intake/Syntax.h"
#include "tests/unit/intake/Samples.h"

using namespace stillgate;

namespace {

struct Case {
    const char* name;
    void (*change)(IntakeMessage&);
    const char* outcome; ///< the whole error
};

std::string ofSize(std::size_t size)
{
    return std::string(size, 'x');
}

IntakeAttachment attachmentOfSize(std::size_t size)
{
    return {"large.bin", "application/octet-stream", Bytes(size)};
}

const Case kRefused[] = {
    {"id empty", [](IntakeMessage& m) { m.id = ""; }, "malformed at id: expected a text that is not empty"},
    {"id long", [](IntakeMessage& m) { m.id = ofSize(513); }, "limit at id: expected at most 512 bytes, found 513"},
    {"id not UTF-8", [](IntakeMessage& m) { m.id = "ab\xFF"; },
     "malformed at id: expected UTF-8, which byte 2 of the field is not"},
    {"source empty", [](IntakeMessage& m) { m.source = ""; }, "malformed at source: expected a text that is not empty"},
    {"source long", [](IntakeMessage& m) { m.source = ofSize(256); }, "limit at source: expected at most 255 bytes, found 256"},
    {"thread empty", [](IntakeMessage& m) { m.thread = ""; }, "malformed at thread: expected a text that is not empty"},
    {"thread long", [](IntakeMessage& m) { m.thread = ofSize(513); }, "limit at thread: expected at most 512 bytes, found 513"},
    {"email empty", [](IntakeMessage& m) { m.customer.email = ""; },
     "malformed at customer.email: expected a text that is not empty"},
    {"email without at", [](IntakeMessage& m) { m.customer.email = "customer07"; },
     "malformed at customer.email: expected an e-mail address such as name@sample.example"},
    {"email long", [](IntakeMessage& m) { m.customer.email = ofSize(321); },
     "limit at customer.email: expected at most 320 bytes, found 321"},
    {"name long", [](IntakeMessage& m) { m.customer.name = ofSize(513); },
     "limit at customer.name: expected at most 512 bytes, found 513"},
    {"subject long", [](IntakeMessage& m) { m.subject = ofSize(1025); },
     "limit at subject: expected at most 1024 bytes, found 1025"},
    {"subject not UTF-8", [](IntakeMessage& m) { m.subject = "\xC3("; },
     "malformed at subject: expected UTF-8, which byte 0 of the field is not"},
    {"text long", [](IntakeMessage& m) { m.text = ofSize(262145); },
     "limit at text: expected at most 262144 bytes, found 262145"},
    {"text a surrogate", [](IntakeMessage& m) { m.text = "ab\xED\xA0\x80"; },
     "malformed at text: expected UTF-8, which byte 2 of the field is not"},
    {"nothing said",
     [](IntakeMessage& m) {
         m.text = " \r\n\t";
         m.subject = " ";
         m.attachments.clear();
     },
     "malformed at text: expected a text, or else a subject or an attachment"},
    {"language with region", [](IntakeMessage& m) { m.language = "en-GB"; },
     "malformed at language: expected two or three small letters, such as en (BCP 47)"},
    {"language capital", [](IntakeMessage& m) { m.language = "EN"; },
     "malformed at language: expected two or three small letters, such as en (BCP 47)"},
    {"device empty", [](IntakeMessage& m) { m.device = ""; }, "malformed at device: expected a text that is not empty"},
    {"device long", [](IntakeMessage& m) { m.device = ofSize(257); }, "limit at device: expected at most 256 bytes, found 257"},
    {"country unassigned", [](IntakeMessage& m) { m.country = "UK"; },
     "malformed at country: expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)"},
    {"country small", [](IntakeMessage& m) { m.country = "ie"; },
     "malformed at country: expected two capitals, such as IE (ISO 3166-1; the United Kingdom is GB)"},
    {"attachment unnamed", [](IntakeMessage& m) { m.attachments[1].name = ""; },
     "malformed at attachments[1].name: expected a text that is not empty"},
    {"attachment name long", [](IntakeMessage& m) { m.attachments[0].name = ofSize(513); },
     "limit at attachments[0].name: expected at most 512 bytes, found 513"},
    {"attachment type with parameter", [](IntakeMessage& m) { m.attachments[0].type = "text/plain; name=me"; },
     "malformed at attachments[0].type: expected a media type without parameters, such as image/png"},
    {"attachment large", [](IntakeMessage& m) { m.attachments[1] = attachmentOfSize(kMostAttachmentBytes + 1); },
     "limit at attachments[1].content: expected at most 26214400 bytes in all attachments together"},
    {"attachments large together", [](IntakeMessage& m) { m.attachments[1] = attachmentOfSize(kMostAttachmentBytes - 2); },
     "limit at attachments[1].content: expected at most 26214400 bytes in all attachments together"},
    {"attachments many", [](IntakeMessage& m) { m.attachments.assign(21, attachmentOfSize(1)); },
     "limit at attachments: expected at most 20 attachments, found 21"},
};

const Case kAccepted[] = {
    {"as it is", [](IntakeMessage&) {}, ""},
    {"id at limit", [](IntakeMessage& m) { m.id = ofSize(512); }, ""},
    {"source at limit", [](IntakeMessage& m) { m.source = ofSize(255); }, ""},
    {"thread at limit", [](IntakeMessage& m) { m.thread = ofSize(512); }, ""},
    {"name at limit", [](IntakeMessage& m) { m.customer.name = ofSize(512); }, ""},
    {"name empty", [](IntakeMessage& m) { m.customer.name = ""; }, ""},
    {"subject at limit", [](IntakeMessage& m) { m.subject = ofSize(1024); }, ""},
    {"text at limit", [](IntakeMessage& m) { m.text = ofSize(262144); }, ""},
    {"text with control characters", [](IntakeMessage& m) { m.text = std::string("a\0\x1b\u202eb", 7); }, ""},
    {"picture alone",
     [](IntakeMessage& m) {
         m.text = "";
         m.subject.reset();
     },
     ""},
    {"subject alone",
     [](IntakeMessage& m) {
         m.text = "";
         m.attachments.clear();
     },
     ""},
    {"device at limit", [](IntakeMessage& m) { m.device = ofSize(256); }, ""},
    {"attachments at limit", [](IntakeMessage& m) { m.attachments = {attachmentOfSize(kMostAttachmentBytes)}; }, ""},
    {"attachments at count", [](IntakeMessage& m) { m.attachments.assign(20, attachmentOfSize(1)); }, ""},
    {"nothing but text", [](IntakeMessage& m) { m = {.source = "sample", .text = "x"}; }, ""},
};

template <std::size_t N>
void addRows(const Case (&cases)[N])
{
    QTest::addColumn<qsizetype>("index");
    for (std::size_t i = 0; i < N; ++i) {
        QTest::newRow(cases[i].name) << static_cast<qsizetype>(i);
    }
}

} // namespace

class MessageTest : public QObject {
    Q_OBJECT

private slots:
    void field_outsideItsBounds_isRefusedByName_data() { addRows(kRefused); }
    void field_outsideItsBounds_isRefusedByName()
    {
        QFETCH(qsizetype, index);
        IntakeMessage message = fullMessage();
        kRefused[index].change(message);
        QCOMPARE(shown(validate(message)), shown(kRefused[index].outcome));
    }

    void field_atItsBounds_isAccepted_data() { addRows(kAccepted); }
    void field_atItsBounds_isAccepted()
    {
        QFETCH(qsizetype, index);
        IntakeMessage message = fullMessage();
        kAccepted[index].change(message);
        QCOMPARE(shown(validate(message)), QStringLiteral("accepted"));
    }

    void value_refused_isNotRepeatedInTheError()
    {
        const std::string canary = "canary";
        for (auto member : {&IntakeMessage::language, &IntakeMessage::country}) {
            IntakeMessage message = fullMessage();
            message.*member = canary;
            QVERIFY(!shown(validate(message)).contains(shown(canary)));
        }
        IntakeMessage message = fullMessage();
        message.customer.email = canary;
        QVERIFY(!shown(validate(message)).contains(shown(canary)));
    }

    void emailAddress_ofEveryForm_isToldFromOtherText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("accepted");
        const std::pair<const char*, bool> cases[] = {
            {"customer07@sample.example", true},
            {"Customer.O'07+tag@mail.sample.example", true},
            {"k\u00fcnde@b\u00fccher.example", true},
            {"customer07@sample", false},
            {"customer07@", false},
            {"@sample.example", false},
            {"a@b@sample.example", false},
            {"customer 07@sample.example", false},
            {" customer07@sample.example", false},
            {".customer07@sample.example", false},
            {"customer07.@sample.example", false},
            {"customer07@sample..example", false},
            {"customer07@-sample.example", false},
            {"customer07@sample.example.", false},
            {"customer07@[127.0.0.1]", false},
            {"\"customer 07\"@sample.example", false},
            {"customer07@sample.example>", false},
            {"customer07@sample.example\n", false},
            {"customer\u200b07@sample.example", false},
            {"customer\u202e07@sample.example", false},
            {"customer07", false},
        };
        for (const auto& [text, accepted] : cases) {
            QTest::newRow(text) << shown(text) << accepted;
        }
        const QString domain = QStringLiteral("@sample.example");
        QTest::newRow("64 before the @") << QString(64, u'x') + domain << true;
        QTest::newRow("65 before the @") << QString(65, u'x') + domain << false;
        const QString label = QString(63, u'x');
        QTest::newRow("63 in a label") << QStringLiteral("a@%1.example").arg(label) << true;
        QTest::newRow("64 in a label") << QStringLiteral("a@%1x.example").arg(label) << false;
        const QString labels = QStringLiteral("a@%1.%1.%1.").arg(label);
        QTest::newRow("255 behind the @") << labels + label << true;
        QTest::newRow("257 behind the @") << labels + label.chopped(1) + QStringLiteral(".a") << false;
    }
    void emailAddress_ofEveryForm_isToldFromOtherText()
    {
        QFETCH(QString, text);
        QFETCH(bool, accepted);
        QCOMPARE(isEmailAddress(text.toStdString()), accepted);
    }

    void mediaType_ofEveryForm_isToldFromOtherText()
    {
        for (const char* type : {"image/png", "application/vnd.sample+json", "text/x-a_b.c"}) {
            QVERIFY2(isMediaType(type), type);
        }
        for (const char* type :
             {"", "image", "image/", "/png", "image/png/x", "image/ png", "text/plain;charset=utf-8", ".a/b"}) {
            QVERIFY2(!isMediaType(type), type);
        }
    }

    void code_ofCountryOrLanguage_isMatchedWhole()
    {
        QVERIFY(isCountryCode("AD") && isCountryCode("ZW") && isCountryCode("XK"));
        for (const char* code : {"", "D", "D ", " A", "DA", "EU", "ZZ", "AD AE"}) {
            QVERIFY2(!isCountryCode(code), code);
        }
        QVERIFY(isLanguageCode("de") && isLanguageCode("haw"));
        for (const char* code : {"", "e", "engl", "e1", "en ", "\u00e9e"}) {
            QVERIFY2(!isLanguageCode(code), code);
        }
    }
};

QTEST_GUILESS_MAIN(MessageTest)
#include "MessageTest.moc"
