// SPDX-License-Identifier: GPL-3.0-or-later
#include <type_traits>

#include <rapidcheck.h>

#include "core/base/Id.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

using AppleId = Id<struct AppleTag>;
using PearId = Id<struct PearTag>;

static_assert(!std::is_convertible_v<AppleId, PearId>, "ids of two kinds are two types");
static_assert(!std::is_convertible_v<Uuid, AppleId>, "an id is made on purpose");

Digest entropyOf(std::uint64_t number)
{
    return sha256(std::to_string(number));
}

} // namespace

class IdTest : public QObject {
    Q_OBJECT

private slots:
    /// RFC 9562, appendix A.6: the time 2022-02-22T19:22:22.000Z.
    void uuidV7_publishedExample_isMet()
    {
        const Uuid uuid = uuidV7(UtcTime{0x017F22E279B0}, *fixedFromHex<Digest>("0cc318c4dc0c0c07398f" + std::string(44, '0')));
        QCOMPARE(uuidToText(uuid), std::string("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    }

    void uuidV7_anyTime_hasVersionVariantAndSortsByTime()
    {
        QVERIFY(rc::check("version 7", [](std::uint64_t seed) {
            const UtcTime early{*rc::gen::inRange<std::int64_t>(0, 1LL << 47)};
            const UtcTime late = early + Duration{*rc::gen::inRange<std::int64_t>(1, 1'000'000)};
            const Uuid first = uuidV7(early, entropyOf(seed));
            const Uuid second = uuidV7(late, entropyOf(seed + 1));
            RC_ASSERT(first.bytes[6] >> 4U == 7);
            RC_ASSERT(first.bytes[8] >> 6U == 2);
            RC_ASSERT(first < second);
            RC_ASSERT(uuidToText(first) < uuidToText(second));
        }));
    }

    void text_anyId_comesBack()
    {
        QVERIFY(rc::check("text comes back", [](std::uint64_t seed) {
            const AppleId id{uuidV7(UtcTime{1'700'000'000'000}, entropyOf(seed))};
            RC_ASSERT((AppleId::fromText(id.text()) == Result<AppleId>(id)));
        }));
    }

    void text_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("upper case") << QByteArray("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        QTest::newRow("one digit in upper case") << QByteArray("017f22e2-79b0-7cc3-98c4-dc0c0c07398F");
        QTest::newRow("braces") << QByteArray("{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}");
        QTest::newRow("no dashes") << QByteArray("017f22e279b07cc398c4dc0c0c07398f");
        QTest::newRow("dash in another place") << QByteArray("017f22e27-9b0-7cc3-98c4-dc0c0c07398f");
        QTest::newRow("a fifth dash in front") << QByteArray("-17f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        QTest::newRow("a fifth dash in the middle") << QByteArray("017f22e2-79b0-7cc3-98c4-dc-c0c07398f");
        QTest::newRow("no hexadecimal digit") << QByteArray("017f22g2-79b0-7cc3-98c4-dc0c0c07398f");
        QTest::newRow("too short") << QByteArray("017f22e2-79b0-7cc3-98c4-dc0c0c07398");
        QTest::newRow("too long") << QByteArray("017f22e2-79b0-7cc3-98c4-dc0c0c07398f0");
        QTest::newRow("blank in front") << QByteArray(" 17f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    void text_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        STILLGATE_VERIFY_ERROR(AppleId::fromText(text.toStdString()), ErrorCode::Malformed, "");
    }

    void isNull_onlyZero_holds()
    {
        QVERIFY(AppleId{}.isNull());
        QVERIFY(!AppleId{uuidV7(UtcTime{1}, entropyOf(0))}.isNull());
    }
};

QTEST_GUILESS_MAIN(IdTest)
#include "IdTest.moc"
