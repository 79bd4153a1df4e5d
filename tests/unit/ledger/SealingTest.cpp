// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <rapidcheck.h>

#include "core/ledger/Sealing.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

PersonalValue sampleValue(std::string field, std::string value)
{
    Salt salt;
    salt.bytes.fill(static_cast<std::uint8_t>(field.size()));
    return {std::move(field), {}, {salt, std::move(value)}};
}

Bytes packed(const std::vector<PersonalValue>& values)
{
    std::vector<const PersonalValue*> pointers;
    for (const PersonalValue& value : values) {
        pointers.push_back(&value);
    }
    return packOpenings(pointers);
}

} // namespace

class SealingTest : public QObject {
    Q_OBJECT

private slots:
    void box_ofAnyValues_unpacksToThem()
    {
        QVERIFY(rc::check("pack and unpack", [] {
            std::vector<PersonalValue> values;
            for (const auto& [field, value] : *rc::gen::arbitrary<std::map<std::string, std::string>>()) {
                values.push_back(sampleValue(field, value));
            }
            const Bytes box = packed(values);
            OpeningReader reader(box);
            for (const PersonalValue& value : values) {
                const auto next = reader.next();
                RC_ASSERT((next && next->has_value()));
                RC_ASSERT((*next)->field == value.field);
                RC_ASSERT((*next)->value == value.opening.value);
                RC_ASSERT(asText((*next)->salt) == asText(value.opening.salt.view()));
            }
            const auto end = reader.next();
            RC_ASSERT((end && !end->has_value()));
        }));
    }

    void box_layout_isTheDocumentedOne()
    {
        const Bytes box = packed({sampleValue("ab", "xyz")});
        std::string salt;
        for (int i = 0; i < 32; ++i) {
            salt += "02";
        }
        QCOMPARE(toHex(box), "00000002" + toHex(asBytes("ab")) + salt + "00000003" + toHex(asBytes("xyz")));
    }

    void box_cutAnywhere_isMalformed()
    {
        const Bytes box = packed({sampleValue("ab", "xyz")});
        for (std::size_t length = 1; length < box.size(); ++length) {
            OpeningReader reader(ByteView(box).first(length));
            STILLGATE_VERIFY_ERROR(reader.next(), ErrorCode::Malformed, "");
        }
    }

    void erased_meansNothingButZeros()
    {
        QVERIFY(isErased(Bytes(72, 0)));
        Bytes almost(72, 0);
        almost.back() = 1;
        QVERIFY(!isErased(almost));
    }

    void contexts_areTheDocumentedOnes()
    {
        QCOMPARE(secretContext("lookup"), std::string("stillgate/secret/v1/lookup"));
        QCOMPARE(personContext(kOrchestrator), std::string("stillgate/person/v1/00000000-0000-7000-8000-000000000001"));
        QCOMPARE(valuesContext(12), std::string("stillgate/values/v1/12"));
        QCOMPARE(blobContext({kOrchestrator.uuid}, 3), std::string("stillgate/blob/v1/00000000-0000-7000-8000-000000000001/3"));
    }
};

QTEST_GUILESS_MAIN(SealingTest)
#include "SealingTest.moc"
