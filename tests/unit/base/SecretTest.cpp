// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/Secret.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

Secret32 secretOf(std::uint8_t byte)
{
    return *Secret32::from(Bytes(32, byte));
}

} // namespace

class SecretTest : public QObject {
    Q_OBJECT

private slots:
    void seal_anyBytes_openWithKeyAndContext()
    {
        QVERIFY(rc::check("a sealed box opens", [](const Bytes& plain, const Bytes& context) {
            const Secret32 key = secretOf(7);
            RC_ASSERT((open(key, seal(key, plain, context), context) == Result<Bytes>(plain)));
        }));
    }

    void open_anyFlippedBit_isCorrupt()
    {
        const Secret32 key = secretOf(7);
        const Bytes context{1, 2, 3};
        const Bytes box = seal(key, asBytes("sample value"), context);
        for (std::size_t bit = 0; bit < box.size() * 8; ++bit) {
            Bytes other = box;
            other[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            STILLGATE_VERIFY_ERROR(open(key, other, context), ErrorCode::Corrupt, "");
        }
    }

    void open_anyOtherLength_isCorrupt()
    {
        const Secret32 key = secretOf(7);
        const Bytes box = seal(key, asBytes("sample value"), {});
        for (std::size_t length = 0; length < box.size(); ++length) {
            STILLGATE_VERIFY_ERROR(open(key, ByteView(box).first(length), {}), ErrorCode::Corrupt, "");
        }
        Bytes longer = box;
        longer.push_back(0);
        STILLGATE_VERIFY_ERROR(open(key, longer, {}), ErrorCode::Corrupt, "");
    }

    void open_otherKeyOrContext_isCorrupt()
    {
        const Bytes context{1, 2, 3};
        const Bytes box = seal(secretOf(7), asBytes("sample value"), context);
        STILLGATE_VERIFY_ERROR(open(secretOf(8), box, context), ErrorCode::Corrupt, "");
        STILLGATE_VERIFY_ERROR(open(secretOf(7), box, Bytes{1, 2, 4}), ErrorCode::Corrupt, "");
        STILLGATE_VERIFY_ERROR(open(secretOf(7), box, {}), ErrorCode::Corrupt, "");
        STILLGATE_VERIFY_VALUE(open(secretOf(7), box, context));
    }

    void seal_sameBytesTwice_differ()
    {
        const Bytes first = seal(secretOf(7), asBytes("sample value"), {});
        QVERIFY(first != seal(secretOf(7), asBytes("sample value"), {}));
    }

    void secret_otherLength_isMalformed()
    {
        STILLGATE_VERIFY_ERROR(Secret32::from(Bytes(31, 1)), ErrorCode::Malformed, "");
        STILLGATE_VERIFY_ERROR(Secret32::from(Bytes(33, 1)), ErrorCode::Malformed, "");
        STILLGATE_VERIFY_ERROR(Secret32::from({}), ErrorCode::Malformed, "");
    }

    void random_twoSecrets_differ()
    {
        QVERIFY(!equalConstantTime(Secret32::random().view(), Secret32::random().view()));
        using Probe = FixedBytes<struct ProbeTag, 16>;
        QVERIFY(!randomFixed<Probe>().isZero());
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "SecretTest.moc"
