// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <map>
#include <set>

#include <QDir>
#include <QFile>

#include "core/protocol/Methods.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/unit/protocol/MethodSamples.h"

using namespace stillgate;
using namespace std::literals;

namespace {

/// A method without its types: what it looks like on the wire and how it is read.
struct Erased {
    Json sample;
    std::function<Result<Json>(const Json&)> readParams; ///< and written again
    std::function<Result<Json>(const Json&)> readResult; ///< none where nothing answers
};

template <typename T>
Result<Json> readAndWrite(const Json& json)
{
    return fromJson<T>(json).map([](const T& value) { return toJson(value); });
}

std::map<std::string, Erased> erasedMethods()
{
    std::map<std::string, Erased> out;
    rpc::Methods::forEach([&]<typename M>(std::type_identity<M> method) {
        const auto sample = samples::sample(method);
        Json golden = Json::object();
        golden.set("params", toJson(sample.params)).set("result", toJson(sample.result));
        out[std::string(M::kName)] = {golden, readAndWrite<typename M::Params>, readAndWrite<typename M::Result>};
    });
    rpc::Notices::forEach([&]<typename N>(std::type_identity<N> notice) {
        Json golden = Json::object();
        golden.set("params", toJson(samples::sample(notice)));
        out[std::string(N::kName)] = {golden, readAndWrite<typename N::Params>, {}};
    });
    return out;
}

QString goldenFile(const std::string& method)
{
    return QDir(sourceFile("tests/golden/protocol")).filePath(QString::fromStdString(method + ".json"));
}

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Every way to take one member out of an object, with its path.
std::vector<std::pair<std::string, Json>> withoutOneMember(const Json& json)
{
    std::vector<std::pair<std::string, Json>> out;
    for (const Json::Member& left : *json.asObject()) {
        Json::Object rest = *json.asObject();
        std::erase_if(rest, [&](const Json::Member& member) { return member.key == left.key; });
        out.emplace_back("$." + left.key, Json(std::move(rest)));
    }
    return out;
}

} // namespace

class MethodsTest : public QObject {
    Q_OBJECT

private slots:
    void registry_everyMethod_hasItsGoldenFileAndNoOther()
    {
        const auto methods = erasedMethods();
        QCOMPARE(methods.size(), rpc::Methods::kSize + rpc::Notices::kSize);
        std::set<std::string> files;
        for (const QString& name : QDir(sourceFile("tests/golden/protocol")).entryList({QStringLiteral("*.json")})) {
            files.insert(name.chopped(5).toStdString());
        }
        for (const auto& [name, method] : methods) {
            QVERIFY2(files.erase(name) == 1, name.c_str());
        }
        QVERIFY2(files.empty(), files.empty() ? "" : files.begin()->c_str());
    }

    void golden_everyMethod_isWrittenAndReadAsBefore_data() { addMethods(); }

    /// With STILLGATE_WRITE_GOLDEN set, the files are written anew: look at the difference before it is committed.
    void golden_everyMethod_isWrittenAndReadAsBefore()
    {
        QFETCH(QByteArray, name);
        const Erased method = erasedMethods().at(name.toStdString());
        const QByteArray text = QByteArray::fromStdString(prettyJson(method.sample) + "\n");
        if (qEnvironmentVariableIsSet("STILLGATE_WRITE_GOLDEN")) {
            QFile file(goldenFile(name.toStdString()));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        }
        const QByteArray golden = contentsOf(goldenFile(name.toStdString()));
        QCOMPARE(text, golden);
        const auto parsed = parseJson(golden.toStdString());
        STILLGATE_VERIFY_VALUE(parsed);
        QVERIFY(method.readParams(*parsed->find("params")) == *parsed->find("params"));
        QVERIFY(!method.readResult || method.readResult(*parsed->find("result")) == *parsed->find("result"));
    }

    void decoding_anyMethod_isStrict_data() { addMethods(); }

    void decoding_anyMethod_isStrict()
    {
        QFETCH(QByteArray, name);
        const Erased method = erasedMethods().at(name.toStdString());
        checkStrict(*method.sample.find("params"), method.readParams);
        if (method.readResult) {
            checkStrict(*method.sample.find("result"), method.readResult);
        }
    }

    void decoding_unknownFields_pass()
    {
        Json params = toJson(samples::sample(std::type_identity<rpc::GateGet>{}).params);
        params.set("of_tomorrow", true);
        STILLGATE_VERIFY_VALUE(fromJson<rpc::GateGet::Params>(params));
    }

