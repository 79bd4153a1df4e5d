// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/Bytes.h"
#include "tests/support/Readable.h"

using namespace stillgate;

class BytesTest : public QObject {
    Q_OBJECT

private slots:
    void hex_anyBytes_comeBack()
    {
        QVERIFY(rc::check("hexadecimal comes back", [](const Bytes& bytes) {
            const std::string text = toHex(bytes);
            RC_ASSERT(text.size() == bytes.size() * 2);
            RC_ASSERT((fromHex(text) == Result<Bytes>(bytes)));
        }));
    }

    void hex_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("odd number of digits") << QByteArray("abc");
        QTest::newRow("no digit") << QByteArray("0g");
        QTest::newRow("blank inside") << QByteArray("00 1");
        QTest::newRow("prefix") << QByteArray("0x00");
        QTest::newRow("sign") << QByteArray("+1");
        QTest::newRow("zero byte inside") << QByteArray("0\0", 2);
    }

    void hex_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        const auto bytes = fromHex(text.toStdString());
        QVERIFY(!bytes);
        STILLGATE_VERIFY_CODE(bytes, ErrorCode::Malformed);
    }

    void base64_anyBytes_comeBack()
    {
        QVERIFY(rc::check("base64 comes back",
                          [](const Bytes& bytes) { RC_ASSERT((fromBase64(toBase64(bytes)) == Result<Bytes>(bytes))); }));
    }

    /// RFC 4648 section 10.
    void base64_publishedVectors_areMet_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("0") << QByteArray("") << QByteArray("");
        QTest::newRow("1") << QByteArray("f") << QByteArray("Zg==");
        QTest::newRow("2") << QByteArray("fo") << QByteArray("Zm8=");
        QTest::newRow("3") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("4") << QByteArray("foob") << QByteArray("Zm9vYg==");
        QTest::newRow("5") << QByteArray("fooba") << QByteArray("Zm9vYmE=");
        QTest::newRow("6") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    }

    void base64_publishedVectors_areMet()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, text);
        QCOMPARE(toBase64(asBytes(plain.toStdString())), text.toStdString());
        const auto bytes = fromBase64(text.toStdString());
        STILLGATE_VERIFY_VALUE(bytes);
        QCOMPARE(std::string(asText(*bytes)), plain.toStdString());
    }

    void base64_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding missing") << QByteArray("Zg");
        QTest::newRow("padding short") << QByteArray("Zg=");
        QTest::newRow("padding long") << QByteArray("Zm8==");
        QTest::newRow("padding alone") << QByteArray("====");
        QTest::newRow("more behind the padding") << QByteArray("Zg==Zg==");
        QTest::newRow("line feed at the end") << QByteArray("Zm9v\n");
        QTest::newRow("blank inside") << QByteArray("Zm 9v");
        QTest::newRow("unused bits set") << QByteArray("Zh==");
        QTest::newRow("unused bits set, two bytes") << QByteArray("Zm9=");
        QTest::newRow("alphabet for addresses") << QByteArray("-_-_");
        QTest::newRow("one letter") << QByteArray("Z");
    }

    void base64_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        const auto bytes = fromBase64(text.toStdString());
        QVERIFY(!bytes);
        STILLGATE_VERIFY_CODE(bytes, ErrorCode::Malformed);
    }

    void fixedBytes_otherLength_isMalformed()
    {
        using Four = FixedBytes<struct FourTag, 4>;
        STILLGATE_VERIFY_VALUE(fixedFromHex<Four>("00010203"));
        STILLGATE_VERIFY_ERROR(fixedFromHex<Four>("000102"), ErrorCode::Malformed, "");
        STILLGATE_VERIFY_ERROR(fixedFromHex<Four>("0001020304"), ErrorCode::Malformed, "");
    }

    void equalConstantTime_oneBitOff_differs()
    {
        QVERIFY(rc::check("only the same bytes are equal", [](const Bytes& bytes) {
            RC_ASSERT(equalConstantTime(bytes, bytes));
            if (!bytes.empty()) {
                Bytes other = bytes;
                other[*rc::gen::inRange<std::size_t>(0, bytes.size())] ^=
                    static_cast<std::uint8_t>(1U << *rc::gen::inRange(0, 8));
                RC_ASSERT(!equalConstantTime(bytes, other));
                other.pop_back();
                RC_ASSERT(!equalConstantTime(bytes, other));
            }
        }));
    }
};

QTEST_GUILESS_MAIN(BytesTest)
#include "BytesTest.moc"
