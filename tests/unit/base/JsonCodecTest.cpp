// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include "core/base/JsonCodec.h"
#include "tests/support/Readable.h"

namespace stillgate {

enum class Fruit { Apple, Pear };
template <>
struct EnumNames<Fruit> {
    static constexpr std::array<std::pair<Fruit, std::string_view>, 2> kNames{{{Fruit::Apple, "apple"}, {Fruit::Pear, "pear"}}};
};

using CrateId = Id<struct CrateTag>;
using Seal = FixedBytes<struct SealTag, 4>;

struct Crate {
    std::string label;
    bool sealed = false;
    int count = 0;
    std::uint8_t small = 0;
    std::uint64_t large = 0;
    Fruit fruit = Fruit::Apple;
    Money price;
    UtcTime packed;
    Duration keeps;
    CrateId id;
    Seal seal;
    std::optional<std::string> note;
    std::vector<Crate> inner;
    std::map<std::string, int> counts;
    Json anything;

    friend bool operator==(const Crate&, const Crate&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, Crate& crate)
{
    visit("label", crate.label);
    visit("sealed", crate.sealed);
    visit("count", crate.count);
    visit("small", crate.small);
    visit("large", crate.large);
    visit("fruit", crate.fruit);
    visit("price", crate.price);
    visit("packed", crate.packed);
    visit("keeps", crate.keeps);
    visit("id", crate.id);
    visit("seal", crate.seal);
    visit("note", crate.note);
    visit("inner", crate.inner);
    visit("counts", crate.counts);
    visit("anything", crate.anything);
}

} // namespace stillgate

using namespace stillgate;

namespace {

Crate sampleCrate()
{
    Crate crate;
    crate.label = "crate 1";
    crate.sealed = true;
    crate.count = -3;
    crate.small = 255;
    crate.large = 9007199254740991;
    crate.fruit = Fruit::Pear;
    crate.price = {129, *Currency::fromText("EUR")};
    crate.packed = {1'700'000'000'000};
    crate.keeps = Duration::days(3);
    crate.id = *CrateId::fromText("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    crate.seal = *fixedFromHex<Seal>("00ff10ab");
    crate.note = "keep dry";
    crate.counts = {{"a", 1}, {"b", 2}};
    crate.anything = Json::Array{Json(1), Json(nullptr)};
    Crate inside = crate;
    inside.note.reset();
    crate.inner = {inside, inside};
    return crate;
}

} // namespace

class JsonCodecTest : public QObject {
    Q_OBJECT

private slots:
    void struct_everyKindOfField_comesBack()
    {
        const Crate crate = sampleCrate();
        QVERIFY(fromJson<Crate>(toJson(crate)) == Result<Crate>(crate));
        QVERIFY(parseJson(canonicalJson(toJson(crate))).and_then([](const Json& json) { return fromJson<Crate>(json); }) ==
                Result<Crate>(crate));
    }

    void struct_emptyOptional_isAbsent()
    {
        Crate crate = sampleCrate();
        QVERIFY(toJson(crate).find("note") != nullptr);
        crate.note.reset();
        QVERIFY(toJson(crate).find("note") == nullptr);
        QVERIFY(fromJson<Crate>(toJson(crate)) == Result<Crate>(crate));
    }

    void struct_unknownExtraFields_pass()
    {
        Json json = toJson(sampleCrate());
        json.set("later", Json::Array{Json(1.5)});
        QVERIFY(fromJson<Crate>(json) == Result<Crate>(sampleCrate()));
    }

    void struct_eachMissingField_isNamed()
    {
        const Json whole = toJson(sampleCrate());
        for (const Json::Member& missing : *whole.asObject()) {
            Json json = Json::object();
            for (const Json::Member& member : *whole.asObject()) {
                if (member.key != missing.key) {
                    json.set(member.key, member.value);
                }
            }
            if (missing.key == "note") {
                STILLGATE_VERIFY_VALUE(fromJson<Crate>(json));
            } else {
                STILLGATE_VERIFY_ERROR(fromJson<Crate>(json), ErrorCode::Malformed, "$." + missing.key);
            }
        }
    }

    void struct_eachFieldOfAnotherKind_isNamed()
    {
        const Json whole = toJson(sampleCrate());
        const Json kinds[] = {Json(nullptr), Json(true), Json(7), Json(0.5), Json("text"), Json::array(), Json::object()};
        for (const Json::Member& member : *whole.asObject()) {
            int accepted = 0;
            for (const Json& kind : kinds) {
                Json json = whole;
                json.set(member.key, kind);
                const auto crate = fromJson<Crate>(json);
                accepted += crate.has_value() ? 1 : 0;
                if (!crate) {
                    STILLGATE_VERIFY_CODE(crate, ErrorCode::Malformed);
                    QVERIFY2(crate.error().where.starts_with("$." + member.key), crate.error().where.c_str());
                }
            }
            const int fitting = member.key == "anything" ? 7
                                : member.key == "fruit" || member.key == "price" || member.key == "id" || member.key == "seal"
                                    ? 0
                                    : 1;
            QVERIFY2(accepted == fitting, member.key.c_str());
        }
    }

