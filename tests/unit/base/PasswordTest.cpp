// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Password.h"
#include "tests/support/Readable.h"

using namespace stillgate;

namespace {
/// The least that the library takes: what is tested is not the cost.
constexpr PasswordCost kCheap{1, 8192};
} // namespace

class PasswordTest : public QObject {
    Q_OBJECT

private slots:
    void password_right_isKnownAgain()
    {
        const auto hash = hashPassword("a sample password", kCheap);
        STILLGATE_VERIFY_VALUE(hash);
        QVERIFY(isPassword(*hash, "a sample password"));
        QVERIFY(!isPassword(*hash, "a sample passwore"));
        QVERIFY(!isPassword(*hash, ""));
    }

    void hash_twice_differsByItsSalt()
    {
        QVERIFY(*hashPassword("a sample password", kCheap) != *hashPassword("a sample password", kCheap));
    }

    void hash_default_statesItsCost()
    {
        const auto hash = hashPassword("a sample password");
        STILLGATE_VERIFY_VALUE(hash);
        QVERIFY2(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), hash->substr(0, 40).c_str());
    }

    void password_tooShortOrLong_isALimit()
    {
        STILLGATE_VERIFY_ERROR(hashPassword("eleven byte", kCheap), ErrorCode::Limit, "password");
        STILLGATE_VERIFY_ERROR(hashPassword(std::string(1025, 'x'), kCheap), ErrorCode::Limit, "password");
        STILLGATE_VERIFY_VALUE(hashPassword(std::string(1024, 'x'), kCheap));
    }

    void hash_thatIsNone_isNobodysPassword()
    {
        for (const std::string hash : {"", "$argon2id$", "plain", "x"}) {
            QVERIFY(!isPassword(hash, "a sample password"));
        }
        QVERIFY(!isPassword(std::string(500, '$'), "a sample password"));
    }
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "PasswordTest.moc"
