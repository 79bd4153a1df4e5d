// SPDX-License-Identifier: GPL-3.0-or-later
//
// What trust costs: the check of a signature, of a password and of a permission, each beside the bare call of the library.
#include <array>
#include <chrono>
#include <string>

#include <sodium.h>

#include "core/base/Password.h"
#include "core/domain/Permissions.h"
#include "core/domain/Statement.h"
#include "tests/bench/Bench.h"

namespace stillgate::bench {

namespace {

constexpr int kSignatures = 2000;
constexpr int kPermissions = 1'000'000;
constexpr int kPasswords = 3;

/// Of a decision as it is checked at commit and right before the call: canonical bytes, then the signature over them.
void compareSignatures()
{
    const SigningKey key = SigningKey::fromSeed(*Secret32::from(sha256("bench key").view()));
    Statement statement;
    statement.origin = "bench.example/ledger";
    statement.keyId = keyIdOf(key.publicKey());
    const std::string bytes = signedBytes(statement);
    const Signature signature = key.sign(asBytes(bytes));
    bool good = true;
    compare({"signature_check", "checks/s", kSignatures,
             [&] {
                 return secondsOf([&] {
                     for (int i = 0; i < kSignatures; ++i) {
                         good = good && verifySignature(key.publicKey(), asBytes(signedBytes(statement)), signature);
                     }
                 });
             },
             [&] {
                 return secondsOf([&] {
                     for (int i = 0; i < kSignatures; ++i) {
                         good = good && crypto_sign_verify_detached(signature.bytes.data(), asBytes(bytes).data(), bytes.size(),
                                                                    key.publicKey().bytes.data()) == 0;
                     }
                 });
             }});
    if (!good) {
        report({"signature_check_failed", "checks", {1}, {}});
    }
}

void comparePasswords()
{
    const std::string password = "a sample password";
    const auto hash = hashPassword(password);
    bool good = hash.has_value();
    compare({"password_check", "checks/s", kPasswords,
             [&] {
                 return secondsOf([&] {
                     for (int i = 0; i < kPasswords; ++i) {
                         good = good && isPassword(*hash, password);
                     }
                 });
             },
             [&] {
                 return secondsOf([&] {
                     for (int i = 0; i < kPasswords; ++i) {
                         std::array<std::uint8_t, 32> out{};
                         const std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
                         good = good && crypto_pwhash(out.data(), out.size(), password.data(), password.size(), salt.data(), 3,
                                                      64U << 20U, crypto_pwhash_ALG_ARGON2ID13) == 0;
                     }
                 });
             }});
    if (!good) {
        report({"password_check_failed", "checks", {1}, {}});
    }
}

void measurePermissions()
{
    const std::array roles{Role::Qa, Role::L2Agent};
    std::vector<double> nanoseconds;
    std::int64_t permitted = 0;
    for (int round = 0; round < 7; ++round) {
        const double seconds = secondsOf([&] {
            for (int i = 0; i < kPermissions; ++i) {
                const auto& names = EnumNames<Operation>::kNames;
                permitted += isPermittedSomewhere(names[static_cast<std::size_t>(i) % names.size()].first, roles) ? 1 : 0;
            }
        });
        nanoseconds.push_back(seconds * 1e9 / kPermissions);
    }
    if (permitted > 0) {
        report({"permission_check", "ns", nanoseconds, {}});
    }
}

} // namespace

} // namespace stillgate::bench

int main(int argc, char** argv)
{
    using namespace stillgate::bench;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (isWanted("signature_check", arguments)) {
        compareSignatures();
    }
    if (isWanted("password_check", arguments)) {
        comparePasswords();
    }
    if (isWanted("permission_check", arguments)) {
        measurePermissions();
    }
    return 0;
}