    void struct_nestedFault_isNamedByItsPath()
    {
        Json json = toJson(sampleCrate());
        (*json.asObject()->at(12).value.asArray())[1].set("price", Json().set("amount", "1.2").set("currency", "EUR"));
        STILLGATE_VERIFY_ERROR(fromJson<Crate>(json), ErrorCode::Malformed, "$.inner[1].price.amount");
        json = toJson(sampleCrate());
        json.set("counts", Json().set("a", 1).set("b", "two"));
        STILLGATE_VERIFY_ERROR(fromJson<Crate>(json), ErrorCode::Malformed, "$.counts.b");
        STILLGATE_VERIFY_ERROR(fromJson<Crate>(Json(1), "$.data"), ErrorCode::Malformed, "$.data");
    }

    void money_eachFault_isNamed()
    {
        const auto read = [](const char* text) { return fromJson<Money>(*parseJson(text)); };
        STILLGATE_VERIFY_VALUE(read(R"({"amount":"129.00","currency":"EUR"})"));
        STILLGATE_VERIFY_ERROR(read(R"({"amount":129.00,"currency":"EUR"})"), ErrorCode::Malformed, "$.amount");
        STILLGATE_VERIFY_ERROR(read(R"({"amount":"129","currency":"EUR"})"), ErrorCode::Malformed, "$.amount");
        STILLGATE_VERIFY_ERROR(read(R"({"amount":"129.00","currency":"eur"})"), ErrorCode::Malformed, "$.currency");
        STILLGATE_VERIFY_ERROR(read(R"({"amount":"129.00"})"), ErrorCode::Malformed, "$.currency");
    }

    void enum_unknownName_isMalformed()
    {
        QVERIFY(fromJson<Fruit>(Json("pear")) == Result<Fruit>(Fruit::Pear));
        for (const char* name : {"", "Pear", "plum", "pear "}) {
            STILLGATE_VERIFY_ERROR(fromJson<Fruit>(Json(name)), ErrorCode::Malformed, "$");
        }
        STILLGATE_VERIFY_ERROR(fromJson<Fruit>(Json(1)), ErrorCode::Malformed, "$");
    }

    void integer_eachWidth_isBounded()
    {
        STILLGATE_VERIFY_VALUE(fromJson<std::uint8_t>(Json(255)));
        STILLGATE_VERIFY_ERROR(fromJson<std::uint8_t>(Json(256)), ErrorCode::Malformed, "$");
        STILLGATE_VERIFY_ERROR(fromJson<std::uint8_t>(Json(-1)), ErrorCode::Malformed, "$");
        STILLGATE_VERIFY_VALUE(fromJson<std::int8_t>(Json(-128)));
        STILLGATE_VERIFY_ERROR(fromJson<std::int8_t>(Json(-129)), ErrorCode::Malformed, "$");
        STILLGATE_VERIFY_VALUE(fromJson<int>(Json(std::int64_t{-2147483648LL})));
        STILLGATE_VERIFY_ERROR(fromJson<int>(Json(std::int64_t{2147483648LL})), ErrorCode::Malformed, "$");
        STILLGATE_VERIFY_VALUE(fromJson<std::int64_t>(Json(-Json::kMostInteger)));
        STILLGATE_VERIFY_ERROR(fromJson<std::uint64_t>(Json(-1)), ErrorCode::Malformed, "$");
        STILLGATE_VERIFY_ERROR(fromJson<std::int64_t>(Json(1.0)), ErrorCode::Malformed, "$");
    }

    void integer_anyWithinBounds_comesBack()
    {
        QVERIFY(rc::check("integers come back", [](std::int32_t narrow) {
            const auto wide = *rc::gen::inRange<std::int64_t>(-Json::kMostInteger, Json::kMostInteger + 1);
            RC_ASSERT((fromJson<std::int32_t>(toJson(narrow)) == Result<std::int32_t>(narrow)));
            RC_ASSERT((fromJson<std::int64_t>(toJson(wide)) == Result<std::int64_t>(wide)));
        }));
    }
};

QTEST_GUILESS_MAIN(JsonCodecTest)
#include "JsonCodecTest.moc"
