// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/Secret.h"
#include "core/base/Signature.h"
#include "core/protocol/AccountMethods.h"

namespace stillgate {

using TotpSecret = FixedBytes<struct TotpSecretTag, 20>; ///< as long as what SHA-1 gives (RFC 4226, section 4)

/// What somebody signs in with. In no event, and on disk sealed only.
struct Account {
    Digest login; ///< keyed hash of the name they sign in by
    std::string password; ///< Argon2id; empty until they set one
    TotpSecret totp;
    std::int64_t usedStep = 0; ///< of the newest code that served
    int failures = 0; ///< since the last success
    UtcTime lockedUntil;
    std::optional<Digest> invitation; ///< SHA-256
    UtcTime invitationEnds;

    friend bool operator==(const Account&, const Account&) = default;
};

/// A device that is signed in. Tokens stand here as their SHA-256.
struct SignedIn {
    PersonId person;
    PublicKey device;
    Digest token;
    Digest refresh;
    std::vector<Digest> spent; ///< refresh tokens that served already
    UtcTime since;
    UtcTime tokenEnds;
    UtcTime ends;

    friend bool operator==(const SignedIn&, const SignedIn&) = default;
};

struct Accounts {
    std::map<std::string, Account> accounts; ///< by person
    std::map<std::string, SignedIn> sessions; ///< by session
    UtcTime seen; ///< the latest time that anything happened: from here on time goes, so that a clock set back revives nothing

    friend bool operator==(const Accounts&, const Accounts&) = default;
};

/// Keeps accounts in one file of mode 0600, sealed under a key derived from the master key.
class AccountsFile {
public:
    AccountsFile(std::filesystem::path path, const Secret32& masterKey);

    /// None when there is no file yet. Corrupt when it was made under another key or changed.
    [[nodiscard]] Result<Accounts> load() const;
    /// Durable when it returns.
    [[nodiscard]] Result<void> save(const Accounts& accounts) const;

private:
    std::filesystem::path m_path;
    Secret32 m_key;
};

} // namespace stillgate
