// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Checkpoint.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

// The note and key that the Go checksum database publishes in the documentation of its note format.
constexpr std::string_view kGoNote =
    "go.sum database tree\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "\u2014 sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
constexpr std::string_view kGoKey = "Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

constexpr std::string_view kOrigin = "ledger.sample.example/42";

PublicKey goKey()
{
    const Bytes bytes = *fromBase64(kGoKey);
    return *fixedFrom<PublicKey>(ByteView(bytes).subspan(1));
}

SigningKey sampleKey()
{
    return SigningKey::fromSeed(*Secret32::from(Bytes(32, 7)));
}

Checkpoint sampleCheckpoint()
{
    return {std::string(kOrigin), {1234, sha256("sample root")}};
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    return text.replace(text.find(what), what.size(), with);
}

} // namespace

class CheckpointTest : public QObject {
    Q_OBJECT

private slots:
    void parse_publishedNote_readsItAndItsSignatureVerifies()
    {
        const auto note = parseCheckpoint(kGoNote);
        STILLGATE_VERIFY_VALUE(note);
        QCOMPARE(note->checkpoint.origin, std::string("go.sum database tree"));
        QCOMPARE(note->checkpoint.head.size, std::uint64_t{20852163});
        QCOMPARE(note->signatures.size(), std::size_t{1});
        QCOMPARE(note->signatures[0].keyId, noteKeyId("sum.golang.org", goKey()));
        QCOMPARE(toHex(note->signatures[0].keyId), std::string("033de0ae"));
        QVERIFY(verifySignature(goKey(), asBytes(note->text), *fixedFrom<Signature>(note->signatures[0].signature)));
    }

    void sign_andVerify_givesTheCheckpointBack()
    {
        const std::string note = signCheckpoint(sampleCheckpoint(), sampleKey());
        const auto verified = verifyCheckpoint(note, kOrigin, sampleKey().publicKey());
        STILLGATE_VERIFY_VALUE(verified);
        QVERIFY(*verified == sampleCheckpoint());
    }

    void verify_withAnyByteFlipped_fails()
    {
        const std::string note = signCheckpoint(sampleCheckpoint(), sampleKey());
        for (std::size_t i = 0; i < note.size(); ++i) {
            for (const unsigned bit : {0U, 3U, 5U, 7U}) {
                std::string flipped = note;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                QVERIFY2(!verifyCheckpoint(flipped, kOrigin, sampleKey().publicKey()), qPrintable(QString::number(i)));
            }
        }
    }

    void verify_byAnotherKeyOrName_isCorrupt()
    {
        const std::string note = signCheckpoint(sampleCheckpoint(), sampleKey());
        const SigningKey other = SigningKey::fromSeed(*Secret32::from(Bytes(32, 8)));
        STILLGATE_VERIFY_ERROR(verifyCheckpoint(note, kOrigin, other.publicKey()), ErrorCode::Corrupt, "checkpoint");
        STILLGATE_VERIFY_ERROR(verifyCheckpoint(note, "other.example", sampleKey().publicKey()), ErrorCode::Corrupt,
                               "checkpoint");
    }

    void verify_withSignaturesOfOthers_ignoresThem()
    {
        const SigningKey witness = SigningKey::fromSeed(*Secret32::from(Bytes(32, 9)));
        const std::string theirs = signCheckpoint({"witness.example", sampleCheckpoint().head}, witness);
        const std::string line = theirs.substr(theirs.find("\u2014"));
        const std::string note = signCheckpoint(sampleCheckpoint(), sampleKey()) + line;
        STILLGATE_VERIFY_VALUE(verifyCheckpoint(note, kOrigin, sampleKey().publicKey()));
    }

    void parse_extensionLines_arePartOfTheSignedText()
    {
        const std::string note = replaced(std::string(kGoNote), "\n\n", "\nextension\n\n");
        const auto parsed = parseCheckpoint(note);
        STILLGATE_VERIFY_VALUE(parsed);
        QVERIFY(parsed->text.ends_with("extension\n"));
    }

    void parse_malformedNotes_namesTheLine_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("where");
        QTest::newRow("leading zero") << "20852163" << "020852163" << "checkpoint line 2";
        QTest::newRow("sign") << "20852163" << "+20852163" << "checkpoint line 2";
        QTest::newRow("no number") << "20852163" << "many" << "checkpoint line 2";
        QTest::newRow("root not base64") << "CsUY" << "C*UY" << "checkpoint line 3";
        QTest::newRow("root too short") << "CsUYapGG" << "CsUY" << "checkpoint line 3";
        QTest::newRow("no blank line") << "\n\n" << "\n" << "checkpoint line 5";
        QTest::newRow("no dash") << QString::fromUtf8("\u2014 sum") << "- sum" << "checkpoint line 5";
        QTest::newRow("plus in name") << "sum.golang.org" << "sum+golang.org" << "checkpoint line 5";
        QTest::newRow("wide space in name")
            << "sum.golang.org" << QString::fromUtf8("sum\u2003golang.org") << "checkpoint line 5";
        QTest::newRow("carriage return") << "\n20852163" << "\r\n20852163" << "checkpoint line 1";
        QTest::newRow("last line open") << "OAYQ8=\n" << "OAYQ8=" << "checkpoint line 5";
        QTest::newRow("padding missing") << "OAYQ8=" << "OAYQ8" << "checkpoint line 5";
    }

    void parse_malformedNotes_namesTheLine()
    {
        QFETCH(QString, what);
        QFETCH(QString, with);
        QFETCH(QString, where);
        const std::string note = replaced(std::string(kGoNote), what.toStdString(), with.toStdString());
        STILLGATE_VERIFY_ERROR(parseCheckpoint(note), ErrorCode::Malformed, where.toStdString());
    }

    void parse_withoutSignature_isMalformed()
    {
        const std::string note(kGoNote.substr(0, kGoNote.find("\u2014")));
        STILLGATE_VERIFY_ERROR(parseCheckpoint(note), ErrorCode::Malformed, "checkpoint line 4");
    }

    void parse_hugeNote_isRefusedAtOnce()
    {
        STILLGATE_VERIFY_ERROR(parseCheckpoint(std::string(1U << 20U, '\n')), ErrorCode::Limit, "checkpoint");
    }

    void keyName_withSpaceOrPlus_isNone()
    {
        QVERIFY(isKeyName(kOrigin));
        for (const char* name : {"", "a b", "a+b", "a\tb", "a\u00A0b", "a\u3000b", "a\nb"}) {
            QVERIFY2(!isKeyName(name), name);
        }
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "CheckpointTest.moc"
