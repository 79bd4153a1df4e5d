// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "core/base/Signature.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

namespace {

struct Vector {
    SigningKey key;
    PublicKey publicKey;
    Bytes message;
    Signature signature;
};

Vector vectorFrom(const QList<QByteArray>& fields)
{
    const auto bytes = [&](int i) { return *fromHex(fields[i].toStdString()); };
    return {SigningKey::fromSeed(*Secret32::from(bytes(1))), *fixedFrom<PublicKey>(bytes(2)), bytes(3),
            *fixedFrom<Signature>(bytes(4))};
}

/// The order of the base point, RFC 8032 section 5.1, little end first.
constexpr std::uint8_t kOrder[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                     0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                     0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

} // namespace

class SignatureTest : public QObject {
    Q_OBJECT

private slots:
    void ed25519_publishedVectors_areMet_data()
    {
        QTest::addColumn<QList<QByteArray>>("fields");
        QFile file(sourceFile("tests/golden/vectors/ed25519_rfc8032.txt"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        file.readLine();
        while (!file.atEnd()) {
            QList<QByteArray> fields;
            for (int i = 0; i < 5; ++i) {
                fields.append(file.readLine().trimmed());
            }
            QTest::newRow(fields.front().constData()) << fields;
        }
    }

    void ed25519_publishedVectors_areMet()
    {
        QFETCH(QList<QByteArray>, fields);
        const Vector vector = vectorFrom(fields);
        QVERIFY(vector.key.publicKey() == vector.publicKey);
        QVERIFY(vector.key.sign(vector.message) == vector.signature);
        QVERIFY(verifySignature(vector.publicKey, vector.message, vector.signature));
    }

    void verify_anyFlippedBit_isRefused()
    {
        const SigningKey key = SigningKey::fromSeed(*Secret32::from(Bytes(32, 9)));
        const Bytes message{'s', 'a', 'm', 'p', 'l', 'e'};
        const Signature signature = key.sign(message);
        QVERIFY(verifySignature(key.publicKey(), message, signature));
        for (std::size_t bit = 0; bit < Signature::kSize * 8; ++bit) {
            Signature other = signature;
            other.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            QVERIFY(!verifySignature(key.publicKey(), message, other));
        }
        for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
            Bytes other = message;
            other[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            QVERIFY(!verifySignature(key.publicKey(), other, signature));
        }
        for (std::size_t bit = 0; bit < PublicKey::kSize * 8; ++bit) {
            PublicKey other = key.publicKey();
            other.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            QVERIFY(!verifySignature(other, message, signature));
        }
    }

    /// S and S plus the group's order are the same number in the group; only the first is a signature (RFC 8032 section 5.1.7).
    void verify_secondFormOfASignature_isRefused()
    {
        const SigningKey key = SigningKey::fromSeed(*Secret32::from(Bytes(32, 9)));
        Signature signature = key.sign(asBytes("sample"));
        unsigned carry = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            carry += signature.bytes[32 + i] + kOrder[i];
            signature.bytes[32 + i] = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
        QVERIFY(!verifySignature(key.publicKey(), asBytes("sample"), signature));
    }

    /// With a key of small order one signature would fit every message.
    void verify_keyOfSmallOrder_isRefused()
    {
        PublicKey identity;
        identity.bytes[0] = 1;
        Signature signature;
        signature.bytes[0] = 1;
        QVERIFY(!verifySignature(identity, asBytes("sample"), signature));
        QVERIFY(!verifySignature(PublicKey{}, asBytes("sample"), Signature{}));
    }

    void generate_twoKeys_differ() { QVERIFY(SigningKey::generate().publicKey() != SigningKey::generate().publicKey()); }
};

QTEST_GUILESS_MAIN(SignatureTest)
#include "SignatureTest.moc"