    void decoding_deepInside_namesThePath()
    {
        Json params = toJson(samples::sample(std::type_identity<rpc::CommandSubmit>{}).params);
        Json command = *params.find("command");
        Json statement = *command.find("statement");
        statement.set("verdict", "perhaps");
        command.set("statement", statement);
        params.set("command", command);
        STILLGATE_VERIFY_ERROR(fromJson<rpc::CommandSubmit::Params>(params), ErrorCode::Malformed,
                               "$.command.statement.verdict");

        Json result = toJson(samples::sample(std::type_identity<rpc::EventsList>{}).result);
        Json header = *result.find("headers")->asArray()->begin();
        header.set("seq", "first");
        result.set("headers", Json::Array{header});
        STILLGATE_VERIFY_ERROR(fromJson<rpc::EventsList::Result>(result), ErrorCode::Malformed, "$.headers[0].seq");
    }

    void command_ofUnknownKind_isMalformed()
    {
        Json command = toJson(rpc::PersonCommand(samples::decision()));
        command.set("kind", "gate.guess");
        STILLGATE_VERIFY_ERROR(fromJson<rpc::PersonCommand>(command, "$.command"), ErrorCode::Malformed, "$.command.kind");
        command.set("kind", 1);
        STILLGATE_VERIFY_ERROR(fromJson<rpc::PersonCommand>(command, "$.command"), ErrorCode::Malformed, "$.command.kind");
    }

    void command_everyKind_comesBack()
    {
        const rpc::PersonCommand decision = samples::decision();
        const rpc::PersonCommand erasure = rpc::SubmitErasure{{}, "request_of_the_person"};
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(decision)) == decision);
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(erasure)) == erasure);
        const rpc::PersonCommand review = rpc::SubmitReview{
            {}, 42, ReviewVerdict::Correct, "refund_request", ReviewTag::TaxonomyGap, Opening{Salt{}, "Sample note"}};
        const rpc::PersonCommand withdrawal = rpc::SubmitReviewWithdrawal{{}, 50};
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(review)) == review);
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(withdrawal)) == withdrawal);
        const rpc::PersonCommand claim = rpc::SubmitClaim{};
        const rpc::PersonCommand release = rpc::SubmitRelease{};
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(claim)) == claim);
        QVERIFY(fromJson<rpc::PersonCommand>(toJson(release)) == release);
        for (const rpc::PersonCommand& command : samples::peopleCommands()) {
            QVERIFY(fromJson<rpc::PersonCommand>(toJson(command)) == command);
        }
    }

    void page_outsideItsBounds_isMalformed()
    {
        for (const std::int64_t most : {std::int64_t{0}, std::int64_t{-1}, rpc::PageSize::kMost + 1}) {
            STILLGATE_VERIFY_ERROR(fromJson<rpc::PageSize>(Json(most), "$.most"), ErrorCode::Malformed, "$.most");
        }
        QCOMPARE(fromJson<rpc::PageSize>(Json(rpc::PageSize::kMost))->value, rpc::PageSize::kMost);
    }

    void header_withMembersOfTomorrow_keepsItsBytes()
    {
        Json json = headerToJson(samples::header());
        json.set("of_tomorrow", 7);
        const std::string stored = canonicalJson(json);
        const auto sent = rpc::CarriedHeader::fromBytes(stored);
        STILLGATE_VERIFY_VALUE(sent);
        const auto received = fromJson<rpc::CarriedHeader>(toJson(*sent));
        STILLGATE_VERIFY_VALUE(received);
        QCOMPARE(received->bytes(), stored);
        QVERIFY(received->header() == samples::header());
        // The control: written from the decoded value they would be others.
        QVERIFY(*encodeHeader(received->header()) != stored);
    }

private:
    static void addMethods()
    {
        QTest::addColumn<QByteArray>("name");
        for (const auto& [name, method] : erasedMethods()) {
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
        }
    }

    /// A member may be missing only where leaving it out is read as leaving it out, and none may be of another type.
    static void checkStrict(const Json& sample, const std::function<Result<Json>(const Json&)>& read)
    {
        QCOMPARE(read(Json::array()).error().where, "$"s);
        for (const auto& [path, rest] : withoutOneMember(sample)) {
            const auto again = read(rest);
            if (again) {
                QVERIFY2(*again == rest, path.c_str());
            } else {
                STILLGATE_VERIFY_ERROR(again, ErrorCode::Malformed, path);
            }
            Json wrong = rest;
            wrong.set(path.substr(2), 0.5);
            STILLGATE_VERIFY_ERROR(read(wrong), ErrorCode::Malformed, path);
        }
    }
};

QTEST_GUILESS_MAIN(MethodsTest)
#include "MethodsTest.moc"
