// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>

#include "core/protocol/Limits.h"
#include "core/protocol/Methods.h"
#include "core/protocol/OpenRpc.h"
#include "tests/support/Readable.h"
#include "tests/unit/protocol/MethodSamples.h"
#include "tests/unit/protocol/SchemaCheck.h"

using namespace stillgate;
using namespace std::literals;

namespace {

/// One object of the wire: a sample of it, its schema as the document has it, and the decoder.
struct Shape {
    std::string name;
    Json sample;
    Json schema;
    std::function<bool(const Json&)> isRead;
};

/// Parameters as one object schema, put together as a client would.
Json objectSchemaOf(const std::vector<rpc::ContentDescriptor>& params)
{
    Json properties = Json::object();
    Json required = Json::array();
    for (const rpc::ContentDescriptor& param : params) {
        properties.set(param.name, param.schema);
        if (param.required) {
            required.push(param.name);
        }
    }
    return Json().set("type", "object").set("properties", properties).set("required", required);
}

template <typename T>
std::function<bool(const Json&)> reads()
{
    return [](const Json& json) { return fromJson<T>(json).has_value(); };
}

std::vector<Shape> everyShape()
{
    const rpc::Discover::Result document = rpc::openRpcDocument("0.1.0");
    std::vector<Shape> shapes;
    auto method = document.methods.begin();
    rpc::Methods::forEach([&]<typename M>(std::type_identity<M> type) {
        const auto sample = samples::sample(type);
        shapes.push_back({std::string(M::kName) + " params", toJson(sample.params), objectSchemaOf(method->params),
                          reads<typename M::Params>()});
        shapes.push_back(
            {std::string(M::kName) + " result", toJson(sample.result), method->result.schema, reads<typename M::Result>()});
        ++method;
    });
    auto notice = document.notices.begin();
    rpc::Notices::forEach([&]<typename N>(std::type_identity<N> type) {
        shapes.push_back({std::string(N::kName), toJson(samples::sample(type)), objectSchemaOf(notice->params),
                          reads<typename N::Params>()});
        ++notice;
    });
    return shapes;
}

using Visit = std::function<void(const Json& changed, const std::string& what)>;

/// Calls `visit` with every value that is `json` but for one thing: a member is missing, or is of another kind.
void changeEach(const Json& json, const std::string& path, const Visit& visit)
{
    if (const Json::Object* object = json.asObject()) {
        for (std::size_t i = 0; i < object->size(); ++i) {
            const std::string at = path + "." + (*object)[i].key;
            Json::Object rest = *object;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
            visit(Json(std::move(rest)), at + " missing");
            changeEach((*object)[i].value, at, [&](const Json& changed, const std::string& what) {
                Json::Object whole = *object;
                whole[i].value = changed;
                visit(Json(std::move(whole)), what);
            });
        }
    } else if (const Json::Array* array = json.asArray()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            changeEach((*array)[i], path + "[" + std::to_string(i) + "]", [&](const Json& changed, const std::string& what) {
                Json::Array whole = *array;
                whole[i] = changed;
                visit(Json(std::move(whole)), what);
            });
        }
    }
    for (const Json& other : {Json(0.5), Json(nullptr), Json(-1), Json("~"), Json(true), Json::array(), Json::object()}) {
        visit(other, path + " as " + canonicalJson(other));
    }
}

std::set<std::string> namesOf(const rpc::Discover::Result& document)
{
    std::set<std::string> names;
    for (const rpc::MethodObject& method : document.methods) {
        names.insert(method.name);
    }
    return names;
}

} // namespace

/// The document of rpc.discover says of every call what the code does with it.
class DiscoverTest : public QObject {
    Q_OBJECT

private slots:
    void document_hasEveryMethodAndEveryNotice()
    {
        const rpc::Discover::Result document = rpc::openRpcDocument("0.1.0");
        std::set<std::string> expected;
        rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) { expected.emplace(M::kName); });
        QVERIFY(namesOf(document) == expected);
        QVERIFY(expected.contains("rpc.discover"));
        QCOMPARE(document.methods.size(), expected.size());
        QCOMPARE(document.notices.size(), rpc::Notices::kSize);
        QCOMPARE(document.info.version, "0.1.0"s);
    }

    void document_pointsToErrorsThatItHas()
    {
        const rpc::Discover::Result document = rpc::openRpcDocument("0.1.0");
        QCOMPARE(document.components.errors.size(), rpc::wireErrors().size());
        for (const rpc::MethodObject& method : document.methods) {
            QCOMPARE(method.errors.size(), document.components.errors.size());
            for (const rpc::Reference& error : method.errors) {
                QVERIFY(error.ref.starts_with("#/components/errors/"));
                QVERIFY(document.components.errors.contains(error.ref.substr("#/components/errors/"s.size())));
            }
        }
        const Json data = toJson(rpc::errorDataOf(Error{ErrorCode::Conflict, "$.id", "another body"}));
        QCOMPARE(schemaFault(document.components.schemas.at("error_data"), data), ""s);
    }

    void document_fitsIntoOneMessage()
    {
        const std::size_t size = canonicalJson(toJson(rpc::openRpcDocument("0.1.0"))).size();
        QVERIFY2(size < rpc::kMostMessageBytes / 2, std::to_string(size).c_str());
    }

    void sample_ofEveryShape_keepsToItsSchema()
    {
        for (const Shape& shape : everyShape()) {
            QCOMPARE(shape.name + ": " + schemaFault(shape.schema, shape.sample), shape.name + ": ");
            QVERIFY2(shape.isRead(shape.sample), shape.name.c_str());
        }
    }

    void unknownMembers_pass()
    {
        for (const Shape& shape : everyShape()) {
            Json more = shape.sample;
            more.set("of_tomorrow", 7);
            // Where any member is a value of a map, an unknown one is nothing else.
            if (shape.isRead(more)) {
                QCOMPARE(schemaFault(shape.schema, more), ""s);
            }
        }
    }

    /// Whatever is changed of a sample: the schema takes it exactly when the decoder does.
    void changedSample_isTakenByTheSchemaWhenTheDecoderTakesIt()
    {
        std::size_t taken = 0;
        std::size_t refused = 0;
        for (const Shape& shape : everyShape()) {
            changeEach(shape.sample, shape.name, [&](const Json& changed, const std::string& what) {
                const std::string fault = schemaFault(shape.schema, changed);
                const bool isRead = shape.isRead(changed);
                QVERIFY2(fault.empty() == isRead,
                         (what + (isRead ? " is read; the schema: " + fault : " is not read")).c_str());
                ++(isRead ? taken : refused);
            });
        }
        // Both happen, and often.
        QVERIFY(taken > 100 && refused > 1000);
    }

    void check_ofAnUnknownWord_isAFault()
    {
        QVERIFY(!schemaFault(Json().set("type", "string").set("maxLength", 3), Json("a")).empty());
        QVERIFY(schemaFault(Json().set("type", "string"), Json("a")).empty());
    }
};

QTEST_GUILESS_MAIN(DiscoverTest)
#include "DiscoverTest.moc"
