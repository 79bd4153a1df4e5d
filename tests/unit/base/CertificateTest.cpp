// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Certificate.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {

constexpr UtcTime kFrom{1'772'409'600'000};
constexpr UtcTime kUntil = kFrom + Duration::days(30);

CertificateTerms terms(std::vector<std::string> hosts)
{
    return {"sample", std::move(hosts), kFrom, kUntil};
}

} // namespace

class CertificateTest : public QObject {
    Q_OBJECT

private slots:
    void certificate_made_saysItsTimesAndItsKey()
    {
        const auto authority = makeAuthority({"sample authority", {}, kFrom, kUntil});
        STILLGATE_VERIFY_VALUE(authority);
        const auto server = makeServerCertificate(*authority, terms({"gate.example", "192.0.2.7", "2001:db8::7"}));
        STILLGATE_VERIFY_VALUE(server);
        STILLGATE_VERIFY_VALUE(checkKey(*server));
        const auto facts = certificateFacts(server->certificate);
        STILLGATE_VERIFY_VALUE(facts);
        QCOMPARE(facts->from.ms, kFrom.ms);
        QCOMPARE(facts->until.ms, kUntil.ms);
        QVERIFY(facts->pin != certificateFacts(authority->certificate)->pin);
    }

    void certificate_madeAnewForTheSameKey_keepsThePin()
    {
        const auto authority = makeAuthority({"sample authority", {}, kFrom, kUntil});
        const auto first = makeServerCertificate(*authority, terms({"gate.example"}));
        const auto next = makeServerCertificate(*authority, terms({"gate.example"}), first->key);
        const auto other = makeServerCertificate(*authority, terms({"gate.example"}));
        QVERIFY(first->certificate != next->certificate);
        QVERIFY(certificateFacts(first->certificate)->pin == certificateFacts(next->certificate)->pin);
        QVERIFY(certificateFacts(first->certificate)->pin != certificateFacts(other->certificate)->pin);
    }

    void key_ofAnotherCertificate_isAConflict()
    {
        const auto one = makeAuthority({"one", {}, kFrom, kUntil});
        const auto other = makeAuthority({"other", {}, kFrom, kUntil});
        STILLGATE_VERIFY_ERROR(checkKey({one->certificate, other->key}), ErrorCode::Conflict, "key");
        STILLGATE_VERIFY_ERROR(checkKey({one->certificate, "no key"}), ErrorCode::Malformed, "key");
        STILLGATE_VERIFY_ERROR(checkKey({"none", one->key}), ErrorCode::Malformed, "certificate");
        STILLGATE_VERIFY_ERROR(certificateFacts("none"), ErrorCode::Malformed, "certificate");
        STILLGATE_VERIFY_ERROR(keyPinOf(asBytes("none")), ErrorCode::Malformed, "certificate");
    }

    /// A comma would end the entry and begin another one.
    void host_thatIsNone_isRefused_data()
    {
        QTest::addColumn<QString>("host");
        for (const char* host : {"", "gate.example,DNS:bank.example", "a b", "-gate", ".gate", "a..b", "*.example", "gate\n"}) {
            QTest::newRow(host) << QString::fromLatin1(host);
        }
    }
    void host_thatIsNone_isRefused()
    {
        QFETCH(const QString, host);
        const auto authority = makeAuthority({"sample authority", {}, kFrom, kUntil});
        STILLGATE_VERIFY_ERROR(makeServerCertificate(*authority, terms({host.toStdString()})), ErrorCode::Malformed,
                               host.toStdString());
    }

    void authority_withoutAName_isRefused()
    {
        STILLGATE_VERIFY_ERROR(makeAuthority({"", {}, kFrom, kUntil}), ErrorCode::Malformed, "name");
        STILLGATE_VERIFY_ERROR(makeAuthority({std::string(65, 'x'), {}, kFrom, kUntil}), ErrorCode::Malformed, "name");
    }
};

QTEST_GUILESS_MAIN(CertificateTest)
#include "CertificateTest.moc"
