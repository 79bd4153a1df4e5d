// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/Digest.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

std::string hexOf(const Digest& digest)
{
    return toHex(digest.view());
}

} // namespace

class DigestTest : public QObject {
    Q_OBJECT

private slots:
    /// FIPS 180-4 and the examples published with it.
    void sha256_publishedVectors_areMet()
    {
        QCOMPARE(hexOf(sha256("")), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hexOf(sha256("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(hexOf(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        QCOMPARE(hexOf(sha256(std::string(1'000'000, 'a'))),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void sha256_inPieces_isThatOfTheWhole()
    {
        QVERIFY(rc::check("pieces make no difference", [](const Bytes& first, const Bytes& second) {
            Bytes whole = first;
            whole.insert(whole.end(), second.begin(), second.end());
            Sha256 pieces;
            pieces.add(first);
            pieces.add(second);
            RC_ASSERT(pieces.finish() == sha256(whole));
            RC_ASSERT(sha256({ByteView(first), ByteView(second)}) == sha256(whole));
        }));
    }

    void sha256_afterFinish_startsAfresh()
    {
        Sha256 hash;
        hash.add(asBytes("something else"));
        static_cast<void>(hash.finish());
        hash.add(asBytes("abc"));
        QCOMPARE(hexOf(hash.finish()), hexOf(sha256("abc")));
    }

    /// RFC 4231 section 4; case 5 is published cut to 128 bits.
    void hmacSha256_publishedVectors_areMet_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("tag");
        QByteArray counting;
        for (char c = 1; c <= 25; ++c) {
            counting.append(c);
        }
        QTest::newRow("1") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                           << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("2") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                           << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("3") << QByteArray(20, '\xaa') << QByteArray(50, '\xdd')
                           << QByteArray("773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        QTest::newRow("4") << counting << QByteArray(50, '\xcd')
                           << QByteArray("82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
        QTest::newRow("5") << QByteArray(20, '\x0c') << QByteArray("Test With Truncation")
                           << QByteArray("a3b6167473100ee06e0c796c2955552b");
        QTest::newRow("6") << QByteArray(131, '\xaa') << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
                           << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        QTest::newRow("7") << QByteArray(131, '\xaa')
                           << QByteArray("This is a test using a larger than block-size key and a larger than block-size data. "
                                         "The key needs to be hashed before being used by the HMAC algorithm.")
                           << QByteArray("9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    void hmacSha256_publishedVectors_areMet()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, tag);
        const std::string full = hexOf(hmacSha256(asBytes(key.toStdString()), asBytes(message.toStdString())));
        QCOMPARE(full.substr(0, static_cast<std::size_t>(tag.size())), tag.toStdString());
    }
};

QTEST_GUILESS_MAIN(DigestTest)
#include "DigestTest.moc"
