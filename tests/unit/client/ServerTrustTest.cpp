// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include <QTemporaryDir>

#include "core/base/Certificate.h"
#include "core/base/File.h"
#include "core/base/Json.h"
#include "core/client/ReadyFile.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

class ServerTrustTest : public QObject {
    Q_OBJECT

private slots:
    void trust_ofOneThing_isTaken()
    {
        const std::string digits(64, 'a');
        const auto pinned = serverTrustFrom({}, digits);
        STILLGATE_VERIFY_VALUE(pinned);
        QCOMPARE(toHex(pinned->pin->view()), digits);
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath(QStringLiteral("authority.pem")).toStdString();
        const auto authority = makeAuthority({"sample", {}, UtcTime{0}, UtcTime{Duration::days(30).ms}});
        STILLGATE_VERIFY_VALUE(writeFile(file, authority->certificate));
        const auto trusting = serverTrustFrom(file, {});
        STILLGATE_VERIFY_VALUE(trusting);
        QVERIFY(!trusting->isEmpty() && trusting->authority == authority->certificate && !trusting->pin);
    }

    void trust_ofBothOrNeitherOrNoSuchThing_isRefused()
    {
        STILLGATE_VERIFY_ERROR(serverTrustFrom({}, {}), ErrorCode::Malformed, "--ca");
        STILLGATE_VERIFY_ERROR(serverTrustFrom("authority.pem", "aa"), ErrorCode::Malformed, "--ca");
        STILLGATE_VERIFY_ERROR(serverTrustFrom({}, "aa"), ErrorCode::Malformed, "--pin");
        STILLGATE_VERIFY_CODE(serverTrustFrom("nowhere.pem", {}), ErrorCode::NotFound);
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath(QStringLiteral("none.pem")).toStdString();
        STILLGATE_VERIFY_VALUE(writeFile(file, "no certificate"));
        STILLGATE_VERIFY_ERROR(serverTrustFrom(file, {}), ErrorCode::Malformed, file.string());
    }

    void readyFile_withAPin_trustsThatKeyAlone()
    {
        const QTemporaryDir dir;
        const auto path = readyFileOf(dir.path().toStdString());
        const std::string pin(64, 'b');
        Json json = Json::object();
        json.set("url", "wss://127.0.0.1:1/rpc");
        json.set("http", "https://127.0.0.1:2");
        json.set("token", "sample");
        json.set("pin", pin);
        STILLGATE_VERIFY_VALUE(writeFile(path, canonicalJson(json)));
        const auto ready = readReadyFile(path);
        STILLGATE_VERIFY_VALUE(ready);
        const ServerAccess access = accessBy(*ready);
        QCOMPARE(toHex(access.trust.pin.value().view()), pin);
        QVERIFY(access.trust.authority.empty());
        QCOMPARE(accessBy(*ready, "another").token, std::string("another"));
    }

    /// docs/security.md has every word, and each has a meaning of its own.
    void fault_everyOne_isInTheDocs()
    {
        const auto page = readFile(sourceFile("docs/security.md").toStdString());
        STILLGATE_VERIFY_VALUE(page);
        std::vector<std::string> meanings;
        for (int number = 0; number <= static_cast<int>(TlsFault::Broken); ++number) {
            const auto fault = static_cast<TlsFault>(number);
            const Error error = errorOf(fault, "there");
            QVERIFY2(page->find("`" + std::string(nameOf(fault)) + "`") != std::string::npos, error.detail.c_str());
            QVERIFY(error.code == ErrorCode::Refused && error.where == "there");
            QVERIFY(std::find(meanings.begin(), meanings.end(), error.detail) == meanings.end());
            meanings.push_back(error.detail);
        }
    }
};

QTEST_GUILESS_MAIN(ServerTrustTest)
#include "ServerTrustTest.moc"
